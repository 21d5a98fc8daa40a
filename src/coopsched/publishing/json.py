"""Programmes as JSON: the same keys as in YAML."""

import json
import re
from typing import Any

from coopsched.document import Document
from coopsched.model import Programme
from coopsched.publishing.entries import Bare, entries, shortened_programme
from coopsched.publishing.losses import Loss, Written
from coopsched.publishing.own import add_own

# What no file may hold as it is, and what turns the direction of writing. Half a character
# has no escape either.
_ODD = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_HALF = re.compile("[\ud800-\udfff]")


def write(programme: Programme, *, document: Document | None = None) -> Written:
    """Return a programme as a file of JSON that reads back as the same programme.

    With the document that it was read from, the author's own entries are kept, and
    allowances, which are comments, are lost.
    """
    data, lost = entries(programme)
    if document is not None:
        add_own(data, document)
        if any(allowance.route is not None for allowance in document.allowances):
            lost = (*lost, Loss("allowances"))
    text = json.dumps(_typed(shortened_programme(data)), ensure_ascii=False, indent=2) + "\n"
    text = _ODD.sub(lambda match: f"\\u{ord(match[0]):04x}", _HALF.sub("\ufffd", text))
    return Written(text.encode(), lost)


def _typed(value: Any) -> Any:
    """Return entries with the numbers and booleans that JSON has for what has no quotes."""
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_typed(each) for each in value]
    return _literal(value) if isinstance(value, Bare) else value


def _literal(text: Bare) -> Any:
    try:
        value = json.loads(text)
    except ValueError:
        return str(text)
    # 1.10 and 1e3 would come back as 1.1 and 1000.0.
    return value if json.dumps(value) == text else str(text)

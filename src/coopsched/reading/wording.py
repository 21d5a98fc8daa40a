"""What texts are called, which keys hold text, and how to quote what needs quotes."""

import re
from collections.abc import Sequence

TEXT_KEYS = frozenset(
    (
        *("title", "description", "name", "affiliation", "biography", "address"),
        *("notice", "reason", "also", "tags", "needs"),
    )
)
"""The keys whose values are prose, or lists of it."""

_OTHER_KEYS = """
    coopsched key url timezone languages days venue rooms speakers tracks resources sessions
    rules site latitude longitude walks minutes capacity parts features available unavailable
    shared online was same-as organisation colour quantity kind interpretation captions start
    end day track audience status repeats continues within after not-with permanent pinned
    between links replaces uid source-id speaker role from until remote private severity
    weight date opens closes personal-feeds next
"""
KEYS = TEXT_KEYS | frozenset(_OTHER_KEYS.split())
"""The keys of a programme: what begins with one of them is meant as an entry."""

BLANKS = " \t\r\n"
"""What separates in YAML; other spaces, as before a French colon, are text."""

ALLOWS = re.compile(r"#[ \t]*coopsched[ \t]*:")
"""The beginning of a comment that is meant for Coopsched."""

LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?", re.ASCII)
KEY_SHAPE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]*", re.ASCII)

_LONGEST = 400
_ESCAPED = re.compile(r'[\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"\\]')
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_FOLD = re.compile(r"(?<![ \t])[ \t]*+(?:\r\n|\r|\n)[ \t]*")

Path = Sequence[str | None]
"""The keys that lead to a value, outermost first; None stands for a list."""


def is_known(key: str) -> bool:
    """Tell whether a key is one of a programme's own, or a language tag."""
    return key in KEYS or key.startswith("x-") or LANGUAGE.fullmatch(key) is not None


def is_text(path: Path, value: str | None) -> bool:
    """Tell whether a value at the end of a path is prose, in which a ``#`` is no comment."""
    keys = [key for key in path if key is not None]
    if not keys:
        return False
    last = keys[-1]
    if last == "colour":
        return value is not None and value.startswith("#")
    if last == "speakers" and path[-1] is None:
        return value is not None and KEY_SHAPE.fullmatch(value) is None
    if last in TEXT_KEYS:
        return True
    return LANGUAGE.fullmatch(last) is not None and len(keys) > 1 and keys[-2] in TEXT_KEYS


def call(path: Path) -> str:
    """Return what to call the value at the end of a path: "this title", "this text"."""
    if not path:
        return "this text"
    last = path[-1]
    if last is None:
        return "this item"
    if LANGUAGE.fullmatch(last) is not None and last not in KEYS:
        return "this text"
    return f"this {last}" if len(last) <= 40 else "this value"


def quote(text: str) -> str:
    """Return a text in quotes such that YAML reads it back unchanged."""
    if _INVISIBLE.search(text) is not None:
        return '"' + _ESCAPED.sub(_escape, text) + '"'
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def suggest(path: Path, text: str) -> str:
    """Return the value as it should be written: ``title: "Coop #3"``."""
    if len(text) > _LONGEST:
        mark = quote(text)[0]
        return f"{mark} before it and {mark} after it"
    last = path[-1] if path else None
    if last is None:
        return quote(text)
    key = last if re.fullmatch(r"[\w~.-]+", last) else quote(last)
    return f"{key}: {quote(text)}"


def unquote(written: str) -> str:
    """Return a quoted key without its quotes."""
    if written[0] == "'":
        return written[1:-1].replace("''", "'")
    return re.sub(r"\\([\"\\/])", r"\1", written[1:-1])


def unfold(text: str) -> str:
    """Return a stretch of source as the one line that it stands for."""
    return _FOLD.sub(" ", text).strip(BLANKS)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in '"\\':
        return "\\" + character
    return {"\n": r"\n", "\t": r"\t", "\r": r"\r"}.get(character, f"\\u{ord(character):04x}")

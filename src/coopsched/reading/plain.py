"""From nodes to plain data: strings, lists and mappings."""

from typing import Any

from coopsched.reading.wording import KEYS, LANGUAGE, TEXT_KEYS
from coopsched.source import Entry, Node, counts

# What stands in these has keys of the author's choice, or names of rules.
_FREE = frozenset(("resources", "rules"))


def plain(node: Node, holder: str = "") -> Any:
    """Return a node's value as plain data, without what is absent or nobody's business.

    Keys that begin with `x-` belong to the author; a known key without a value is
    absent, and so is the second of two equal keys, which the parser renamed. An
    unknown key without a value is there, that it may be told. ``holder`` is the key
    of the value, or of the list that it stands in.
    """
    value = node.value
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list):
        return [plain(item, holder) for item in value]
    return {
        key: plain(entry.node, key)
        for key, entry in value.items()
        if counts(key, entry) or _is_unknown(key, entry, holder)
    }


def _is_unknown(key: str, entry: Entry, holder: str) -> bool:
    """Tell whether an entry without a value has a key that means nothing in its place."""
    if key != entry.name or key[:2] == "x-" or key in KEYS or holder in _FREE:
        return False
    return holder not in TEXT_KEYS or LANGUAGE.fullmatch(key) is None


def section(node: Node) -> Any:
    """Return a section as plain data: like `plain`, but that all its keys count.

    An entry without a value is an empty mapping, and of two equal keys the second
    is there under its new name.
    """
    if not isinstance(node.value, dict):
        return plain(node)
    return {
        key: {} if entry.node.value is None else plain(entry.node)
        for key, entry in node.value.items()
        if key[:2] != "x-"
    }

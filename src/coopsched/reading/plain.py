"""From nodes to plain data: strings, lists and mappings."""

from typing import Any

from coopsched.source import Node, counts


def plain(node: Node) -> Any:
    """Return a node's value as plain data, without what is absent or nobody's business.

    Keys that begin with `x-` belong to the author; a key without a value is
    absent, and so is the second of two equal keys, which the parser renamed.
    """
    value = node.value
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(entry.node) for key, entry in value.items() if counts(key, entry)}
    return value


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

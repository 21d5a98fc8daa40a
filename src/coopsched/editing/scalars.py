"""How single values are written in YAML and in JSON: plain, or in the quotes they need."""

import json
import re

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ESCAPED = re.compile(_INVISIBLE.pattern[:-1] + r'"\\]')
_SHORT = {"\n": r"\n", "\t": r"\t", "\r": r"\r", '"': r"\"", "\\": r"\\"}
_INDICATORS = frozenset(",[]{}#&*!|>'\"%@`?:.")
_ENDS_IN_FLOW = re.compile(r"[][{},()?]")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def in_yaml(value: str, *, like: str = "", flow: bool = False) -> str:
    """Return a value as YAML: in the quotes of ``like``, what it replaces, else in those it needs.

    Every scalar is a string to us, so that `no` and `10:30` need none. ``flow``
    tells that it stands inside braces or brackets.
    """
    if like.startswith('"') or _INVISIBLE.search(value):
        return _double(value)
    if like.startswith("'"):
        return _single(value)
    if _is_plain(value, flow=flow):
        return value
    return _single(value) if '"' in value or "\\" in value else _double(value)


def in_json(value: str | int, *, like: str = "") -> str:
    """Return a value as JSON; text that replaces a bare number or word stays bare where it can."""
    bare = isinstance(value, int) or (like[:1] not in ("", '"') and _NUMBER.fullmatch(value))
    return str(value) if bare else json.dumps(value, ensure_ascii=bool(_has_half(str(value))))


def _has_half(value: str) -> re.Match[str] | None:
    """Find half a character, which only its code can write."""
    return re.search("[\ud800-\udfff]", value)


def _is_plain(value: str, *, flow: bool) -> bool:
    if value in _NULLS or value != value.strip() or value[0] in _INDICATORS:
        return False
    if value[0] == "-" and not value[1:2].isalnum():
        return False
    if ": " in value or " #" in value or value.endswith(":") or value.startswith("<<"):
        return False
    return not (flow and _ENDS_IN_FLOW.search(value))


def _single(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _double(value: str) -> str:
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _SHORT.get(character, f"\\u{ord(character):04x}")

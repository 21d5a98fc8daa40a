"""Accepting today's findings: the text of a settings file with an allowance for each."""

import json
import re
from collections.abc import Iterable
from datetime import timedelta

from coopsched.allowing import keys_of
from coopsched.findings import Finding
from coopsched.reading.wording import quote
from coopsched.source import Node, Parsed

_PLAIN = re.compile(r"[a-z][a-z0-9-]*")
# An allowance of an unused allowance would itself be of no use: take out the unused one.
_LEFT_OUT = ("unused-allowance",)
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


def accept(text: str, parsed: Parsed, findings: Iterable[Finding], reason: str) -> str:
    """Return a settings file's text in which the given findings are accepted.

    ``parsed`` is that text, parsed. An allowance that a finding has outgrown, or
    that is over, gives way to the new one; all else in the text stays as it is.
    Findings without a subject cannot be told apart and are left out, as are unused
    allowances, which had better be taken out.

    Raises ValueError where the text has no place for allowances.
    """
    _refuse_odd(text, parsed)
    listed = _items(parsed)
    added: list[str] = []
    edits: list[tuple[int, int, str]] = []
    for finding in sorted(findings, key=lambda finding: (finding.rule, finding.ordinal)):
        if not keys_of(finding) or finding.rule in _LEFT_OUT:
            continue
        entry = _entry(finding, reason)
        item = _existing(finding, listed)
        if item is None:
            added.append(f"  - {entry}\n")
        else:
            edits.append((item.start, item.start + len(_text(text, item)), entry))
    for start, end, entry in sorted(edits, reverse=True):
        text = text[:start] + entry + text[end:]
    return _with_added(text, parsed, "".join(added), grown=_growth(edits))


def _refuse_odd(text: str, parsed: Parsed) -> None:
    """Raise ValueError where lines at the end of a text would not be read as settings."""
    if all(line.strip()[:1] in ("", "#") for line in text.splitlines()):
        return
    for problem in parsed.problems:
        raise ValueError(f"{problem.message}: put that right first, for the settings are changed")
    root = parsed.root
    if root is None or not isinstance(root.value, dict) or text[root.start] == "{":
        raise ValueError("these are no settings to which lines can be added: write `rules:` first")


def _growth(edits: Iterable[tuple[int, int, str]]) -> int:
    return sum(len(entry) - (end - start) for start, end, entry in edits)


def _text(text: str, item: Node) -> str:
    return text[item.start : item.end].rstrip()


def _items(parsed: Parsed) -> list[Node]:
    allow = _allow(parsed)
    if allow is None or allow.value is None:
        return []
    if not isinstance(allow.value, list):
        raise ValueError("`allow` is no list")
    return allow.value


def _allow(parsed: Parsed) -> Node | None:
    if parsed.root is None or not isinstance(parsed.root.value, dict):
        return None
    entry = parsed.root.value.get("allow")
    return entry.node if entry is not None else None


def _existing(finding: Finding, items: list[Node]) -> Node | None:
    """Return the allowance that stands for this finding: of equal ones, that of its ordinal."""
    equal = [item for item in items if _names(item) == (finding.rule, keys_of(finding))]
    return equal[finding.ordinal] if finding.ordinal < len(equal) else None


def _names(item: Node) -> tuple[str | None, frozenset[str]]:
    value = item.value if isinstance(item.value, dict) else {}
    rule, subject = (value[key].node.value if key in value else None for key in ("rule", "subject"))
    keys = [node.value for node in subject] if isinstance(subject, list) else [subject]
    return (
        rule if isinstance(rule, str) else None,
        frozenset(key for key in keys if isinstance(key, str)),
    )


def _entry(finding: Finding, reason: str) -> str:
    subject = ", ".join(_scalar(key) for key in sorted(keys_of(finding)))
    minutes = ""
    if finding.interval is not None:
        length = f"{finding.interval.length / timedelta(minutes=1):.9f}".rstrip("0").rstrip(".")
        minutes = f"minutes: {length}, "
    readable = reason.encode("utf-8", "replace").decode()
    return f"{{rule: {finding.rule}, subject: [{subject}], {minutes}reason: {quote(readable)}}}"


def _scalar(key: str) -> str:
    return key if _PLAIN.fullmatch(key) and key not in _WORDS else json.dumps(key)


def _with_added(text: str, parsed: Parsed, lines: str, *, grown: int) -> str:
    """Put new allowances behind the last one, or under a new `allow` at the end."""
    if not lines:
        return text
    items = _items(parsed)
    if not items:
        if _allow(parsed) is not None:
            raise ValueError("`allow` is empty: take it out, or write it as a list with dashes")
        if text and not text.endswith("\n"):
            text += "\n"
        return f"{text}allow:\n{lines}"
    first = items[0]
    line = text.rfind("\n", 0, first.start) + 1
    dash = text[line : first.start]
    if dash.strip() != "-":
        raise ValueError("`allow` is written in brackets: write it as a list with dashes")
    indent = dash[: len(dash) - len(dash.lstrip())]
    last = items[-1]
    end = last.end + grown
    end = text.find("\n", len(text[:end].rstrip()))
    end = len(text) if end < 0 else end + 1
    before = text[:end] if text[:end].endswith("\n") else text[:end] + "\n"
    return before + re.sub("^  - ", f"{indent}- ", lines, flags=re.MULTILINE) + text[end:]

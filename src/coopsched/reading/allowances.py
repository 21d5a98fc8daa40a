"""Allowances that stand as comments in a programme's text."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from coopsched.findings import Allowance, Problem, Route
from coopsched.model.values import INVALID
from coopsched.moment import calendar_date
from coopsched.reading.notes import Notes
from coopsched.source import Comment, Node

_ADDRESSED = re.compile(r"#\s*coopsched\s*:")
_ALLOWANCE = re.compile(r"#\s*coopsched\s*:\s*allow\s*\[(?P<what>[^\]]*)\](?P<reason>.*)")
_WHAT = re.compile(
    r"(?P<rules>[a-z0-9/-]+(?:\s*,\s*[a-z0-9/-]+)*)"
    r"(?:\s+with\s+(?P<other>\S+))?(?:\s+until\s+(?P<until>\S+))?"
)
_FORM = "write: # coopsched: allow[rule-id with other-key until 2017-06-01] the reason"


def allowances(root: Node, comments: Iterable[Comment], notes: Notes) -> Iterator[Allowance]:
    """Yield the allowances among the comments of a document; note those that make no sense."""
    addressed = [comment for comment in comments if _ADDRESSED.match(comment.text)]
    if not addressed:
        return
    entries = list(_entries(root, ()))
    for comment in addressed:
        route = _covered(comment, entries, notes)
        try:
            yield from _read(comment, route, notes)
        except ValueError as error:
            position = notes.source.position(comment.start, comment.end)
            problem = Problem(message=str(error), position=position, help=_FORM)
            notes.problems.append((INVALID, problem))


def _read(comment: Comment, route: Route, notes: Notes) -> Iterator[Allowance]:
    """Yield an allowance for each rule that a comment names. Raises ValueError."""
    match = _ALLOWANCE.match(comment.text)
    if match is None:
        raise ValueError("this note to coopsched is not understood")
    what = _WHAT.fullmatch(match["what"].strip())
    if what is None:
        raise ValueError(f"“{match['what']}” does not say which rule is allowed")
    reason = match["reason"].strip().lstrip(":–- ")
    if not reason:
        raise ValueError("an allowance needs a reason, so that others know why")
    for rule in re.split(r"\s*,\s*", what["rules"]):
        yield Allowance(
            rule=rule,
            reason=reason,
            route=route,
            other=what["other"],
            until=_date(what["until"]),
            position=notes.source.position(comment.start, comment.end),
        )


def _date(text: str | None) -> date | None:
    return None if text is None else calendar_date(text)


def _entries(node: Node, route: Route) -> Iterator[tuple[int, Route]]:
    """Yield where each entry and item begins, outer ones before inner ones."""
    if isinstance(node.value, dict):
        for key, entry in node.value.items():
            yield entry.key.start, (*route, key)
            yield from _entries(entry.node, (*route, key))
    elif isinstance(node.value, list):
        for i, item in enumerate(node.value):
            yield item.start, (*route, i)
            yield from _entries(item, (*route, i))


def _covered(comment: Comment, entries: list[tuple[int, Route]], notes: Notes) -> Route:
    """Return the entry a comment is about: that which begins on its line, else the next."""
    text = notes.source.text
    line = max(text.rfind("\n", 0, comment.start), text.rfind("\r", 0, comment.start)) + 1
    if text[line : comment.start].strip():
        on_line = [route for start, route in entries if line <= start < comment.start]
        before = [route for start, route in entries if start < line]
        return on_line[0] if on_line else before[-1] if before else ()
    return next((route for start, route in entries if start > comment.end), ("",))

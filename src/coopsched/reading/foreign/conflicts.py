"""Conflicts that git left in a file when it could not merge two versions of it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coopsched.source import SourceProblem

_MARK = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)[^\r\n]*", re.MULTILINE)
_NO_BREAK = re.compile(r"[^\r\n]")


class _Conflict(NamedTuple):
    """Where a conflict's first mark stands, and the stretches that are left out."""

    mark: re.Match[str]
    gone: list[tuple[int, int]]


def without_conflicts(text: str) -> tuple[str, list[SourceProblem]]:
    """Return a text with the first version of each conflict, and a problem for each.

    Blanks stand for what is left out, so that all else keeps its place.
    """
    if "<<<<<<<" not in text:
        return text, []
    pieces, problems, at = [], [], 0
    for conflict in _conflicts(text):
        mark = conflict.mark
        problems.append(
            SourceProblem(
                "merge-conflict",
                "git left two versions here; only the first of the two is read",
                mark.start(),
                mark.end(),
                'keep the right one, and remove the lines that begin with "<<<<<<<", '
                '"=======" and ">>>>>>>"',
            )
        )
        for start, end in conflict.gone:
            pieces += [text[at:start], _NO_BREAK.sub(" ", text[start:end])]
            at = end
    return "".join([*pieces, text[at:]]), problems


def _conflicts(text: str) -> Iterator[_Conflict]:
    """Yield the conflicts; one whose end is missing loses its marks alone."""
    opened: re.Match[str] | None = None
    theirs: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        sign = mark[0][0]
        if sign == "<":
            if opened is not None:
                yield _unclosed(opened, theirs)
            opened, theirs = mark, None
        elif sign in "=|" and opened is not None:
            theirs = theirs or mark
        elif sign == ">" and opened is not None:
            begin = (theirs or mark).start()
            yield _Conflict(opened, [opened.span(), (begin, mark.end())])
            opened = theirs = None
    if opened is not None:
        yield _unclosed(opened, theirs)


def _unclosed(opened: re.Match[str], theirs: re.Match[str] | None) -> _Conflict:
    return _Conflict(opened, [opened.span(), *([theirs.span()] if theirs else [])])

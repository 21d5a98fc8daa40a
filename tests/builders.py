"""Small programmes, written as organisers write them, and what reading says of them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple

import coopsched
from coopsched.calendar import Calendar, Day
from coopsched.document import Document
from coopsched.findings import Position
from coopsched.model import Programme, Session
from coopsched.source import Node
from coopsched.zones import zone

HEAD = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [fr, nl]
days: [2017-06-20]
"""
TWO_DAYS = HEAD.replace(
    "[2017-06-20]",
    "{fri: {date: 2026-05-15, opens: 09:00, closes: 02:00}, sat: {date: 2026-05-16, opens: 09:00}}",
)

CLASH = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [fr]
days: [2017-06-20]
sessions:
  a: {title: A, languages: [fr], start: 10:00, end: 11:00, speakers: [Ana Pérez]}
  b: {title: B, languages: [fr], start: 10:30, end: 11:30, speakers: [Ana Pérez]}
"""
"""A programme with one double-booking."""


class Ran(NamedTuple):
    """What a command gave back."""

    status: int
    out: str
    err: str


Run = Callable[..., Ran]


class Noted(NamedTuple):
    """A problem that reading noted, with the text that it points at."""

    rule: str
    at: str
    message: str
    help: str | None


def stretch(text: str, position: Position) -> str:
    """Return what stands at a position, by counting lines as an editor does."""
    lines = text.splitlines(keepends=True)[position.line - 1 : position.end_line]
    if not lines:
        return ""
    if position.line == position.end_line:
        return lines[0][position.column - 1 : position.end_column - 1]
    first, *middle, last = lines
    return first[position.column - 1 :] + "".join(middle) + last[: position.end_column - 1]


def read(body: str = "sessions: {}", *, head: str = HEAD) -> Document:
    """Read a programme with the usual head."""
    return coopsched.loads(head + dedent(body))


def programme(body: str, *, head: str = HEAD) -> Programme:
    """Return a programme in which reading finds nothing wrong."""
    assert noted(body, head=head) == []
    return read(body, head=head).programme


def session(keys: str, *, more: str = "", head: str = HEAD) -> Session:
    """Return a session of these keys, in which reading finds nothing wrong."""
    return programme(with_session(keys, more=more), head=head).session("a")


def with_session(keys: str, *, more: str = "") -> str:
    """Return the body of a programme with one session; a title is added where there is none."""
    title = "" if "title:" in keys or "repeats:" in keys else "title: A"
    inside = ", ".join(filter(None, (title, keys)))
    return f"sessions:\n  a: {{{inside}}}\n{dedent(more)}"


def noted(body: str, *, head: str = HEAD) -> list[Noted]:
    """Return what is wrong with a programme, as reading says it."""
    return noted_in(read(body, head=head))


def noted_in(document: Document) -> list[Noted]:
    """Return what is wrong with a document, as reading says it."""
    return [
        Noted(
            rule,
            stretch(
                document.source.text,
                problem.position or document.position(problem.route, at_key=problem.at_key),
            ),
            problem.message,
            problem.help,
        )
        for rule, problem in document.problems
    ]


def lets_coop() -> Programme:
    """Return the programme of LET'S COOP 2017."""
    return coopsched.read(Path(__file__).parents[1] / "data" / "programme.yaml").programme


def programme_of(
    sessions: Mapping[str, Mapping[str, Any]],
    *,
    days: tuple[Day, ...],
    rooms: Mapping[str, str | None] | None = None,
    **fields: Any,
) -> Programme:
    """Return a programme of sessions by key; what has no title is called like its key."""
    calendar = Calendar(zone("Europe/Brussels"), days, languages=("en",))
    titled = {
        key: {**({} if "repeats" in about else {"title": key}), **about}
        for key, about in sessions.items()
    }
    about = {"key": "p", "title": "Conf", "timezone": "Europe/Brussels", "days": days, **fields}
    return Programme.model_validate(
        {
            **about,
            "rooms": tuple({"key": key, "name": name} for key, name in (rooms or {}).items()),
            "sessions": tuple(
                Session.model_validate({"key": key, **each}, context=calendar)
                for key, each in titled.items()
            ),
        }
    )


def plain(node: Node | None) -> Any:
    """Return a node's value as plain data."""
    if node is None:
        return None
    if isinstance(node.value, dict):
        return {key: plain(entry.node) for key, entry in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value

"""Small programmes for planning, as files: `texts()` makes them up, `text()` writes them.

They hold what planning heeds: rooms with parts, shared and online ones, windows, features,
seats and walks; people who come late, leave early, are elsewhere or only wrote; tracks,
showings, sessions within others and after others; resources; plenaries and meals; days
that close past midnight; unplaced, pinned, permanent and cancelled sessions; settings of
rules, and allowances.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

import coopsched
from coopsched.allowing import keys_of
from coopsched.document import Document
from coopsched.findings import Allowance
from coopsched.planning.judging import judge
from coopsched.planning.task import Task, task

Draw = Callable[[st.SearchStrategy[Any]], Any]
Fields = dict[str, Any]

DAYS = {"wed": "2025-05-14", "thu": "2025-05-15"}
LIMITS: tuple[Fields, ...] = (
    {},
    {},
    {"opens": "09:00", "closes": "18:00"},
    {"closes": "01:30"},
    {"opens": "10:00"},
)
ROOMS: Mapping[str, Fields] = {
    "hall": {"name": "Hall", "parts": ["west", "east"]},
    "west": {"name": "West", "capacity": 30},
    "east": {"name": "East", "capacity": 20, "features": ["Stage"]},
    "attic": {"name": "Attic", "capacity": 10, "features": ["piano", "projector"]},
    "net": {"name": "Network", "online": True},
    "fair": {"name": "Fair", "shared": True},
}
CHOICES: tuple[list[str], ...] = (
    [], ["hall"], ["west"], ["east"], ["attic"], ["net"], ["fair"], ["west", "attic"],
    ["hall", "west"], ["east", "net"], ["west", "east"],
)  # fmt: skip
"""Rooms that sessions are in."""
PEOPLE = ("ana", "bo", "acme")
KEYS = "abcdefgh"
KINDS = (
    None, None, None, "talk", "workshop", "plenary", "assembly", "meal", "break", "social",
    "exhibition", "registration",
)  # fmt: skip
LENGTHS = (0, 5, 15, 30, 30, 45, 55, 60, 60, 60, 90, 180, 330)
HOURS = tuple(f"{hour:02}:{minute:02}" for hour in range(8, 20) for minute in (0, 15, 30, 50))
STARTS = (
    "09:00", "10:00", "10:00", "10:30", "11:00", "11:05", "11:30", "12:00", "13:00", "14:00",
    "17:30",
)  # fmt: skip
"""When sessions begin: seldom enough that many clash."""
LATE = ("23:30", "24:30", "26:00")
RULES = (
    "audience-clash", "before-prerequisite-ends", "changeover-too-short", "feature-missing",
    "language-gap", "no-lunch", "outside-opening-hours", "outside-parent-session",
    "parallel-to-plenary", "pause-too-short", "repeat-in-parallel", "resource-overbooked",
    "room-double-booking", "room-too-small", "room-unavailable", "session-open-ended",
    "session-unplaced", "speaker-double-booking", "speaker-overloaded", "speaker-unavailable",
)  # fmt: skip
"""The rules that depend on places."""
OPTIONS: Mapping[str, Fields] = {
    "audience-clash": {"tracks": False},
    "changeover-too-short": {"minutes": 15},
    "language-gap": {"minutes": 15},
    "no-lunch": {"from": "12:00", "until": "13:00", "minutes": 20},
    "pause-too-short": {"minutes": 20},
    "speaker-overloaded": {"sessions": 1, "hours": 2},
}
SLIPS: tuple[Fields, ...] = (
    {"audience": "many"},
    {"track": "weaving"},
    {"rooms": ["attic", "cellar"]},
    {"speakers": ["ana", 7]},
    {"kind": "lecture"},
)
"""Values that cannot be read."""
ALLOWED = "accepted here"


def text(
    sessions: Mapping[str, Fields] | None = None,
    *,
    days: Mapping[str, Fields] | None = None,
    comments: Mapping[str, str] | None = None,
    **sections: Any,
) -> str:
    """Write a programme, one session a line; ``comments`` say what is allowed, by session."""
    head = {"key": "conf", "title": "Conference", "timezone": "Europe/Brussels"}
    on = {"wed": {"date": DAYS["wed"]}} if days is None else days
    parts = {**head, **({"days": on} if on else {}), **sections}
    lines = [f"{name}: {json.dumps(value)}" for name, value in parts.items()]
    lines += ["sessions:" if sessions else "sessions: {}"]
    for key, fields in (sessions or {}).items():
        titled = fields if "title" in fields or "repeats" in fields else {"title": key, **fields}
        comment = (comments or {}).get(key)
        said = f"  # coopsched: allow[{comment}] {ALLOWED}" if comment else ""
        lines.append(f"  {key}: {json.dumps(titled)}{said}")
    return "\n".join(lines) + "\n"


def document(sessions: Mapping[str, Fields] | None = None, **sections: Any) -> Document:
    """Return a programme as `text` writes it, read."""
    return coopsched.loads(text(sessions, **sections))


def planned(sessions: Mapping[str, Fields] | None = None, **sections: Any) -> Task:
    """Return the task of a programme as `text` writes it."""
    return task_of(document(sessions, **sections))


def task_of(read: Document) -> Task:
    """Return the task of a document, with what it says of rules and allows."""
    return task(read.programme, judge(read))


def _one(draw: Draw, *values: Any) -> Any:
    return draw(st.sampled_from(values))


@st.composite
def _window(draw: Draw, days: list[str]) -> Fields:
    found: Fields = {}
    if days and _one(draw, True, False):
        found["day"] = draw(st.sampled_from(days))
    start, end = sorted(draw(st.lists(st.sampled_from(HOURS), min_size=2, max_size=2)))
    if _one(draw, True, True, False):
        found["from"] = start
    if _one(draw, True, True, False) or not found:
        found["until"] = end
    return found


@st.composite
def _windows(draw: Draw, days: list[str]) -> Fields:
    which = _one(draw, *[None] * 5, "available", "unavailable")
    return {} if which is None else {which: [draw(_window(days))]}


@st.composite
def _day_section(draw: Draw) -> dict[str, Fields]:
    names = list(DAYS)[: _one(draw, 1, 2, 2)]
    return {name: {"date": DAYS[name], **_one(draw, *LIMITS)} for name in names}


@st.composite
def _line_up(draw: Draw, *, placed: bool) -> list[Fields]:
    entries = []
    for speaker in draw(st.lists(st.sampled_from(("ana", *PEOPLE)), max_size=2)):
        entry: Fields = {"speaker": speaker}
        if _one(draw, *[False] * 5, True):
            entry["role"] = _one(draw, "author", "interpreter")
        if _one(draw, *[False] * 5, True):
            entry["remote"] = True
        if placed and _one(draw, *[False] * 3, True):
            entry[_one(draw, "from", "until")] = draw(st.sampled_from(HOURS))
        entries.append(entry)
    return entries


@st.composite
def _when(draw: Draw, days: list[str]) -> Fields:
    """Make a day, a start, and how long it lasts; often there is not all of that."""
    found: Fields = {}
    if _one(draw, *[True] * 6, False):
        start = draw(st.sampled_from(LATE if _one(draw, *[False] * 9, True) else STARTS))
        found = {"day": draw(st.sampled_from((days[0], *days))), "start": start}
    how = _one(draw, *["minutes"] * 7, "end", None)
    if how == "end" and found.get("start") in STARTS:
        found["end"] = _one(draw, "17:45", "18:30")
    elif how is not None or not found:
        found["minutes"] = draw(st.sampled_from(LENGTHS))
    return found


@st.composite
def _about(draw: Draw, *, placed: bool) -> Fields:
    """Make what another showing inherits."""
    return {
        "speakers": draw(_line_up(placed=placed)),
        "kind": _one(draw, *KINDS),
        "track": _one(draw, None, "knots", "sails"),
        "languages": _one(draw, [], ["fr"], ["nl"], ["fr", "nl"]),
    }


@st.composite
def _demands(draw: Draw) -> Fields:
    found: Fields = {}
    for name, seldom, values in (
        ("audience", 4, (15, 25, 60)),
        ("needs", 4, (["stage"], ["piano", "stage"], ["Projector"])),
        ("resources", 4, ({"camera": 1}, {"camera": 2, "team": 1}, {"team": 1})),
        ("interpretation", 9, (["nl"], ["fr"])),
        ("pinned", 9, (True,)),
        ("status", 9, ("tentative", "cancelled", "draft")),
        ("permanent", 15, (True,)),
    ):
        if _one(draw, *[False] * seldom, True):
            found[name] = draw(st.sampled_from(values))
    return found


@st.composite
def _relations(draw: Draw, earlier: str) -> Fields:
    """Refer to sessions that come before, so that nothing refers to itself."""
    found: Fields = {}
    for name in ("within", "continues", "after", "not-with") if earlier else ():
        if _one(draw, *[False] * 5, True):
            other = draw(st.sampled_from(earlier))
            found[name] = [other] if name in ("after", "not-with") else other
    return found


@st.composite
def _session(draw: Draw, earlier: str, firsts: str, days: list[str]) -> Fields:
    found: Fields = draw(_when(days))
    rooms = draw(st.sampled_from(CHOICES))
    if "start" in found or _one(draw, False, True):
        found["rooms"] = rooms
    if firsts and _one(draw, *[False] * 5, True):
        found["repeats"] = draw(st.sampled_from(firsts))
    if "repeats" not in found or _one(draw, False, True):
        found |= draw(_about(placed="start" in found))
    found |= draw(_demands()) | draw(_relations(earlier))
    if _one(draw, *[False] * 20, True):
        found |= draw(st.sampled_from(SLIPS))
    if _one(draw, *[False] * 7, True):
        found["between"] = [draw(_window(days))]
    return {name: value for name, value in found.items() if value not in (None, [])}


@st.composite
def _settings(draw: Draw) -> Fields:
    found: Fields = {}
    for rule in draw(st.lists(st.sampled_from(RULES), max_size=6, unique=True)):
        setting = dict(OPTIONS.get(rule, {})) if _one(draw, True, True, False) else {}
        severity = _one(draw, None, "error", "warning", "warning", "off")
        if severity is not None:
            setting["severity"] = severity
        if _one(draw, False, False, True):
            setting["weight"] = _one(draw, 0, 2, 0.5)
        if setting:
            found[rule] = setting
    return found


@st.composite
def texts(draw: Draw, *, most: int = 7) -> str:
    """Make programmes of a few sessions that are read without a refusal."""
    days = draw(_day_section())
    names = list(days)
    rooms = {key: {**room, **draw(_windows(names))} for key, room in ROOMS.items()}
    people = {key: {"name": key.title(), **draw(_windows(names))} for key in PEOPLE}
    people["acme"]["organisation"] = True
    sessions: dict[str, Fields] = {}
    for key in KEYS[: draw(st.integers(1, min(most, len(KEYS))))]:
        firsts = "".join(first for first, about in sessions.items() if "repeats" not in about)
        sessions[key] = draw(_session("".join(sessions), firsts, names))
    walk = {"rooms": ["hall", "attic"], "minutes": _one(draw, 0, 10, 30)}
    sections: Fields = {
        "languages": _one(draw, [], ["fr"], ["fr", "nl"], ["fr", "nl"]),
        "venue": {"name": "The Mill", **({"walks": [walk]} if walk["minutes"] else {})},
        "rooms": rooms,
        "speakers": people,
        "tracks": {"knots": {"title": "Knots"}, "sails": {"title": "Sails"}},
        "resources": {"camera": {"quantity": 2}, "team": {"quantity": 1}},
        "rules": draw(_settings()),
    }
    comments = {}
    if _one(draw, False, False, False, True):
        for key in draw(st.lists(st.sampled_from(list(sessions)), max_size=2, unique=True)):
            comments[key] = draw(st.sampled_from(RULES))
    filled = {name: value for name, value in sections.items() if value not in ([], {})}
    return text(sessions, days=days, comments=comments, **filled)


@st.composite
def documents(draw: Draw, *, most: int = 7) -> Document:
    """Make documents of such programmes; some accept what is wrong with them."""
    read = coopsched.loads(draw(texts(most=most)))
    if _one(draw, True, True, False):
        return read
    return replace(read, allowances=(*read.allowances, *draw(_allowances(read))))


@st.composite
def _allowances(draw: Draw, read: Document) -> list[Allowance]:
    """Make allowances that accept findings, or one part of them, or others like them."""
    found = [each for each in coopsched.check(read) if each.rule in RULES and each.route]
    allowances = []
    most = _one(draw, 2, len(found))
    for each in draw(st.permutations(found))[:most]:
        allowance = Allowance(each.rule, ALLOWED)
        keys = keys_of(each)
        how = _one(draw, "route", "line", "whole", "part")
        if how in ("route", "line") or not keys:
            route = each.route if how == "route" else each.route[:2]
            allowances.append(allowance._replace(route=route))
            continue
        subject = keys if how == "whole" else frozenset([draw(st.sampled_from(sorted(keys)))])
        minutes = _one(draw, None, None, 20)
        allowances.append(allowance._replace(subject=subject, minutes=minutes))
    return allowances

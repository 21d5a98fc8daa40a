"""Rules of time and place against oracles that count minutes and know no sweep."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise
from math import ceil, floor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coopsched
from coopsched.calendar import Calendar, Day
from coopsched.findings import Problem
from coopsched.interval import Interval
from coopsched.model import Programme, Session, Speaker
from coopsched.rules import changeover_too_short, resource_overbooked, room_double_booking
from coopsched.rules.windows import Availability
from coopsched.zones import zone

ORIGIN = datetime(2025, 5, 14, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
ROOMS: list[dict[str, Any]] = [
    {"key": "hall", "parts": ["west", "east"]},
    {"key": "west"},
    {"key": "east"},
    {"key": "attic"},
]
LEAVES = {"hall": {"west", "east"}, "west": {"west"}, "east": {"east"}, "attic": {"attic"}}


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Return programmes whose sessions crowd a few minutes, rooms and cameras."""
    sessions = []
    for i in range(draw(st.integers(0, 7))):
        start = draw(st.integers(0, 12))
        fields: dict[str, Any] = {
            "key": f"s{i}",
            "title": {"en": f"Session {i}"},
            "start": ORIGIN + start * MINUTE,
            "rooms": draw(st.lists(st.sampled_from(sorted(LEAVES)), max_size=2)),
            "status": draw(st.sampled_from(["confirmed", "draft", "cancelled"])),
            "resources": {"camera": draw(st.integers(0, 2))},
        }
        minutes = draw(st.none() | st.integers(0, 8))
        if minutes is not None:
            fields["minutes"] = minutes
        if i and draw(st.booleans()):
            fields["within"] = f"s{draw(st.integers(0, i - 1))}"
        sessions.append(fields)
    return Programme.model_validate(
        {
            "key": "p",
            "title": {"en": "P"},
            "timezone": "UTC",
            "rooms": ROOMS,
            "resources": [{"key": "camera", "quantity": 2}],
            "sessions": sessions,
        },
        context=Calendar(zone("UTC")),
    )


def minutes_of(session: Session) -> set[int]:
    """Return the minutes in which a session is known to be held: an open-ended one, its first."""
    if session.status == "cancelled" or session.start is None:
        return set()
    start = (session.start - ORIGIN) // MINUTE
    length = 1 if session.end is None else (session.end - session.start) // MINUTE
    return set(range(start, start + length))


def ancestors(programme: Programme, session: Session) -> set[str]:
    if session.within is None:
        return set()
    return {session.within} | ancestors(programme, programme.session(session.within))


def related(programme: Programme, a: Session, b: Session) -> bool:
    return a.key in ancestors(programme, b) or b.key in ancestors(programme, a)


def leaves(session: Session) -> set[str]:
    return {leaf for room in session.rooms for leaf in LEAVES[room]}


def pairs_of(problems: list[Problem]) -> list[frozenset[str]]:
    return sorted((frozenset(problem.subject.sessions) for problem in problems), key=sorted)


@given(programmes())
@settings(max_examples=120, deadline=None)
def test_rooms_are_double_booked_where_two_share_a_minute_and_a_place(p: Programme) -> None:
    expected = [
        frozenset((a.key, b.key))
        for a, b in combinations(p.sessions, 2)
        if minutes_of(a) & minutes_of(b) and leaves(a) & leaves(b) and not related(p, a, b)
    ]
    assert pairs_of(list(room_double_booking.check(p))) == sorted(expected, key=sorted)


@given(programmes(), st.integers(0, 5))
@settings(max_examples=120, deadline=None)
def test_a_changeover_is_from_the_last_to_end(p: Programme, least: int) -> None:
    expected = set()
    for second in p.sessions:
        for leaf in leaves(second) if minutes_of(second) else ():
            before = [
                (max(minutes_of(first)) + 1, min(minutes_of(first)), first.key)
                for first in p.sessions
                if leaf in leaves(first)
                and minutes_of(first)
                and first.end is not None
                and first is not second
                and begins_before(first, second)
                and not related(p, first, second)
            ]
            if before:
                end, _, key = max(before)
                if 0 <= min(minutes_of(second)) - end < least:
                    expected.add(frozenset((key, second.key)))
    options = changeover_too_short.Options(minutes=least)
    found = pairs_of(list(changeover_too_short.check(p, options)))
    assert found == sorted(expected, key=sorted)


def begins_before(a: Session, b: Session) -> bool:
    def order(session: Session) -> tuple[int, float, str]:
        length = 0.5 if session.end is None else len(minutes_of(session))
        return min(minutes_of(session)), length, session.key

    return order(a) < order(b)


@given(programmes())
@settings(max_examples=120, deadline=None)
def test_resources_are_overbooked_in_the_minutes_in_which_too_many_are_used(p: Programme) -> None:
    over = {minute for minute in range(25) if demand(p, minute) > 2}
    found: set[int] = set()
    problems = list(resource_overbooked.check(p))
    for problem in problems:
        assert problem.interval is not None
        start, end = ((moment - ORIGIN) / MINUTE for moment in problem.interval)
        found |= set(range(floor(start), ceil(end)))
        active = {s.key for s in p.sessions if uses(s) and minutes_of(s) & {floor(start)}}
        assert active <= set(problem.subject.sessions)
    assert found == over
    stretches = [problem.interval for problem in problems if problem.interval]
    assert all(a.end < b.start for a, b in pairwise(stretches))


def uses(session: Session) -> int:
    return dict(session.resources)["camera"]


def demand(programme: Programme, minute: int) -> int:
    """Return what all sessions use in a minute; inside another, what that one has."""

    def of(session: Session) -> int:
        own = uses(session) if minute in minutes_of(session) else 0
        return max(own, inside(session.key))

    def inside(key: str | None) -> int:
        return sum(of(session) for session in programme.sessions if session.within == key)

    return inside(None)


DAYS = [date(2025, 5, 14), date(2025, 5, 15), date(2025, 5, 16)]
edges = st.none() | st.integers(0, 23)


@st.composite
def windows(draw: st.DrawFn) -> dict[str, str]:
    fields = {}
    if draw(st.booleans()):
        fields["day"] = draw(st.sampled_from(DAYS)).isoformat()
    for name in ("from", "until"):
        hour = draw(edges)
        if hour is not None:
            fields[name] = f"{hour:02}:00"
    return fields


def hours_of(window: dict[str, str]) -> set[int]:
    """Return the hours of a window, counted from the first midnight of the three days."""
    found = set()
    for i in range(-1, 3):
        on = (DAYS[0] + timedelta(days=i)).isoformat()
        if window.get("day", on) == on:
            start = int(window.get("from", "00")[:2])
            end = int(window.get("until", "24")[:2])
            if "until" in window and end <= start:
                end += 24
            found |= set(range(24 * i + start, 24 * i + end))
    return found


@given(st.lists(windows(), max_size=3), st.lists(windows(), max_size=3))
@settings(max_examples=120, deadline=None)
def test_closed_is_what_no_window_offers_or_one_forbids(
    available: list[dict[str, str]], unavailable: list[dict[str, str]]
) -> None:
    ana = Speaker.model_validate(
        {"key": "ana", "name": "Ana", "available": available, "unavailable": unavailable}
    )
    programme = Programme.model_validate(
        {
            "key": "p",
            "title": {"en": "P"},
            "timezone": "UTC",
            "days": tuple(Day(day.isoformat(), day) for day in DAYS),
            "speakers": [ana],
        }
    )
    span = Interval(ORIGIN, ORIGIN + 72 * HOUR)
    found = {
        (stretch.start - ORIGIN) // HOUR + i
        for stretch in Availability(programme).closed(ana, span)
        for i in range(stretch.length // HOUR)
    }
    offered = {hour for window in available for hour in hours_of(window)}
    forbidden = {hour for window in unavailable for hour in hours_of(window)}
    expected = {
        hour for hour in range(72) if hour in forbidden or (available and hour not in offered)
    }
    assert found == expected


def helps(rule: str, text: str) -> list[str | None]:
    """Return the help of a rule's findings in a programme on a day without opening hours."""
    head = "coopsched: 1\nkey: p\ntitle: P\ntimezone: Europe/Brussels\nlanguages: [en]\n"
    found = coopsched.check(coopsched.loads(head + text, name="programme.yaml"), select=[rule])
    return [finding.help for finding in found]


@pytest.mark.parametrize(
    ("day", "times", "remedy"),
    [
        ("2025-05-14", "start: 21:00, end: 01:00", "`end: 2025-05-15T01:00` or `end: 25:00`"),
        ("2025-05-14", "start: 21:00, end: 20:30", "`end: 2025-05-15T20:30`"),
        ("2025-05-14", "start: 21:00, end: 21:00", "`end: 2025-05-15T21:00`"),
        ("2025-05-14", "start: 2025-05-14T21:00Z, end: 2025-05-14T01:00+02:00", "T01:00+02:00`"),
        ("2025-10-26", "start: 02:50, end: 02:10", "`end: 2025-10-26T02:10+01:00`"),
        ("2025-12-31", "start: 23:00, end: 00:30", "`end: 2026-01-01T00:30` or `end: 24:30`"),
    ],
)
def test_an_end_before_the_start_comes_with_the_end_that_is_meant(
    day: str, times: str, remedy: str
) -> None:
    def written(times: str) -> str:
        return f"days: [{day}]\nsessions:\n  s: {{title: S, kind: social, {times}}}\n"

    [help_] = helps("end-before-start", written(times))
    assert help_ is not None
    assert remedy in help_
    start = times.partition(",")[0]
    for offered in help_.split("`")[1::2]:
        assert helps("end-before-start", written(f"{start}, {offered}")) == []


def test_the_smallest_rooms_that_are_large_enough_are_offered() -> None:
    rooms = ", ".join(f"r{n}: {{name: R{n}, capacity: {n}}}" for n in range(10, 60, 10))
    session = "s: {title: S, start: 2025-05-14T10:00, minutes: 60, rooms: [r10], audience: 20}"
    [help_] = helps("room-too-small", f"rooms: {{{rooms}}}\nsessions:\n  {session}\n")
    assert help_ == "large enough: R20 (20), R30 (30) and R40 (40)"


def test_a_misspelt_need_is_recognised() -> None:
    rooms = "rooms: {hall: {name: Hall, features: [projector]}}\n"
    session = "s: {title: S, start: 2025-05-14T10:00, rooms: [hall], needs: [projektor]}"
    assert helps("feature-missing", f"{rooms}sessions:\n  {session}\n") == [
        "did you mean `projector`?"
    ]


def test_many_users_of_a_resource_are_counted_and_not_all_named() -> None:
    sessions = "".join(
        f"  s{i}: {{title: S{i}, start: 2025-05-14T10:00, minutes: 60, resources: [camera]}}\n"
        for i in range(9)
    )
    text = (
        "coopsched: 1\nkey: p\ntitle: P\ntimezone: UTC\nlanguages: [en]\nresources: {camera: 1}\n"
    )
    document = coopsched.loads(f"{text}sessions:\n{sessions}", name="programme.yaml")
    [finding] = coopsched.check(document, select=["resource-overbooked"])
    assert finding.message.endswith("“S0”, “S1”, “S2”, “S3”, “S4” and 4 more")
    assert len(finding.subject.sessions) == 9
    assert len(finding.related) == 8


@pytest.mark.parametrize(
    ("times", "message", "remedy"),
    [
        (
            "start: 13:00, end: 14:00, speakers: {speaker: ana, from: 15:30}",
            "Ana comes to “S” at 15:30, and it ends at 14:00",
            "write a time between 13:00 and 14:00, or leave `from` out",
        ),
        (
            "start: 13:00, end: 14:00, speakers: {speaker: ana, from: 13:30, until: 13:20}",
            "Ana leaves “S” at 13:20, and comes at 13:30",
            "write a time between 13:00 and 14:00, or leave `until` out",
        ),
        (
            "start: 13:00, speakers: {speaker: ana, until: 13:00}",
            "Ana leaves “S” at 13:00, and it starts at 13:00",
            "write a time after 13:00, or leave `until` out",
        ),
        (
            "start: 21:00, end: 26:00, speakers: {speaker: ana, until: 01:00}",
            "Ana leaves “S” at 01:00, and it starts at 21:00",
            "if 2025-05-15 is meant, write `until: 2025-05-15T01:00`; if not, write",
        ),
    ],
)
def test_whoever_is_never_there_hears_when_the_session_is(
    times: str, message: str, remedy: str
) -> None:
    head = "coopsched: 1\nkey: p\ntitle: P\ntimezone: Europe/Brussels\ndays: [2025-05-14]\n"
    text = f"{head}speakers: {{ana: {{name: Ana}}}}\nsessions:\n  s: {{title: S, {times}}}\n"
    [found] = coopsched.check(coopsched.loads(text), select=["end-before-start"])
    assert found.message == message
    assert (found.help or "").startswith(remedy)
    assert (found.subject.sessions, found.subject.speakers) == (("s",), ("ana",))

"""The rules about people and their audiences against oracles that look at every minute.

The oracles compare sets of minutes and all pairs; they share no code with the rules.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations, permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from coopsched.findings import Problem
from coopsched.model import Programme, Session
from coopsched.rules import (
    audience_clash,
    no_lunch,
    parallel_to_plenary,
    pause_too_short,
    repeat_in_parallel,
    speaker_double_booking,
    speaker_overloaded,
)
from coopsched.rules.likeness import is_slip, slips

DAY = datetime(2025, 5, 14, tzinfo=UTC)
NAMES = ("ana", "bo")
ROOMS: tuple[list[str], ...] = (
    ["attic"],
    ["barn"],
    ["west"],
    ["hall"],
    ["web"],
    ["attic", "web"],
    ["barn", "west"],
    [],
)
WALKS = {frozenset({"attic", "barn"}): 7, frozenset({"west", "barn"}): 4}
PARTS = {"hall": {"west", "east"}}
FULL = settings(max_examples=120, deadline=None)


@st.composite
def entries(draw: st.DrawFn, start: int, minutes: int) -> dict[str, Any]:
    entry: dict[str, Any] = {"speaker": draw(st.sampled_from(NAMES))}
    if draw(st.integers(0, 9)) == 0:
        entry["role"] = "author"
    if draw(st.integers(0, 3)) == 0:
        entry["remote"] = True
    if draw(st.integers(0, 3)) == 0:
        entry["until"] = at(start + draw(st.integers(0, minutes)))
    return entry


@st.composite
def sessions(draw: st.DrawFn) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for i in range(draw(st.integers(2, 7))):
        start = draw(st.sampled_from([690, 700, 705, 710, 714, 715, 720, 730]))
        minutes = draw(st.sampled_from([0, 5, 10, 15, 30, 60]))
        session: dict[str, Any] = {
            "key": f"s{i}",
            "title": "Session",
            "start": at(start),
            "minutes": minutes,
            "kind": draw(st.sampled_from(["talk", "talk", "plenary", "assembly", "break"])),
            "status": draw(st.sampled_from(["confirmed", "draft", "draft", "cancelled"])),
            "rooms": draw(st.sampled_from(ROOMS)),
            "languages": draw(st.sampled_from([[], ["en"], ["nl"], ["en", "nl"]])),
            "speakers": draw(st.lists(entries(start, minutes), min_size=1, max_size=2)),
        }
        session["speakers"] += [{"speaker": "ana"}] if i == 0 else []
        if draw(st.booleans()):
            session["track"] = draw(st.sampled_from(["sails", "oars"]))
        if i and draw(st.integers(0, 2)) == 0:
            session["within"] = f"s{draw(st.integers(0, i - 1))}"
            session["speakers"].append({"speaker": "ana"})
        if i and draw(st.integers(0, 3)) == 0:
            session["not-with"] = [f"s{draw(st.integers(0, i - 1))}"]
        first = f"s{draw(st.integers(0, i - 1))}" if i else ""
        if i and draw(st.booleans()) and "repeats" not in found[int(first[1:])]:
            session["repeats"] = first
        found.append(session)
    return draw(st.permutations(found))


def at(minute: int) -> datetime:
    return DAY + timedelta(minutes=minute)


def build(written: list[dict[str, Any]]) -> Programme:
    rooms: list[dict[str, Any]] = [{"key": key} for key in ("attic", "barn", "west", "east")]
    rooms += [{"key": "hall", "parts": ["west", "east"]}, {"key": "web", "online": True}]
    walks = [{"rooms": sorted(pair), "minutes": walk} for pair, walk in WALKS.items()]
    return Programme.model_validate(
        {
            "key": "k",
            "title": "Days",
            "timezone": "UTC",
            "venue": {"name": "Mill", "walks": walks},
            "rooms": rooms,
            "tracks": [{"key": key, "title": key} for key in ("sails", "oars")],
            "speakers": [{"key": name, "name": name} for name in NAMES],
            "sessions": [Session.model_validate(session) for session in written],
        }
    )


# --- what the oracles see -------------------------------------------------------------------


def minutes(session: dict[str, Any]) -> set[int]:
    start = int((session["start"] - DAY).total_seconds()) // 60
    return set(range(start, start + session["minutes"]))


def presence(session: dict[str, Any], entry: dict[str, Any]) -> set[int]:
    if entry.get("role") == "author":
        return set()
    until = entry.get("until", at(10_000))
    return {minute for minute in minutes(session) if at(minute) < until}


def present(session: dict[str, Any], name: str) -> set[int]:
    return set().union(*(presence(session, e) for e in session["speakers"] if e["speaker"] == name))


def on(written: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [session for session in written if session["status"] != "cancelled"]


def nested(written: list[dict[str, Any]], a: dict[str, Any], b: dict[str, Any]) -> bool:
    return a["key"] in above(written, b) or b["key"] in above(written, a)


def above(written: list[dict[str, Any]], session: dict[str, Any]) -> list[str]:
    by_key = {each["key"]: each for each in written}
    found = []
    while "within" in session:
        found.append(session["within"])
        session = by_key[session["within"]]
    return found


def pairs(problems: Iterator[Problem]) -> Counter[tuple[str, ...]]:
    return Counter(
        (*sorted(problem.subject.sessions), *problem.subject.speakers) for problem in problems
    )


def all_pairs(
    written: list[dict[str, Any]], wanted: Callable[[dict[str, Any], dict[str, Any]], object]
) -> Counter[tuple[str, ...]]:
    return Counter(
        tuple(sorted((a["key"], b["key"])))
        for a, b in combinations(on(written), 2)
        if minutes(a) & minutes(b) and not nested(written, a, b) and wanted(a, b)
    )


# --- the rules --------------------------------------------------------------------------------


@FULL
@given(sessions())
def test_speaker_double_booking_is_a_shared_minute(written: list[dict[str, Any]]) -> None:
    expected = Counter(
        (*sorted((a["key"], b["key"])), name)
        for a, b in combinations(on(written), 2)
        for name in NAMES
        if present(a, name) & present(b, name) and not nested(written, a, b)
    )
    assert pairs(speaker_double_booking.check(build(written))) == expected


@FULL
@given(sessions())
def test_parallel_to_plenary_is_a_shared_minute(written: list[dict[str, Any]]) -> None:
    plenary = {"plenary", "assembly"}
    kinds = {each["key"]: each["kind"] for each in written}

    def wanted(a: dict[str, Any], b: dict[str, Any]) -> bool:
        part = any(kinds[key] in plenary for each in (a, b) for key in above(written, each))
        kind = {a["kind"], b["kind"]}
        return bool(kind & plenary) and len(kind) == 2 and "break" not in kind and not part

    assert pairs(parallel_to_plenary.check(build(written))) == all_pairs(written, wanted)


def first_showing(session: dict[str, Any]) -> str:
    return str(session.get("repeats", session["key"]))


def inheriting(written: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    by_key = {each["key"]: each for each in written}
    return [each | {name: (by_key[first_showing(each)] | each).get(name)} for each in written]


@FULL
@given(sessions())
def test_audience_clash_is_a_shared_minute(written: list[dict[str, Any]]) -> None:
    def wanted(a: dict[str, Any], b: dict[str, Any]) -> bool:
        same_track = a["track"] is not None and a["track"] == b["track"]
        same_track = same_track and "break" not in (a["kind"], b["kind"])
        named = a["key"] in b.get("not-with", ()) or b["key"] in a.get("not-with", ())
        return first_showing(a) != first_showing(b) and (same_track or named)

    written = inheriting(written, "track")
    expected = all_pairs(written, wanted)
    problems = list(audience_clash.check(build(written), audience_clash.Options()))
    whole = {problem.route[1] for problem in problems if problem.route[0] == "tracks"}
    found = pairs(problem for problem in problems if problem.route[0] != "tracks")
    by_key = {each["key"]: each for each in written}
    assert whole == {track for track, pairs_of in tracks(by_key, expected).items() if pairs_of > 10}
    assert found <= expected
    for a, b in expected - found:
        assert {by_key[a]["track"], by_key[b]["track"]} <= whole
        assert not {(a, b), (b, a)} & {
            (k, o) for k, e in by_key.items() for o in e.get("not-with", ())
        }


def tracks(by_key: dict[str, Any], pairs: Counter[tuple[str, ...]]) -> Counter[str]:
    """Count the pairs of sessions that are both of a track, breaks aside."""
    return Counter(
        by_key[a]["track"]
        for a, b in pairs
        if by_key[a]["track"] is not None
        and by_key[a]["track"] == by_key[b]["track"]
        and "break" not in (by_key[a]["kind"], by_key[b]["kind"])
    )


@FULL
@given(sessions())
def test_repeat_in_parallel_is_a_shared_minute(written: list[dict[str, Any]]) -> None:
    def wanted(a: dict[str, Any], b: dict[str, Any]) -> bool:
        languages = [set(each["languages"]) or {"en", "nl"} for each in (a, b)]
        same = first_showing(a) == first_showing(b) and "break" not in (a["kind"], b["kind"])
        return same and bool(languages[0] & languages[1])

    assert pairs(repeat_in_parallel.check(build(written))) == all_pairs(written, wanted)


@FULL
@given(sessions())
def test_no_lunch_is_no_free_half_hour(written: list[dict[str, Any]]) -> None:
    meals = [each for each in on(written) if each["kind"] == "break"]
    expected = set()
    for name in NAMES:
        busy: set[int] = set()
        for session in on(written):
            pause = set().union(*(minutes(m) for m in meals if m.get("within") == session["key"]))
            if session["kind"] != "break":
                busy |= present(session, name) - pause
        noon = range(690, 750)
        free = any(not busy & set(range(m, m + 30)) for m in noon[: -30 + 1])
        if not free:
            expected.add(name)
    found = {
        problem.subject.speakers[0]
        for problem in no_lunch.check(
            build(written), no_lunch.Options(until=timedelta(hours=12, minutes=30))
        )
    }
    assert found == expected


@FULL
@given(sessions())
def test_speaker_overloaded_counts_minutes_once(written: list[dict[str, Any]]) -> None:
    options = speaker_overloaded.Options(sessions=2, hours=1.0)
    expected = set()
    for name in NAMES:
        busy = [
            (session, presence(session, entry))
            for session in on(written)
            for entry in session["speakers"]
            if session["kind"] != "break" and entry["speaker"] == name
        ]
        busy = [
            (session, when)
            for session, when in busy
            if when
            and not any(
                other["key"] in above(written, session) and when <= longer for other, longer in busy
            )
        ]
        many = len({session["key"] for session, _ in busy}) > 2
        if many or len(set().union(*(when for _, when in busy))) > 60:
            expected.add(name)
    found = {
        problem.subject.speakers[0] for problem in speaker_overloaded.check(build(written), options)
    }
    assert found == expected


def smallest(room: str) -> set[str]:
    return PARTS.get(room, {room})


def walk(a: str, b: str) -> int:
    if frozenset({a, b}) in WALKS:
        return WALKS[frozenset({a, b})]
    ways = [
        minutes
        for pair, minutes in WALKS.items()
        for x, y in permutations(pair, 2)
        if smallest(a) & smallest(x) and smallest(b) & smallest(y)
    ]
    return max(ways, default=0)


def needed(a: dict[str, Any], b: dict[str, Any], far: tuple[bool, bool]) -> int:
    """Return the minutes needed from one room to the next; 0 where nobody changes rooms."""
    here, there = (
        [] if remote else [room for room in each["rooms"] if room != "web"]
        for each, remote in zip((a, b), far, strict=True)
    )
    if not a["rooms"] or not b["rooms"] or (not here and not there):
        return 0
    if not here or not there:
        return 5
    if any(smallest(x) & smallest(y) for x in here for y in there):
        return 0
    return 5 + min(walk(x, y) for x in here for y in there)


@FULL
@given(sessions())
def test_pause_too_short_is_a_walk_with_nothing_between(written: list[dict[str, Any]]) -> None:
    expected = set()
    for name in NAMES:
        stays = [
            (session, entry.get("remote", False), presence(session, entry))
            for session in on(written)
            for entry in session["speakers"]
            if entry["speaker"] == name
        ]
        stays = [
            (session, remote, when)
            for session, remote, when in stays
            if when
            and not any(
                other["key"] in above(written, session) and when <= longer
                for other, _, longer in stays
            )
        ]
        for (a, far, before), (b, away, after) in permutations(stays, 2):
            gap = min(after) - max(before) - 1
            between = any(
                max(before) < min(when) and max(when) < min(after) for _, _, when in stays
            )
            if 0 <= gap < needed(a, b, (far, away)) and not between:
                expected.add((*sorted((a["key"], b["key"])), name))
    found = pairs(pause_too_short.check(build(written), pause_too_short.Options()))
    assert found == Counter(expected)


# --- slips of the pen ------------------------------------------------------------------------


def changed_once(word: str) -> set[str]:
    letters = "abc"
    return {
        changed
        for i in range(len(word) + 1)
        for changed in (
            word[:i] + word[i + 1 :],
            *(word[:i] + letter + word[i:] for letter in letters),
            *(word[:i] + letter + word[i + 1 :] for letter in letters),
            word[:i] + word[i + 1 : i + 2] + word[i : i + 1] + word[i + 2 :],
        )
    } - {word}


@settings(max_examples=300)
@given(st.text("abc", max_size=4), st.text("abc", max_size=4))
def test_a_slip_is_one_change(a: str, b: str) -> None:
    assert is_slip(a, b) == (b in changed_once(a))


@given(st.sets(st.tuples(*[st.text("abc", min_size=3, max_size=6)] * 2), max_size=4))
def test_slips_finds_all_pairs(phrases: set[tuple[str, ...]]) -> None:
    expected = {
        frozenset((a, b))
        for a, b in combinations(phrases, 2)
        for i in (0, 1)
        for j in (0, 1)
        if a[1 - i] == b[1 - j] and b[j] in changed_once(a[i])
    }
    found = {frozenset((a, b)) for a, b, _, _ in slips(((p, p) for p in sorted(phrases)), least=3)}
    assert found <= expected
    assert {p for p in expected if same_places(*p)} <= found


def same_places(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return a[0] == b[0] or a[1] == b[1]

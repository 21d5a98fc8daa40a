"""Repairs of tiny programmes, held to trying everything, judged by `check` alone."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from coopsched import RULES, Document, Finding, Programme, check, loads, read
from coopsched.findings import Severity
from coopsched.planning.places import Grid
from coopsched.planning.repairing import Repair, repair
from planning.programmes import documents

DAYS = ("2025-05-14", "2025-05-15")
PLACED = [rule.id for rule in RULES if rule.placed]
STEP = 30
STARTS = ("08:30", "09:00", "09:30", "09:40", "10:00")
Placed = tuple[datetime, tuple[str, ...]]


class Told(NamedTuple):
    """What a repair comes to, the weightiest first."""

    errors: int
    moves: int
    published: int
    warnings: int
    days: int
    rooms: int
    minutes: float


def programme(sessions: Mapping[str, Mapping[str, Any]], **parts: Any) -> Programme:
    """Return a programme of one short day, in two rooms."""
    document = loads(
        json.dumps(
            {
                "key": "tiny",
                "title": "Tiny",
                "timezone": "Europe/Brussels",
                "languages": ["en"],
                "days": {
                    day: {"date": day, "opens": "09:00", "closes": "10:30"} for day in DAYS[:1]
                },
                "rooms": {"a": {"capacity": 10}, "b": {"capacity": 99}},
                "speakers": {"nora": {"name": "Nora"}, "omar": {"name": "Omar"}},
                "sessions": dict(sessions),
                **parts,
            }
        )
    )
    assert not document.problems
    return document.programme


@st.composite
def tiny(draw: st.DrawFn) -> Programme:
    """Make a few sessions, some of which clash."""
    count = draw(st.integers(2, 3))
    keys = ["x", "y", "z"][:count]
    sessions = {key: draw(session(keys[:i])) for i, key in enumerate(keys)}
    closed = draw(st.sampled_from(((), ({"from": "09:30", "until": "10:00"},))))
    return programme(
        sessions,
        rooms={
            "a": {"capacity": 10, "unavailable": closed},
            "b": {"capacity": draw(st.sampled_from((10, 99)))},
        },
        speakers={
            "nora": {"name": "Nora", "unavailable": draw(st.sampled_from(((), closed)))},
            "omar": {"name": "Omar"},
        },
    )


@st.composite
def session(draw: Callable[[st.SearchStrategy[Any]], Any], others: list[str]) -> dict[str, Any]:
    """Make a session that is placed, perhaps in a bad place."""
    fields: dict[str, Any] = {
        "title": "Talk",
        "start": f"{DAYS[0]}T{draw(st.sampled_from(STARTS))}",
        "minutes": draw(st.sampled_from((20, 30, 60))),
        "rooms": [draw(st.sampled_from("ab"))],
        "speakers": draw(st.sampled_from((["nora"], ["omar"], ["nora", "omar"], []))),
    }
    if draw(st.booleans()):
        fields["audience"] = 50
    if others and draw(st.booleans()):
        fields[draw(st.sampled_from(("not-with", "after")))] = [draw(st.sampled_from(others))]
    if draw(st.sampled_from((False, False, True))):
        fields["pinned"] = True
    return fields


def findings_of(subject: Programme) -> list[Finding]:
    """Return the findings that depend on places."""
    return check(subject, select=PLACED)


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Return the errors."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def places_of(subject: Programme) -> list[Placed]:
    """Return all places on the only day: each half hour, and whenever something begins or ends."""
    opening = subject.instant(f"{DAYS[0]}T09:00")
    times = {opening + timedelta(minutes=STEP * i) for i in range(3)}
    for each in subject.sessions:
        assert each.start is not None
        assert each.length is not None
        times |= {each.start, each.start + each.length}
    return [(start, (room.key,)) for start in sorted(times) for room in subject.rooms]


def all_repairs(subject: Programme) -> Iterator[tuple[Programme, dict[str, Placed]]]:
    """Yield the programme with its sessions at all places that are within the day's hours."""
    opening, closing = (subject.instant(f"{DAYS[0]}T{time}") for time in ("09:00", "10:30"))
    ways: list[list[Placed | None]] = []
    for each in subject.sessions:
        length = each.length or timedelta()
        own = (each.start, each.rooms)
        ways.append([None])
        if not each.pinned:
            ways[-1] += [
                place
                for place in places_of(subject)
                if opening <= place[0] <= closing - length and place != own
            ]
    for chosen in product(*ways):
        moved = {
            each.key: place
            for each, place in zip(subject.sessions, chosen, strict=True)
            if place is not None
        }
        yield subject.place(moved), moved


def told(
    old: Programme, new: Programme, moved: Iterable[str], published: frozenset[str]
) -> Told | None:
    """Return what a repair comes to; None where it causes an error, or moves into one."""
    moved = set(moved)
    before, after = findings_of(old), findings_of(new)
    known = {finding.identity for finding in before}
    for finding in errors_of(after):
        if finding.identity not in known or moved.intersection(finding.subject.sessions):
            return None
    pairs = [(old.session(key), new.session(key)) for key in moved]
    return Told(
        errors=len(errors_of(after)),
        moves=len(pairs),
        published=sum(was.key in published for was, _ in pairs),
        warnings=len(after) - len(errors_of(after)) - len(before) + len(errors_of(before)),
        days=0,
        rooms=sum(was.rooms != now.rooms for was, now in pairs),
        minutes=sum(
            abs((now.start - was.start) / timedelta(minutes=1))
            for was, now in pairs
            if was.start and now.start
        ),
    )


def best(subject: Programme, published: frozenset[str]) -> Told:
    """Try everything."""
    ways = (told(subject, new, moved, published) for new, moved in all_repairs(subject))
    return min(way for way in ways if way is not None)


def of(subject: Programme, found: Repair, published: frozenset[str] = frozenset()) -> Told:
    """Return what a repair comes to, that causes no error."""
    result = told(subject, found.programme, [move.session for move in found.moves], published)
    assert result is not None
    return result


TRIED = (Phase.explicit, Phase.reuse, Phase.generate)
"""Trying all repairs takes too long to look for the smallest programme that fails."""


@settings(max_examples=20, phases=TRIED)
@given(tiny(), st.frozensets(st.sampled_from("xyz")))
def test_no_repair_is_better(subject: Programme, published: frozenset[str]) -> None:
    found = repair(subject, grid=Grid(step=STEP), published=published)
    assert of(subject, found, published) == best(subject, published)
    assert all(proof.proven for proof in found.proofs)


@settings(max_examples=40, phases=TRIED)
@given(documents(most=5))
def test_no_repair_causes_an_error_or_forgets_one(document: Document) -> None:
    found = repair(document)
    before, after = (
        errors_of(check(each, select=PLACED)) for each in (document.programme, found.programme)
    )
    assert len(after) <= len(before) or document.allowances or document.problems
    assert found.repaired != any(left.finding.rule in PLACED for left in found.left)
    if found.moves:
        assert found.cleared
    assert repair(document) == found


def talk(start: str = "09:00", **fields: Any) -> dict[str, Any]:
    """Return a talk of half an hour in room a."""
    return {
        "title": "Talk",
        "start": f"{DAYS[0]}T{start}",
        "minutes": 30,
        "rooms": ["a"],
        **fields,
    }


def moves(found: Repair) -> dict[str, str]:
    """Return where each session goes that moves: `10:00 b`."""
    return {
        move.session: f"{move.now.start:%H:%M} {' '.join(move.now.rooms)}" for move in found.moves
    }


def test_where_nothing_is_wrong_nothing_moves() -> None:
    found = repair(programme({"x": talk(), "y": talk("09:30")}))
    assert (found.moves, found.repaired, found.minimal) == ((), True, True)


def test_a_room_is_kept_rather_than_a_time() -> None:
    found = repair(programme({"x": talk(), "y": talk()}))
    assert moves(found) == {"x": "09:30 a"}
    assert [finding.rule for finding in found.cleared] == ["room-double-booking"]


def test_the_session_that_clashes_with_two_moves_alone() -> None:
    sessions = {"x": talk(), "y": talk("09:20", minutes=20), "z": talk("09:40")}
    found = repair(programme(sessions))
    assert list(moves(found)) == ["y"]
    assert found.minimal


def test_one_goes_where_another_makes_room() -> None:
    # Room b is too small a place for x: only where y is there is a stage, and y can go to b.
    rooms = {"a": {"features": ["stage"]}, "b": {}}
    sessions = {
        "x": talk("09:00", rooms=["b"], needs=["stage"], minutes=90),
        "y": talk("09:00", minutes=90),
    }
    found = repair(programme(sessions, rooms=rooms))
    assert moves(found) == {"x": "09:00 a", "y": "09:00 b"}
    assert [p.proven for p in found.proofs] == [True] * 5
    assert found.proofs[1].how == "all repairs with fewer moves were tried"


def test_what_is_pinned_or_kept_stays() -> None:
    sessions = {"x": talk(pinned=True), "y": talk()}
    assert moves(repair(programme(sessions))) == {"y": "09:30 a"}
    found = repair(programme(sessions), held=["y"])
    assert (found.moves, found.repaired) == ((), False)
    assert [left.why for left in found.left] == ["“Talk” is pinned, and “Talk” is to be kept"]


def test_what_was_published_moves_only_if_it_must() -> None:
    subject = programme({"x": talk(), "y": talk()})
    assert moves(repair(subject, published=["x"])) == {"y": "09:30 a"}
    both = repair(subject, published=["x", "y"])
    assert [move.published for move in both.moves] == [True]
    frozen = repair(subject, published=["x", "y"], freeze_published=True)
    assert [left.why for left in frozen.left] == ["“Talk” was published"]


def test_what_has_begun_stays_and_nothing_goes_to_the_past() -> None:
    subject = programme({"x": talk("09:30"), "y": talk("10:00"), "z": talk("10:00")})
    later = repair(subject, at=subject.instant(f"{DAYS[0]}T09:50"))
    assert moves(later) == {"y": "10:00 b"}
    gone = repair(subject, at=subject.instant(f"{DAYS[0]}T10:10"))
    assert [left.why for left in gone.left] == ["“Talk” begins before 2025-05-14 10:10"]


def test_only_one_day_is_repaired_within_itself() -> None:
    days = {day: {"date": day, "opens": "09:00", "closes": "10:30"} for day in DAYS}
    sessions = {
        "x": talk(minutes=90),
        "y": talk(minutes=90),
        "z": {**talk(), "start": f"{DAYS[1]}T09:00"},
        "w": {**talk(), "start": f"{DAYS[1]}T09:00"},
    }
    subject = programme(sessions, days=days, rooms={"a": {}})
    found = repair(subject, only=DAYS[1])
    assert moves(found) == {"z": "09:30 a"}
    assert found.repaired
    assert (found.proofs[0].value, found.proofs[0].how) == (0, "none is left")
    first = repair(subject, only=DAYS[0])
    assert (first.moves, first.repaired) == ((), False)


def test_a_search_that_is_stopped_while_it_looks_for_places_ends_at_once() -> None:
    asked: list[int] = []

    def stop() -> bool:
        asked.append(len(asked))
        return len(asked) > 3

    found = repair(programme({"x": talk(), "y": talk()}), stop=stop)
    assert not found.finished
    assert len(asked) < 40


def test_no_more_move_than_are_allowed() -> None:
    sessions = {
        "x": talk(),
        "y": talk(speakers=["nora"]),
        "v": talk("10:00", rooms=["b"], speakers=["nora"]),
        "w": talk("10:00", rooms=["b"]),
    }
    assert len(repair(programme(sessions)).moves) == 2
    found = repair(programme(sessions), most=1)
    assert (len(found.moves), found.repaired) == (1, False)
    assert [left.why for left in found.left] == ["it takes more than 1 move"]


def test_no_more_move_than_are_allowed_where_one_part_needs_more_than_its_bound() -> None:
    # Each has to move, for its own reason, and wherever one of them goes, so must the other.
    days = {"wed": {"date": DAYS[0], "opens": "09:00", "closes": "10:30"}}
    ana = {"name": "Ana", "unavailable": [{"day": "wed", "from": "09:30"}]}
    sessions = {
        "x": talk("09:30", minutes=60, speakers=["ana"]),
        "y": talk("09:00", minutes=60, within="x"),
    }
    days["thu"] = {"date": DAYS[1], "opens": "09:00", "closes": "10:00"}
    subject = programme(sessions, days=days, speakers={"ana": ana})
    assert len(repair(subject).moves) == 2
    assert len(repair(subject, most=1).moves) <= 1


def test_nobody_moves_into_an_error_that_no_move_clears() -> None:
    # Nora has too much to do on the first day, and is wanted there no more on the second.
    days = {
        DAYS[0]: {"date": DAYS[0], "opens": "09:00", "closes": "10:30"},
        DAYS[1]: {"date": DAYS[1], "opens": "09:00", "closes": "09:30"},
    }
    sessions = {
        "v": talk("09:00", pinned=True, speakers=["nora"]),
        "x": talk("09:30", pinned=True, speakers=["nora"]),
        "w": {**talk(speakers=["nora"]), "start": f"{DAYS[1]}T09:00"},
        "z": {**talk(pinned=True), "start": f"{DAYS[1]}T09:00"},
    }
    rules = {"speaker-overloaded": {"severity": "error", "sessions": 1}}
    found = repair(programme(sessions, days=days, rooms={"a": {}}, rules=rules))
    assert (found.moves, found.repaired) == ((), False)


def test_one_part_is_not_repaired_by_an_error_in_exchange_for_that_of_another() -> None:
    sessions = {
        "v": talk("09:40", minutes=60, rooms=["f"], speakers=["nora"]),
        "w": talk("09:00", speakers=["nora", "omar"], within="v"),
        "x": {"title": "Lunch", "kind": "meal", "start": f"{DAYS[0]}T09:30", "after": ["w"]},
        "y": talk("09:40", minutes=20, rooms=["b"], speakers=["nora", "omar"]),
    }
    sessions["x"] |= {"rooms": ["a"], "speakers": ["omar"]}
    rooms = {"a": {}, "b": {}, "f": {"shared": True}}
    subject = programme(sessions, rooms=rooms)
    found = repair(subject, grid=Grid(step=STEP), published=["v", "w"])
    assert not [each for each in found.come if each.severity is Severity.ERROR]


def test_sessions_move_where_a_language_is_missing_whoever_moves() -> None:
    sessions = {
        "v": talk("09:30", minutes=20, speakers=["nora"], languages=["en"]),
        "w": talk("09:30", rooms=["b"], minutes=20, speakers=["nora"], languages=["en"]),
    }
    rules = {"language-gap": {"severity": "error", "minutes": 15}}
    subject = programme(sessions, languages=["en", "fr"], rules=rules)
    found = repair(subject, held=["w"])
    assert list(moves(found)) == ["v"]
    assert [each.rule for each in found.cleared] == ["speaker-double-booking"]
    assert [left.finding.rule for left in found.left] == ["language-gap"]
    assert all(proof.proven for proof in found.proofs)


def test_sessions_move_though_what_they_follow_has_no_end() -> None:
    sessions = {
        "v": {"title": "V", "start": f"{DAYS[0]}T09:00", "rooms": ["a"]},
        "x": talk("09:30", rooms=["b"], pinned=True),
        "y": talk("09:30", rooms=["b"]),
    }
    rules = {"session-open-ended": {"severity": "error"}}
    found = repair(programme(sessions, rules=rules), held=["v"])
    assert list(moves(found)) == ["y"]
    assert [left.finding.rule for left in found.left] == ["session-open-ended"]


def test_what_fits_nowhere_is_told() -> None:
    sessions = {"x": talk("09:00", minutes=90, needs=["stage"])}
    found = repair(programme(sessions))
    assert [left.why for left in found.left] == ["“Talk” has no other place without an error"]


def test_errors_that_no_move_clears_are_told() -> None:
    document = loads(
        "key: k\ntitle: T\ntimezone: UTC\nlanguages: [en]\nsessions: {x: {titel: X}}\n"
    )
    found = repair(document)
    assert found.repaired
    assert {left.why for left in found.left} == {"no move clears what this rule finds"}


def test_a_warning_of_weight_decides_where_to() -> None:
    sessions = {
        "x": talk(pinned=True, audience=50, rooms=["b"]),
        "y": talk(rooms=["b"], audience=50),
    }
    assert moves(repair(programme(sessions))) == {"y": "09:30 b"}
    light = {"y": talk(rooms=["b"], audience=5), "x": sessions["x"]}
    assert moves(repair(programme(light, rooms={"a": {}, "b": {"capacity": 1}}))) == {
        "y": "09:00 a"
    }


def test_a_quiet_pause_stays_quiet() -> None:
    sessions = {
        "x": talk("09:00", pinned=True, speakers=["nora"]),
        "y": talk("09:00", rooms=["b"], speakers=["nora"]),
        "tea": {"title": "Tea", "kind": "break", "start": f"{DAYS[0]}T09:30", "minutes": 30},
    }
    assert moves(repair(programme(sessions))) == {"y": "10:00 b"}


def test_a_search_that_is_stopped_says_so() -> None:
    found = repair(programme({"x": talk(), "y": talk()}), stop=lambda: True)
    assert found.moves or not found.repaired


def test_an_unknown_day_is_refused() -> None:
    with pytest.raises(ValueError, match="no day of this programme"):
        repair(programme({"x": talk()}), only="2025-06-01")


def test_letscoop_needs_one_move_that_frees_isabelle_ferreras() -> None:
    document = read(Path(__file__).parents[3] / "data" / "programme.yaml")
    found = repair(document)
    (move,) = found.moves
    assert [finding.subject.speakers for finding in found.cleared] == [("isabelle-ferreras",)]
    assert (found.left, found.come) == ((), ())
    assert all(proof.proven for proof in found.proofs)
    moved, breakfast = (
        found.programme.session(key).interval for key in (move.session, "accueil-et-petit-dejeuner")
    )
    assert moved is not None
    assert breakfast is not None
    assert not moved.overlaps(breakfast)

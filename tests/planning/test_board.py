"""The board counts what `check` finds, whatever is put on it and taken away."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coopsched
from coopsched.allowing import keys_of
from coopsched.document import Document
from coopsched.findings import Allowance, Finding, Severity, Subject
from coopsched.model import Programme, Session
from coopsched.planning.board import Board
from coopsched.planning.judging import judge
from coopsched.planning.task import MINUTE, Place, Task, number, task
from planning.programmes import CHOICES, LATE, STARTS, documents, planned, task_of

OF_ONE = ("feature-missing", "room-too-small", "session-unplaced")
"""Rules that also look at sessions which have no start."""
PLACED = {rule.id for rule in coopsched.RULES if rule.placed} - {
    "ambiguous-time",
    "nonexistent-time",
}


def found(document: Document, board: Board) -> list[Finding]:
    """Return what `check` finds with the sessions where a board has them."""
    on = {board.task.sessions[s].key for s, place in enumerate(board.at) if place is not None}
    return [
        finding
        for each in coopsched.check(as_on(document, board), most=10**9)
        if each.rule in PLACED
        and not (each.rule in OF_ONE and not on.issuperset(each.subject.sessions))
        for finding in pair_by_pair(document, board, each)
    ]


def pair_by_pair(document: Document, board: Board, finding: Finding) -> list[Finding]:
    """Return a finding as planning minds it: a track told of as a whole by its pairs.

    It is not minded at all where it is told so from the start.
    """
    if finding.rule != "audience-clash" or finding.severity is Severity.ERROR:
        return [finding]
    if "parallel with others of it" not in finding.message:
        return [finding]
    now = coopsched.check(document, select=["audience-clash"], most=10**9, accepted=True)
    if any(
        each.message.partition(" of the ")[2] == finding.message.partition(" of the ")[2]
        for each in now
    ):
        return []
    programme = as_on(document, board).programme
    (mine,) = finding.subject.sessions
    members = [
        session
        for session in programme.held
        if session.track == programme.session(mine).track
        and session.kind not in ("break", "meal", "registration", "social", "exhibition")
    ]
    return [
        replace(finding, subject=Subject(sessions=(a.key, b.key)))
        for i, a in enumerate(members)
        for b in members[i + 1 :]
        if a.interval
        and b.interval
        and a.interval.overlaps(b.interval)
        and (a.repeats or a.key) != (b.repeats or b.key)
        and not within(programme, a, b)
        and not within(programme, b, a)
        and b.key not in a.not_with
        and a.key not in b.not_with
    ]


def within(programme: Programme, inner: Session, outer: Session) -> bool:
    """Tell whether a session lies within another, at any depth."""
    while inner.within is not None:
        if inner.within == outer.key:
            return True
        inner = programme.session(inner.within)
    return False


def as_on(document: Document, board: Board) -> Document:
    """Return a document with the sessions where a board has them."""
    programme = board.task.placed({s: place for s, place in enumerate(board.at) if place})
    for s, session in enumerate(board.task.sessions):
        if board.at[s] is None and board.task.now[s] is not None:
            gone: dict[str, Any] = {"start": None}
            if "end" in session.model_fields_set:
                gone |= {"end": None, "minutes": (board.task.lengths[s] or 0) // MINUTE}
            programme = programme.replace(session.key, **gone)
    return replace(document, programme=programme)


def totals(board: Board, findings: Iterable[Finding]) -> tuple[int, float]:
    """Return how many findings are errors, and what the warnings cost."""
    by_severity: Mapping[Severity, Counter[str]] = {each: Counter() for each in Severity}
    for finding in findings:
        by_severity[finding.severity][finding.rule] += 1
    warnings = by_severity[Severity.WARNING]
    weight = board.task.judge.weight
    return by_severity[Severity.ERROR].total(), sum(n * weight(r) for r, n in warnings.items())


def told(board: Board) -> tuple[int, float]:
    """Return what a board says of itself."""
    return board.errors, board.warnings


def movable(of: Task) -> list[int]:
    """Return the sessions that can be on a board."""
    return [
        s
        for s, session in enumerate(of.sessions)
        if of.lengths[s] is not None and not session.permanent and session.status != "cancelled"
    ]


def may_go(of: Task, s: int) -> bool:
    """Tell whether a session can lose its start and leave those of others as they are.

    People who come late to a first showing do so by the clock once it has no start.
    """
    session = of.sessions[s]
    partly = any(entry.from_ or entry.until for entry in session.speakers)
    return not partly or all(other.repeats != session.key for other in of.sessions)


@st.composite
def places(draw: Any, of: Task) -> Place:
    """Make a place on one of the days, in rooms that sessions are in."""
    calendar = of.programme.calendar
    day = calendar.day(draw(st.sampled_from([day.key for day in calendar.days])))
    start = calendar.instant(draw(st.sampled_from((*STARTS, *LATE, "07:00", "12:10"))), day)
    rooms = draw(st.sampled_from(CHOICES))
    return Place(number(start), tuple(of.room_at[key] for key in rooms))


def moved(draw: Any, board: Board, s: int) -> None:
    """Take a session away, or place it, or both."""
    if board.at[s] is not None:
        if not may_go(board.task, s):
            return
        board.take(s)
        if draw(st.sampled_from((True, False))):
            return
    board.put(s, draw(places(board.task)))


EXAMPLES = 200


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.data_too_large])
@given(documents(), st.data())
def test_a_board_counts_what_check_finds(document: Document, data: st.DataObject) -> None:
    its_task = task_of(document)
    board = Board(its_task)
    assert told(board) == totals(board, found(document, board))
    sessions = movable(its_task)
    for s in data.draw(st.lists(st.sampled_from(sessions), max_size=5)) if sessions else ():
        moved(data.draw, board, s)
        assert told(board) == totals(board, found(document, board))


@settings(max_examples=EXAMPLES)
@given(documents(), st.data())
def test_added_is_what_a_session_adds(document: Document, data: st.DataObject) -> None:
    its_task = task_of(document)
    board = Board(its_task)
    for s in movable(its_task):
        if board.at[s] is not None:
            board.take(s)
        place = data.draw(places(its_task))
        before, added, blockers = told(board), board.added(s, place), board.blockers(s, place)
        assert told(board) == before
        board.put(s, place)
        assert told(board) == (before[0] + added[0], before[1] + added[1])
        assert blockers or added[0] <= 0
        assert len(blockers) >= added[0]


@settings(max_examples=EXAMPLES)
@given(documents(), st.data())
def test_alone_is_what_a_session_costs_without_the_others(
    document: Document, data: st.DataObject
) -> None:
    its_task = task_of(document)
    board = Board(its_task)
    for s in movable(its_task)[:2]:
        place = data.draw(places(its_task))
        only = Board(its_task, {s: place})
        if all(may_go(its_task, each) for each in movable(its_task)):
            assert board.alone(s, place) == totals(only, found(document, only))
        assert board.alone(s, place) == told(only)


@settings(max_examples=EXAMPLES)
@given(documents(), st.data())
def test_an_error_stays_while_none_of_its_sessions_moves(
    document: Document, data: st.DataObject
) -> None:
    its_task = task_of(document)
    violations = Board(its_task).violations()
    assert bool(violations) == (Board(its_task).errors > 0)
    for violation in violations[:3]:
        board = Board(its_task)
        others = [s for s in movable(its_task) if s not in violation.sessions]
        for s in data.draw(st.lists(st.sampled_from(others), max_size=4)) if others else ():
            moved(data.draw, board, s)
            assert board.errors > 0, violation


SHARED = Path(__file__).resolve().parents[3] / "shared" / "programmes"
REAL = (
    "frab-xml/fosdem2025.xml",
    "frab-xml/debconf17.xml",
    "c3voc-json/36c3_everything.json",
)


@pytest.mark.parametrize("name", REAL)
def test_real_programmes_count_as_check_finds(name: str) -> None:
    path = SHARED / name
    if not path.exists():
        pytest.skip("the real programmes are not here")
    document = coopsched.read(path)
    board = Board(task(document.programme, judge(document)))
    assert told(board) == totals(board, found(document, board))


ROOMS: dict[str, dict[str, Any]] = {"attic": {}, "barn": {}}
TWO = {"start": "10:00", "minutes": 60, "rooms": ["attic"]}


def on(of: Task, clock: str, *rooms: str) -> Place:
    """Return a place on the only day."""
    start = of.programme.instant(clock)
    return Place(number(start), tuple(of.room_at[room] for room in rooms))


def test_a_blocker_names_the_session_in_the_way_its_room_and_when() -> None:
    board = Board(planned({"a": TWO, "b": {"minutes": 60}}, rooms=ROOMS))
    (blocker,) = board.blockers(1, on(board.task, "10:30", "attic"))
    assert (blocker.rule, blocker.session, blocker.room) == ("room-double-booking", 0, 0)
    assert (blocker.end - blocker.start) // MINUTE == 30
    assert board.blockers(1, on(board.task, "10:30", "barn")) == []


def test_a_blocker_names_the_session_that_comes_after_and_the_one_before() -> None:
    later = {"start": "11:00", "minutes": 60, "after": ["a"]}
    board = Board(planned({"a": {"minutes": 60}, "b": later, "c": {"minutes": 60, "after": ["b"]}}))
    (blocker,) = board.blockers(0, on(board.task, "10:30"))
    assert (blocker.rule, blocker.session) == ("before-prerequisite-ends", 1)
    (blocker,) = board.blockers(2, on(board.task, "11:30"))
    assert (blocker.rule, blocker.session) == ("before-prerequisite-ends", 1)


def test_a_blocker_names_the_speaker_who_is_elsewhere() -> None:
    people = {"ana": {"name": "Ana"}}
    sessions = {"a": {**TWO, "speakers": ["ana"]}, "b": {"minutes": 30, "speakers": ["ana"]}}
    board = Board(planned(sessions, rooms=ROOMS, speakers=people))
    (blocker,) = board.blockers(1, on(board.task, "10:30", "barn"))
    assert (blocker.rule, blocker.session, blocker.speaker) == ("speaker-double-booking", 0, "ana")


def test_a_plan_does_not_gain_by_jamming_a_track_so_that_it_is_told_as_a_whole() -> None:
    sessions = {key: {"minutes": 60, "track": "knots"} for key in "abcdef"}
    board = Board(planned(sessions, tracks={"knots": {"title": "Knots"}}))
    costs = []
    for s in range(6):
        board.put(s, on(board.task, "10:00"))
        costs.append(board.warnings)
    assert costs == [0, 1, 3, 6, 10, 15]


def test_the_pairs_of_a_track_that_is_told_as_a_whole_already_cost_nothing() -> None:
    jammed = {key: {"start": "10:00", "minutes": 60, "track": "knots"} for key in "abcdef"}
    board = Board(planned({**jammed, "g": {"minutes": 60}}, tracks={"knots": {"title": "Knots"}}))
    assert board.warnings == 0
    board.take(0)
    assert board.warnings == 0


def test_a_violation_names_both_sessions_of_a_clash() -> None:
    board = Board(planned({"a": TWO, "b": TWO}, rooms=ROOMS))
    assert [each.sessions for each in board.violations()] == [(0, 1)]
    board.take(0)
    assert board.violations() == []


def test_the_weight_of_a_rule_is_what_its_findings_cost() -> None:
    rules = {"session-unplaced": {"weight": 5}}
    board = Board(planned({"a": {"minutes": 30}}, rooms=ROOMS, rules=rules))
    assert board.added(0, on(board.task, "10:00")) == (0, 5.0)


def test_a_rule_that_is_off_costs_nothing() -> None:
    board = Board(planned({"a": TWO, "b": TWO}, rooms=ROOMS, rules={"room-double-booking": "off"}))
    assert told(board) == (0, 0.0)


def test_sessions_of_one_speaker_or_track_are_related() -> None:
    sessions = {
        "a": {"minutes": 30, "speakers": ["ana"]},
        "b": {"minutes": 30, "speakers": ["ana"], "track": "knots"},
        "c": {"minutes": 30, "track": "knots"},
    }
    people, tracks = {"ana": {"name": "Ana"}}, {"knots": {"title": "Knots"}}
    board = Board(planned(sessions, speakers=people, tracks=tracks))
    assert [board.related(s) for s in range(3)] == [{1}, {0, 2}, {1}]


def test_the_parts_of_a_room_are_in_use_while_the_whole_is() -> None:
    rooms = {"hall": {"parts": ["east", "west"]}, "east": {}, "west": {}}
    board = Board(planned({"a": {**TWO, "rooms": ["hall"]}}, rooms=rooms))
    start, end = (number(board.task.programme.instant(clock)) for clock in ("10:30", "12:00"))
    assert [board.in_room(room, start, end) for room in range(3)] == [[0], [0], [0]]
    assert board.in_room(1, end, end + MINUTE) == []


def test_a_session_cannot_be_at_two_places_or_leave_twice() -> None:
    board = Board(planned({"a": TWO}, rooms=ROOMS))
    with pytest.raises(ValueError, match="a is on the board already"):
        board.put(0, on(board.task, "11:00", "barn"))
    board.take(0)
    with pytest.raises(ValueError, match="a is off the board already"):
        board.take(0)


@settings(max_examples=50)
@given(documents(), st.data())
def test_what_is_not_related_changes_nothing_in_other_rooms(
    document: Document, data: st.DataObject
) -> None:
    board = Board(task_of(document))
    sessions = movable(board.task)
    for s in sessions[:2]:
        if board.at[s] is not None:
            board.take(s)
        place = data.draw(places(board.task))._replace(rooms=())
        before = board.added(s, place)
        strangers = [t for t in sessions if t != s and t not in board.related(s)]
        for t in strangers:
            if board.at[t] is not None:
                board.take(t)
        assert board.added(s, place) == pytest.approx(before)


EXAMPLES_OF_RULES = sorted(
    path
    for rule in sorted(PLACED)
    for path in (Path(__file__).resolve().parents[1] / "rules" / rule).glob("*.yaml")
)


@pytest.mark.parametrize(
    "path", EXAMPLES_OF_RULES, ids=lambda path: f"{path.parent.name}-{path.stem}"
)
@pytest.mark.parametrize("by_route", [True, False])
def test_an_accepted_finding_counts_nothing(path: Path, *, by_route: bool) -> None:
    document = coopsched.read(path)
    board = Board(task_of(document))
    before = found(document, board)
    assert told(board) == totals(board, before)
    for finding in before:
        allowance = Allowance(finding.rule, "accepted here")
        if by_route:
            allowance = allowance._replace(route=finding.route)
        else:
            allowance = allowance._replace(subject=keys_of(finding))
        lenient = replace(document, allowances=(*document.allowances, allowance))
        its_board = Board(task_of(lenient))
        after = found(lenient, its_board)
        assert told(its_board) == totals(its_board, after)
        assert len(after) < len(before)


@pytest.mark.parametrize(
    "path", EXAMPLES_OF_RULES, ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_an_empty_board_has_no_findings_and_all_come_back(path: Path) -> None:
    board = Board(task_of(coopsched.read(path)))
    before, at = told(board), list(board.at)
    placed = [s for s, place in enumerate(at) if place is not None]
    for s in placed:
        board.take(s)
    assert (told(board), board.counted()) == ((0, 0.0), {})
    for s in reversed(placed):
        place = at[s]
        assert place is not None
        board.put(s, place)
    assert told(board) == before

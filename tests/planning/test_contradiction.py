"""Why there is no plan: which demands are told for each way in which there can be none."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import coopsched
from coopsched.planning.board import Board
from coopsched.planning.contradiction import NODES, Contradiction, contradiction
from coopsched.planning.exact import best
from coopsched.planning.judging import judge
from coopsched.planning.places import Grid, room_choices, starts
from coopsched.planning.relaxing import Draft
from coopsched.planning.task import Place, Task, task
from coopsched.planning.wishes import demands
from planning.programmes import Fields, task_of, text
from planning.trying import can_be_placed, judged

HEAD = """\
key: conf
title: Conference
timezone: Europe/Brussels
languages: [en]
"""
DAY = "days: {fri: {date: 2026-05-15, opens: 09:00, closes: 18:00}}\n"
TWO_DAYS = """\
days:
  fri: {date: 2026-05-15, opens: 09:00, closes: 18:00}
  sat: {date: 2026-05-16, opens: 09:00, closes: 18:00}
"""
MORNING = "days: {fri: {date: 2026-05-15, opens: 09:00, closes: 11:00}}\n"


def found(
    body: str, *, days: str = DAY, grid: Grid | None = None, nodes: int = NODES
) -> Contradiction | None:
    document = coopsched.loads(HEAD + days + dedent(body))
    assert document.problems == ()
    asked = task(document.programme, judge(document))
    return contradiction(Board(asked), asked.unplaced, grid, nodes=nodes)


def why(body: str, *, days: str = DAY, grid: Grid | None = None) -> list[str]:
    """Return the demands, of which each is needed and no fewer sessions would do."""
    why_not = found(body, days=days, grid=grid)
    assert why_not is not None
    assert why_not.smallest
    assert why_not.irreducible
    return [demand.what for demand in why_not.demands]


def test_three_sessions_want_more_of_somebody_than_there_is() -> None:
    body = """\
    rooms: {hall: {name: Great Hall}, attic: {name: Attic}}
    speakers: {s: {name: Sandrino Graceffa, available: {day: fri, from: 13:30, until: 15:00}}}
    sessions:
      a: {title: A, minutes: 45, speakers: s}
      b: {title: B, minutes: 45, speakers: s}
      c: {title: C, minutes: 45, speakers: s}
      d: {title: D, minutes: 45}
    """
    assert why(body, days=TWO_DAYS) == [
        "“A” (45 minutes) needs Sandrino Graceffa",
        "“B” (45 minutes) needs Sandrino Graceffa",
        "“C” (45 minutes) needs Sandrino Graceffa",
        "Sandrino Graceffa can come on Friday 13:30–15:00 only",
    ]


def test_a_room_of_the_size_is_closed_on_the_day() -> None:
    body = """\
    rules: {room-too-small: error}
    rooms:
      hall: {name: Great Hall, capacity: 320, unavailable: {day: fri}}
      attic: {name: Attic, capacity: 40}
    sessions:
      gala: {title: Gala, minutes: 90, audience: 300, day: fri}
    """
    assert why(body, days=TWO_DAYS) == [
        "“Gala” (1 h 30) is on Friday",
        "“Gala” expects 300 people (`room-too-small` counts as an error)",
        "Great Hall (320 seats) is closed on Friday",
        "there are only 2 rooms: Great Hall (320 seats) and Attic (40 seats)",
    ]


HALL = "rooms: {hall: {name: Hall}}"
ALL_DAY = "held: {title: Fair, start: 09:00, end: 18:00, rooms: hall}"

CASES = {
    "a session is longer than its window": (
        "sessions: {a: {title: A, minutes: 90, between: {from: 12:00, until: 13:00}}}",
        ["“A” (1 h 30) is to be held 12:00–13:00"],
    ),
    "somebody is away all day": (
        """\
        speakers: {s: {name: Sol, unavailable: {day: fri}}}
        sessions: {a: {title: A, minutes: 90, speakers: [s]}}
        """,
        ["“A” (1 h 30) needs Sol", "Sol cannot come on Friday"],
    ),
    "somebody is late for a window": (
        """\
        speakers: {s: {name: Sol, available: {from: 14:00}}}
        sessions: {a: {title: A, minutes: 90, speakers: s, between: {until: 15:00}}}
        """,
        [
            "“A” (1 h 30) is to be held until 15:00",
            "“A” needs Sol",
            "Sol can come from 14:00 only",
        ],
    ),
    "no room offers what is needed": (
        f"""\
        {HALL}
        sessions: {{a: {{title: A, minutes: 90, needs: [piano]}}}}
        """,
        ["“A” (1 h 30) needs piano", "there is only one room: Hall"],
    ),
    "the day is too short": (
        "sessions: {a: {title: A, minutes: 600}}",
        ["“A” (10 h) is to be placed", "the day is open 09:00–18:00"],
    ),
    "its own room is closed": (
        """\
        rooms: {hall: {name: Hall, available: {from: 10:00, until: 11:00}}, attic: {name: Attic}}
        sessions: {a: {title: A, minutes: 90, rooms: hall}}
        """,
        ["“A” (1 h 30) is in Hall", "Hall can be used 10:00–11:00 only"],
    ),
    "another session has the only room": (
        f"""\
        {HALL}
        sessions:
          {ALL_DAY}
          a: {{title: A, minutes: 30}}
        """,
        [
            "“A” (30 minutes) is to be placed",
            "“Fair” is held 09:00–18:00 in Hall",
            "the day is open 09:00–18:00",
            "there is only one room: Hall",
        ],
    ),
    "nothing is put over a meal": (
        """\
        sessions:
          lunch: {title: Lunch, kind: meal, start: 12:00, end: 13:00}
          a: {title: A, minutes: 45, between: {from: 12:00, until: 13:00}}
        """,
        [
            "“A” (45 minutes) is to be held 12:00–13:00",
            "“Lunch” is held 12:00–13:00, and nothing is put over it",
        ],
    ),
    "one comes after another that is later": (
        """\
        sessions:
          a: {title: A, minutes: 60, between: {from: 14:00}}
          b: {title: B, minutes: 60, after: a, between: {until: 12:00}}
        """,
        [
            "“A” (1 h) is to be held from 14:00",
            "“B” (1 h) is to be held until 12:00",
            "“B” comes after “A”",
        ],
    ),
    "one continues another that is held late": (
        """\
        sessions:
          held: {title: One, start: 16:00, end: 17:30}
          a: {title: Two, minutes: 60, continues: held}
        """,
        [
            "“Two” (1 h) continues “One”",
            "“One” is held 16:00–17:30",
            "the day is open 09:00–18:00",
        ],
    ),
    "two are for the same people": (
        """\
        rules: {audience-clash: error}
        sessions:
          a: {title: A, minutes: 60, between: {from: 10:00, until: 11:30}}
          b: {title: B, minutes: 60, between: {from: 10:00, until: 11:30}, not-with: a}
        """,
        [
            "“A” (1 h) is to be held 10:00–11:30",
            "“B” (1 h) is to be held 10:00–11:30",
            "“B” must not overlap with “A” (`audience-clash` counts as an error)",
        ],
    ),
    "two are of one track": (
        """\
        rules: {audience-clash: error}
        tracks: {t: {title: Law}}
        sessions:
          a: {title: A, minutes: 60, between: {from: 10:00, until: 11:30}, track: t}
          b: {title: B, minutes: 60, between: {from: 10:00, until: 11:30}, track: t}
        """,
        [
            "“A” (1 h) is to be held 10:00–11:30",
            "“A” is of the track “Law” (`audience-clash` counts as an error)",
            "“B” (1 h) is to be held 10:00–11:30",
            "“B” is of the track “Law” (`audience-clash` counts as an error)",
        ],
    ),
    "there are too few of a resource": (
        """\
        resources: {camera: {name: Camera, quantity: 1}}
        sessions: {a: {title: A, minutes: 60, resources: {camera: 2}}}
        """,
        ["“A” (1 h) needs 2 × Camera", "there is 1 × Camera"],
    ),
    "one lies within another that is too short": (
        """\
        sessions:
          held: {title: Assembly, start: 14:00, end: 15:00}
          a: {title: Vote, minutes: 90, within: held}
        """,
        ["“Vote” (1 h 30) is within “Assembly”", "“Assembly” is held 14:00–15:00"],
    ),
    "nobody says how long it lasts": (
        "sessions: {a: {title: A}}",
        ["“A” says neither `minutes` nor `end`"],
    ),
}


@pytest.mark.parametrize(("body", "demands"), CASES.values(), ids=CASES)
def test_each_kind_of_demand_is_told_where_it_is_to_blame(body: str, demands: list[str]) -> None:
    assert why(body) == demands


def test_a_session_that_has_its_time_finds_no_room() -> None:
    document = coopsched.loads(
        HEAD
        + DAY
        + f"{HALL}\nsessions:\n  {ALL_DAY}\n  a: {{title: A, minutes: 30, start: 10:00}}\n"
    )
    asked = task(document.programme, judge(document))
    board = Board(asked)
    board.take(1)
    why_not = contradiction(board, [1])
    assert why_not is not None
    assert [demand.what for demand in why_not.demands] == [
        "“A” (30 minutes) begins at 10:00",
        "“Fair” is held 09:00–18:00 in Hall",
        "there is only one room: Hall",
    ]


def test_a_rule_that_is_an_error_by_choice_is_told() -> None:
    body = """\
    rules: {changeover-too-short: {minutes: 10, severity: error}}
    rooms: {hall: {name: Hall}}
    sessions:
      a: {title: A, minutes: 60}
      b: {title: B, minutes: 60}
    """
    assert why(body, days=MORNING) == [
        "“A” (1 h) is to be placed",
        "“B” (1 h) is to be placed",
        "`changeover-too-short` counts as an error",
        "the day is open 09:00–11:00",
        "there is only one room: Hall",
    ]


def test_what_more_sessions_could_mend_is_blamed_on_all_of_them() -> None:
    body = """\
    rules: {language-gap: error}
    sessions:
      a: {title: A, minutes: 120, languages: [en]}
    """
    head = {"days": MORNING + "x-note: two languages\n"}
    document = coopsched.loads(HEAD.replace("[en]", "[en, fr]") + head["days"] + dedent(body))
    asked = task(document.programme, judge(document))
    why_not = contradiction(Board(asked), asked.unplaced)
    assert why_not is not None
    assert [demand.what for demand in why_not.demands] == [
        "“A” (2 h) is to be placed",
        "`language-gap` counts as an error",
    ]


def test_a_gap_that_another_session_fills_is_no_contradiction() -> None:
    body = """\
    rules: {language-gap: error}
    sessions:
      a: {title: A, minutes: 120, languages: [en]}
      b: {title: B, minutes: 120, languages: [fr]}
    """
    document = coopsched.loads(HEAD.replace("[en]", "[en, fr]") + MORNING + dedent(body))
    asked = task(document.programme, judge(document))
    assert contradiction(Board(asked), asked.unplaced) is None


def test_timeslots_and_days_that_were_asked_for_are_demands_of_no_line() -> None:
    body = "sessions: {a: {title: A, minutes: 90}}"
    slots = Grid(timeslots=((timedelta(hours=9), timedelta(hours=10)),))
    why_not = found(body, days=MORNING, grid=slots)
    assert why_not is not None
    assert [(demand.what, demand.route) for demand in why_not.demands] == [
        ("“A” (1 h 30) is to be placed", ("sessions", "a")),
        ("sessions begin with a timeslot and end within it: 09:00–10:00", ()),
    ]
    body = "sessions: {a: {title: A, minutes: 90, between: {day: sat}}}"
    assert why(body, days=TWO_DAYS, grid=Grid(days=frozenset({"fri"}))) == [
        "“A” (1 h 30) is to be held on Saturday",
        "only fri is planned",
    ]


def test_starts_that_are_too_rare_are_told() -> None:
    body = "sessions: {a: {title: A, minutes: 90, between: {from: 09:05, until: 10:40}}}"
    assert why(body, days=MORNING) == [
        "“A” (1 h 30) is to be held 09:05–10:40",
        "sessions begin at multiples of 15 minutes, or as others do",
    ]


def test_hours_that_nobody_wrote_are_told() -> None:
    body = "sessions: {a: {title: A, minutes: 600}}"
    assert why(body, days="days: [2026-05-15]\n") == [
        "“A” (10 h) is to be placed",
        "the day is open 09:00–18:00 (it has no `opens` and `closes`)",
    ]


def test_a_programme_without_days_has_no_place_for_anything() -> None:
    assert why("sessions: {a: {title: A, minutes: 60}}", days="") == [
        "“A” (1 h) is to be placed",
        "nobody says on which days the programme is held",
    ]


def test_where_all_can_be_placed_nothing_contradicts() -> None:
    assert found("sessions: {a: {title: A, minutes: 60}, b: {title: B, minutes: 60}}") is None


def test_of_a_search_cut_short_nothing_is_claimed() -> None:
    body = """\
    sessions:
      a: {title: A, minutes: 60, between: {from: 14:00}}
      b: {title: B, minutes: 60, after: a, between: {until: 12:00}}
    """
    assert found(body) is not None
    assert found(body, nodes=1) is None


def test_asked_to_stop_it_tells_the_sessions_and_claims_no_more() -> None:
    document = coopsched.loads(HEAD + DAY + "sessions: {a: {title: A, minutes: 600}}")
    asked = task(document.programme, judge(document))
    why_not = contradiction(Board(asked), asked.unplaced, stop=lambda: True)
    assert why_not is not None
    assert [demand.what for demand in why_not.demands] == ["“A” (10 h) is to be placed"]
    assert not why_not.irreducible


@pytest.fixture
def big(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every programme be too big for all places to be looked at."""
    monkeypatch.setattr("coopsched.planning.contradiction._MOST_PLACES", 0)


LECTURES = "".join(f"  x{i}: {{title: X{i}, minutes: 30}}\n" for i in range(30))


@pytest.mark.usefixtures("big")
def test_in_a_big_programme_it_is_told_how_much_is_too_much_for_the_rooms() -> None:
    why_not = found(f"{HALL}\nsessions:\n{LECTURES}")
    assert why_not is not None
    assert len(why_not.sessions) == 19
    assert [demand.what for demand in why_not.demands] == [
        "19 sessions (9 h 30 in all) are to be placed",
        "the only room for them, Hall, is free for 9 h",
    ]
    assert (why_not.smallest, why_not.irreducible) == (False, False)


@pytest.mark.usefixtures("big")
def test_in_a_big_programme_rooms_are_not_free_while_held_or_closed() -> None:
    body = """\
    rooms:
      hall: {name: Hall, features: [piano], unavailable: {until: 12:00}}
      attic: {name: Attic}
    sessions:
      held: {title: Fair, start: 13:00, end: 17:00, rooms: hall}
      a: {title: A, minutes: 60, needs: piano}
      b: {title: B, minutes: 60, needs: piano}
      c: {title: C, minutes: 60, needs: piano}
      d: {title: D, minutes: 60}
    """
    why_not = found(body)
    assert why_not is not None
    assert why_not.sessions == ("a", "b", "c")
    assert why_not.irreducible
    assert [demand.what for demand in why_not.demands] == [
        "“A” (1 h) needs piano",
        "“B” (1 h) needs piano",
        "“C” (1 h) needs piano",
        "“Fair” is held 13:00–17:00 in Hall",
        "the day is open 09:00–18:00",
        "Hall is closed until 12:00",
        "there are only 2 rooms: Hall and Attic",
    ]


@pytest.mark.usefixtures("big")
def test_in_a_big_programme_somebody_with_too_much_to_do_is_found() -> None:
    body = """\
    speakers: {s: {name: Sol, available: {until: 10:00}}}
    sessions:
      a: {title: A, minutes: 45, speakers: s}
      b: {title: B, minutes: 45, speakers: s}
      c: {title: C, minutes: 45}
    """
    assert why_of_many(body) == [
        "“A” (45 minutes) needs Sol",
        "“B” (45 minutes) needs Sol",
        "the day is open 09:00–18:00",
        "Sol can come until 10:00 only",
    ]


@pytest.mark.usefixtures("big")
def test_in_a_big_programme_what_is_missing_is_looked_at_first() -> None:
    document = coopsched.loads(
        HEAD + DAY + f"{HALL}\nsessions:\n{LECTURES}  y: {{title: Y, minutes: 30, needs: piano}}\n"
    )
    asked = task(document.programme, judge(document))
    why_not = contradiction(Board(asked), asked.unplaced, missing=[30])
    assert why_not is not None
    assert why_not.sessions == ("y",)
    assert why_not.smallest


@pytest.mark.usefixtures("big")
def test_in_a_big_programme_where_nothing_is_plain_nothing_is_claimed() -> None:
    assert found("sessions: {a: {title: A, minutes: 60}, b: {title: B, minutes: 60}}") is None


def why_of_many(body: str) -> list[str]:
    why_not = found(body)
    assert why_not is not None
    assert not why_not.smallest
    assert why_not.irreducible
    return [demand.what for demand in why_not.demands]


SLOTS = Grid(
    timeslots=tuple(
        (timedelta(minutes=a), timedelta(minutes=b))
        for a, b in ((540, 600), (600, 690), (690, 750))
    )
)
WINDOWS = ({"until": "10:00"}, {"from": "10:00"}, {"from": "09:30", "until": "11:00"})

ERRORS = ("room-too-small", "audience-clash", "no-lunch")


def _sometimes(draw: st.DrawFn, *values: Any, often: int = 1) -> Any:
    return draw(st.sampled_from([None] * (len(values) * often or 1) + list(values)))


@st.composite
def scarce(draw: st.DrawFn) -> str:
    """Make programmes in which some sessions wait for places of which there are few."""
    sessions: dict[str, Fields] = {}
    if draw(st.booleans()):
        start = draw(st.sampled_from(("09:00", "10:00", "11:30")))
        kind = _sometimes(draw, "meal")
        sessions["h"] = {"start": start, "minutes": 60, "rooms": ["hall"], "kind": kind}
    for key in "abc"[: draw(st.integers(1, 3))]:
        fields = {
            "minutes": draw(st.sampled_from((60, 60, 90))),
            "speakers": draw(st.lists(st.sampled_from(("ana", "bo")), max_size=2, unique=True)),
            "between": _sometimes(draw, *([window] for window in WINDOWS)),
            "rooms": _sometimes(draw, ["hall"], ["attic"], often=2),
            "needs": _sometimes(draw, ["piano"], ["piano", "stage"], often=2),
            "audience": _sometimes(draw, 20, 60),
            "resources": _sometimes(draw, {"camera": 1}, often=3),
            "after": _sometimes(draw, *([other] for other in sessions), often=2),
            "not-with": _sometimes(draw, *([other] for other in sessions), often=3),
            "track": _sometimes(draw, "knots", often=3),
        }
        sessions[key] = fields
    given = {
        key: {name: value for name, value in fields.items() if value not in (None, [])}
        for key, fields in sessions.items()
    }
    hall: Fields = {"name": "Hall", "capacity": 50, "features": ["stage", "piano"]}
    attic: Fields = {"name": "Attic", "capacity": 10, "features": ["piano"]}
    closed = _sometimes(draw, *WINDOWS)
    if closed:
        hall["unavailable"] = [closed]
    if draw(st.booleans()):
        attic["available"] = [{"until": "08:00"}]
    ana: Fields = {"name": "Ana"}
    away = _sometimes(draw, *WINDOWS)
    if away:
        ana[draw(st.sampled_from(("available", "unavailable")))] = [away]
    return text(
        given,
        days={"wed": {"date": "2025-05-14", "opens": "09:00", "closes": "12:30"}},
        rooms={"hall": hall, "attic": attic},
        speakers={"ana": ana, "bo": {"name": "Bo"}},
        tracks={"knots": {"title": "Knots"}},
        resources={"camera": {"quantity": 1}},
        rules=dict.fromkeys(draw(st.lists(st.sampled_from(ERRORS), unique=True)), "error"),
    )


def everywhere(asked: Task, open_: Sequence[int]) -> dict[int, list[Place]]:
    """Return all places there are, whatever speaks against them."""
    return {
        s: [
            Place(start, rooms)
            for start in starts(asked, s, SLOTS)
            for rooms in room_choices(asked, s)
        ]
        for s in open_
    }


@given(scarce())
@settings(max_examples=40, deadline=None)
def test_a_contradiction_is_found_exactly_where_trying_all_finds_no_plan(written: str) -> None:
    read = coopsched.loads(written)
    asked = task_of(read)
    open_ = asked.unplaced
    why_not = contradiction(Board(asked), open_, SLOTS)
    if can_be_placed(read, asked, open_, everywhere(asked, open_)):
        assert why_not is None
        return
    assert why_not is not None
    few = [asked.session_at[key] for key in why_not.sessions]
    assert not can_be_placed(read, asked, few, everywhere(asked, few))
    for s in few:
        fewer = [each for each in few if each != s]
        assert can_be_placed(read, asked, fewer, everywhere(asked, fewer))
    assert why_not.smallest
    assert why_not.irreducible


@given(scarce())
@settings(max_examples=40, deadline=None)
def test_with_any_one_demand_taken_back_there_are_places(written: str) -> None:
    read = coopsched.loads(written)
    asked = task_of(read)
    why_not = contradiction(Board(asked), asked.unplaced, SLOTS)
    assume(why_not)
    assert why_not is not None
    told = {demand.route for demand in why_not.demands}
    few = tuple(asked.session_at[key] for key in why_not.sessions)
    everything = [atom for group in demands(draft_of(asked, few)) for atom in group]
    for needed in [atom for atom in everything if atom.route in told]:
        draft = draft_of(asked, few)
        for atom in everything:
            if atom is needed or atom.route not in told:
                atom.relax(draft)
        built = draft.built()
        choices = {s: list(built.places(s)) for s in few}
        plan = best(built.board, few, choices, any_=True).places
        assert plan is not None
        changed = replace(read, programme=built.task.programme)
        assert judged(changed, built.task, plan)[0] <= judged(changed, built.task, {})[0]


def draft_of(asked: Task, few: tuple[int, ...]) -> Draft:
    held = {s: place for s, place in enumerate(asked.now) if place is not None}
    begins = {s: starts(asked, s, SLOTS) for s in few}
    return Draft(asked, few, held, SLOTS, begins, frozenset())

"""When a session of a schedule is held, from its date, its start, its length and its end."""

from datetime import date
from typing import Any

import pytest

import coopsched
from coopsched.reading.foreign.draft import Draft
from coopsched.reading.foreign.placing import DAY_CHANGE, Placing
from coopsched.reading.foreign.tally import Tally
from coopsched.source import Node, Source


def placed(**fields: str) -> tuple[dict[str, Any], list[str]]:
    """Return the fields of a session in Brussels, and the rules of what was odd."""
    draft = Draft(Source("schedule.json", " "))
    tally = Tally(draft)
    placing = Placing(tally, "Europe/Brussels", named=True, change=DAY_CHANGE)
    nodes = {name: Node(text, 0, 0) for name, text in fields.items()}
    found = placing.place(nodes, date(2017, 10, 28))
    tally.report()
    return {name: at.value for name, at in found.fields.items()}, [
        problem.rule for problem in draft.problems
    ]


@pytest.mark.parametrize("start", ["10:00", "10:00:30"])
def test_a_start_may_leave_out_the_seconds_of_its_date(start: str) -> None:
    assert placed(date="2017-10-28T10:00:30+02:00", start=start, duration="01:00") == (
        {"start": "2017-10-28T10:00:30", "minutes": "60"},
        [],
    )


def test_a_start_with_other_seconds_than_its_date_contradicts_it() -> None:
    _, odd = placed(date="2017-10-28T10:00:30+02:00", start="10:00:31", duration="01:00")
    assert odd == ["contradictory-start"]


def test_an_end_after_a_clock_change_agrees_with_the_time_that_passed() -> None:
    times = {"date": "2017-10-29T01:30:00+02:00", "end": "2017-10-29T03:00:00+01:00"}
    assert placed(**times, duration="02:30") == (
        {"start": "2017-10-29T01:30", "minutes": "150"},
        [],
    )
    assert placed(**times, duration="01:30")[1] == ["contradictory-start"]


@pytest.mark.parametrize(
    ("end", "duration"),
    [("2017-10-29T02:30:30+02:00", "01:00"), ("2017-10-29T02:30:30+01:00", "02:00")],
)
def test_an_end_with_seconds_is_exact_also_in_an_hour_that_comes_twice(
    end: str, duration: str
) -> None:
    assert placed(date="2017-10-29T01:30:00+02:00", duration=duration, end=end) == (
        {"start": "2017-10-29T01:30", "end": end},
        [],
    )


def test_a_length_with_seconds_is_counted_as_time_that_passes() -> None:
    found, _ = placed(date="2017-10-29T01:30:00+02:00", duration="02:00:30")
    assert found["end"] == "2017-10-29T02:30:30+01:00"


def test_two_offsets_of_an_unnamed_zone_may_be_a_clock_change() -> None:
    events = "".join(
        f'<event id="{i}"><date>{date}</date><start>{start}</start><duration>01:00</duration>'
        f"<title>T</title></event>"
        for i, (date, start) in enumerate(
            [
                ("2027-10-30T10:00:00+02:00", "10:00"),
                ("2027-10-30T12:00:00+02:00", "12:00"),
                ("2027-10-31T10:00:00+01:00", "10:00"),
            ]
        )
    )
    document = coopsched.loads(
        f'<schedule><day date="2027-10-30">{events}</day></schedule>', name="s.xml"
    )
    assert "wrong-offset" not in {rule for rule, _ in document.problems}
    starts = [f"{s.start:%H:%M%z}" for s in document.programme.sessions if s.start]
    assert starts == ["10:00+0200", "12:00+0200", "10:00+0100"]

"""Pictures: sound SVG, true to scale, texts within their boxes, conflicts that nobody overlooks."""

import re
from datetime import date, timedelta
from functools import partial
from itertools import combinations
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builders import lets_coop, programme_of
from coopsched.calendar import Day
from coopsched.findings import Acceptance, Finding, Severity, Subject
from coopsched.model import Programme
from coopsched.reporting.drawing import clean, fitted
from coopsched.reporting.picture import picture
from strategies import HARD_TITLES

_SVG = "{http://www.w3.org/2000/svg}"
_DAYS = (
    Day("fri", date(2026, 5, 15), timedelta(hours=9), timedelta(hours=2)),
    Day("sat", date(2026, 5, 16)),
)
_programme = partial(programme_of, days=_DAYS)


class Box(NamedTuple):
    """A session's frame, and what is said of it when one points at it."""

    told: str
    left: float
    top: float
    right: float
    bottom: float
    fill: str


def parsed(svg: str) -> Any:
    """Return the root of a picture; what is not XML raises."""
    return etree.fromstring(svg.encode())


def boxes(svg: str) -> list[Box]:
    """Return the frames of sessions."""
    found = []
    for group in parsed(svg).iter(f"{_SVG}g"):
        title = group.find(f"{_SVG}title")
        if title is None:
            continue
        frame = group.find(f"{_SVG}rect")
        x, y, width, height = (float(frame.get(name)) for name in ("x", "y", "width", "height"))
        found.append(Box(title.text, x, y, x + width, y + height, frame.get("fill")))
    return found


def words(svg: str) -> str:
    """Return all that can be read."""
    return " ".join(each for each in parsed(svg).itertext() if each.strip())


def error(*sessions: str, **more: Any) -> Finding:
    """Return an error that concerns sessions."""
    subject = Subject(sessions=sessions)
    return Finding(
        rule="r", severity=Severity.ERROR, message="Ana is torn", subject=subject, **more
    )


def two() -> Programme:
    """Return two sessions in two rooms, one twice as long as the other."""
    return _programme(
        {
            "a": {"title": "Alpha", "day": "fri", "start": "10:00", "end": "11:00", "rooms": "x"},
            "b": {"title": "Beta", "day": "fri", "start": "10:30", "end": "12:30", "rooms": "y"},
        },
        rooms={"x": "Attic", "y": "Hall"},
    )


def test_a_picture_has_a_title_and_a_description() -> None:
    root = parsed(picture(two()))
    assert root.find(f"{_SVG}title").text == "Conf"
    assert root.find(f"{_SVG}desc").text == (
        "Timetable. Friday 15 May 2026. 2 sessions. Rooms: Attic, Hall."
    )
    assert root.get("role") == "img"


def test_it_is_true_to_scale() -> None:
    alpha, beta = boxes(picture(two()))
    assert beta.left > alpha.right
    minute = (beta.top - alpha.top) / 30
    assert minute > 0
    # Two units of each box are the space around it.
    assert alpha.bottom - alpha.top == pytest.approx(60 * minute - 2, abs=0.3)
    assert beta.bottom - beta.top == pytest.approx(120 * minute - 2, abs=0.3)


def test_days_stand_one_below_the_other() -> None:
    programme = _programme(
        {
            "a": {"day": "sat", "start": "09:00", "end": "10:00"},
            "b": {"day": "fri", "start": "15:00", "end": "16:00"},
        }
    )
    first, second = boxes(picture(programme))
    assert first.told.startswith("15:00")
    assert second.top > first.bottom
    assert re.search("Friday 15 May 2026.*Saturday 16 May 2026", words(picture(programme)))


def test_what_is_in_conflict_is_hatched_crossed_and_said() -> None:
    svg = picture(two(), [error("a")])
    alpha, beta = boxes(svg)
    assert (alpha.fill, beta.fill) == ("url(#conflict)", "#ffffff")
    assert parsed(svg).find(f".//{_SVG}pattern[@id='conflict']") is not None
    assert len(parsed(svg).findall(f".//{_SVG}circle")) == 2  # on the session, in the legend
    assert "1 session in conflict: red frame, hatched, marked with a cross" in words(svg)
    assert "Ana is torn" in alpha.told
    assert "× Ana is torn" in words(svg)


@pytest.mark.parametrize(
    "finding",
    [
        error("a", accepted=Acceptance("it is meant")),
        Finding(rule="r", severity=Severity.WARNING, message="m", subject=Subject(sessions=("a",))),
        error("not-shown"),
    ],
)
def test_what_does_not_count_is_not_drawn_as_a_conflict(finding: Finding) -> None:
    assert picture(two(), [finding]) == picture(two())


def test_only_what_is_asked_for_is_drawn() -> None:
    programme = two()
    svg = picture(programme, [error("a")], sessions=[programme.session("b")])
    assert [each.told for each in boxes(svg)] == ["10:30–12:30, Beta, Hall"]
    assert "conflict" not in svg


def test_titles_are_in_the_language_that_is_asked_for() -> None:
    programme = _programme(
        {"a": {"title": {"fr": "Le pain", "nl": "Het brood"}, "day": "fri", "start": "10:00"}}
    )
    assert "Het brood" in words(picture(programme, language="nl"))
    assert "Le pain" in words(picture(programme, language="fr"))


def test_cancelled_and_unplaced_sessions_are_listed_below() -> None:
    programme = _programme(
        {
            "a": {"day": "fri", "start": "10:00", "end": "11:00"},
            "off": {"day": "fri", "start": "10:00", "end": "11:00", "status": "cancelled"},
            "nowhere": {},
        }
    )
    svg = picture(programme)
    assert len(boxes(svg)) == 1
    assert re.search("Cancelled 10:00–11:00 off Not placed yet nowhere", words(svg))


def test_an_empty_programme_says_so() -> None:
    assert "No session to show." in words(picture(_programme({})))


def test_what_has_no_end_is_dashed_and_says_so() -> None:
    svg = picture(_programme({"a": {"day": "fri", "start": "10:00"}}))
    assert "no end given" in words(svg)
    assert "stroke-dasharray" in svg


def test_past_midnight_the_axis_names_the_next_day() -> None:
    programme = _programme({"a": {"day": "fri", "start": "23:00", "end": "01:30"}})
    assert re.search("23:00 00:00 Saturday 16 May 2026 01:00", words(picture(programme)))


def test_the_same_programme_gives_the_same_bytes() -> None:
    assert picture(lets_coop()) == picture(lets_coop())


@pytest.mark.parametrize(("rooms", "days"), [(3, 1), (80, 4)])
def test_few_rooms_and_many_give_a_picture_of_sensible_size(rooms: int, days: int) -> None:
    dates = tuple(Day(f"d{i}", date(2026, 5, 11 + i)) for i in range(days))
    sessions = {
        f"s{i}-{j}": {"day": f"d{i}", "start": "10:00", "minutes": 45, "rooms": f"r{j}"}
        for i in range(days)
        for j in range(rooms)
    }
    svg = picture(
        programme_of(sessions, days=dates, rooms={f"r{j}": f"Room {j}" for j in range(rooms)})
    )
    found = boxes(svg)
    assert len(found) == rooms * days
    assert all(110 <= each.right - each.left <= 500 for each in found)
    assert float(parsed(svg).get("width")) <= 120 * rooms + 1000


def test_a_sheet_of_paper_is_filled() -> None:
    root = parsed(picture(lets_coop(), shape=0.7))
    width, height = float(root.get("width")), float(root.get("height"))
    assert 0.62 <= height / width <= 0.7
    assert "LET'S COOP" not in "".join(each.text or "" for each in root.iter(f"{_SVG}text"))


@given(st.lists(HARD_TITLES, min_size=1, max_size=4), HARD_TITLES)
def test_any_text_gives_sound_xml_without_what_acts(titles: list[str], room: str) -> None:
    sessions = {
        f"s{i}": {
            "title": title,
            "day": "fri",
            "start": "10:00",
            "end": "11:00",
            "rooms": "x",
        }
        for i, title in enumerate(titles)
    }
    programme = _programme(sessions, rooms={"x": room})
    svg = picture(programme, [error("s0", help="h")])
    root = parsed(svg)
    assert {each.tag.removeprefix(_SVG) for each in root.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "rect", "path", "g", "text", "tspan", "circle",
    }  # fmt: skip
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", svg)


@given(st.lists(st.text("abcWMil", min_size=1, max_size=80), min_size=2, max_size=5))
def test_no_box_lies_on_another(titles: list[str]) -> None:
    sessions = {
        f"s{i}": {"title": title, "day": "fri", "start": f"1{i}:00", "minutes": 90}
        for i, title in enumerate(titles)
    }
    for one, other in combinations(boxes(picture(_programme(sessions))), 2):
        assert (
            one.bottom <= other.top
            or other.bottom <= one.top
            or one.right <= other.left
            or other.right <= one.left
        )


def test_each_line_has_room_in_its_box_and_each_box_clips_what_has_none() -> None:
    root = parsed(picture(lets_coop()))
    inner = [each for each in root.iter(f"{_SVG}svg") if each is not root]
    assert len(inner) == 22
    for box in inner:
        for text in box.iter(f"{_SVG}text"):
            size = float(text.get("font-size"))
            for line in [each for each in (text, *text) if each.text]:
                # The letters of no usual font are on average narrower than half their size.
                assert len(line.text) * size / 2 <= float(box.get("width"))
                assert float(line.get("y")) <= float(box.get("height"))


@given(st.text("abcdefgh WMil-é日👩", max_size=200), st.integers(20, 300), st.integers(1, 5))
def test_a_text_that_is_fitted_loses_nothing_but_its_end(text: str, width: int, most: int) -> None:
    lines = fitted(clean(text), float(width), 12.0, most)
    assert len(lines) <= most
    whole = re.sub("[ -]", "", clean(text))
    kept = re.sub("[ -]", "", "".join(lines))
    assert kept == whole or (kept.endswith("…") and whole.startswith(kept[:-1]))


def test_ten_thousand_letters_are_cut_short() -> None:
    programme = _programme(
        {"a": {"title": "W" * 10_000, "day": "fri", "start": "10:00", "end": "11:00"}}
    )
    assert len(picture(programme)) < 8_000

"""What a showing takes over from the first one."""

import pytest

from builders import HEAD, TWO_DAYS, programme
from coopsched.model import Programme, Session
from coopsched.text import Text

FIRST = """
sessions:
  first:
    title: {fr: Titre, nl: Titel}
    description: D
    kind: workshop
    languages: [nl]
    track: knots
    tags: [a, b]
    speakers: [ana, {speaker: bo, role: chair}]
    start: 10:00
    end: 11:30
    rooms: [hall]
    audience: 40
    needs: [projector]
    status: tentative
    notice: N
    links: https://a.b
  again: {repeats: first, $}
tracks: {knots: Knots, loops: Loops}
rooms: {hall: , attic: }
speakers: {ana: Ana, bo: Bo}
"""


def again(keys: str) -> tuple[Session, Session]:
    """Return the first showing and one that repeats it with these keys."""
    found = programme(FIRST.replace(", $", f", {keys}" if keys else ""))
    return found.session("first"), found.session("again")


@pytest.mark.parametrize(
    "name", ["title", "description", "kind", "languages", "track", "tags", "speakers"]
)
def test_what_is_not_stated_is_inherited(name: str) -> None:
    first, second = again("")
    assert getattr(second, name) == getattr(first, name)
    assert name not in second.model_fields_set


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("start", None),
        ("end", None),
        ("rooms", ()),
        ("audience", None),
        ("needs", ()),
        ("status", "confirmed"),
        ("notice", None),
        ("links", ()),
    ],
)
def test_what_belongs_to_one_showing_is_not_inherited(name: str, value: object) -> None:
    _, second = again("")
    assert getattr(second, name) == value


@pytest.mark.parametrize(
    ("keys", "name", "value"),
    [
        ("title: Autre", "title", Text({"fr": "Autre"})),
        ("title: Autre, languages: [en]", "title", Text({"en": "Autre"})),
        ("languages: [fr]", "languages", ("fr",)),
        ("kind: lab", "kind", "lab"),
        ("track: loops", "track", "loops"),
        ("tags: []", "tags", ()),
        ("speakers: []", "speakers", ()),
        ("description: E", "description", Text({"fr": "E"})),
    ],
)
def test_what_is_stated_wins(keys: str, name: str, value: object) -> None:
    _, second = again(keys)
    assert getattr(second, name) == value


@pytest.mark.parametrize(
    ("keys", "end", "minutes"),
    [
        ("start: 14:00", "15:30", 90),
        ("start: 14:00, minutes: 30", "14:30", 30),
        ("start: 14:00, end: 14:45", "14:45", None),
    ],
)
def test_the_length_is_inherited_unless_it_is_stated(
    keys: str, end: str, minutes: int | None
) -> None:
    _, second = again(keys)
    assert second.end is not None
    assert (f"{second.end:%H:%M}", second.minutes) == (end, minutes)


def test_an_unplaced_showing_knows_its_length() -> None:
    first, second = again("")
    assert second.end is None
    assert second.length == first.length


@pytest.mark.parametrize(
    ("length", "end"),
    [("minutes: 30", "14:30"), ("", None)],
)
def test_an_unplaced_first_passes_on_what_it_has(length: str, end: str | None) -> None:
    found = programme(
        f"sessions:\n  a: {{title: A, {length}}}\n  b: {{repeats: a, start: 14:00}}\n"
    ).session("b")
    assert found.end is None if end is None else f"{found.end:%H:%M}" == end


def test_elapsed_length_is_kept_through_a_clock_change() -> None:
    head = HEAD.replace("[2017-06-20]", "[2017-03-25, 2017-03-26]")
    found = programme(
        "sessions: {a: {title: A, day: 2017-03-25, start: 01:30, end: 02:30},"
        " b: {repeats: a, day: 2017-03-26, start: 01:30}}",
        head=head,
    ).session("b")
    assert f"{found.end:%H:%M}" == "03:30"


def shifted(entry: str, second: str, *, head: str = HEAD) -> list[str | None]:
    """Return from when until when somebody is at a second showing."""
    day = "" if head == HEAD else "day: fri, "
    found: Programme = programme(
        "speakers: {ana: Ana}\nsessions:\n"
        f"  a: {{title: A, {day}start: 10:00, end: 12:00, speakers: [{{speaker: ana, {entry}}}]}}\n"
        f"  b: {{repeats: a, {second}}}\n",
        head=head,
    )
    (presence,) = found.session("b").speakers
    moments = (presence.from_, presence.until)
    return [None if moment is None else f"{moment:%d %H:%M}" for moment in moments]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("until: 10:30", [None, "20 14:30"]),
        ("from: 11:00", ["20 15:00", None]),
        ("from: 10:15, until: 10:30", ["20 14:15", "20 14:30"]),
        ("remote: true", [None, None]),
    ],
)
def test_presence_moves_with_the_showing(entry: str, expected: list[str | None]) -> None:
    assert shifted(entry, "start: 14:00") == expected


def test_presence_moves_to_another_day() -> None:
    entry = "from: 10:15, until: 10:30"
    assert shifted(entry, "day: sat, start: 09:00", head=TWO_DAYS) == ["16 09:15", "16 09:30"]


def test_presence_moves_across_a_clock_change() -> None:
    """Summer time ends on 25 October 2026 at 3:00."""
    head = TWO_DAYS.replace("2026-05-15", "2026-10-23").replace("2026-05-16", "2026-10-25")
    entry = "from: 10:15, until: 10:30"
    assert shifted(entry, "day: sat, start: 10:00", head=head) == ["25 10:15", "25 10:30"]


def test_presence_that_a_showing_states_is_its_own() -> None:
    second = "start: 14:00, speakers: [{speaker: ana, until: 14:10}]"
    assert shifted("until: 10:30", second) == [None, "20 14:10"]


def test_a_showing_s_order_in_the_file_does_not_matter() -> None:
    forth = programme("sessions: {a: {title: A, minutes: 5}, b: {repeats: a, start: 10:00}}")
    back = programme("sessions: {b: {repeats: a, start: 10:00}, a: {title: A, minutes: 5}}")
    assert forth.session("b") == back.session("b")

"""Whole programmes: their own keys, looking things up, and changing them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import coopsched
from builders import HEAD, TWO_DAYS, noted, programme, read
from coopsched.interval import Interval
from coopsched.model import Programme, Room, Session
from coopsched.moment import utc
from coopsched.text import Text

BODY = """
rooms:
  hall: {name: Hall, parts: [left, right]}
  left: {capacity: 30}
  right: {capacity: 40}
  attic: Attic
speakers: {ana: Ana, bo: Bo, knot: {name: Knot, organisation: true}}
tracks: {knots: Knots}
resources: {camera: 2}
sessions:
  opening: {title: Opening, start: 10:00, end: 11:00, rooms: hall, speakers: [ana, knot]}
  knots:
    {title: K, start: 10:30, minutes: 60, rooms: attic, speakers: [{speaker: ana, from: 11:00}, bo]}
  left-one:
    {title: Left, start: 12:00, end: 12:30, rooms: left, speakers: [{speaker: bo, role: author}]}
  off: {title: Off, start: 10:00, end: 11:00, rooms: [right], status: cancelled, speakers: [bo]}
  always: {title: Always, permanent: true, rooms: [right]}
  someday: {title: Someday, speakers: ana}
"""


@pytest.fixture
def found() -> Programme:
    return programme(BODY)


def at(hour: int, minute: int = 0) -> datetime:
    """Return an instant of the day, in summer time in Brussels."""
    return datetime(2017, 6, 20, hour, minute, tzinfo=UTC) - timedelta(hours=2)


def keys(parts: tuple[Session, ...] | tuple[Room, ...]) -> list[str]:
    return [part.key for part in parts]


@pytest.mark.parametrize(
    ("written", "field", "value"),
    [
        ("coopsched: 1", "coopsched", 1),
        ("", "coopsched", 1),
        ("description: D", "description", Text({"fr": "D"})),
        ("url: https://a.b", "url", "https://a.b"),
        ("x-note: {any: [thing]}", "url", None),
    ],
)
def test_a_key_is_read(written: str, field: str, value: object) -> None:
    assert getattr(programme(written), field) == value


def test_the_head_is_read() -> None:
    found = programme("sessions: {}")
    assert (found.key, found.title, found.timezone, found.languages) == (
        "conf",
        Text({"fr": "Conference"}),
        "Europe/Brussels",
        ("fr", "nl"),
    )
    assert found.zone.key == "Europe/Brussels"
    assert found.calendar.days == found.days


@pytest.mark.parametrize(
    ("old", "new", "rule", "at_", "message", "remedy"),
    [
        ("key: conf", "key: a b", "invalid-value", "a b", "“a b” is no key", "a key is 1 to 100"),
        ("key: conf", "kee: conf", "unknown-field", "kee", "unknown key `kee`", "`key`"),
        ("title: Conference", "title: ''", "invalid-value", "''", "this text is empty", "write"),
        ("Brussels", "Brusels", "unknown-timezone", "Europe/Brusels", "no time zone", "Brussels`?"),
        ("Europe/Brussels", "qqq", "unknown-timezone", "qqq", "no time zone", "IANA"),
        ("[fr, nl]", "[fr, dutch]", "invalid-language", "dutch", "no language tag", "`nl`"),
        ("key: conf", "coopsched: 0\nkey: conf", "invalid-value", "0", "too small", "least is 1"),
        ("key: conf", "coopsched: x\nkey: conf", "invalid-value", "x", "whole number", ""),
        ("key: conf", "url: here\nkey: conf", "invalid-value", "here", "no address", "https://"),
        ("key: conf", "Days: []\nkey: conf", "unknown-field", "Days", "unknown key", "`days`"),
        ("key: conf", "room: {}\nkey: conf", "unknown-field", "room", "unknown key", "`rooms`"),
        ("key: conf", "tz: UTC\nkey: conf", "unknown-field", "tz", "unknown key", "`timezone`"),
    ],
)
def test_a_head_that_does_not_fit_is_refused(
    old: str, new: str, rule: str, at_: str, message: str, remedy: str
) -> None:
    (problem,) = noted("sessions: {}", head=HEAD.replace(old, new))
    assert (problem.rule, problem.at) == (rule, at_)
    assert message in problem.message
    assert remedy in (problem.help or "")


@pytest.mark.parametrize("missing", ["key", "title", "timezone"])
def test_what_is_missing_from_the_head_is_one_problem(missing: str) -> None:
    head = "".join(line for line in HEAD.splitlines(True) if not line.startswith(missing))
    (problem,) = noted("sessions: {a: {title: A, start: 10:00}}", head=head)
    assert (problem.rule, problem.help) == ("missing-field", f"add `{missing}: …`")


def test_a_higher_version_is_one_clear_error() -> None:
    with pytest.raises(coopsched.ReadError, match="version 2 of the format") as caught:
        coopsched.loads("coopsched: 2\nsessions: [who knows]")
    assert caught.value.position is not None
    assert caught.value.position[1:] == (1, 12, 1, 13)
    assert caught.value.help == "upgrade with: pip install --upgrade coopsched"


@pytest.mark.parametrize("version", ["99999999999999999999", "002"])
def test_a_higher_version_may_have_any_size(version: str) -> None:
    with pytest.raises(coopsched.ReadError, match="of the format"):
        coopsched.loads(f"coopsched: {version}\nkey: a")


@pytest.mark.parametrize("kind", ["session", "room", "speaker", "track", "resource"])
def test_a_part_is_looked_up_by_key(found: Programme, kind: str) -> None:
    parts = getattr(found, f"{kind}s")
    assert getattr(found, kind)(parts[-1].key) is parts[-1]
    with pytest.raises(KeyError, match=f"no {kind} has the key 'zzz'"):
        getattr(found, kind)("zzz")


def test_a_key_that_is_nearly_right_is_suggested(found: Programme) -> None:
    with pytest.raises(KeyError, match="did you mean 'opening'"):
        found.session("openning")


def test_parts_keep_the_order_of_the_file(found: Programme) -> None:
    assert keys(found.sessions) == ["opening", "knots", "left-one", "off", "always", "someday"]


def test_held_sessions_are_ordered_by_start_end_and_key(found: Programme) -> None:
    assert keys(found.held) == ["opening", "knots", "left-one"]
    body = "sessions:\n" + "".join(
        f"  {key}: {{title: T, start: 10:00, minutes: {minutes}}}\n"
        for key, minutes in (("b", 5), ("c", 1), ("a", 5))
    )
    assert keys(programme(body).held) == ["c", "a", "b"]


def test_appearances_are_when_people_must_be_there(found: Programme) -> None:
    seen = [
        (speaker, each.session.key, each.interval, each.route[-1])
        for speaker, appearances in sorted(found.appearances.items())
        for each in appearances
    ]
    assert seen == [
        ("ana", "opening", Interval(at(10), at(11)), 0),
        ("ana", "knots", Interval(at(11), at(11, 30)), 0),
        ("bo", "knots", Interval(at(10, 30), at(11, 30)), 1),
    ]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("10:00", ["opening"]),
        ("10:30", ["opening", "knots"]),
        ("11:00", ["knots"]),
        ("11:30", []),
        (datetime(2017, 6, 20, 10, 15, tzinfo=UTC), ["left-one"]),
        ("2017-06-21T10:30", []),
    ],
)
def test_sessions_are_found_by_time(
    found: Programme, moment: str | datetime, expected: list[str]
) -> None:
    assert keys(found.sessions_at(moment)) == expected


def test_a_time_needs_a_zone(found: Programme) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        found.instant(datetime(2017, 6, 20, 10))  # noqa: DTZ001  that is the point


def test_sessions_are_found_by_speaker(found: Programme) -> None:
    assert keys(found.sessions_of("ana")) == ["opening", "knots", "someday"]
    assert keys(found.sessions_of("bo")) == ["off", "knots", "left-one"]
    with pytest.raises(KeyError):
        found.sessions_of("nobody")


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        ("hall", ["off", "opening", "left-one", "always"]),
        ("left", ["opening", "left-one"]),
        ("right", ["off", "opening", "always"]),
        ("attic", ["knots"]),
    ],
)
def test_a_room_s_sessions_are_also_those_of_its_parts_and_its_whole(
    found: Programme, room: str, expected: list[str]
) -> None:
    assert keys(found.sessions_in(room)) == expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("10:00", "10:30", ["attic"]),
        ("10:30", "11:00", []),
        ("11:00", "11:30", ["hall", "left", "right"]),
        ("12:00", "12:10", ["right", "attic"]),
        ("13:00", "14:00", ["hall", "left", "right", "attic"]),
    ],
)
def test_free_rooms_are_those_that_nothing_uses(
    found: Programme, start: str, end: str, expected: list[str]
) -> None:
    assert keys(found.free_rooms(start, end)) == expected


def test_a_whole_is_its_smallest_parts() -> None:
    found = programme(
        """
        rooms:
          all: {parts: [hall, attic]}
          hall: {parts: [left, right]}
          left: {capacity: 30}
          right: {capacity: 40}
          attic: {capacity: 5}
          foyer: {capacity: 0}
          stated: {parts: [left, foyer], capacity: 20}
          unsure: {parts: [left, cellar]}
          cellar: {}
        """
    )
    assert found.smallest_parts("all") == {"left", "right", "attic"}
    assert found.smallest_parts("left") == {"left"}
    sizes = {room.key: found.capacity(room.key) for room in found.rooms}
    assert sizes == {
        "all": 75,
        "hall": 70,
        "left": 30,
        "right": 40,
        "attic": 5,
        "foyer": 0,
        "stated": 20,
        "unsure": None,
        "cellar": None,
    }


def test_days_are_the_sessions_dates_where_there_are_none() -> None:
    head = HEAD.replace("days: [2017-06-20]\n", "")
    found = programme(
        "sessions: {a: {title: A, start: 2017-06-21T10:00},"
        " b: {title: B, start: 2017-06-20T23:30Z},"
        " c: {title: C, start: 2017-06-20T10:00}, d: {title: D}}",
        head=head,
    )
    assert [day.date for day in found.all_days] == [date(2017, 6, 20), date(2017, 6, 21)]
    assert found.day_of(found.session("d")) is None


def test_a_session_belongs_to_its_day_also_after_midnight() -> None:
    found = programme(
        "sessions: {a: {title: A, start: 2026-05-16T01:00}, b: {title: B, day: sat}}",
        head=TWO_DAYS,
    )
    days = [found.day_of(session) for session in found.sessions]
    assert [day and day.key for day in days] == ["fri", "sat"]


def test_replacing_gives_a_new_programme(found: Programme) -> None:
    changed = found.replace("opening", title="Welcome", start="09:30")
    assert str(changed.session("opening").title) == "Welcome"
    assert changed.session("opening").interval == Interval(at(9, 30), at(11))
    assert found.session("opening").interval == Interval(at(10), at(11))
    assert changed.session("knots") is found.session("knots")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"start": "ten"}, "is not a time"),
        ({"titel": "x"}, "titel"),
        ({"rooms": ["nowhere"]}, "unknown room `nowhere`"),
        ({"speakers": ["nobody"]}, "unknown speaker `nobody`"),
        ({"kind": "party"}, "no kind"),
    ],
)
def test_a_replacement_that_does_not_fit_is_refused(
    found: Programme, change: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        found.replace("opening", **change)


def test_an_unknown_session_cannot_be_replaced(found: Programme) -> None:
    with pytest.raises(KeyError, match="no session has the key"):
        found.replace("nothing", title="x")


def test_showings_follow_what_their_first_becomes() -> None:
    found = programme(
        "sessions: {a: {title: A, start: 10:00, minutes: 30}, b: {repeats: a, start: 12:00}}"
    )
    changed = found.replace("a", title="New", minutes=45)
    assert str(changed.session("b").title) == "New"
    assert changed.session("b").interval == Interval(at(12), at(12, 45))


SESSIONS = {
    "with an end": "{title: A, start: 10:00, end: 11:15}",
    "with minutes": "{title: A, start: 10:00, minutes: 75}",
    "with both": "{title: A, start: 10:00, minutes: 75, end: 11:15}",
    "open-ended": "{title: A, start: 10:00}",
    "unplaced": "{title: A, minutes: 75}",
    "repeated": "{repeats: z, start: 10:00}",
}


@pytest.mark.parametrize("session", SESSIONS.values(), ids=SESSIONS)
@given(hour=st.integers(0, 47), minute=st.integers(0, 59), as_text=st.booleans())
def test_moving_keeps_the_length(session: str, hour: int, minute: int, *, as_text: bool) -> None:
    found = programme(f"sessions:\n  a: {session}\n  z: {{title: Z, minutes: 75}}")
    start = at(0) + timedelta(hours=hour, minutes=minute)
    moved = found.move("a", start=f"{hour:02}:{minute:02}" if as_text else start).session("a")
    assert moved.interval is not None
    assert moved.interval.start == start
    assert moved.length == found.session("a").length


def test_moving_elsewhere_keeps_the_time(found: Programme) -> None:
    moved = found.move("opening", rooms=["attic"])
    assert moved.session("opening").rooms == ("attic",)
    assert moved.session("opening").interval == found.session("opening").interval
    assert found.move("opening", rooms="attic") == moved
    assert found.move("opening", rooms=()).session("opening").rooms == ()


@pytest.mark.parametrize(
    ("session", "wishes", "expected"),
    [
        ("day: fri, start: 10:00, end: 11:00", {"day": "sat"}, ("sat", "16 10:00", "16 11:00")),
        ("day: fri, start: 10:00, minutes: 60", {"day": "sat"}, ("sat", "16 10:00", "16 11:00")),
        ("day: fri, start: 01:00, end: 01:30", {"day": "sat"}, ("sat", "17 01:00", "17 01:30")),
        (
            "start: 2026-05-15T10:00, end: 2026-05-15T11:00",
            {"day": "sat"},
            ("sat", "16 10:00", "16 11:00"),
        ),
        (
            "day: fri, start: 10:00, end: 11:00",
            {"day": "sat", "start": "12:00"},
            ("sat", "16 12:00", "16 13:00"),
        ),
        (
            "day: fri, start: 10:00, end: 11:00",
            {"start": "2026-05-16T12:00"},
            ("sat", "16 12:00", "16 13:00"),
        ),
        (
            "day: fri, start: 10:00, end: 11:00",
            {"start": "12:00"},
            ("fri", "15 12:00", "15 13:00"),
        ),
        (
            "day: fri, start: 10:00, end: 11:00",
            {"start": "01:00"},
            ("fri", "16 01:00", "16 02:00"),
        ),
    ],
)
def test_moving_to_another_day_takes_the_times_along(
    session: str, wishes: dict[str, Any], expected: tuple[str, str, str]
) -> None:
    found = programme(f"sessions: {{a: {{title: A, {session}}}}}", head=TWO_DAYS)
    changed = found.move("a", **wishes)
    moved = changed.session("a")
    day = changed.day_of(moved)
    assert day is not None
    assert moved.start is not None
    assert moved.end is not None
    assert (day.key, f"{moved.start:%d %H:%M}", f"{moved.end:%d %H:%M}") == expected


AUTUMN = HEAD.replace(
    "[2017-06-20]",
    "{fri: 2026-10-23, sat: {date: 2026-10-24, opens: 09:00, closes: 04:00}, sun: 2026-10-25}",
)
"""Days around a night in which 02:00 comes twice, in Brussels."""


@pytest.mark.parametrize(
    ("session", "wishes", "expected"),
    [
        (
            "start: 2026-10-23T12:00+02:00, end: 2026-10-23T13:00+02:00",
            {"day": "sun"},
            "2026-10-25T11:00Z/12:00Z",
        ),
        ("start: 2026-10-23T05:00-05:00, minutes: 60", {"day": "sun"}, "2026-10-25T11:00Z/12:00Z"),
        (
            "start: 2026-10-23T12:00+02:00, minutes: 60",
            {"start": "14:00"},
            "2026-10-23T12:00Z/13:00Z",
        ),
        (
            "start: 2026-10-23T12:00+02:00, minutes: 60",
            {"day": "sun", "start": "10:00"},
            "2026-10-25T09:00Z/10:00Z",
        ),
        (
            "start: 2026-10-25T02:15+02:00, minutes: 60",
            {"start": "03:00"},
            "2026-10-25T02:00Z/03:00Z",
        ),
        (
            "start: 2026-10-25T02:15+02:00, minutes: 60",
            {"start": "2026-10-25T02:15+01:00"},
            "2026-10-25T01:15Z/02:15Z",
        ),
        ("start: 2026-10-25T02:15+01:00, minutes: 60", {"day": "sat"}, "2026-10-25T01:15Z/02:15Z"),
        ("day: sat, start: 23:00, end: 01:00", {"start": "01:30"}, "2026-10-24T23:30Z/01:30Z"),
    ],
)
def test_what_is_moved_keeps_to_the_clock_of_the_programme_s_zone(
    session: str, wishes: dict[str, Any], expected: str
) -> None:
    found = programme(f"sessions: {{a: {{title: A, {session}}}}}", head=AUTUMN)
    interval = found.move("a", **wishes).session("a").interval
    assert interval is not None
    assert f"{interval.start:%Y-%m-%dT%H:%MZ}/{interval.end:%H:%MZ}" == expected


def test_a_room_that_is_wished_twice_is_taken_once(found: Programme) -> None:
    moved = found.move("opening", rooms=["attic", "hall", "attic"])
    assert moved.session("opening").rooms == ("attic", "hall")


def test_an_unplaced_session_can_be_given_a_day_alone() -> None:
    found = programme("sessions: {a: {title: A}}", head=TWO_DAYS).move("a", day="sat")
    assert found.session("a").start is None
    assert found.day_of(found.session("a")) == found.days[1]


@pytest.mark.parametrize("wishes", [{"start": "12:30"}, {"start": at(12, 30)}])
def test_who_comes_later_does_so_after_a_move_too(found: Programme, wishes: dict[str, Any]) -> None:
    moved = found.move("knots", **wishes).session("knots")
    assert [entry.from_ and utc(entry.from_) for entry in moved.speakers] == [at(13), None]
    assert found.move("knots", rooms=["hall"]).session("knots").speakers[0].from_ == at(11)


def test_several_sessions_are_placed_at_once_as_if_moved_one_by_one(found: Programme) -> None:
    one_by_one = found.move("knots", start=at(13), rooms=["hall"]).move("opening", rooms=[])
    assert found.place({"knots": (at(13), ["hall"]), "opening": (None, ())}) == one_by_one
    assert found.place({}) == found


@pytest.mark.parametrize("places", [{"nobody": (at(8), ())}, {"knots": (at(8), ["nowhere"])}])
def test_what_is_not_there_cannot_be_placed(
    found: Programme, places: dict[str, tuple[datetime, list[str]]]
) -> None:
    with pytest.raises(KeyError):
        found.place(places)


def test_a_session_moved_to_a_date_outside_the_programme_is_on_no_day_of_it() -> None:
    found = programme("sessions: {a: {title: A, day: fri, start: 10:00}}", head=TWO_DAYS)
    moved = found.move("a", start="2026-05-20T10:00").session("a")
    assert moved.day is None
    assert moved.start is not None
    assert f"{moved.start:%d %H:%M}" == "20 10:00"


@pytest.mark.parametrize(
    ("wish", "error"),
    [
        ({"rooms": ["nowhere"]}, KeyError),
        ({"start": "ten"}, ValueError),
        ({"day": "sunday"}, ValueError),
    ],
)
def test_a_move_that_cannot_be_is_refused(
    found: Programme, wish: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        found.move("opening", **wish)


def test_a_reference_that_leads_nowhere_cannot_be_built() -> None:
    with pytest.raises(ValidationError, match="sessions/a/rooms/0: unknown room `hall`"):
        Programme(
            key="k",
            title=Text({"fr": "T"}),
            timezone="UTC",
            sessions=(Session(key="a", title=Text({"fr": "A"}), rooms=("hall",)),),
        )


def test_two_parts_cannot_share_a_key() -> None:
    with pytest.raises(ValidationError, match="two rooms have the key 'hall'"):
        Programme(
            key="k",
            title=Text({"fr": "T"}),
            timezone="UTC",
            rooms=(Room(key="hall"), Room(key="hall")),
        )


def test_a_programme_read_back_by_its_fields_is_the_same() -> None:
    found = read(BODY).programme
    fields = {name: getattr(found, name) for name in Programme.model_fields}
    assert Programme(**fields) == found


@given(st.permutations(range(6)))
def test_the_order_of_the_file_changes_no_answer(order: list[int]) -> None:
    found = read(BODY).programme
    fields = {name: getattr(found, name) for name in Programme.model_fields}
    shuffled = Programme(**fields | {"sessions": tuple(found.sessions[i] for i in order)})
    assert shuffled.held == found.held
    assert shuffled.appearances == found.appearances
    assert shuffled.sessions_in("hall") == found.sessions_in("hall")
    assert utc(shuffled.instant("10:00")) == at(10)

"""Sessions, key by key, and what their times mean."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import HEAD, TWO_DAYS, noted, read, session, with_session
from coopsched.interval import INSTANT, Interval
from coopsched.model import KINDS, SIDE_KINDS, LineUpEntry, Session
from coopsched.model.session import STATUSES
from coopsched.text import Text

WITHOUT_DAYS = HEAD.replace("days: [2017-06-20]\n", "")
OTHERS = """
  b: {title: B}
  c: {title: C}
rooms: {hall: , attic: }
tracks: {knots: Knots}
resources: {camera: 2, team: 1}
"""


def at(hour: int, minute: int = 0, *, day: int = 20) -> datetime:
    """Return an instant of June 2017, in summer time in Brussels."""
    return datetime(2017, 6, day, hour, minute, tzinfo=UTC) - timedelta(hours=2)


def utc(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(UTC)


@pytest.mark.parametrize(
    ("keys", "field", "value"),
    [
        ("title: {nl: Welkom}", "title", Text({"nl": "Welkom"})),
        ("description: D", "description", Text({"fr": "D"})),
        ("kind: panel", "kind", "panel"),
        ("", "kind", None),
        ("languages: nl", "languages", ("nl",)),
        ("languages: [nl, fr-BE]", "languages", ("nl", "fr-BE")),
        ("interpretation: [en]", "interpretation", ("en",)),
        ("captions: en", "captions", ("en",)),
        ("minutes: 90", "minutes", 90),
        ("minutes: 0", "minutes", 0),
        ("rooms: hall", "rooms", ("hall",)),
        ("rooms: [hall, attic]", "rooms", ("hall", "attic")),
        ("track: knots", "track", "knots"),
        ("tags: [a, b c]", "tags", ("a", "b c")),
        ("audience: 40", "audience", 40),
        ("needs: projector", "needs", ("projector",)),
        ("resources: camera", "resources", (("camera", 1),)),
        ("resources: [camera, team]", "resources", (("camera", 1), ("team", 1))),
        ("resources: {camera: 2}", "resources", (("camera", 2),)),
        ("status: tentative", "status", "tentative"),
        ("", "status", "confirmed"),
        ("repeats: b", "repeats", "b"),
        ("continues: b", "continues", "b"),
        ("within: b", "within", "b"),
        ("after: b", "after", ("b",)),
        ("after: [b, c]", "after", ("b", "c")),
        ("not-with: [b, c]", "not_with", ("b", "c")),
        ("permanent: true", "permanent", True),
        ("pinned: true", "pinned", True),
        ("notice: moved", "notice", Text({"fr": "moved"})),
        ("replaces: b", "replaces", ("b",)),
        ("uid: abc@def", "uid", "abc@def"),
        ("was: [old, older]", "was", ("old", "older")),
        ("source-id: 00712", "source_id", "00712"),
        ("x-fee: {any: [thing]}", "uid", None),
    ],
)
def test_a_key_is_read(keys: str, field: str, value: object) -> None:
    assert getattr(session(keys, more=OTHERS), field) == value


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_read(kind: str) -> None:
    assert session(f"kind: {kind}").kind == kind


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_is_read(status: str) -> None:
    assert session(f"status: {status}").status == status


def test_side_kinds_are_kinds() -> None:
    assert set(KINDS) > SIDE_KINDS


@pytest.mark.parametrize(
    ("keys", "at_", "remedy"),
    [
        ("titel: x", "titel", "`title`"),
        ("Title: x", "Title", "`title`"),
        ("Start: 10:00", "Start", "`start`"),
        ("duration: 10", "duration", "`minutes`"),
        ("location: hall", "location", "`rooms`"),
        ("type: talk", "type", "`kind`"),
        ("from: 10:00", "from", "`start`"),
        ("until: 10:00", "until", "`end`"),
        ("not_with: b", "not_with", "`not-with`"),
        ("source_id: b", "source_id", "`source-id`"),
        ("key: b", "key", "the keys here are"),
        ("qqqq: b", "qqqq", "keys of your own begin with `x-`"),
    ],
)
def test_an_unknown_key_suggests_the_nearest(keys: str, at_: str, remedy: str) -> None:
    (found,) = noted(with_session(keys, more=OTHERS))
    assert (found.rule, found.at) == ("unknown-field", at_)
    assert remedy in (found.help or "")


@pytest.mark.parametrize(
    ("keys", "at_", "message"),
    [
        ("resources: {camera: lots}", "lots", "not a whole number"),
        ("resources: [camera, {team: 1}]", "{team: 1}", "a key is expected here"),
        ("resources: 2 cameras", "2 cameras", "no key"),
        ("status: canceled", "canceled", "no status"),
        ("between: 10:00", "10:00", "a mapping is expected"),
        ("between: [{from: 10:00}, {form: 11:00}]", "form", "unknown key"),
        ("start: 10:00, end: 11:00, minutes: 90", "11:00", "contradicts 90 minutes"),
        ("start: 10:00, end: noon, minutes: 90", "noon", "is not a time"),
        ("uid: [a]", "[a]", "text is expected"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(keys: str, at_: str, message: str) -> None:
    (found,) = noted(with_session(keys, more=OTHERS))
    assert found.at == at_
    assert message in found.message


@pytest.mark.parametrize("written", ["a: ", "a: {}", "a: {languages: nl}"])
def test_a_session_without_a_title_gets_its_key_for_one(written: str) -> None:
    body = f"sessions:\n  {written}\n"
    (found,) = noted(body)
    assert (found.rule, found.at, found.help) == ("missing-field", "a", "add `title: …`")
    assert str(read(body).programme.session("a").title) == "a"


@pytest.mark.parametrize("written", ["a: Some title", "a: [x]"])
def test_a_session_that_is_no_mapping_is_one_problem(written: str) -> None:
    (found,) = noted(f"sessions:\n  {written}\n")
    assert found.at == written[3:]
    assert "a mapping is expected here" in found.message


@pytest.mark.parametrize(
    ("keys", "start", "end"),
    [
        ("start: 10:00, end: 11:30", at(10), at(11, 30)),
        ("start: 10:00, minutes: 90", at(10), at(11, 30)),
        ("start: 10:00, minutes: 90, end: 11:30", at(10), at(11, 30)),
        ("start: 23:00, end: 24:30", at(23), at(0, 30, day=21)),
        ("start: 23:00, minutes: 90", at(23), at(0, 30, day=21)),
        ("start: 10:00, end: 09:00", at(10), at(9)),
        ("start: 10:00", at(10), None),
        ("start: 10:00+00:00, end: 14:00", at(12), at(14)),
        ("start: 2017-06-21T10:00, end: 2017-06-21T11:00", at(10, day=21), at(11, day=21)),
        ("day: 2017-06-20, start: 10:00", at(10), None),
        ("end: 11:00", None, at(11)),
        ("minutes: 90", None, None),
        ("", None, None),
    ],
)
def test_times_fall_on_the_only_day(
    keys: str, start: datetime | None, end: datetime | None
) -> None:
    found = session(keys)
    assert (utc(found.start), utc(found.end)) == (start, end)


@pytest.mark.parametrize(
    ("keys", "start", "end"),
    [
        ("day: fri, start: 10:00, end: 11:00", "15 10:00", "15 11:00"),
        ("day: sat, start: 10:00, end: 11:00", "16 10:00", "16 11:00"),
        ("day: 2026-05-16, start: 10:00, minutes: 5", "16 10:00", "16 10:05"),
        ("day: fri, start: 23:00, end: 01:30", "15 23:00", "16 01:30"),
        ("day: fri, start: 01:00, end: 02:00", "16 01:00", "16 02:00"),
        ("day: fri, start: 23:00, end: 24:30", "15 23:00", "16 00:30"),
        ("start: 2026-05-16T10:00, end: 11:00", "16 10:00", "16 11:00"),
        ("start: 2026-05-15T23:00, end: 01:00", "15 23:00", "16 01:00"),
    ],
)
def test_times_fall_on_the_session_s_day(keys: str, start: str, end: str) -> None:
    found = session(keys, head=TWO_DAYS)
    assert found.start is not None
    assert found.end is not None
    assert (f"{found.start:%d %H:%M}", f"{found.end:%d %H:%M}") == (start, end)


@pytest.mark.parametrize(
    ("keys", "at_", "help_"),
    [
        ("start: 10:00, end: 11:00", "10:00", "add `day: fri`"),
        ("start: 10:00, minutes: 90", "10:00", "add `day: fri`"),
        ("end: 11:00", "11:00", "add `day: fri`"),
        ("day: fry, start: 10:00, end: 11:00", "fry", ""),
        ("day: fri, start: ten, end: 11:00", "ten", "write 10:00"),
        (
            "start: 10:00, end: 11:00, speakers: [{speaker: ana, until: 10:30}]",
            "10:00",
            "add `day: fri`",
        ),
    ],
)
def test_a_day_that_is_not_given_is_one_problem(keys: str, at_: str, help_: str) -> None:
    (found,) = noted(with_session(keys, more="speakers: {ana: Ana}"), head=TWO_DAYS)
    assert found.at == at_
    assert help_ in (found.help or "")


def test_without_days_a_time_needs_its_date() -> None:
    (found,) = noted(with_session("start: 10:00, end: 11:00"), head=WITHOUT_DAYS)
    assert found.at == "10:00"
    assert "2017-06-20T10:00" in (found.help or "")
    keys = "start: 2017-06-20T10:00, end: 2017-06-20T11:00"
    assert session(keys, head=WITHOUT_DAYS).interval == Interval(at(10), at(11))


def test_an_interval_is_half_open_and_in_utc() -> None:
    interval = session("start: 10:00, end: 11:00").interval
    assert interval == Interval(at(10), at(11))
    assert interval.start.tzinfo is UTC
    assert session("").interval is None


def test_minutes_are_elapsed() -> None:
    head = HEAD.replace("2017-06-20", "2017-03-26")
    found = session("start: 01:30, minutes: 60", head=head)
    assert f"{found.end:%H:%M}" == "03:30"
    assert session("start: 01:30, end: 03:30", head=head).length == timedelta(hours=1)


def test_an_open_ended_session_is_certain_at_its_start() -> None:
    found = session("start: 10:00")
    assert found.is_open_ended
    assert found.interval == Interval(at(10), at(10) + INSTANT)
    assert found.length is None
    assert not session("start: 10:00, minutes: 5").is_open_ended
    assert not session("").is_open_ended


@pytest.mark.parametrize(
    ("keys", "minutes"),
    [
        ("start: 10:00, end: 11:30", 90),
        ("minutes: 20", 20),
        ("start: 10:00, end: 10:00", 0),
        ("start: 10:00, end: 09:00", 0),
    ],
)
def test_a_length_is_known_as_far_as_it_is_given(keys: str, minutes: int) -> None:
    assert session(keys).length == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("keys", "occupies"),
    [
        ("start: 10:00", True),
        ("start: 10:00, status: tentative", True),
        ("start: 10:00, status: draft", True),
        ("start: 10:00, status: cancelled", False),
        ("start: 10:00, permanent: true", False),
        ("", False),
    ],
)
def test_what_is_held_occupies(keys: str, *, occupies: bool) -> None:
    assert session(keys).occupies is occupies


@pytest.mark.parametrize(
    ("times", "entry", "presence"),
    [
        ("start: 10:00, end: 12:00", "", (at(10), at(12))),
        ("start: 10:00, end: 12:00", ", until: 11:00", (at(10), at(11))),
        ("start: 10:00, end: 12:00", ", from: 10:30", (at(10, 30), at(12))),
        ("start: 10:00, end: 12:00", ", from: 10:30, until: 11:00", (at(10, 30), at(11))),
        ("start: 10:00, end: 12:00", ", from: 09:00, until: 13:00", (at(10), at(12))),
        ("start: 10:00, end: 12:00", ", until: 10:00", None),
        ("start: 10:00, end: 12:00", ", from: 12:00", None),
        ("start: 10:00, end: 12:00", ", role: author", None),
        ("start: 10:00", "", (at(10), at(10) + INSTANT)),
        ("start: 10:00", ", until: 11:00", (at(10), at(11))),
        ("start: 10:00", ", from: 10:30", (at(10, 30), at(10, 30) + INSTANT)),
        ("start: 10:00", ", from: 10:30, until: 11:00", (at(10, 30), at(11))),
        ("start: 23:00, end: 25:00", ", until: 24:30", (at(23), at(0, 30, day=21))),
        ("", "", None),
    ],
)
def test_presence_is_the_part_of_a_session_that_somebody_sees(
    times: str, entry: str, presence: tuple[datetime, datetime] | None
) -> None:
    line_up = f"speakers: [{{speaker: ana{entry}}}]"
    found = session(", ".join(filter(None, (times, line_up))), more="speakers: {ana: Ana}")
    expected = presence and Interval(*presence)
    assert found.presence(found.speakers[0]) == expected


def test_presence_past_midnight_is_on_the_session_s_day() -> None:
    keys = "day: fri, start: 23:00, end: 01:30, speakers: [{speaker: ana, until: 00:30}]"
    found = session(keys, more="speakers: {ana: Ana}", head=TWO_DAYS)
    assert f"{found.speakers[0].until:%d %H:%M}" == "16 00:30"


@given(
    st.integers(0, 1200),
    st.integers(1, 600),
    st.none() | st.integers(0, 1800),
    st.none() | st.integers(0, 1800),
)
def test_presence_never_leaves_the_session(
    start: int, length: int, from_: int | None, until: int | None
) -> None:
    def later(minutes: int) -> datetime:
        return at(0) + timedelta(minutes=minutes)

    entry = LineUpEntry(
        speaker="ana",
        from_=None if from_ is None else later(from_),
        until=None if until is None else later(until),
    )
    found = Session(key="a", title=Text({"fr": "A"}), start=later(start), end=later(start + length))
    presence = found.presence(entry)
    minutes = [
        minute
        for minute in range(start, start + length)
        if (from_ is None or minute >= from_) and (until is None or minute < until)
    ]
    if presence is None:
        assert minutes == []
    else:
        assert presence == Interval(later(minutes[0]), later(minutes[-1] + 1))


def test_a_session_can_be_made_of_datetimes_alone() -> None:
    found = Session(key="a", title=Text({"fr": "A"}), start=at(10), minutes=30)
    assert utc(found.end) == at(10, 30)


def test_a_datetime_without_a_zone_is_refused() -> None:
    naive = at(10).replace(tzinfo=None)
    with pytest.raises(ValueError, match="has no time zone"):
        Session(key="a", title=Text({"fr": "A"}), start=naive)


def test_text_for_a_time_needs_a_programme() -> None:
    with pytest.raises(ValueError, match="only be read as part of a programme"):
        Session.model_validate({"key": "a", "title": Text({"fr": "A"}), "start": "10:00"})

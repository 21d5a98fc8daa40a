"""The parts of a programme beside its sessions, key by key."""

from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from builders import HEAD, noted, programme, session, with_session
from coopsched.calendar import Day
from coopsched.model.parts import LineUpEntry, Link, Room, Walk, Window, minutes_of
from coopsched.moment import Moment
from coopsched.text import Text

WITHOUT_DAYS = HEAD.replace("days: [2017-06-20]\n", "")
HOUR = timedelta(hours=1)
MORNING = Moment(None, 10 * HOUR)
PLACES = {
    "venue": "venue: {name: V, $}",
    "room": "rooms: {hall: {$}, a: {}, b: {}}",
    "speaker": "speakers: {ana: {name: Ana, $}}",
    "track": "tracks: {t: {title: T, $}}",
    "resource": "resources: {camera: {$}}",
    "site": "site: {$}",
}


def part(kind: str, keys: str) -> Any:
    """Return a part with these keys."""
    found = programme(PLACES[kind].replace("$", keys))
    return {
        "venue": found.venue,
        "room": found.rooms and found.rooms[0],
        "speaker": found.speakers and found.speakers[0],
        "track": found.tracks and found.tracks[0],
        "resource": found.resources and found.resources[0],
        "site": found.site,
    }[kind]


@pytest.mark.parametrize(
    ("kind", "keys", "field", "value"),
    [
        ("venue", "address: here", "address", Text({"fr": "here"})),
        ("venue", "latitude: 50.85", "latitude", 50.85),
        ("venue", "longitude: -4", "longitude", -4.0),
        ("venue", "url: https://a.b", "url", "https://a.b"),
        ("room", "name: Hall", "name", Text({"fr": "Hall"})),
        ("room", "name: {nl: Zaal}", "name", Text({"nl": "Zaal"})),
        ("room", "capacity: 300", "capacity", 300),
        ("room", "capacity: 0", "capacity", 0),
        ("room", "parts: [a, b]", "parts", ("a", "b")),
        ("room", "parts: a", "parts", ("a",)),
        ("room", "features: projector", "features", ("projector",)),
        ("room", "features: [projector, step-free]", "features", ("projector", "step-free")),
        ("room", "available: {from: 10:00}", "available", (Window(from_=MORNING),)),
        ("room", "unavailable: [{until: 10:00}]", "unavailable", (Window(until=MORNING),)),
        ("room", "shared: true", "shared", True),
        ("room", "online: true", "online", True),
        ("room", "was: old", "was", ("old",)),
        ("speaker", "also: A. P.", "also", ("A. P.",)),
        ("speaker", "affiliation: Knot", "affiliation", ("Knot",)),
        ("speaker", "affiliation: [Knot, Loop]", "affiliation", ("Knot", "Loop")),
        ("speaker", "languages: [nl, FR]", "languages", ("nl", "fr")),
        ("speaker", "biography: {nl: Bio}", "biography", Text({"nl": "Bio"})),
        ("speaker", "url: mailto:a@b.c", "url", "mailto:a@b.c"),
        ("speaker", "same-as: https://a.b", "same_as", ("https://a.b",)),
        ("speaker", "organisation: true", "organisation", True),
        ("speaker", "available: {}", "available", (Window(),)),
        ("speaker", "unavailable: [{}, {}]", "unavailable", (Window(), Window())),
        ("speaker", "was: [old, older]", "was", ("old", "older")),
        ("track", 'colour: "#a1B2c3"', "colour", "#a1B2c3"),
        ("track", "colour: teal", "colour", "teal"),
        ("track", "description: D", "description", Text({"fr": "D"})),
        ("track", "was: old", "was", ("old",)),
        ("resource", "name: Camera", "name", Text({"fr": "Camera"})),
        ("resource", "quantity: 2", "quantity", 2),
        ("resource", "", "quantity", 1),
        ("site", "url: https://a.b", "url", "https://a.b"),
        ("site", "personal-feeds: https://a.b", "personal_feeds", "https://a.b"),
        ("site", "next: https://a.b", "next", "https://a.b"),
    ],
)
def test_a_key_is_read(kind: str, keys: str, field: str, value: object) -> None:
    assert getattr(part(kind, keys), field) == value


@pytest.mark.parametrize(
    ("kind", "keys", "at", "message", "remedy"),
    [
        ("venue", "latitude: 91", "91", "“91” is too large", "the most is 90"),
        ("venue", "longitude: -181", "-181", "“-181” is too small", "the least is -180"),
        ("venue", "latitude: '50,85'", "'50,85'", "“50,85” is not a number", "write 50.85"),
        ("venue", "latitude: north", "north", "“north” is not a number", ""),
        ("venue", "latitude: nan", "nan", "“nan”", ""),
        ("venue", "walks: here", "here", "a mapping is expected here", ""),
        ("venue", "walks: {rooms: [a], minutes: 5}", "[a]", "2 items are expected", ""),
        ("venue", "walks: {rooms: a, minutes: 5}", "a", "2 items are expected", ""),
        ("venue", "walks: {rooms: [a, b, c], minutes: 5}", "[a, b, c]", "2 items", ""),
        ("room", "capacity: many", "many", "“many” is not a whole number", ""),
        ("room", "capacity: -1", "-1", "“-1” is not a whole number", "write 1"),
        ("room", "parts: [a b]", "a b", "“a b” is no key", "a key is"),
        ("room", "features: {projector: 1}", "{projector: 1}", "text is expected here", ""),
        ("room", "available: always", "always", "a mapping is expected here", ""),
        ("room", "available: {from: noon}", "noon", "“noon” is not a time", "write 10:00"),
        ("room", "available: {from: [a]}", "[a]", "a time is expected here, and not a list", ""),
        ("room", "available: {day: sat}", "sat", "no day of this programme", ""),
        ("room", "available: {day: [a]}", "[a]", "a date is expected here, and not a list", ""),
        ("room", "shared: maybe", "maybe", "neither true nor false", "write true"),
        ("speaker", "same-as: here", "here", "“here” is no address", "https://"),
        ("speaker", "languages: Dutch", "Dutch", "no language tag", "`nl`"),
        ("track", "colour: '#fff'", "'#fff'", "“#fff” is no colour", "#rrggbb"),
        ("track", "colour: '#12345g'", "'#12345g'", "is no colour", "#rrggbb"),
        ("resource", "quantity: two", "two", "“two” is not a whole number", ""),
        ("site", "url: here", "here", "“here” is no address", "https://"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    kind: str, keys: str, at: str, message: str, remedy: str
) -> None:
    rooms = "rooms: {a: , b: , c: }\n" if "walks" in keys else ""
    (found,) = noted(rooms + PLACES[kind].replace("$", keys))
    assert found.at == at
    assert message in found.message
    assert remedy in (found.help or "")


@pytest.mark.parametrize(
    ("kind", "keys", "at", "remedy"),
    [
        ("venue", "adress: x", "adress", "`address`"),
        ("venue", "walks: {room: [a, b]}", "room", "`rooms`"),
        ("room", "seats: 30", "seats", "`capacity`"),
        ("room", "available: {form: 10:00}", "form", "`from`"),
        ("room", "key: x", "key", "the keys here are"),
        ("speaker", "organization: true", "organization", "`organisation`"),
        ("speaker", "same_as: https://a.b", "same_as", "`same-as`"),
        ("speaker", "Affiliation: x", "Affiliation", "`affiliation`"),
        ("track", "color: teal", "color", "`colour`"),
        ("resource", "quantiy: 1", "quantiy", "`quantity`"),
        ("site", "qqq: 1", "qqq", "keys of your own begin with `x-`"),
    ],
)
def test_an_unknown_key_suggests_the_nearest(kind: str, keys: str, at: str, remedy: str) -> None:
    found = [p for p in noted(PLACES[kind].replace("$", keys)) if p.rule == "unknown-field"]
    assert [problem.at for problem in found] == [at]
    assert remedy in (found[0].help or "")


@pytest.mark.parametrize("kind", PLACES)
def test_keys_of_one_s_own_are_let_be(kind: str) -> None:
    assert part(kind, "x-note: {any: [thing]}") is not None


@pytest.mark.parametrize(
    ("body", "rule", "at"),
    [
        ("venue: {address: x}", "missing-field", "venue"),
        ("venue: [a]", "invalid-value", "[a]"),
        ("venue: ''", "invalid-value", "''"),
        ("venue: {name: V, walks: {rooms: [a, b]}}", "missing-field", "walks"),
        ("speakers: {ana: }", "missing-field", "ana"),
        ("speakers: {ana: {affiliation: x}}", "missing-field", "ana"),
        ("speakers: {ana: [a]}", "invalid-value", "[a]"),
        ("speakers: {ana: ''}", "invalid-value", "''"),
        ("tracks: {t: {colour: red}}", "missing-field", "t"),
        ("rooms: {hall: [a]}", "invalid-value", "[a]"),
        ("resources: {camera: lots}", "invalid-value", "lots"),
        ("site: https://a.b", "invalid-value", "https://a.b"),
        ("site: {url: 'https://a.b/?c'}", "invalid-value", "'https://a.b/?c'"),
        ("site: {url: 'https://a.b/#c'}", "invalid-value", "'https://a.b/#c'"),
        ("site: {url: 'mailto:a@b.c'}", "invalid-value", "'mailto:a@b.c'"),
        ("site: {personal-feeds: 'https://a.b/?c'}", "invalid-value", "'https://a.b/?c'"),
        ("rooms: [hall]", "invalid-value", "[hall]"),
        ("speakers: Ana", "invalid-value", "Ana"),
    ],
)
def test_one_mistake_is_one_problem(body: str, rule: str, at: str) -> None:
    found = noted("rooms: {a: , b: }\n" + body if "walks" in body else body)
    assert [(problem.rule, problem.at) for problem in found] == [(rule, at)]


@pytest.mark.parametrize(
    ("body", "section", "label"),
    [
        ("rooms: {hall: Great Hall}", "rooms", "Great Hall"),
        ("rooms: {hall: }", "rooms", "hall"),
        ("rooms: {hall: {}}", "rooms", "hall"),
        ("resources: {camera: 2}", "resources", "camera"),
        ("resources: {camera: {name: Camera}}", "resources", "Camera"),
    ],
)
def test_a_room_and_a_resource_are_called_by_name_or_key(
    body: str, section: str, label: str
) -> None:
    assert getattr(programme(body), section)[0].label == label


def test_shorthands_give_the_one_thing_that_counts() -> None:
    found = programme(
        "venue: Old Mill\nspeakers: {ana: Ana Pérez}\ntracks: {t: Knots}\nresources: {camera: 2}"
    )
    assert found.venue is not None
    assert found.venue.name == Text({"fr": "Old Mill"})
    assert found.speakers[0].name == "Ana Pérez"
    assert found.tracks[0].title == Text({"fr": "Knots"})
    assert found.resources[0].quantity == 2


@pytest.mark.parametrize("walks", ["{rooms: [a, b], minutes: 5}", "[{rooms: [a, b], minutes: 5}]"])
def test_walks_lead_from_room_to_room(walks: str) -> None:
    found = programme(f"rooms: {{a: , b: }}\nvenue: {{name: V, walks: {walks}}}")
    assert found.venue is not None
    assert found.venue.walks == (Walk(rooms=("a", "b"), minutes=5),)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("2017-06-20", [Day("2017-06-20", date(2017, 6, 20))]),
        ("[2017-06-20]", [Day("2017-06-20", date(2017, 6, 20))]),
        ("{fri: 2017-06-20}", [Day("fri", date(2017, 6, 20))]),
        ("{fri: {date: 2017-06-20}}", [Day("fri", date(2017, 6, 20))]),
        (
            "{fri: {date: 2017-06-20, opens: 9:00, closes: 24:30, x-note: a}}",
            [Day("fri", date(2017, 6, 20), 9 * HOUR, 24.5 * HOUR)],
        ),
        (
            "[{date: 2017-06-20, opens: 9:00}]",
            [Day("2017-06-20", date(2017, 6, 20), 9 * HOUR)],
        ),
        ("[]", []),
        ("null", []),
    ],
)
def test_days_are_dates_or_keys_with_dates(days: str, expected: list[Day]) -> None:
    assert list(programme(f"days: {days}", head=WITHOUT_DAYS).days) == expected


@pytest.mark.parametrize(
    ("days", "rule", "at", "help_"),
    [
        ("[2017-13-45]", "invalid-value", "2017-13-45", ""),
        ("20/06/2017", "invalid-value", "20/06/2017", "write 2017-06-20"),
        ("{fri: friday}", "invalid-value", "friday", "write 2017-06-20"),
        ("{fri: }", "missing-field", "fri", "add `date: …`"),
        ("{fri: {opens: 09:00}}", "missing-field", "fri", "add `date: …`"),
        ("{fri: {date: 2017-06-20, opens: 9h}}", "invalid-value", "9h", "write 09:00"),
        ("{fri: {date: 2017-06-20, open: 9:00}}", "unknown-field", "open", "`opens`"),
        (
            "{fri: {date: 2017-06-20, closes: 2017-06-20T18:00}}",
            "invalid-value",
            "2017-06-20T18:00",
            "write 09:00",
        ),
        (
            "{fri: {date: 2017-06-20, opens: 2017-06-20}}",
            "invalid-value",
            "2017-06-20",
            "write 09:00",
        ),
        (
            "{fri: {date: 2017-06-20, opens: 09:00+02:00}}",
            "invalid-value",
            "09:00+02:00",
            "write 09:00",
        ),
        ("{fri: 2017-06-20, sat: 2017-06-20}", "invalid-value", "2017-06-20", ""),
        ("[2017-06-20, 2017-06-20]", "invalid-value", "2017-06-20", ""),
    ],
)
def test_days_that_do_not_fit_are_refused(days: str, rule: str, at: str, help_: str) -> None:
    (found,) = noted(f"days: {days}\nsessions: {{a: {{title: A}}}}", head=WITHOUT_DAYS)
    assert (found.rule, found.at) == (rule, at)
    assert help_ in (found.help or "")


def test_days_that_cannot_be_read_blame_no_time() -> None:
    body = "days: {fri: frday, sat: 2026-05-16}\nsessions: {a: {title: A, day: fri, start: 10:00}}"
    assert [problem.at for problem in noted(body, head=WITHOUT_DAYS)] == ["frday"]


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ("{}", Window()),
        ("{day: 2017-06-20}", Window(day=date(2017, 6, 20))),
        ("{from: 10:00}", Window(from_=MORNING)),
        ("{until: 2017-06-20}", Window(until=Moment(date(2017, 6, 20), None))),
        ("{from: 2017-06-20T10:00}", Window(from_=Moment(date(2017, 6, 20), 10 * HOUR))),
    ],
)
@pytest.mark.parametrize("key", ["between", "[between]"])
def test_windows_are_days_and_times(key: str, window: str, expected: Window) -> None:
    listed = f"[{window}]" if key.startswith("[") else window
    assert session(f"between: {listed}").between == (expected,)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("ana", LineUpEntry(speaker="ana")),
        ("{speaker: ana}", LineUpEntry(speaker="ana")),
        ("{speaker: ana, role: chair}", LineUpEntry(speaker="ana", role="chair")),
        ("{speaker: ana, affiliation: Knot}", LineUpEntry(speaker="ana", affiliation=("Knot",))),
        ("{speaker: ana, remote: true}", LineUpEntry(speaker="ana", remote=True)),
        ("{speaker: ana, x-fee: 10}", LineUpEntry(speaker="ana")),
    ],
)
def test_a_line_up_entry_is_a_key_or_says_more(entry: str, expected: LineUpEntry) -> None:
    for line_up in (entry, f"[{entry}]"):
        found = session(f"speakers: {line_up}", more="speakers: {ana: Ana}")
        assert found.speakers == (expected,)


@pytest.mark.parametrize(
    ("entry", "rule", "at"),
    [
        ("{speaker: ana, role: boss}", "invalid-value", "boss"),
        ("{speaker: ana, rol: chair}", "unknown-field", "rol"),
        ("{role: chair}", "missing-field", "{role: chair}"),
        ("{speaker: ''}", "invalid-value", "''"),
        ("{speaker: [ana]}", "invalid-value", "[ana]"),
        ("''", "invalid-value", "''"),
        ("[ana]", "invalid-value", "[ana]"),
        ("{speaker: ana, from: ten}", "invalid-value", "ten"),
        ("{speaker: ana, remote: perhaps}", "invalid-value", "perhaps"),
        ("{speaker: ana, affiliation: {a: b}}", "invalid-value", "{a: b}"),
    ],
)
def test_a_line_up_entry_that_does_not_fit_is_refused(entry: str, rule: str, at: str) -> None:
    body = with_session(f"speakers: [{entry}, ana]", more="speakers: {ana: Ana}")
    assert [(problem.rule, problem.at) for problem in noted(body)] == [(rule, at)]


def test_an_author_is_not_present() -> None:
    assert not LineUpEntry(speaker="a", role="author").present
    assert LineUpEntry(speaker="a", role="interpreter").present


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://a.b", Link(url="https://a.b")),
        ("{url: https://a.b, kind: join}", Link(url="https://a.b", kind="join")),
        ("{url: mailto:a@b.c, private: true}", Link(url="mailto:a@b.c", private=True)),
    ],
)
def test_a_link_is_an_address_or_says_more(link: str, expected: Link) -> None:
    for links in (link, f"[{link}]"):
        assert session(f"links: {links}").links == (expected,)


@pytest.mark.parametrize(
    ("link", "rule", "at"),
    [
        ("{kind: page}", "missing-field", "{kind: page}"),
        ("{kind: page, url: nowhere}", "invalid-value", "nowhere"),
        ("{kind: pag, url: https://a.b}", "invalid-value", "pag"),
        ("{kind: page, uri: https://a.b, url: https://a.b}", "unknown-field", "uri"),
    ],
)
def test_a_link_that_does_not_fit_is_refused(link: str, rule: str, at: str) -> None:
    body = with_session(f"links: [{link}, https://a.b]")
    assert [(problem.rule, problem.at) for problem in noted(body)] == [(rule, at)]


def test_parts_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Room(key="a").key = "b"


def test_a_time_of_day_is_all_that_opening_takes() -> None:
    assert minutes_of(None) is None
    assert minutes_of(MORNING) == 10 * HOUR
    with pytest.raises(ValueError, match="a time of day is expected here: write 09:00"):
        minutes_of(Moment(date(2017, 6, 20), None))

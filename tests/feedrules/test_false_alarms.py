"""What stands in valid feeds and looks wrong at first: no rule may call it an error."""

import pytest

from feeds import calendar, errors_in, event, found_by

ALARM = ("BEGIN:VALARM", "ACTION:AUDIO", "TRIGGER:-PT15M")


@pytest.mark.parametrize(
    "tag",
    [
        "x-private",
        "X-a-bcdefgh",
        "i-klingon",
        "sgn-BE-FR",
        "en-GB-oed",
        "zh-min-nan",
        "de-x-harbour",
    ],
)
def test_a_language_may_be_private_or_of_old(tag: str) -> None:
    assert errors_in(calendar(*event(f"SUMMARY;LANGUAGE={tag}:Knots"))) == set()


@pytest.mark.parametrize("tag", ["x", "x-", "x-ninechars", "i-nowhere", "x-a_b"])
def test_not_all_that_looks_private_is_a_language(tag: str) -> None:
    found = calendar(*event(f"SUMMARY;LANGUAGE={tag}:Knots"))
    assert errors_in(found) == {"feed-invalid-parameter"}


@pytest.mark.parametrize(
    "place",
    [
        "51.230100000000000000000001;2.9",
        "0051.23;-0002.91",
        "+051.0;180.000",
        f"{'0' * 1_000_000}51.{'3' * 1_000_000};2.9",
    ],
)
def test_a_place_may_have_any_number_of_digits(place: str) -> None:
    assert errors_in(calendar(*event(f"GEO:{place}"))) == set()


@pytest.mark.parametrize("place", ["0091.0;2.9", "51.2;0180.5", f"{'9' * 5000};2"])
def test_a_place_off_the_globe_is_found_with_any_number_of_digits(place: str) -> None:
    assert errors_in(calendar(*event(f"GEO:{place}"))) == {"feed-invalid-value"}


OWN = [
    "DTSTART:whenever", "GEO:here", "URL:here", "UID:", "CREATED:20250514T100000", "COLOR:#fff",
    "REFRESH-INTERVAL:PT1H", "SUMMARY;VALUE=URI:Knots", "ORGANIZER:nobody", "RRULE:sometimes",
    "RELATED-TO:gone", "DTEND:20250514", "FREEBUSY:x", "VERSION:3",
]  # fmt: skip


@pytest.mark.parametrize("line", OWN)
def test_what_stands_in_a_component_of_ones_own_means_what_its_maker_says(line: str) -> None:
    own = ("BEGIN:X-THING", line, "END:X-THING")
    assert errors_in(calendar(*own, *event())) == set()


@pytest.mark.parametrize(
    ("media", "rules"),
    [
        ("application/ogg", set()),
        ("audio/basic", set()),
        ("application/octet-stream", set()),
        ("image/png", {"feed-invalid-parameter"}),
        ("Text/plain", {"feed-invalid-parameter"}),
        ("video/mp4", {"feed-invalid-parameter"}),
    ],
)
def test_only_what_is_clearly_no_sound_is_wrong_in_an_alarm(media: str, rules: set[str]) -> None:
    attached = f"ATTACH;FMTTYPE={media}:https://example.org/bell"
    assert errors_in(calendar(*event(*ALARM, attached, "END:VALARM"))) == rules


def test_an_address_may_have_its_commas_escaped_as_rfc_5545_has_one() -> None:
    line = r'CONTACT;ALTREP="ldap://example.org:6666/o=ABC%20Harbour\,c=BE???(cn=Nora)":Nora'
    assert errors_in(calendar(*event(line))) == set()
    assert errors_in(calendar(*event(line.replace("\\,", "\\;")))) == {"feed-invalid-parameter"}


def test_a_property_behind_the_alarm_of_its_event_is_late() -> None:
    alarm = (*ALARM, "END:VALARM")
    assert "feed-late-property" in found_by(calendar(*event(*alarm, "LOCATION:Attic")))
    assert "feed-late-property" not in found_by(calendar(*event("LOCATION:Attic", *alarm)))


def test_a_zone_may_name_itself_behind_its_observances() -> None:
    lines = ("BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
             "TZOFFSETTO:+0000", "END:STANDARD")  # fmt: skip
    zone = ("BEGIN:VTIMEZONE", *lines, "TZID:UTC", "END:VTIMEZONE")
    assert "feed-late-property" not in found_by(calendar(*zone, *event()))


def test_an_event_stands_in_no_component_of_ones_own() -> None:
    found = calendar("BEGIN:X-FOO", *event(), "END:X-FOO")
    assert errors_in(found) == {"feed-component-misplaced"}

"""Content lines: their parts, their folds, and where each character of them stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.feedrules.lines import ContentLine, content_lines, physical_lines
from coopsched.source import Source


def lines(text: str) -> list[ContentLine]:
    return list(content_lines(physical_lines(Source("feed.ics", text))))


def line(text: str) -> ContentLine:
    (found,) = lines(text)
    return found


def test_a_line_is_a_name_parameters_and_a_value() -> None:
    found = line('attendee;CN="Tide, Nora";ROLE=CHAIR:mailto:nora@example.org')
    assert (found.name, found.value) == ("ATTENDEE", "mailto:nora@example.org")
    assert [(each.name, each.text) for each in found.parameters] == [
        ("CN", "Tide, Nora"),
        ("ROLE", "CHAIR"),
    ]
    assert (found.fault, found.flaws) == (None, [])


def test_a_parameter_can_have_several_values() -> None:
    (found,) = line('ATTENDEE;X-OF="a:b","c:d",e:x:y').parameters
    assert [(value.text, value.quoted) for value in found.values] == [
        ("a:b", True),
        ("c:d", True),
        ("e", False),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("LOCATION;ALTREP=https://example.org/a:Attic", "Attic"),
        ("ATTENDEE;SENT-BY=mailto:a@example.org:mailto:b@example.org", "mailto:b@example.org"),
        ("DTSTART;TZID=(UTC+01:00) Brussels:20250514T100000", "20250514T100000"),
        ("DTSTART;TZID=a:b:c:20250514T100000", "20250514T100000"),
    ],
)
def test_a_value_that_lacks_its_quotes_ends_where_it_was_meant_to(text: str, value: str) -> None:
    found = line(text)
    assert found.value == value
    assert ["needs quotes" in flaw.message for flaw in found.flaws] == [True]


@pytest.mark.parametrize("values", ["a)", "a:", "a,", "a:1234567,", ":2025051"])
def test_a_zone_of_a_megabyte_is_read_to_its_end_once(values: str) -> None:
    name = values * (1_000_000 // len(values))
    assert line(f"DTEND;TZID={name}:x").name == "DTEND"
    assert line(f"DTEND;TZID={name}:20250514T100000").value == "20250514T100000"


@pytest.mark.parametrize(
    "text",
    ["", "   ", "no colon here", "ÉTÉ:x", ":x", "A B:x", "NAME;P=1", "A.B:c", "\ufeffBEGIN:x"],
)
def test_what_is_no_line_says_why(text: str) -> None:
    found = [each for each in lines(f"BEGIN:VCALENDAR\r\n{text}\r\n") if each.name != "BEGIN"]
    assert all(each.fault for each in found)
    assert len(found) == (0 if text.startswith(" ") else 1)


def test_folds_are_undone() -> None:
    assert line("SUMMARY:Kn\r\n ots a\r\n\tnd\r\n  bends\r\n").value == "Knots and bends"


@given(
    st.lists(st.text(st.characters(exclude_characters="\r\n"), max_size=9), min_size=1, max_size=9)
)
def test_each_character_knows_its_place(pieces: list[str]) -> None:
    text = "SUMMARY:" + "\r\n ".join(pieces)
    found = line(text)
    assert found.text == "SUMMARY:" + "".join(pieces)
    for i, character in enumerate(found.text):
        assert text[found.offset(i)] == character


@given(st.text(alphabet=" \t\r\nAB:", max_size=40))
def test_no_character_is_lost(text: str) -> None:
    physical = list(physical_lines(Source("feed.ics", text)))
    assert "".join(each.text + each.ending for each in physical) == text
    assert [each.start for each in physical] == sorted({each.start for each in physical})


def test_lines_are_counted_as_editors_count_them() -> None:
    assert [each.ending for each in physical_lines(Source("x", "a\r\nb\nc\rd\u2028e"))] == [
        "\r\n",
        "\n",
        "\r",
        "",
    ]

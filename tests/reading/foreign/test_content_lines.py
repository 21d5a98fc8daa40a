"""The lines and components of iCalendar: unfolded, tolerant, and each in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import noted_in
from calendars import calendar, event, noted, read, session
from coopsched.reading.foreign.content_lines import Component, components, stretches, unescaped
from coopsched.reading.foreign.draft import Draft
from coopsched.reading.foreign.tally import Tally
from coopsched.source import Source


def parts(text: str) -> list[Component]:
    """Return the components of a text."""
    source = Source("meet.ics", text)
    return components(source, Tally(Draft(source)))


def value(line: str, name: str = "SUMMARY") -> str:
    """Return the text of a property in an event."""
    found = parts(f"BEGIN:VEVENT\n{line}\nEND:VEVENT\n")[0].first(name)
    assert found is not None
    return str(found.node().value)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("SUMMARY:Bees", "Bees"),
        ("summary: Bees", " Bees"),
        ("SUMMARY : Bees", " Bees"),
        ("SUMMARY;LANGUAGE=en:Bees: and wax", "Bees: and wax"),
        ('SUMMARY;ALTREP="http://a.example/?b;c":Bees', "Bees"),
        ("SUMMARY;X=a,b;Y=:Bees", "Bees"),
        ("SUMMARY;PLAIN:Bees", "Bees"),
        ('SUMMARY;CN=a "b" c:Bees', "Bees"),
        ("SUMMARY:Be\n es", "Bees"),
        ("SUMMARY:Be\r\n\tes\r\n !", "Bees!"),
        ("SUMMARY:Be\n\n es", "Bees"),
        (r"SUMMARY:a\, b\; c\\n\nd\Ne\: f", "a, b; c\\n\nd\ne: f"),
        (r"SUMMARY:C:\x", r"C:\x"),
    ],
)
def test_a_line_has_a_value(line: str, text: str) -> None:
    assert value(line) == text


def test_parameters_are_kept_apart_and_unquoted() -> None:
    line = parts('BEGIN:VEVENT\nATTENDEE;CN="Bee, Ada";X=1,2 ;Y=^n^\'^^:mailto:a\n')[0].all(
        "ATTENDEE"
    )[0]
    assert {name: [each.text for each in found] for name, found in line.parameters.items()} == {
        "CN": ["Bee, Ada"],
        "X": ["1", "2"],
        "Y": ['\n"^'],
    }
    assert line.value == "mailto:a"


@pytest.mark.parametrize("zone", ["(UTC+01:00) Brussels", "Europe/Brussels: summer"])
def test_a_zone_with_a_colon_that_nobody_quoted_is_kept(zone: str) -> None:
    line = parts(f"BEGIN:VEVENT\nDTSTART;TZID={zone}:20260502T100000\n")[0].all("DTSTART")[0]
    assert (line.parameter("TZID"), line.value) == (zone, "20260502T100000")


def test_components_stand_in_each_other() -> None:
    found = parts("BEGIN:VCALENDAR\nBEGIN:VEVENT\nBEGIN:VALARM\nEND:VALARM\nEND:VEVENT\n")
    assert [each.name for each in found] == ["VCALENDAR", "VEVENT", "VALARM"]
    assert [each.within or "" for each in found] == [
        "",
        "VCALENDAR",
        "VEVENT",
    ]


def test_a_missing_end_is_told_and_the_next_event_stands_beside_it() -> None:
    first = event("SUMMARY:A").replace("END:VEVENT\n", "BEGIN:VALARM\n")
    found = noted(first + event("SUMMARY:B", uid="b"))
    assert [(each.rule, each.at) for each in found] == [
        ("guessed-value", "BEGIN:VEVENT"),
        ("guessed-value", "BEGIN:VALARM"),
    ]
    document = read(calendar(first + event("SUMMARY:B", uid="b")))
    assert [str(each.title) for each in document.programme.sessions] == ["A", "B"]


def test_what_the_text_ends_in_the_middle_of_is_cut() -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:A\n"
    assert [each.cut for each in parts(text)] == [True, False, True]
    assert not any(each.cut for each in parts(f"{text}END:VEVENT\nEND:VCALENDAR\n"))


def test_an_end_of_nothing_is_told() -> None:
    assert [(each.rule, each.at) for each in noted(f"{event()}END:VEVENT\n")] == [
        ("ignored-value", "END:VEVENT")
    ]


def test_a_description_that_is_not_folded_goes_on() -> None:
    body = event("DESCRIPTION:One\nTwo: and three\nhttps://example.org/\nNOTE: four\nSTATUS:X-A")
    document = read(calendar(body))
    description = document.programme.sessions[0].description
    assert str(description) == "One\nTwo: and three\nhttps://example.org/\nNOTE: four"
    found = noted(body)
    assert [(each.rule, each.at) for each in found] == [
        ("guessed-value", "Two: and three"),
        ("guessed-value", "https://example.org/"),
        ("guessed-value", "NOTE: four"),
        ("ignored-value", "X-A"),
    ]


def test_a_line_that_is_nothing_is_told() -> None:
    body = f"rubbish\n{event()}"
    text = f"{calendar(body)}more rubbish\n"
    assert [(each.rule, each.at) for each in noted_in(read(text))] == [
        ("unplaced-text", "rubbish"),
        ("unplaced-text", "more rubbish"),
    ]


def test_many_of_the_same_are_told_once() -> None:
    found = noted(event("DESCRIPTION:x\n" + "a b\n" * 30))
    assert [(each.rule, each.message[:8]) for each in found] == [("guessed-value", "30 lines")]


@pytest.mark.parametrize("before", ["\ufeff", "\r\n", "   "])
def test_what_stands_before_is_no_matter(before: str) -> None:
    text = calendar(event())
    if before.isspace() and before.strip("\r\n"):
        text = "".join(f"{before}{line}" for line in text.splitlines(keepends=True))
    document = read(text if text.startswith(before) else before + text)
    assert (document.format, len(document.programme.sessions)) == ("ical", 1)


def test_line_breaks_of_any_kind_are_read() -> None:
    for end in ("\r\n", "\r", "\n", "\r\r\n"):
        document = read(calendar(event("DESCRIPTION:a\n b")).replace("\n", end))
        assert document.problems == ()
        assert str(document.programme.sessions[0].description) == "ab"


def test_names_may_be_small_letters() -> None:
    assert str(session("summary:Bees\ndescription:Wax".replace("summary", "SUMMARY")).title)
    text = calendar(event("DESCRIPTION:Wax"))
    document = read("\n".join(line.partition(":")[0].lower() + ":" + line.partition(":")[2]
                              for line in text.splitlines()))  # fmt: skip
    assert document.problems == ()
    assert str(document.programme.sessions[0].description) == "Wax"


def escaped(text: str) -> str:
    """Write a text as RFC 5545 3.3.11 says."""
    for plain in ("\\", ";", ","):
        text = text.replace(plain, f"\\{plain}")
    return text.replace("\n", "\\n")


TEXTS = st.text(st.sampled_from('ab,;:\\\n n"é'), max_size=20)


@given(TEXTS)
def test_what_is_escaped_reads_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_list_comes_apart_at_its_separators(texts: list[str]) -> None:
    value = ",".join(map(escaped, texts))
    assert [unescaped(value[start:end]) for start, end in stretches(value, ",")] == texts


@given(st.text(st.sampled_from("abcé,: "), min_size=1, max_size=30), st.data())
def test_every_stretch_of_a_folded_value_points_at_itself(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(1, len(text)), max_size=3, unique=True).map(sorted))
    folded = "".join(
        f"\r\n {char}" if i in cuts else char for i, char in enumerate(f"{text}.")
    )  # fmt: skip
    whole = f"BEGIN:VEVENT\r\nSUMMARY:{folded}\r\nEND:VEVENT\r\n"
    line = parts(whole)[0].all("SUMMARY")[0]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    node = line.node(None, start, end)
    assert whole[node.start : node.end].replace("\r\n ", "") == text[start:end]

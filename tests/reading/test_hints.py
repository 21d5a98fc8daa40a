"""Hints: what a file does not say of itself."""

import pytest

import coopsched
from coopsched.reading.hints import NO_HINTS, Hints, hint, merged


def given(**told: str) -> Hints:
    hints = NO_HINTS
    for name, value in told.items():
        hints = hint(hints, name.replace("_", "-"), value)
    return hints


def test_hints_are_told_one_by_one() -> None:
    hints = given(timezone="Europe/Brussels", date="1999", day_first="no", delimiter="tab")
    hints = hint(hints, "column.title", "Titel")
    hints = hint(hints, "column.track", "Podcast")
    assert hints == Hints(
        timezone="Europe/Brussels",
        date="1999",
        day_first=False,
        delimiter="\t",
        columns={"title": "Titel", "track": "Podcast"},
    )


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("zone", "UTC", "the hints are format, key"),
        ("timezone", "Europe/Bruxelles", "no time zone"),
        ("day-first", "perhaps", "yes or no"),
        ("date", "20 June", "not a date"),
        ("key", "my conference", "no key"),
        (
            "column.titel",
            "Titre",
            "columns hold no “titel”: did you mean title[?] They hold title, ",
        ),
        ("column.flavour", "Titre", "columns hold no “flavour”: They hold title, start, "),
    ],
)
def test_a_hint_that_means_nothing_is_refused(name: str, value: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        hint(NO_HINTS, name, value)


def test_what_the_command_line_tells_comes_before_a_file() -> None:
    first = hint(given(timezone="UTC"), "column.title", "A")
    second = hint(
        hint(given(timezone="Asia/Tokyo", date="2017"), "column.title", "B"), "column.key", "C"
    )
    assert merged(first, second) == Hints(
        timezone="UTC", date="2017", columns={"title": "A", "key": "C"}
    )
    assert merged(NO_HINTS, second) == second


def test_a_key_and_a_title_that_are_told_are_taken() -> None:
    hints = given(key="mill", title="Mill Days", date="2025-05-14", timezone="UTC")
    text = "10:00-11:00 Opening\n\n11:00-12:00 Closing\n"
    programme = coopsched.loads(text, name="kit.txt", hints=hints).programme
    assert (programme.key, str(programme.title)) == ("mill", "Mill Days")


def test_a_format_that_there_is_not_is_refused() -> None:
    with pytest.raises(coopsched.ReadError, match="no format is called 'excel'"):
        coopsched.loads("key: a", hints=given(format="excel"))

"""Which column holds what, by its name in four languages."""

import pytest

from coopsched.reading.foreign.columns import Column, columns, is_header, untold


def fields(*names: str) -> list[str | None]:
    found = columns(names, {})
    return [found[i].field if i in found else None for i in range(len(names))]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["Title", "Start", "End", "Room", "Speakers", "Track", "Language"],
            ["title", "start", "end", "rooms", "speakers", "track", "languages"],
        ),
        (
            [
                "Titre",
                "Heure de début",
                "Heure de fin",
                "Salle",
                "Intervenant·e·s",
                "Durée",
                "Langue",
            ],
            ["title", "start", "end", "rooms", "speakers", "minutes", "languages"],
        ),
        (
            ["Titel", "Aanvang", "Einde", "Zaal", "Spreker(s)", "Duur", "Taal"],
            ["title", "start", "end", "rooms", "speakers", "minutes", "languages"],
        ),
        (
            ["Titel", "Beginn", "Ende", "Raum", "Referent:innen", "Dauer (min)", "Sprache"],
            ["title", "start", "end", "rooms", "speakers", "minutes", "languages"],
        ),
        (
            ["day", "start_hour", "persons", "room", "title", "description"],
            ["day", "start", "speakers", "rooms", "title", "description"],
        ),
        (["Date ", "Time Start", "Time End", "Titel"], ["date", "start", "end", "title"]),
        (["Name of the talk", "Speaker name", "Nom de la salle"], ["title", "speakers", "rooms"]),
        (["Von", "Bis", "Was", "Wer", "Wo"], ["start", "end", "title", "speakers", "rooms"]),
        (["De", "À", "Quoi", "Qui", "Où"], ["start", "end", "title", "speakers", "rooms"]),
        (["Speaker 1", "Speaker 2"], ["speakers", "speakers"]),
        (["E-mail", "T-shirt"], [None, None]),
        (
            ["#", "Vorschlagstitel", "Voertaal", "Session Start", "Session End"],
            ["key", "title", "languages", "start", "end"],
        ),
        (
            ["Proposal title", "Session type", "Proposal state", "Speaker names", "Talk language"],
            ["title", "kind", "status", "speakers", "languages"],
        ),
        (["Event Start Time", "Scheduled Duration", "Track Name"], ["start", "minutes", "track"]),
        (
            ["Paper title", "Presenters", "Topics", "Kurzfassung", "Scheduled At"],
            ["title", "speakers", "tags", "description", "start"],
        ),
    ],
)
def test_columns_are_known_by_their_names(names: list[str], expected: list[str | None]) -> None:
    assert fields(*names) == expected


def test_a_name_that_means_two_things_means_what_no_other_column_holds() -> None:
    assert fields("Name", "Start") == ["title", "start"]
    assert fields("Name", "Title") == ["speakers", "title"]
    assert fields("Session", "Title", "Start") == ["track", "title", "start"]


def test_the_plainest_name_of_two_is_read_and_the_other_is_not() -> None:
    assert fields("Talk", "Title", "Start") == [None, "title", "start"]


def test_a_column_can_be_in_a_language() -> None:
    found = columns(["Title (fr)", "title_nl", "Title EN-GB", "session no"], {})
    assert [found[i] for i in range(3)] == [
        Column("title", "fr"),
        Column("title", "nl"),
        Column("title", "en-GB"),
    ]
    assert found[3] == Column("key")


def test_what_somebody_tells_comes_first() -> None:
    assert columns(["Foo", "Title"], {"title": "foo"})[0] == Column("title")
    assert 1 not in columns(["Foo", "Title"], {"title": "foo"})
    assert columns(["Foo"], {"room": "Foo"})[0] == Column("rooms")


def test_what_somebody_tells_wrongly_is_known() -> None:
    assert untold(["Foo"], {"title": "Bar"}) == [("title", "Bar")]
    assert untold(["Foo"], {"flavour": "Foo"}) == [("flavour", "Foo")]
    assert untold(["Foo"], {"title": "Foo"}) == []


def test_what_does_not_fit_is_something_else() -> None:
    found = columns(["Tag", "Titel"], {}, lambda _, field: field != "day")
    assert found[0] == Column("tags")


def test_a_row_names_columns_if_one_of_two_is_for_titles_or_times() -> None:
    assert is_header(["Title", "Room"], {}) == 2
    assert is_header(["", "Zeit", "Raum", "x"], {}) == 2
    assert is_header(["Title"], {}) == 0
    assert is_header(["Room", "Language"], {}) == 0
    assert is_header(["Opening", "10:00"], {}) == 0

"""What is new of a session."""

from typing import Any

import pytest

from coopsched.published.records import Before
from coopsched.published.shown import Named, Shown
from coopsched.publishing.feeds.news import news
from coopsched.publishing.feeds.times import span
from coopsched.publishing.feeds.words import words
from coopsched.text import Text
from feed_builders import MODIFIED, at, record, shown

ON = "Changed on Monday 12 June 2017:"
EARLIER = {"start": at("2017-06-20 09:00"), "end": at("2017-06-20 10:00")}
ATTIC = (Text({"fr": "Grenier"}),)


def before(*fields: str, **was: Any) -> Before:
    """Return what the last notable change was."""
    return Before(at=MODIFIED, fields=fields, **was)


def told(session: Shown, language: str = "en", **recorded: Any) -> list[str]:
    """Return what is new of a session."""
    known, said = record(session, **recorded), words(language)
    return [each for each in news(session, known, span(session), language, said) if each]


def test_nothing_is_new_of_what_never_changed() -> None:
    assert told(shown()) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (before("start", "end", **EARLIER), f"{ON} was 09:00–10:00."),
        (before("end", start=at("2017-06-20 10:00"), end=None), f"{ON} was from 10:00."),
        (before("room", rooms=ATTIC), f"{ON} was Grenier."),
        (before("room"), f"{ON} another room."),
        (before("start", "room", rooms=ATTIC, **EARLIER), f"{ON} was 09:00–10:00, Grenier."),
        (before("speakers"), f"{ON} another line-up."),
        (before("join"), f"{ON} another address to join."),
        (
            before("start", "speakers", "join", **EARLIER),
            f"{ON} was 09:00–10:00; another line-up; another address to join.",
        ),
        (before("status", status="tentative"), f"{ON} was to be confirmed."),
        (before("status", status="cancelled"), f"{ON} takes place after all."),
    ],
)
def test_a_notable_change_is_told(change: Before, sentence: str) -> None:
    assert told(shown(), before=change) == [sentence]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("fr", "Modifié le lundi 12 juin 2017\u00a0: auparavant 09:00–10:00, Grenier."),
        ("nl", "Gewijzigd op maandag 12 juni 2017: voorheen 09:00–10:00, Grenier."),
        ("de", "Geändert am Montag, 12. Juni 2017: vorher 09:00–10:00, Grenier."),
    ],
)
def test_a_change_is_told_in_the_language_of_the_feed(language: str, sentence: str) -> None:
    change = before("start", "room", rooms=ATTIC, **EARLIER)
    assert told(shown(), language, before=change) == [sentence]


def test_french_has_a_narrow_space_before_a_semicolon() -> None:
    change = before("status", "join", status="cancelled")
    assert told(shown(), "fr", before=change) == [
        "Modifié le lundi 12 juin 2017\u00a0: aura finalement lieu\u202f; autre lien de connexion."
    ]


def test_a_change_that_nobody_sees_is_not_told() -> None:
    assert told(shown(), before=before("private-join")) == []
    assert told(shown(), before=before("status", status="confirmed")) == []


def test_the_day_of_a_change_is_that_of_the_programme() -> None:
    late = Before(at=at("2017-06-13 00:30"), fields=("speakers",))
    assert told(shown(), before=late) == ["Changed on Tuesday 13 June 2017: another line-up."]


def test_what_is_not_sure_says_so() -> None:
    assert told(shown(status="tentative")) == ["To be confirmed."]
    assert told(shown(status="tentative"), before=before("status", status="tentative")) == [
        "To be confirmed."
    ]


@pytest.mark.parametrize(
    ("session", "state"),
    [(shown(status="cancelled"), "shown"), (shown(), "gone"), (shown(), "replaced")],
)
def test_what_is_not_held_says_since_when(session: Shown, state: str) -> None:
    assert told(session, state=state) == ["Cancelled."]
    assert told(session, state=state, before=before("status")) == [
        "Cancelled on Monday 12 June 2017."
    ]
    assert told(session, state=state, before=before("start", **EARLIER)) == ["Cancelled."]


def test_a_notice_is_told_and_what_stands_in_the_place_of_a_session() -> None:
    session = shown(
        status="cancelled",
        notice=Text({"fr": "Malade", "nl": "Ziek"}),
        replaced_by=(
            Named("b", Text({"fr": "Film", "nl": "Een film"})),
            Named("c", Text({"fr": "Débat"})),
        ),
    )
    assert told(session, "nl") == ["Geannuleerd.", "In plaats daarvan: Een film; Débat", "Ziek"]

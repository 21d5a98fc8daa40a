"""What feeds say of sessions in one language."""

from datetime import date
from typing import Any

import pytest

from coopsched.published.shown import Named, Person, PublicLink, Shown
from coopsched.publishing.feeds.describing import described, place, spoken, title
from coopsched.publishing.feeds.times import span
from coopsched.publishing.feeds.words import words
from coopsched.text import Text
from feed_builders import at, record, shown

ATTIC = Named("attic", Text({"fr": "Grenier", "nl": "Zolder"}))
HALL = Named("hall", Text({"fr": "Salle"}))
VENUE: dict[str, Any] = {
    "venue": Text({"fr": "SMart"}),
    "address": Text({"fr": "72, rue Coenraets,\n1060 Bruxelles"}),
}


def titled(session: Shown, language: str = "fr", state: str = "shown") -> str:
    """Return the title of a session."""
    return title(session, record(session, state=state), language, words(language))[1]


def placed(session: Shown, language: str = "fr") -> str:
    """Return the place of a session."""
    return place(session, language, words(language))


def description(session: Shown, language: str = "fr", **recorded: Any) -> str:
    """Return the description of a session."""
    known, said = record(session, **recorded), words(language)
    return described(session, known, span(session), placed(session, language), language, said)[1]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "ANNULÉ\u00a0: Assemblée"),
        ("nl", "GEANNULEERD: Assemblée"),
        ("de", "ABGESAGT: Assemblée"),
        ("es", "CANCELLED: Assemblée"),
    ],
)
def test_the_title_of_what_is_cancelled_begins_with_that(language: str, text: str) -> None:
    assert titled(shown(status="cancelled", languages=("fr",)), language) == text


@pytest.mark.parametrize("state", ["gone", "replaced"])
def test_what_is_gone_or_replaced_is_cancelled(state: str) -> None:
    assert titled(shown(), "en", state) == "CANCELLED: Assemblée"


def test_what_is_not_sure_says_so_at_the_end() -> None:
    assert titled(shown(status="tentative")) == "Assemblée (à confirmer)"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "Assemblée"),
        ({"languages": ("fr",)}, "[FR] Assemblée"),
        ({"languages": ("fr", "fr-CA", "de")}, "[FR/DE] Assemblée"),
        ({"languages": ("fr", "nl-BE")}, "Assemblée"),
        ({"languages": ("fr",), "interpretation": ("nl",)}, "Assemblée"),
        ({"languages": ("fr",), "captions": ("nl",)}, "Assemblée"),
        ({"languages": ("fr",), "status": "tentative"}, "[FR] Assemblée (onder voorbehoud)"),
    ],
)
def test_a_title_begins_with_a_language_that_readers_may_not_follow(
    fields: dict[str, Any], text: str
) -> None:
    assert titled(shown(**fields), "nl") == text


def test_a_title_is_worded_in_the_language_of_the_feed_or_in_the_sessions_own() -> None:
    both = shown(title=Text({"en": "Assembly", "fr": "Assemblée"}), languages=("fr",))
    assert titled(both, "en") == "[FR] Assembly"
    assert titled(both, "nl") == "[FR] Assemblée"


def test_what_is_called_nothing_that_can_be_shown_has_a_dash() -> None:
    assert titled(shown(title=Text({"fr": "\x00"}))) == "–"


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({}, ""),
        ({"rooms": (ATTIC, HALL)}, "Zolder, Salle"),
        ({"rooms": (HALL,), **VENUE}, "Salle, SMart, 72, rue Coenraets, 1060 Bruxelles"),
        ({"online": True}, "Online"),
        ({"online": True, "rooms": (HALL,), **VENUE}, "Salle"),
    ],
)
def test_a_place_is_rooms_venue_and_address(fields: dict[str, Any], where: str) -> None:
    assert placed(shown(**fields), "nl") == where


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, ""),
        ({"languages": ("fr", "en")}, "In French/English."),
        (
            {"languages": ("fr",), "interpretation": ("nl", "en"), "captions": ("fr",)},
            "In French, interpreted into Dutch/English, with captions in French.",
        ),
        ({"captions": ("fr",)}, "With captions in French."),
    ],
)
def test_languages_and_interpretation_are_told(fields: dict[str, Any], told: str) -> None:
    assert spoken(shown(**fields), words("en")) == told


def test_a_description_begins_with_time_and_place() -> None:
    assert description(shown(rooms=(HALL,)), "en") == (
        "Tuesday 20 June 2017, 10:00–11:30 (Europe/Brussels)\nSalle"
    )


def test_a_description_tells_who_in_what_language_what_and_where_to_read_more() -> None:
    session = shown(
        speakers=(
            Person("ana", "Ana Pérez", ("UCL", "CSC"), "moderator"),
            Person("bo", "Bo", remote=True),
        ),
        languages=("fr",),
        description=Text({"fr": "Un débat.\r\n\r\nEt plus."}),
        notice=Text({"fr": "Apportez votre carte."}),
        links=(PublicLink("page", "https://a.org/é"), PublicLink("join", "https://b.org/")),
    )
    assert description(session) == (
        "Mardi 20 juin 2017, 10:00–11:30 (Europe/Brussels, UTC+2)\n"
        "\n"
        "Apportez votre carte.\n"
        "\n"
        "Ana Pérez (modération, UCL, CSC)\n"
        "Bo (à distance)\n"
        "En français.\n"
        "\n"
        "Un débat.\n"
        "\n"
        "Et plus.\n"
        "\n"
        "En savoir plus\u00a0: https://a.org/%C3%A9\n"
        "Rejoindre en ligne\u00a0: https://b.org/"
    )


def test_what_is_not_held_cannot_be_joined() -> None:
    links = (PublicLink("page", "https://a.org/"), PublicLink("stream", "https://b.org/"))
    told = description(shown(status="cancelled", links=links))
    assert "https://a.org/" in told
    assert "https://b.org/" not in told


@pytest.mark.parametrize(
    "fields", [{"online": True}, {"speakers": (Person("bo", "Bo", remote=True),)}]
)
def test_where_somebody_is_elsewhere_the_offset_is_told(fields: dict[str, Any]) -> None:
    assert "UTC+2" in description(shown(**fields))


def test_what_is_permanent_tells_its_days() -> None:
    days = tuple(date(2017, 6, day) for day in (20, 21))
    session = shown(start=None, end=None, permanent=True, days=days, rooms=(HALL,))
    assert description(session, "en") == (
        "All day: Tuesday 20 June 2017 – Wednesday 21 June 2017\nSalle"
    )


@pytest.mark.parametrize(
    ("text", "language", "tag"),
    [
        (None, "fr", "fr"),
        (None, "nl-BE", "nl-BE"),
        (None, "es", "en"),
        ({"fr": "a", "nl": "b"}, "nl", "nl"),
        ({"fr": "a"}, "nl", "fr"),
        ({"und": "a"}, "nl", "und"),
    ],
)
def test_the_language_of_a_description_is_that_of_the_abstract(
    text: dict[str, str] | None, language: str, tag: str
) -> None:
    session = shown(description=text and Text(text))
    about = (session, record(session), span(session), "", language, words(language))
    assert described(*about)[0] == tag


def test_an_open_end_is_told() -> None:
    session = shown(end=at("2017-06-20 18:00"), end_given=False)
    assert description(session).endswith(
        "à partir de 10:00 (Europe/Brussels) – heure de fin non communiquée"
    )

"""What pages show of a session in one language."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import TWO_DAYS
from coopsched.site.cards import NAMELESS, Card, Worded, paragraphs, worded
from coopsched.site.edition import Edition
from coopsched.text import Text
from sites import site_after, site_of

ROOMS = "rooms: {attic: {name: {fr: Grenier, nl: Zolder}}, cellar: Cellar}\n"


def one(keys: str, *, language: str = "fr", more: str = "", head: str | None = None) -> Card:
    """Return the card of the only session of a programme."""
    body = f"{more}sessions: {{a: {{{keys}}}}}"
    return Edition(site_of(body, head=head) if head else site_of(body), language).card("a")


def test_a_card_has_its_title_in_the_language_of_the_page_or_in_its_own() -> None:
    both = "title: {fr: Ouverture, nl: Opening}, start: 10:00, end: 11:00"
    assert one(both, language="nl").title == Worded("Opening", "nl")
    french = "title: Ouverture, languages: [fr], start: 10:00, end: 11:00"
    assert one(french, language="nl").title == Worded("Ouverture", "fr")


def test_rooms_are_called_in_the_language_of_the_page() -> None:
    keys = "title: A, start: 10:00, end: 11:00, rooms: [attic, cellar]"
    assert one(keys, language="nl", more=ROOMS).place == "Zolder, Cellar"
    assert [room.path for room in one(keys, more=ROOMS).rooms] == [
        "room/attic.html",
        "room/cellar.html",
    ]


def test_what_stands_behind_a_name_is_role_affiliation_and_whether_they_are_there() -> None:
    speaker = "{speaker: ana, role: moderator, affiliation: [UCL, ULB], remote: true}"
    card = one(
        f"title: A, start: 10:00, end: 11:00, speakers: [{speaker}]",
        more="speakers: {ana: Ana Pérez}\n",
    )
    (person,) = card.people
    assert (person.name, person.path) == ("Ana Pérez", "speaker/ana.html")
    assert person.beside == "modération, UCL, ULB, à distance"


def test_who_just_speaks_has_no_role() -> None:
    assert one("title: A, start: 10:00, end: 11:00, speakers: [Ana]").people[0].beside == ""


def test_past_midnight_is_the_evening_before() -> None:
    card = one("title: A, day: fri, start: 24:30, end: 25:30", head=TWO_DAYS)
    assert card.start is not None
    assert (card.day, card.start.date()) == (date(2026, 5, 15), date(2026, 5, 16))


def test_what_is_permanent_has_no_times() -> None:
    card = one("title: A, permanent: true")
    assert (card.start, card.end, card.day) == (None, None, None)


def test_times_are_those_of_the_venue_whatever_the_file_says() -> None:
    card = one("title: A, start: 2017-06-20T08:00:00Z, end: 2017-06-20T09:00:00Z")
    assert card.start is not None
    assert card.start.isoformat() == "2017-06-20T10:00:00+02:00"


def test_a_session_without_a_kind_is_called_a_talk() -> None:
    assert one("title: A, start: 10:00, end: 11:00").kind == "Exposé"
    assert one("title: A, kind: meal, start: 10:00, end: 11:00").kind == "Repas"


def test_a_track_has_its_number_and_its_name() -> None:
    tracks = "tracks: {soil: {title: Soil}, light: {title: {fr: Lumière, nl: Licht}}}\n"
    card = one("title: A, track: light, start: 10:00, end: 11:00", language="nl", more=tracks)
    assert card.track is not None
    assert (card.track.name, card.track_number) == (Worded("Licht", "nl"), 2)
    assert one("title: A, start: 10:00, end: 11:00").track is None


def test_what_left_the_programme_is_cancelled() -> None:
    stays = "sessions: {b: {title: B, start: 12:00, end: 13:00}"
    site = site_after(f"{stays}, a: {{title: A, start: 10:00, end: 11:00}}}}", f"{stays}}}")
    card = Edition(site, "fr").card("a")
    assert (card.is_held, card.status) == (False, "cancelled")
    assert card.news[0].startswith("Annulé")


@pytest.mark.parametrize("status", ["confirmed", "tentative", "cancelled"])
def test_a_status_is_that_of_the_programme(status: str) -> None:
    card = one(f"title: A, status: {status}, start: 10:00, end: 11:00")
    assert card.status == status
    assert bool(card.news) == (status != "confirmed")


def test_a_move_is_told() -> None:
    site = site_after(
        "sessions: {a: {title: A, start: 10:00, end: 11:00}}",
        "sessions: {a: {title: A, start: 11:00, end: 12:00}}",
    )
    (told,) = Edition(site, "fr").card("a").news
    assert "auparavant 10:00–11:00" in told


def test_every_showing_knows_all_of_them_by_start() -> None:
    body = """
    sessions:
      a: {title: A, start: 12:00, end: 13:00}
      b: {repeats: a, start: 10:00, end: 11:00}
      c: {title: C, start: 10:00, end: 11:00}
    """
    edition = Edition(site_of(body), "fr")
    assert edition.card("a").showings == edition.card("b").showings == ("b", "a")
    assert edition.card("c").showings == ()


def test_what_has_no_name_that_can_be_shown_is_a_dash() -> None:
    assert worded(Text({"und": "\u0007 "}), "fr") == Worded(NAMELESS, "")


def test_a_text_stands_on_one_line() -> None:
    assert worded(Text({"fr": "a\n  b"}), "nl") == Worded("a b", "fr")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("one\ntwo", ["one\ntwo"]),
        ("one\n\ntwo", ["one", "two"]),
        ("one\r\n \t\r\n\r\n  two\n", ["one", "two"]),
    ],
)
def test_blank_lines_part_paragraphs(text: str, parts: list[str]) -> None:
    assert paragraphs(text) == parts


@given(text=st.text(alphabet="ab \n\r\t"))
def test_paragraphs_keep_every_word_and_are_never_blank(text: str) -> None:
    found = paragraphs(text)
    assert " ".join(found).split() == text.split()
    assert all(each.strip() == each != "" for each in found)

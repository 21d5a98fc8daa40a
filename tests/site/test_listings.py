"""The pages of speakers, rooms and tracks."""

import pytest
from lxml.html import HtmlElement

from builders import TWO_DAYS
from coopsched.site import listings
from coopsched.site.whole import Site
from documents import links, parsed, words
from sites import WITH_URL, lets_coop_site, made, site_after, site_of

BODY = """
venue: {name: SMart, address: 72 rue Coenraets}
rooms: {attic: {name: {fr: Grenier, nl: Zolder}}, zoom: {name: Zoom, online: true}}
tracks: {work: {title: Work, description: All about it., colour: "#336699"}}
speakers:
  ana:
    name: Ana Pérez
    affiliation: [UCL, CECOP]
    biography: {fr: Elle travaille., nl: Ze werkt.}
    url: https://ana.example/
    same-as: https://orcid.org/0000
sessions:
  a: {title: A, day: sat, start: 10:00, end: 11:00, rooms: [attic], track: work,
    speakers: [{speaker: ana, role: moderator}]}
  b: {title: B, day: fri, start: 12:00, end: 13:00, rooms: [zoom], speakers: [ana], languages: [nl]}
"""


def document(of: Site, path: str, language: str = "fr") -> HtmlElement:
    """Return the page of a speaker, a room or a track."""
    return parsed(made(listings.leaves, of)[f"{language}/{path}.html"])


def told(page: HtmlElement) -> list[str]:
    """Return what headings and sessions say, in their order."""
    parts = page.findall(".//main//section[@class='listed']//*")
    return [words(part, ".") for part in parts if part.tag in ("h2", "h3")]


def test_everybody_on_the_programme_of_lets_coop_has_a_page() -> None:
    site = lets_coop_site()
    found = {path for path in made(listings.leaves, site) if path.startswith("nl/speaker/")}
    on_stage = {entry.speaker for each in site.programme.sessions for entry in each.speakers}
    assert found == {f"nl/speaker/{key}.html" for key in on_stage}


def test_a_speaker_is_told_with_affiliation_biography_links_and_sessions_by_day() -> None:
    page = document(site_of(BODY, head=TWO_DAYS), "speaker/ana", "nl")
    assert words(page, ".//h1") == "Ana Pérez"
    assert words(page, ".//p[@class='where']") == "UCL, CECOP"
    biography = page.findall(".//div[@class='description']")[0]
    assert (words(biography, "."), biography.get("lang")) == ("Ze werkt.", "nl")
    assert told(page) == [
        "vrijdag 15 mei 2026",
        "B, 12:00–13:00, Zoom",
        "zaterdag 16 mei 2026",
        "A, 10:00–11:00, Zolder",
    ]
    found = links(page)
    assert found["ana.example"] == "https://ana.example/"
    assert found["orcid.org"] == "https://orcid.org/0000"
    assert found["A, 10:00–11:00, Zolder"] == "../session/a.html"
    assert "moderatie" in words(page)


def test_a_room_is_told_with_its_name_in_the_language_of_the_page_and_the_venue() -> None:
    page = document(site_of(BODY, head=TWO_DAYS), "room/attic")
    assert words(page, ".//h1") == "Grenier"
    assert words(page, ".//p[@class='where']") == "SMart, 72 rue Coenraets"
    assert told(page) == ["samedi 16 mai 2026", "A, 10:00–11:00, Grenier"]
    assert links(page)["Ana Pérez"] == "../speaker/ana.html"


def test_a_place_on_the_network_is_at_no_venue() -> None:
    page = document(site_of(BODY, head=TWO_DAYS), "room/zoom")
    assert words(page, ".//p[@class='where']") == "En ligne"


def test_a_track_is_told_with_what_it_is_about() -> None:
    page = document(site_of(BODY, head=TWO_DAYS), "track/work")
    assert words(page, ".//div[@class='description']") == "All about it."
    assert told(page) == ["samedi 16 mai 2026", "A, 10:00–11:00, Grenier"]


def test_who_is_in_drafts_alone_has_no_page() -> None:
    site = site_of(
        """
        speakers: {ana: Ana, bo: Bo Secret}
        sessions:
          a: {title: A, start: 10:00, end: 11:00, speakers: [ana]}
          b: {title: B, start: 10:00, end: 11:00, status: draft, speakers: [bo]}
        """
    )
    files = made(listings.leaves, site)
    assert {path for path in files if path.startswith("fr/speaker/")} == {"fr/speaker/ana.html"}
    assert not any(b"Secret" in data for data in files.values())


def test_who_is_only_in_what_is_permanent_has_a_page_without_a_feed() -> None:
    site = site_of("sessions: {a: {title: Expo, permanent: true, speakers: [Ana]}}", head=WITH_URL)
    page = document(site, "speaker/ana")
    assert told(page) == ["En permanence", "Expo"]
    assert page.findall(".//*[@data-feed]") == []


def test_a_renamed_part_leads_to_its_new_page() -> None:
    bodies = (
        f"rooms: {{{room}}}\nsessions: {{a: {{title: A, start: 10:00, minutes: 60, rooms: {key}}}}}"
        for key, room in (("attic", "attic: Attic"), ("loft", "loft: {name: Loft, was: [attic]}"))
    )
    site = site_after(*bodies)
    page = document(site, "room/attic")
    assert page.findall(".//meta[@http-equiv='refresh']")[0].get("content") == "0; url=loft.html"
    assert words(document(site, "room/loft"), ".//h1") == "Loft"


def test_a_part_that_goes_on_without_a_session_keeps_its_own_page() -> None:
    site = site_after(
        "rooms: {attic: Attic}\nsessions: {a: {title: A, start: 10:00, end: 11:00, rooms: attic}}",
        "rooms: {loft: {name: Loft, was: [attic]}}\n"
        "sessions: {b: {title: B, start: 10:00, end: 11:00}}",
    )
    files = made(listings.leaves, site)
    assert "fr/room/loft.html" not in files
    assert told(parsed(files["fr/room/attic.html"])) == [
        "mardi 20 juin 2017",
        "A, 10:00–11:00, Attic",
    ]


def test_a_part_with_nothing_left_says_so() -> None:
    body = """
        speakers: {{ana: {{name: Ana, biography: A life.}}}}
        sessions: {{a: {{title: A, start: 10:00, end: 11:00, speakers: {}}}}}
        """
    page = document(site_after(body.format("[ana]"), body.format("[]")), "speaker/ana")
    assert words(page, ".//h1") == "Ana"
    assert told(page) == []
    assert "Plus rien n’est prévu ici." in words(page)
    assert "A life." not in words(page)


def test_cancelled_sessions_are_listed_as_such() -> None:
    site = site_of(
        """
        rooms: {attic: Attic}
        sessions: {a: {title: A, start: 10:00, end: 11:00, rooms: [attic], status: cancelled}}
        """
    )
    page = document(site, "room/attic")
    assert words(page, ".//li/p") == "Annulé"


def test_showings_of_the_same_are_known_to_scripts() -> None:
    site = site_of(
        """
        rooms: {attic: Attic}
        sessions:
          a: {title: A, start: 10:00, end: 11:00}
          b: {repeats: a, start: 12:00, end: 13:00, rooms: [attic]}
        """
    )
    item = document(site, "room/attic").findall(".//li[@data-code]")[0]
    assert item.get("data-group") not in (None, item.get("data-code"))


@pytest.mark.parametrize("kind", ["speaker", "room", "track"])
def test_each_can_be_followed(kind: str) -> None:
    key = {"speaker": "ana", "room": "attic", "track": "work"}[kind]
    head = TWO_DAYS + "site: {url: 'https://example.org/'}\n"
    addresses = links(document(site_of(BODY, head=head), f"{kind}/{key}")).values()
    assert f"webcal://example.org/feeds/fr/{kind}/{key}.ics" in addresses
    assert f"../../feeds/fr/{kind}/{key}.ics" in addresses

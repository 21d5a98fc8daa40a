"""The pictures of each edition: in its language, without findings and drafts."""

from typing import Any

from lxml import etree

from coopsched.findings import Finding, Severity, Subject
from coopsched.site import pictures
from coopsched.site.whole import Site
from sites import lets_coop_site, made, site_of

BODY = """\
rooms: {attic: Attic, hall: Hall}
tracks: {soil: {title: Soil, colour: green}}
sessions:
  a: {title: {fr: Le pain, nl: Het brood}, start: 10:00, end: 11:00, rooms: [attic], track: soil}
  b: {title: Second, start: 10:30, end: 12:00, rooms: [hall]}
  secret: {title: Secret, start: 10:30, end: 12:00, rooms: [hall], status: draft}
  off: {title: Fallen, start: 15:00, end: 16:00, rooms: [hall], status: cancelled}
"""
_SVG = "{http://www.w3.org/2000/svg}"


def drawn(of: Site, path: str) -> Any:
    """Return the root of a picture."""
    return etree.fromstring(made(pictures.leaves, of)[path])


def read(of: Site, path: str) -> str:
    """Return all that can be read in a picture."""
    return " ".join(each for each in drawn(of, path).itertext() if each.strip())


def test_each_edition_has_a_grid_and_a_card() -> None:
    assert sorted(made(pictures.leaves, site_of(BODY))) == [
        "fr/card.svg",
        "fr/grid.svg",
        "nl/card.svg",
        "nl/grid.svg",
    ]


def test_the_grid_speaks_the_language_of_its_edition() -> None:
    french, dutch = (read(site_of(BODY), f"{tag}/grid.svg") for tag in ("fr", "nl"))
    assert "Le pain" in french
    assert "mardi 20 juin 2017" in french
    assert "Grille horaire. mardi 20 juin 2017. 2 sessions. Salles\u00a0: Attic, Hall." in french
    assert "Annulé 15:00–16:00 Fallen" in french
    assert "Het brood" in dutch
    assert "dinsdag 20 juni 2017" in dutch
    assert "Zalen: Attic, Hall" in dutch


def test_drafts_are_in_no_picture() -> None:
    found = made(pictures.leaves, site_of(BODY))
    assert not any(b"Secret" in data for data in found.values())


def test_attendees_are_shown_no_conflict() -> None:
    finding = Finding(
        rule="r", severity=Severity.ERROR, message="m", subject=Subject(sessions=("a",))
    )
    plain, noted = site_of(BODY), site_of(BODY, findings=(finding,))
    assert made(pictures.leaves, plain) == made(pictures.leaves, noted)


def test_a_card_has_title_dates_and_venue_and_is_of_the_size_that_networks_show() -> None:
    root = drawn(lets_coop_site(), "nl/card.svg")
    assert (root.get("width"), root.get("height")) == ("1200", "630")
    assert root.find(f"{_SVG}title").text == "LET'S COOP 2017 : Assemblée générale de SMart"
    assert "met een schets van het uurrooster" in root.find(f"{_SVG}desc").text
    told = read(lets_coop_site(), "nl/card.svg")
    assert "dinsdag 20 juni 2017" in told
    assert "SMart, 72, rue Coenraets, 1060 Bruxelles" in told


def test_a_card_shows_each_session_as_a_bar_in_the_colour_of_its_track() -> None:
    root = drawn(site_of(BODY), "fr/card.svg")
    bars = [each for each in root.iter(f"{_SVG}rect") if each.get("fill-opacity")]
    assert [each.get("fill") for each in bars] == ["green", "#0a5c6b"]
    for bar in bars:
        assert 0 <= float(bar.get("x")) <= 1200 - float(bar.get("width"))
        assert 0 <= float(bar.get("y")) <= 630 - float(bar.get("height"))


def test_a_programme_without_times_has_pictures_too() -> None:
    bare = site_of("sessions: {a: {title: A, permanent: true}}")
    assert "En permanence: A" in read(bare, "fr/grid.svg").replace("\u00a0", "")
    assert drawn(bare, "fr/card.svg").get("width") == "1200"

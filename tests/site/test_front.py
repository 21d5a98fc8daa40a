"""The folder's first page, and the short address of Now."""

import json

from lxml.html import HtmlElement

from builders import HEAD
from coopsched.site import front
from coopsched.site.whole import Site
from documents import links, parsed, words
from sites import WITH_URL, lets_coop_site, made, site_after, site_of

SESSIONS = "sessions: {a: {title: A, start: 10:00, end: 11:00}}"
ONE_LANGUAGE = HEAD.replace("[fr, nl]", "[nl]")


def document(of: Site, path: str = "index.html") -> HtmlElement:
    """Return one of the two pages."""
    return parsed(made(front.leaves, of)[path])


def test_the_first_page_leads_to_every_edition() -> None:
    page = document(lets_coop_site())
    assert words(page, ".//h1") == "LET'S COOP 2017 : Assemblée générale de SMart"
    assert "72, rue Coenraets" in words(page)
    found = [(link.get("href"), link.get("hreflang")) for link in page.findall(".//main//a")]
    assert found == [(f"{tag}/index.html", tag) for tag in ("fr", "nl", "en")]
    assert [words(link, ".") for link in page.findall(".//main//a")] == [
        "Français mardi 20 juin 2017 Voir le programme →",
        "Nederlands dinsdag 20 juni 2017 Bekijk het programma →",
        "English Tuesday, 20 June 2017 Look at the programme →",
    ]


def test_a_title_stands_in_each_of_its_languages() -> None:
    head = HEAD.replace("title: Conference", "title: {nl: Dagen, fr: Journées}")
    page = document(site_of(SESSIONS, head=head))
    titles = [(each.text_content(), each.get("lang")) for each in page.findall(".//header/*")[:2]]
    assert titles == [("Journées", "fr"), ("Dagen", "nl")]


def test_of_one_edition_it_opens_without_a_script() -> None:
    page = document(site_of(SESSIONS, head=ONE_LANGUAGE))
    assert (
        page.findall(".//meta[@http-equiv='refresh']")[0].get("content") == "0; url=nl/index.html"
    )
    several = document(site_of(SESSIONS))
    assert several.findall(".//meta[@http-equiv='refresh']") == []


def test_now_leads_to_what_is_on() -> None:
    page = document(lets_coop_site(), "now/index.html")
    assert [*links(page).values()] == [f"../{tag}/index.html#now" for tag in ("fr", "nl", "en")]


def test_now_opens_without_a_script_only_where_there_is_none() -> None:
    """A script hands on the room that a sign on a door names, which a refresh would lose."""
    page = document(site_of(SESSIONS, head=ONE_LANGUAGE), "now/index.html")
    refresh = page.findall(".//noscript/meta")[0]
    assert refresh.get("content") == "0; url=../nl/index.html#now"


def test_signs_on_the_doors_of_rooms_that_got_another_key_stay_right() -> None:
    bodies = (
        f"rooms: {{{room}}}\nsessions: {{a: {{title: A, start: 10:00, minutes: 60, rooms: {key}}}}}"
        for key, room in (("attic", "attic: Attic"), ("loft", "loft: {name: Loft, was: [attic]}"))
    )
    page = document(site_after(*bodies), "now/index.html")
    rooms = page.findall(".//ul")[0].get("data-rooms")
    assert json.loads(rooms or "") == {"attic": "loft"}


def test_engines_are_told_of_the_editions_where_there_is_an_address() -> None:
    page = document(site_of(SESSIONS, head=WITH_URL))
    there = {link.get("hreflang"): link.get("href") for link in page.findall(".//link[@hreflang]")}
    root = "https://example.org/conf"
    assert there == {
        "fr": f"{root}/fr/index.html",
        "nl": f"{root}/nl/index.html",
        "x-default": f"{root}/",
    }


def test_both_tell_that_coopsched_made_them() -> None:
    for data in made(front.leaves, lets_coop_site()).values():
        assert b'<meta name="generator" content="coopsched">' in data[:4096]

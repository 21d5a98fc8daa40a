"""What is printed: everything that is published, codes where they lead somewhere, no more."""

import pytest
from lxml import html

from builders import TWO_DAYS
from coopsched.site import printing
from coopsched.site.whole import Site
from sites import WITH_URL, lets_coop_site, made, site_after, site_of

BODY = """\
rooms: {attic: Attic, hall: Hall}
speakers: {ana: Ana Pérez}
sessions:
  a: {title: First, start: 10:00, end: 11:00, rooms: [attic], speakers: [ana], languages: [fr]}
  b: {title: Second, start: 10:30, end: 12:00, rooms: [hall], languages: [nl]}
  shop: {title: Shop, permanent: true}
  secret: {title: Secret, start: 10:30, end: 12:00, status: draft}
"""
PAGES = ("print.html", "print-a3.html", "sign.html")


def page(of: Site, path: str = "fr/print.html") -> html.HtmlElement:
    """Return a page."""
    return html.fromstring(made(printing.leaves, of)[path].decode())


def rows(of: Site, path: str = "fr/print.html") -> list[str]:
    """Return the lines of the list, spaces made single."""
    found = page(of, path).xpath("//table[@class='paper-day']/tbody/tr")
    return [" ".join(each.text_content().split()) for each in found]


def addresses(of: Site, path: str = "fr/print.html") -> list[str]:
    """Return the addresses that stand under codes."""
    return [str(each.text) for each in page(of, path).xpath("//span[@class='address']")]


def test_the_list_tells_when_what_who_and_where() -> None:
    assert rows(site_of(BODY)) == [
        "10:00–11:00 First Ana Pérez fr Attic",
        "10:30–12:00 Second nl Hall",
    ]


def test_where_all_speak_the_same_no_line_says_so() -> None:
    assert rows(site_of(BODY.replace("[nl]", "[fr]")))[1] == "10:30–12:00 Second Hall"


def test_a_programme_without_rooms_has_no_column_for_them() -> None:
    found = page(lets_coop_site())
    assert {row.xpath("count(td)") for row in found.xpath("//tbody/tr")} == {2.0}
    assert len(found.xpath("//tbody/tr")) == 22


def test_the_name_of_the_day_is_in_the_head_that_each_page_repeats() -> None:
    body = """\
    sessions:
      a: {title: A, day: fri, start: 10:00, end: 11:00}
      late: {title: Late, day: fri, start: 00:30, end: 01:30}
      b: {title: B, day: sat, start: 10:00, end: 11:00}
    """
    found = page(site_of(body, head=TWO_DAYS))
    assert [each.text for each in found.xpath("//thead//th[@class='day-name']")] == [
        "vendredi 15 mai 2026",
        "samedi 16 mai 2026",
    ]
    assert rows(site_of(body, head=TWO_DAYS))[1] == "00:30–01:30 sam. 16 mai Late"


def test_what_is_cancelled_stays_on_the_list_and_says_so() -> None:
    cancelled = BODY.replace("[nl]}", "[nl], status: cancelled}")
    assert rows(site_after(BODY, cancelled))[1] == "10:30–12:00 Annulé Second nl Hall"


def test_what_is_open_all_day_is_told_above() -> None:
    (head,) = page(site_of(BODY)).xpath("//header[@class='paper-head']")
    assert "En permanence · Shop" in " ".join(head.text_content().split())


@pytest.mark.parametrize("name", PAGES)
def test_drafts_are_on_no_paper(name: str) -> None:
    assert b"Secret" not in made(printing.leaves, site_of(BODY))[f"fr/{name}"]


def test_the_sheet_says_how_old_it_is() -> None:
    moved = BODY.replace("10:30, end", "10:45, end")
    assert "Stand van 1 mei 2017" in page(site_of(BODY), "nl/print.html").text_content()
    assert "Stand van 2 mei 2017" in page(site_after(BODY, moved), "nl/print.html").text_content()


def test_codes_lead_to_the_pages_of_the_language_and_to_now() -> None:
    assert addresses(site_of(BODY, head=WITH_URL)) == [
        "https://example.org/conf/fr/index.html",
        "https://example.org/conf/fr/subscribe.html",
        "https://example.org/conf/now/",
    ]


@pytest.mark.parametrize("name", PAGES)
def test_without_an_address_there_is_no_code(name: str) -> None:
    found = page(site_of(BODY), f"nl/{name}")
    assert not found.xpath("//figure[@class='code']")
    assert "http" not in found.text_content()


def test_a_preview_has_no_code_either() -> None:
    assert addresses(site_of(BODY, head=WITH_URL, is_preview=True)) == []


@pytest.mark.parametrize(("path", "drawn"), [("fr/print.html", 1), ("fr/print-a3.html", 1)])
def test_a_small_programme_has_its_grid_on_paper(path: str, drawn: int) -> None:
    grids = page(lets_coop_site(), path).xpath(
        "//figure[@class='paper-grid']/*[local-name()='svg']"
    )
    assert len(grids) == drawn
    assert "Netwerk" in grids[0].text_content()


def test_a_grid_that_nobody_could_read_is_left_out() -> None:
    names = [f"r{i}" for i in range(21)]
    body = (
        f"rooms: {{{', '.join(f'{each}: Room {each}' for each in names)}}}\nsessions:\n"
        + "".join(
            f"  s{each}: {{title: S, start: 10:00, end: 11:00, rooms: [{each}]}}\n"
            for each in names
        )
    )
    for path in ("fr/print.html", "fr/print-a3.html"):
        assert not page(site_of(body), path).xpath("//figure[@class='paper-grid']")
        assert len(rows(site_of(body), path)) == 21


def test_the_a3_sheet_of_one_day_has_list_and_grid_on_one_page() -> None:
    (paper,) = page(lets_coop_site(), "fr/print-a3.html").xpath(
        "//div[contains(@class, 'paper-a3')]"
    )
    assert "is-one" in paper.get("class").split()


def test_each_room_has_a_sign_with_what_is_held_in_it_and_where_to_look() -> None:
    found = page(site_of(BODY, head=WITH_URL), "nl/sign.html")
    signs = found.xpath("//section[@class='sign']")
    assert [each.xpath(".//h2")[0].text_content() for each in signs] == ["Attic", "Hall"]
    assert [len(each.xpath(".//tbody/tr")) for each in signs] == [1, 1]
    assert signs[0].xpath(".//span[@class='address']")[0].text == (
        "https://example.org/conf/nl/room/attic.html"
    )


def test_one_sign_leads_to_now() -> None:
    found = page(site_of(BODY, head=WITH_URL), "nl/sign.html")
    (now,) = found.xpath("//section[@class='sign sign-now']")
    assert now.xpath(".//span[@class='address']")[0].text == "https://example.org/conf/now/"
    assert not page(site_of(BODY), "nl/sign.html").xpath("//section[@class='sign sign-now']")


def test_without_rooms_and_address_the_page_of_signs_says_why_it_is_empty() -> None:
    found = page(site_of("sessions: {a: {title: A, start: 10:00}}"), "nl/sign.html")
    assert "Er zijn nog geen bordjes" in found.text_content()
    assert not found.xpath("//button[@id='to-print']")


@pytest.mark.parametrize("name", PAGES)
def test_nothing_has_a_style_of_its_own(name: str) -> None:
    assert not page(site_of(BODY, head=WITH_URL), f"fr/{name}").xpath("//*[@style]")


def test_a_programme_without_times_can_be_printed() -> None:
    bare = site_of("sessions: {a: {title: A, permanent: true}}")
    assert rows(bare) == []
    assert "En permanence" in page(bare).text_content()

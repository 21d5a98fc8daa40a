"""The page on which people subscribe, and the buttons of feeds on every page."""

from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from builders import HEAD
from coopsched.site import subscribing
from coopsched.site.edition import Edition
from coopsched.site.instructions import INSTRUCTIONS, PROGRAMS
from coopsched.site.labels import SPOKEN
from coopsched.site.subscribing import feed
from coopsched.site.whole import Site
from sites import WITH_URL, made, site_after, site_of

BODY = """\
rooms: {zoo: Zoo, attic: Attic & Co, empty: Empty}
speakers: {ana: Ana Pérez, bo: Bo Lind, no: Nobody}
tracks: {t: Trade}
sessions:
  a: {title: A, languages: [fr], start: 10:00, end: 11:00, rooms: [attic], speakers: [ana],
      track: t}
  b: {title: B, languages: [nl], start: 12:00, end: 13:00, rooms: [zoo], speakers: [bo]}
  c: {title: C, languages: [fr], permanent: true}
  d: {title: D, kind: break, start: 15:00, end: 16:00}
"""


def parsed(site: Site, language: str = "nl") -> html.HtmlElement:
    """Return the page of a language."""
    return html.fromstring(made(subscribing.leaves, site)[f"{language}/subscribe.html"].decode())


def links(box: html.HtmlElement) -> dict[str, str]:
    """Return the addresses of a feed's buttons, by what they are for."""
    return {each.get("data-way"): each.get("href") for each in box.xpath(".//a[@data-way]")}


def names(page: html.HtmlElement, kind: str) -> list[str]:
    """Return the names of the feeds that are listed under a heading."""
    listed = page.xpath(f"//h3[@id='{kind}']/following-sibling::ul[1]")[0]
    return [each.text_content() for each in listed.xpath("./li//bdi")]


def test_everything_and_only_what_is_in_a_language_come_first() -> None:
    headings = parsed(site_of(BODY)).xpath("//div[@class='chosen']//h2")
    assert [each.text for each in headings] == [
        "Alles, in het Nederlands",
        "Alleen wat in het Nederlands is",
        "De hele dag open",
    ]


def test_what_holds_nothing_or_everything_is_not_offered_beside_everything() -> None:
    page = parsed(site_of("sessions: {a: {title: A, start: 10:00, end: 11:00, languages: [fr]}}"))
    paths = [box.get("data-feed") for box in page.xpath("//*[@data-feed]")]
    assert paths == ["feeds/nl/programme.ics"]


def test_feeds_are_listed_by_room_track_and_kind_and_people_by_name() -> None:
    page = parsed(site_of(BODY))
    assert names(page, "room") == ["Zoo", "Attic & Co"]
    assert names(page, "track") == ["Trade"]
    assert names(page, "kind") == ["Lezing", "Pauze"]
    people = page.xpath("//ul[@class='people']//a")
    assert [(each.text_content(), each.get("href")) for each in people] == [
        ("Ana Pérez", "speaker/ana.html"),
        ("Bo Lind", "speaker/bo.html"),
    ]


def test_a_feed_that_goes_on_under_another_key_is_offered_once() -> None:
    renamed = BODY.replace("attic: Attic & Co", "loft: {name: Attic & Co, was: [attic]}")
    site = site_after(BODY, renamed.replace("[attic], sp", "[loft], sp"))
    assert names(parsed(site), "room") == ["Zoo", "Attic & Co"]


def test_buttons_lead_to_calendar_programs() -> None:
    found = feed(Edition(site_of(BODY, head=WITH_URL), "nl"), "room", "attic")
    assert found is not None
    plain = "https://example.org/conf/feeds/nl/room/attic.ics"
    webcal = "webcal://example.org/conf/feeds/nl/room/attic.ics"
    assert (found.path, found.https) == ("feeds/nl/room/attic.ics", plain)
    assert found.webcal == webcal
    assert (found.name, found.calendar) == ("Attic & Co", "Conference – Attic & Co")
    google = urlsplit(found.google)
    assert (google.netloc, google.path) == ("calendar.google.com", "/calendar/render")
    assert parse_qs(google.query) == {"cid": [webcal]}
    for address, host in (
        (found.outlook, "outlook.live.com"),
        (found.office, "outlook.office.com"),
    ):
        outlook = urlsplit(address)
        assert (outlook.netloc, outlook.path) == (host, "/calendar/0/addfromweb")
        assert parse_qs(outlook.query) == {"url": [plain], "name": ["Conference – Attic & Co"]}


def test_buttons_work_without_script_where_the_address_is_known() -> None:
    page = parsed(site_of(BODY, head=WITH_URL))
    for box in page.xpath("//*[@data-feed]"):
        plain = f"https://example.org/conf/{box.get('data-feed')}"
        assert links(box)["webcal"] == plain.replace("https:", "webcal:")
        assert set(links(box)) == {"webcal", "google", "outlook", "office"}
        assert box.xpath("string(.//code)") == plain
        assert not box.xpath(".//*[@hidden]")
    assert not page.xpath("//*[@data-nowhere]")


def test_without_an_address_there_is_the_file_and_a_word_why() -> None:
    page = parsed(site_of(BODY))
    assert len(page.xpath("//*[@data-nowhere]")) == 1
    for box in page.xpath("//*[@data-feed]"):
        assert set(links(box).values()) == {None}
        assert len(box.xpath(".//li[@hidden]")) == 5  # four programs, and what copies the address
        assert box.xpath("string(.//a[@download]/@href)") == f"../{box.get('data-feed')}"
        assert box.xpath("string(.//code)") == box.get("data-feed")


def test_each_button_says_what_it_is_for_without_what_stands_around_it() -> None:
    page = parsed(site_of(BODY, head=WITH_URL))
    buttons = page.xpath("//*[@data-feed]//a | //*[@data-feed]//button")
    texts = [each.text_content() for each in buttons]
    assert "Google, Attic & Co" in texts
    assert len(set(texts)) == len(texts)


def test_a_preview_has_nothing_to_subscribe_to() -> None:
    site = site_of(BODY, head=WITH_URL, is_preview=True)
    page = parsed(site)
    assert not page.xpath("//*[@data-feed]")
    assert ".ics" not in html.tostring(page).decode()
    assert "Dit is een voorbeeld" in page.text_content()
    assert feed(Edition(site, "nl"), "programme") is None


def test_a_feed_that_was_never_published_has_no_buttons() -> None:
    assert feed(Edition(site_of(BODY), "nl"), "room", "cellar") is None


def test_what_is_known_to_change_at_the_last_minute_is_on_another_page() -> None:
    notice = parsed(site_of(BODY)).xpath("//section[@class='expect']//p[@class='notice']")[0]
    assert notice.xpath("string(.//a/@href)") == "index.html#now"


@pytest.mark.parametrize("language", SPOKEN)
def test_each_program_is_told_of(language: str) -> None:
    page = parsed(site_of(BODY, head=HEAD.replace("[fr, nl]", f"[{language}]")), language)
    for name in PROGRAMS:
        text = page.xpath(f"string(//section[@id='{name}'])")
        for label in (name, f"{name}_again", f"{name}_end"):
            assert INSTRUCTIONS[language][label] in text


def test_a_number_of_people_that_would_bury_the_page_is_folded_away() -> None:
    keys = [f"s{number}" for number in range(61)]
    named = ", ".join(f"{key}: Somebody {key}" for key in keys)
    session = f"{{title: A, start: 10:00, end: 11:00, speakers: [{', '.join(keys)}]}}"
    line = f"speakers: {{{named}}}\nsessions: {{a: {session}}}\n"
    people = parsed(site_of(line)).xpath("//ul[@class='people']")[0]
    assert people.getparent().tag == "details"
    assert len(people) == 61


def test_marks_tell_whether_the_page_differs() -> None:
    def marks(body: str) -> list[str]:
        return [leaf.mark for leaf in subscribing.leaves(site_of(body))]

    assert marks(BODY) == marks(BODY.replace("10:00", "10:30"))
    assert marks(BODY) != marks(BODY.replace("zoo: Zoo", "zoo: Aviary"))
    assert marks(BODY) != marks(
        BODY.replace("zoo: Zoo, attic: Attic & Co", "attic: Attic & Co, zoo: Zoo")
    )

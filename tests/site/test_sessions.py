"""The page of a session: all that attendees may know of it, and what they should know first."""

from datetime import UTC, datetime

import pytest
from lxml.html import HtmlElement

from builders import TWO_DAYS, read
from coopsched.checking import check
from coopsched.site import listings, sessions
from coopsched.site.whole import Site
from documents import links, parsed, words
from publications import History
from sites import WITH_URL, lets_coop_site, made, site, site_after, site_of

ROOMS = "rooms: {attic: Attic, cellar: Cellar, zoom: {name: Zoom, online: true}}\n"


def document(of: Site, key: str, language: str = "fr") -> HtmlElement:
    """Return the page of a session."""
    return parsed(made(sessions.leaves, of)[f"{language}/session/{key}.html"])


def entries(element: HtmlElement) -> dict[str, list[str]]:
    """Return the lists of terms on a page: what is said of each."""
    return {
        str(group.findall("dt")[0].text_content()): [
            " ".join(str(said.text_content()).split()) for said in group.findall("dd")
        ]
        for group in element.findall(".//dl/div")
    }


def one(keys: str, *, more: str = "") -> Site:
    """Return the site of a programme with one session of these keys."""
    return site_of(f"{more}sessions: {{a: {{{keys}}}}}")


def test_every_session_has_a_page_in_every_language() -> None:
    site = lets_coop_site()
    found = {path for path in made(sessions.leaves, site) if "/session/" in path}
    assert found == {
        f"{language}/session/{session.key}.html"
        for language in ("fr", "nl", "en")
        for session in site.programme.sessions
    }


def test_a_title_is_in_its_own_language() -> None:
    site = one("title: {fr: Ouverture, nl: Opening}, start: 10:00, end: 11:00")
    for language, title in (("fr", "Ouverture"), ("nl", "Opening")):
        heading = document(site, "a", language).findall(".//h1")[0]
        assert (heading.text_content(), heading.get("lang")) == (title, language)


def test_when_and_where_it_is_stands_in_words_and_for_machines() -> None:
    page = document(
        one(
            "title: A, start: 10:00, end: 11:30, rooms: [attic]",
            more=f"venue: {{name: SMart, address: 72 rue Coenraets}}\n{ROOMS}",
        ),
        "a",
    )
    assert words(page, ".//article//p[@class='when']") == "mardi 20 juin 2017, 10:00–11:30"
    assert words(page, ".//article//p[@class='where']") == "Attic, SMart, 72 rue Coenraets"
    times = [time.get("datetime") for time in page.findall(".//article//time")]
    assert times == ["2017-06-20T10:00:00+02:00", "2017-06-20T11:30:00+02:00"]
    assert links(page, ".//article/header")["Attic"] == "../room/attic.html"


def test_an_end_that_nobody_gave_is_not_told() -> None:
    when = words(document(one("title: A, start: 17:30"), "a"), ".//article//p[@class='when']")
    assert when == "mardi 20 juin 2017, à partir de 17:30 – heure de fin non communiquée"


def test_past_midnight_is_told_with_its_own_date_and_the_evening_before() -> None:
    site = site_of("sessions: {a: {title: A, day: fri, start: 01:00, end: 01:30}}", head=TWO_DAYS)
    when = words(document(site, "a"), ".//article//p[@class='when']")
    assert when == "samedi 16 mai 2026, 01:00–01:30 dans la nuit qui suit le vendredi 15 mai 2026"


def test_what_lasts_over_days_tells_the_last_one() -> None:
    site = one("title: A, start: 10:00, end: '2017-06-22T12:00'")
    when = words(document(site, "a"), ".//article//p[@class='when']")
    assert when == "mardi 20 juin 2017, 10:00–12:00 jusqu’au jeudi 22 juin 2017"


def test_who_takes_part_from_elsewhere_is_told_the_time_zone() -> None:
    keys = "title: A, start: 10:00, end: 11:00, rooms: [zoom]"
    page = document(one(keys, more=ROOMS), "a")
    assert "(Europe/Brussels, UTC+02:00)" in words(page)


def test_a_permanent_session_has_days_and_no_time() -> None:
    page = document(
        site_of("sessions: {a: {title: Expo, permanent: true}}", head=TWO_DAYS), "a", "nl"
    )
    when = words(page, ".//article//p[@class='when']")
    assert when == "Doorlopend: vrijdag 15 mei 2026 – zaterdag 16 mei 2026"
    assert page.findall(".//article")[0].get("data-start") is None


def test_a_description_is_in_paragraphs_and_its_addresses_are_links() -> None:
    site = one(
        r'title: A, languages: [nl], start: 10:00, end: 11:00, description: "See '
        r'https://a.example/x.\n\nSecond <b>part</b>."'
    )
    text = document(site, "a").findall(".//div[@class='description']")[0]
    assert text.get("lang") == "nl"
    assert [part.text_content() for part in text] == [
        "See https://a.example/x.",
        "Second <b>part</b>.",
    ]
    assert links(text, "p") == {"https://a.example/x": "https://a.example/x"}


def test_people_are_named_with_role_and_affiliation_and_have_a_page_to_go_to() -> None:
    site = one(
        "title: A, start: 10:00, end: 11:00, "
        "speakers: [{speaker: ana, role: moderator}, Bo (SMart)]",
        more="speakers: {ana: {name: Ana Pérez, affiliation: UCL}}\n",
    )
    page = document(site, "a")
    people = [words(each, ".") for each in page.findall(".//section[@class='people']//li")]
    assert people == ["Ana Pérez modération, UCL", "Bo SMart"]
    there = made(listings.leaves, site)
    for address in links(page, ".//section[@class='people']").values():
        assert f"fr/session/{address}".replace("session/../", "") in there


def test_languages_tags_and_public_links_are_listed() -> None:
    page = document(
        one(
            "title: A, start: 10:00, end: 11:00, languages: [fr], interpretation: [nl], "
            "captions: [en], tags: [coop, travail], "
            "links: [{kind: join, url: 'https://j.example/'}, "
            "{kind: slides, url: 'https://private.example/', private: true}]"
        ),
        "a",
    )
    assert entries(page) == {
        "Langues": ["En français, interprétation en néerlandais, sous-titrage en anglais."],
        "Mots-clés": ["coop travail"],
        "Liens": ["Rejoindre en ligne j.example"],
    }
    assert links(page)["Rejoindre en ligne"] == "https://j.example/"


def test_a_cancelled_session_says_so_and_offers_no_way_to_join() -> None:
    keys = (
        "title: A, start: 10:00, end: 11:00, status: cancelled, notice: Ana is ill, "
        "links: [{kind: join, url: 'https://j.example/'}, "
        "{kind: slides, url: 'https://s.example/'}]"
    )
    page = document(one(keys), "a")
    assert words(page, ".//article/header//strong") == "Annulé"
    news = words(page, ".//article/div")
    assert news.startswith("Annulé.")
    assert "Ana is ill" in news
    assert entries(page) == {"Liens": ["Diapositives s.example"]}
    assert page.findall(".//button[@data-pick]") == []
    assert page.findall(".//*[@data-feed]") == []


def test_a_session_that_moved_says_when_and_where_it_was() -> None:
    before, after = (
        f"{ROOMS}sessions: {{a: {{title: A, start: {start}, minutes: 60, rooms: [{room}]}}}}"
        for start, room in (("10:00", "attic"), ("14:00", "cellar"))
    )
    site = site_after(before, after)
    assert "auparavant 10:00–11:00, Attic" in words(document(site, "a"), ".//article/div")


def test_a_tentative_session_says_so() -> None:
    page = document(one("title: A, start: 10:00, end: 11:00, status: tentative"), "a", "nl")
    assert words(page, ".//article/header//strong") == "Onder voorbehoud"


def test_replaced_and_replacing_sessions_lead_to_each_other() -> None:
    site = site_of(
        """
        sessions:
          old: {title: Old, start: 10:00, end: 11:00}
          new: {title: New, replaces: [old], start: 10:00, end: 11:00}
        """
    )
    assert links(document(site, "old"))["New"] == "new.html"
    assert entries(document(site, "old"))["À la place"] == ["New 10:00–11:00"]
    assert links(document(site, "new"))["Old"] == "old.html"
    assert entries(document(site, "new"))["Remplace"] == ["Old 10:00–11:00 Annulé"]


def test_other_showings_parts_and_sequels_are_named_on_both_sides() -> None:
    site = site_of(
        ROOMS
        + """
sessions:
  one: {title: One, day: fri, start: 10:00, end: 11:00, rooms: [attic]}
  again: {repeats: one, day: sat, start: 12:00, end: 13:00, rooms: [cellar]}
  part: {title: Part, within: one, day: fri, start: 10:15, end: 10:30}
  sequel: {title: Sequel, continues: one, day: fri, start: 15:00, end: 16:00}
""",
        head=TWO_DAYS,
    )
    assert entries(document(site, "one")) == {
        "Autres horaires": ["One sam. 16 mai, 12:00–13:00, Cellar"],
        "Au cours de cette session": ["Part 10:15–10:30"],
        "Suite dans": ["Sequel 15:00–16:00"],
    }
    assert entries(document(site, "again"))["Autres horaires"] == [
        "One ven. 15 mai, 10:00–11:00, Attic"
    ]
    assert entries(document(site, "part"))["Fait partie de"] == ["One 10:00–11:00, Attic"]
    assert entries(document(site, "sequel"))["Suite de"] == ["One 10:00–11:00, Attic"]


def test_what_a_session_continues_is_not_told_where_that_is_a_draft() -> None:
    site = site_of(
        """
        sessions:
          a: {title: A, continues: b, start: 10:00, end: 11:00}
          b: {title: Secret, status: draft, start: 9:00, end: 10:00}
        """
    )
    assert "Secret" not in made(sessions.leaves, site)["fr/session/a.html"].decode()


def test_neighbours_are_those_of_its_day_in_its_room_that_do_not_overlap() -> None:
    site = site_of(
        ROOMS
        + """
sessions:
  a: {title: A, day: fri, start: 10:00, end: 11:00, rooms: [attic]}
  b: {title: B, day: fri, start: 10:30, end: 12:00, rooms: [attic]}
  c: {title: C, day: fri, start: 11:00, end: 12:00, rooms: [attic]}
  d: {title: D, day: fri, start: 12:00, end: 13:00, rooms: [cellar]}
  e: {title: E, day: sat, start: 12:00, end: 13:00, rooms: [attic]}
""",
        head=TWO_DAYS,
    )
    beside = [
        links(document(site, key), ".//nav[@class='neighbours']") for key in ("a", "c", "d", "e")
    ]
    assert beside == [{"C": "c.html"}, {"A": "a.html"}, {}, {}]


def test_a_session_that_is_gone_keeps_a_page_of_what_is_known() -> None:
    there = "a: {title: A, start: 10:00, end: 11:00, speakers: [Ana]}"
    other = "b: {title: B, start: 9:00, end: 10:00}"
    site = site_after(f"sessions: {{{there}, {other}}}", f"sessions: {{{other}}}")
    page = document(site, "a")
    assert words(page, ".//h1") == "A"
    assert words(page, ".//article/header//strong") == "Annulé"
    assert "Ana" in words(page)


def test_the_page_of_an_earlier_key_leads_to_the_new_one() -> None:
    site = site_after(
        "sessions: {old: {title: A, start: 10:00, end: 11:00}}",
        "sessions: {new: {title: A, was: [old], start: 10:00, end: 11:00}}",
        head=WITH_URL,
    )
    page = document(site, "old")
    assert page.findall(".//meta[@http-equiv='refresh']")[0].get("content") == "0; url=new.html"
    assert page.findall(".//link[@rel='canonical']")[0].get("href") == (
        "https://example.org/conf/fr/session/new.html"
    )
    assert page.findall(".//meta[@name='robots']")[0].get("content") == "noindex"
    assert list(links(page).values()) == ["new.html"]
    assert words(document(site, "new"), ".//h1") == "A"


def test_it_leads_back_to_its_place_in_the_agenda() -> None:
    page = document(one("title: A, start: 10:00, end: 11:00"), "a")
    assert links(page)["← Retour au programme"] == "../index.html#s-a"


def test_its_own_feed_can_be_had_as_a_copy_and_by_subscription() -> None:
    site = site_of("sessions: {a: {title: A, start: 10:00, end: 11:00}}", head=WITH_URL)
    addresses = set(links(document(site, "a")).values())
    assert "../../feeds/fr/session/a.ics" in addresses
    assert "webcal://example.org/conf/feeds/fr/session/a.ics" in addresses


def test_a_preview_has_nothing_to_subscribe_to() -> None:
    body = "sessions: {a: {title: A, start: 10:00, end: 11:00}}"
    page = made(sessions.leaves, site_of(body, is_preview=True))["fr/session/a.html"]
    assert b".ics" not in page


def test_it_can_be_picked_and_tells_scripts_when_it_is() -> None:
    page = document(one("title: A, start: 10:00, end: 11:00"), "a")
    article = page.findall(".//article")[0]
    start = datetime(2017, 6, 20, 8, tzinfo=UTC).timestamp() / 60
    told = [float(article.get(name) or "nan") for name in ("data-start", "data-end")]
    assert told == [start, start + 60]
    assert [each.get("data-pick") for each in page.findall(".//button[@data-pick]")] == [
        article.get("data-code")
    ]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x>', "a & b"])
def test_texts_are_shown_as_texts(text: str) -> None:
    quoted = text.replace("'", "''")
    site = one(
        f"title: '{quoted}', description: '{quoted}', notice: '{quoted}', tags: ['{quoted}'], "
        f"start: 10:00, end: 11:00, speakers: ['{quoted}']"
    )
    page = document(site, "a")
    assert words(page, ".//h1") == text
    assert page.findall(".//main//script") == []
    assert page.findall(".//main//img") == []


def test_engines_are_given_the_beginning_of_the_description() -> None:
    site = one(f"title: A, start: 10:00, end: 11:00, description: {'word ' * 100}")
    said = document(site, "a").findall(".//meta[@name='description']")[0].get("content") or ""
    assert said.startswith("word word")
    assert said.endswith("word …")
    assert len(said) <= 205


def test_messengers_are_given_a_card_only_where_it_has_an_address() -> None:
    body = "sessions: {a: {title: A, start: 10:00, end: 11:00}}"
    cards = [
        {
            meta.get("property"): meta.get("content")
            for meta in document(each, "a").findall(".//meta[@property]")
        }
        for each in (site_of(body), site_of(body, head=WITH_URL))
    ]
    assert cards[0]["og:title"] == "A – Conference"
    assert "og:image" not in cards[0]
    assert cards[1]["og:image"] == "https://example.org/conf/fr/card.svg"
    assert cards[1]["og:url"] == "https://example.org/conf/fr/session/a.html"


def test_reviewers_are_shown_what_is_wrong_with_it() -> None:
    document_of = read(
        """
        rooms: {attic: Attic}
        sessions:
          a: {title: A, start: 10:00, end: 11:00, rooms: [attic]}
          b: {title: B, start: 10:30, end: 11:30, rooms: [attic]}
        """
    )
    done = History().publish_programme(document_of.programme)
    found = check(document_of)
    page = document(site(document_of.programme, done, findings=found, is_preview=True), "a")
    messages = [finding.message for finding in found if "a" in finding.subject.sessions]
    assert messages
    shown = " ".join(words(each, ".") for each in page.findall(".//ul[@id='findings']"))
    assert all(" ".join(message.split()) in shown for message in messages)

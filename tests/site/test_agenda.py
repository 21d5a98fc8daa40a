"""The agenda: every session by day and by start, with what people should know of it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from lxml.html import HtmlElement

from builders import HEAD, TWO_DAYS
from coopsched.site import agenda
from coopsched.site.whole import Site
from documents import links, parsed, words
from sites import lets_coop_site, made, site_after, site_of

ROOMS = "rooms: {attic: Attic, cellar: Cellar, zoom: {name: Zoom, online: true}}\n"
REPEATED = """
sessions:
  a: {title: A, languages: [fr], start: 10:00, end: 11:00}
  b: {repeats: a, languages: [nl], start: 12:00, end: 13:00}
"""


def page(of: Site, language: str = "fr") -> HtmlElement:
    """Return the agenda in a language."""
    return parsed(made(agenda.leaves, of)[f"{language}/index.html"])


def session(document: HtmlElement, key: str) -> HtmlElement:
    """Return what stands for a session."""
    return document.get_element_by_id(f"s-{key}")


def told(element: HtmlElement) -> str:
    """Return what an element says, its white space folded."""
    return words(element, ".")


def parts(element: HtmlElement, name: str) -> list[str]:
    """Return what the parts of a class say."""
    return [told(part) for part in element.find_class(name)]


def keys(document: HtmlElement) -> list[str]:
    """Return the keys of the sessions on a page, in its order."""
    return [each.get("id", "").removeprefix("s-") for each in document.find_class("session")]


def scripted(document: HtmlElement) -> dict[str, Any]:
    """Return what the scripts of a page are given."""
    found: dict[str, Any] = json.loads(document.get_element_by_id("labels").text or "")
    return found


def minutes(moment: str) -> int:
    """Return the minutes from 1970 to a moment."""
    return (datetime.fromisoformat(moment) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(
        minutes=1
    )


def one(fields: str, *, more: str = "", language: str = "fr", head: str = HEAD) -> HtmlElement:
    """Return what stands for the only session of a programme."""
    return session(page(site_of(f"{more}sessions: {{a: {{{fields}}}}}", head=head), language), "a")


def test_each_edition_has_an_agenda_of_all_sessions() -> None:
    site = lets_coop_site()
    for language in ("fr", "nl", "en"):
        found = keys(page(site, language))
        assert sorted(found) == sorted(each.key for each in site.programme.sessions)


def test_sessions_stand_by_start_those_of_one_time_by_room_and_as_the_file_has_them() -> None:
    body = f"""
    {ROOMS.strip()}
    sessions:
      late: {{title: Late, start: 12:00, end: 13:00}}
      second: {{title: Second, start: 10:00, end: 11:00, rooms: [cellar]}}
      first: {{title: First, start: 10:00, end: 11:00, rooms: [attic]}}
      z: {{title: Z, start: 09:00, end: 10:00}}
      y: {{title: Y, start: 09:00, end: 10:00}}
    """
    document = page(site_of(body))
    assert keys(document) == ["z", "y", "first", "second", "late"]
    assert [told(hour.findall("h3")[0]) for hour in document.find_class("hour")] == [
        "09:00",
        "10:00",
        "12:00",
    ]


def test_past_midnight_stands_under_the_evening_before_and_says_so() -> None:
    body = """
    sessions:
      morning: {title: Morning, day: sat, start: 10:00, end: 11:00}
      night: {title: Night, day: fri, start: 24:30, end: 25:30}
      evening: {title: Evening, day: fri, start: 23:00, end: 24:00}
    """
    document = page(site_of(body, head=TWO_DAYS))
    friday, saturday = document.find_class("day")
    assert (keys(friday), keys(saturday)) == (["evening", "night"], ["morning"])
    assert told(friday.find_class("hour")[1].findall("h3")[0]) == "00:30 le lendemain"
    assert session(document, "night").get("data-day") == "2026-05-15"


def test_days_are_jumped_to_where_there_are_several() -> None:
    body = """
    sessions:
      a: {title: A, day: fri, start: 10:00, end: 11:00}
      b: {title: B, day: sat, start: 10:00, end: 11:00}
    """
    document = page(site_of(body, head=TWO_DAYS))
    (jumps,) = document.find_class("days")
    assert links(jumps, ".") == {
        "ven. 15 mai": "#day-2026-05-15",
        "sam. 16 mai": "#day-2026-05-16",
    }
    assert [
        told(heading) for day in document.find_class("day") for heading in day.findall("h2")
    ] == [
        "vendredi 15 mai 2026",
        "samedi 16 mai 2026",
    ]
    assert not page(lets_coop_site()).find_class("days")


def test_what_is_permanent_stands_on_top_of_the_first_day() -> None:
    document = page(lets_coop_site(), "nl")
    (band,) = document.find_class("permanent")
    assert keys(band) == keys(document)[:1] == ["en-permanence"]
    assert told(band.findall("h3")[0]) == "Doorlopend"
    assert session(document, "en-permanence").get("data-start") is None


def test_what_is_permanent_on_some_days_says_on_which() -> None:
    found = one("title: A, permanent: true, day: sat", head=TWO_DAYS)
    assert parts(found, "when") == ["samedi 16 mai 2026"]


def test_a_programme_of_nothing_timed_shows_what_is_permanent() -> None:
    assert keys(page(site_of("sessions: {a: {title: A, permanent: true}}"))) == ["a"]


def test_a_programme_without_sessions_has_an_agenda() -> None:
    document = page(site_of("sessions: {}"))
    assert keys(document) == []
    assert scripted(document)["agenda_last"] is None


def test_scripts_know_a_session_by_its_data() -> None:
    found = one(
        "title: A, start: 10:00, end: 11:30, rooms: [attic, cellar], track: soil, kind: panel, "
        "languages: [fr], interpretation: [nl], captions: [fr, en], speakers: [ana, bo]",
        more=f"{ROOMS}tracks: {{soil: {{title: Soil}}}}\nspeakers: {{ana: Ana, bo: Bo}}\n",
    )
    data = {name: value for name, value in found.attrib.items() if name.startswith("data-")}
    assert data.pop("data-code")
    assert data == {
        "data-start": str(minutes("2017-06-20T08:00Z")),
        "data-end": str(minutes("2017-06-20T09:30Z")),
        "data-day": "2017-06-20",
        "data-rooms": "attic cellar",
        "data-track": "soil",
        "data-kind": "panel",
        "data-languages": "fr nl en",
        "data-speakers": "ana bo",
        "data-status": "confirmed",
    }


def test_a_title_is_in_its_own_language_and_names_its_link_with_time_and_room() -> None:
    found = one(
        "title: {nl: Opening}, start: 10:00, end: 11:00, rooms: [attic]", more=ROOMS
    ).findall(".//h4/a")[0]
    assert told(found) == "Opening, 10:00–11:00, Attic"
    assert found.get("href") == "session/a.html"
    assert found.findall("bdi")[0].get("lang") == "nl"


def test_who_speaks_where_and_on_what_are_links() -> None:
    found = one(
        "title: A, start: 10:00, end: 11:00, rooms: [attic], track: soil, "
        "speakers: [{speaker: ana, role: chair, affiliation: UCL}]",
        more=f"{ROOMS}tracks: {{soil: {{title: Soil}}}}\nspeakers: {{ana: Ana}}\n",
        language="nl",
    )
    assert {"Attic": "room/attic.html", "Ana": "speaker/ana.html"}.items() <= links(
        found, "."
    ).items()
    assert links(found, ".")["Soil"] == "track/soil.html"
    assert parts(found, "people") == ["Ana voorzitterschap, UCL"]
    assert "track-1" in (found.get("class") or "").split()


def test_what_is_online_says_so() -> None:
    found = one("title: A, start: 10:00, end: 11:00, rooms: [zoom]", more=ROOMS)
    assert parts(found, "room") == ["Zoom"]


def test_languages_are_told_where_there_are_several() -> None:
    fields = "title: A, start: 10:00, end: 11:00, languages: [fr]"
    assert parts(one(fields), "tag") == []
    assert parts(one(f"{fields}, interpretation: [nl], captions: [en]"), "tag") == [
        "français",
        "interprétation en néerlandais",
        "sous-titrage en anglais",
    ]


def test_a_kind_is_told_where_it_says_something() -> None:
    for kind, said in (("workshop", ["Atelier"]), ("talk", []), ("other", [])):
        found = one(f"title: A, kind: {kind}, start: 10:00, end: 11:00")
        assert parts(found, "kind") == said


def test_what_has_no_end_says_that_nobody_gave_one() -> None:
    found = one("title: A, start: 10:00")
    assert parts(found, "when") == ["10:00 heure de fin non communiquée"]
    assert told(found.findall(".//h4/a")[0]) == "A, 10:00"
    assert int(found.get("data-end") or 0) == int(found.get("data-start") or 0) + 60


def test_other_showings_are_links_with_their_language() -> None:
    document = page(site_of(REPEATED))
    assert parts(session(document, "a"), "also") == ["Aussi à A, 12:00 (néerlandais)"]
    assert parts(session(document, "b"), "also") == ["Aussi à A, 10:00 (français)"]
    assert links(session(document, "a"), ".")["A, 12:00"] == "session/b.html"
    first = session(document, "a").get("data-code")
    assert [session(document, key).get("data-group") for key in "ab"] == [first, first]


def test_a_showing_on_another_day_says_on_which() -> None:
    body = """
    sessions:
      a: {title: A, day: fri, start: 10:00, end: 11:00}
      b: {repeats: a, day: sat, start: 12:00, end: 13:00}
    """
    document = page(site_of(body, head=TWO_DAYS))
    assert parts(session(document, "a"), "also") == ["Aussi le sam. 16 mai à A, 12:00"]


def test_a_showing_that_is_not_held_is_not_offered() -> None:
    body = REPEATED.replace("repeats: a,", "repeats: a, status: cancelled,")
    assert parts(session(page(site_of(body)), "a"), "also") == []


def test_cancelled_moved_and_tentative_are_words() -> None:
    first = """
    sessions:
      a: {title: A, start: 10:00, end: 11:00}
      b: {title: B, start: 10:00, end: 11:00}
      c: {title: C, start: 10:00, end: 11:00, status: tentative}
    """
    second = first.replace("a: {title: A,", "a: {title: A, status: cancelled,").replace(
        "b: {title: B, start: 10:00, end: 11:00", "b: {title: B, start: 11:00, end: 12:00"
    )
    document = page(site_after(first, second), "nl")
    assert parts(session(document, "a"), "news") == ["Geannuleerd op dinsdag 2 mei 2017."]
    assert parts(session(document, "b"), "news") == [
        "Gewijzigd op dinsdag 2 mei 2017: voorheen 10:00–11:00."
    ]
    assert parts(session(document, "c"), "news") == ["Onder voorbehoud."]
    assert session(document, "a").get("data-status") == "cancelled"


def test_what_is_replaced_links_to_what_replaces_it() -> None:
    first = "sessions: {old: {title: Old, start: 10:00, end: 11:00}}"
    second = """
    sessions:
      old: {title: Old, status: cancelled, start: 10:00, end: 11:00}
      new: {title: New, replaces: [old], start: 10:00, end: 11:00}
    """
    found = session(page(site_after(first, second), "nl"), "old")
    assert parts(found, "news")[1] == "In plaats daarvan: New"
    assert links(found, ".")["New"] == "session/new.html"


def test_what_left_the_programme_stays_as_cancelled() -> None:
    stays = "sessions: {b: {title: B, start: 12:00, end: 13:00}"
    site = site_after(f"{stays}, a: {{title: A, start: 10:00, end: 11:00}}}}", f"{stays}}}")
    assert session(page(site), "a").get("data-status") == "cancelled"


def test_filters_offer_what_leaves_something_out() -> None:
    body = f"""
    {ROOMS.strip()}
    sessions:
      a: {{title: A, languages: [fr], start: 10:00, end: 11:00, rooms: [cellar], kind: panel}}
      b: {{title: B, languages: [fr], start: 10:00, end: 11:00, rooms: [attic], kind: panel}}
    """
    document = page(site_of(body), "nl")
    offered = {
        select.get("name"): [(each.get("value"), each.text) for each in select.findall("option")]
        for select in document.findall(".//select")
    }
    assert offered == {"room": [("", "Alle"), ("attic", "Attic"), ("cellar", "Cellar")]}


def test_without_scripts_rooms_and_tracks_are_reached_by_links() -> None:
    body = f"""
    {ROOMS.strip()}
    tracks: {{soil: {{title: Soil}}, air: {{title: Air}}}}
    sessions:
      a: {{title: A, start: 10:00, end: 11:00, rooms: [cellar], track: soil}}
      b: {{title: B, start: 10:00, end: 11:00, rooms: [attic], track: air}}
    """
    found = [links(each, ".") for each in page(site_of(body)).find_class("by")]
    assert found == [
        {"Air": "track/air.html", "Soil": "track/soil.html"},
        {"Attic": "room/attic.html", "Cellar": "room/cellar.html"},
    ]


def test_every_field_has_a_label_and_the_count_is_announced() -> None:
    document = page(lets_coop_site())
    labelled = {label.get("for") for label in document.findall(".//label")}
    fields = {
        field.get("id") for name in ("input", "select") for field in document.findall(f".//{name}")
    }
    assert {"q", "f-language", "f-kind", "f-speaker"} <= fields & labelled
    assert document.get_element_by_id("count").get("role") == "status"


def test_scripts_say_when_it_begins_and_that_it_took_place() -> None:
    found = scripted(page(lets_coop_site()))
    assert found["agenda_before"] == "Le programme commence le mardi 20 juin 2017 à 09:00."
    assert found["agenda_over"] == "A eu lieu le mardi 20 juin 2017"
    assert found["agenda_last"] == minutes("2017-06-20T16:30Z")  # the drink has no end
    assert found["agenda_titles"] == {
        "all": "Programme",
        "now": "En ce moment",
        "mine": "Mon programme",
    }


def test_a_programme_that_is_over_took_place() -> None:
    document = page(lets_coop_site(is_over=True), "nl")
    assert parts(document, "dates")[0].startswith("Vond op dinsdag 20 juni 2017 plaats")


def test_text_of_a_programme_is_text() -> None:
    title = "</script><b>\" onclick='x' &amp;"
    document = page(
        site_of(f"sessions: {{a: {{title: {json.dumps(title)}, start: 10:00, end: 11:00}}}}")
    )
    assert told(session(document, "a").findall(".//bdi")[0]) == title
    assert not session(document, "a").findall(".//b")


def test_a_preview_names_no_feed() -> None:
    address = "../feeds/fr/programme.ics"
    for is_preview in (False, True):
        document = page(lets_coop_site(is_preview=is_preview))
        feeds = [link.get("href") for link in document.findall(".//link[@type='text/calendar']")]
        assert feeds == ([] if is_preview else [address])


@pytest.mark.parametrize("number", [1, 151])
def test_only_long_agendas_are_laid_out_piece_by_piece(number: int) -> None:
    sessions = ", ".join(f"s{i}: {{title: T, start: 10:00, end: 11:00}}" for i in range(number))
    document = page(site_of(f"sessions: {{{sessions}}}"))
    assert bool(document.find_class("is-long")) == (number > 150)


def test_equal_marks_are_equal_pages() -> None:
    one, other = lets_coop_site(), lets_coop_site()
    for a, b in zip(agenda.leaves(one), agenda.leaves(other), strict=True):
        assert (a.path, a.mark, a.make()) == (b.path, b.mark, b.make())


def test_the_order_of_rooms_is_in_the_mark() -> None:
    body = """
    sessions:
      a: {title: A, start: 10:00, end: 11:00, rooms: [attic]}
      b: {title: B, start: 10:00, end: 11:00, rooms: [cellar]}
    """
    one, other = (
        site_of(body, head=HEAD + rooms)
        for rooms in (
            "rooms: {attic: Attic, cellar: Cellar}\n",
            "rooms: {cellar: Cellar, attic: Attic}\n",
        )
    )
    assert keys(page(one)) == keys(page(other))[::-1]
    assert {leaf.mark for leaf in agenda.leaves(one)}.isdisjoint(
        leaf.mark for leaf in agenda.leaves(other)
    )

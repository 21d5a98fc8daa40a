"""The timetable: each session where its time and its room are, and no two on one place."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from builders import TWO_DAYS, programme_of
from coopsched.site import grid
from coopsched.site.whole import Site
from publications import History
from sites import lets_coop_site, made, site, site_after, site_of

BODY = """\
rooms: {attic: Attic, hall: Hall, yard: Yard}
tracks: {soil: {title: Soil, colour: green}}
speakers: {ana: Ana Pérez}
sessions:
  breakfast: {title: Breakfast, kind: meal, start: 09:00, end: 10:00}
  a: {title: First, start: 10:00, end: 11:00, rooms: [attic], speakers: [ana], track: soil}
  b: {title: Second, start: 10:30, end: 12:00, rooms: [hall]}
  both: {title: Both, start: 13:00, end: 14:00, rooms: [attic, hall]}
  apart: {title: Apart, start: 15:00, end: 16:00, rooms: [attic, yard]}
  shop: {title: Shop, permanent: true}
"""


class Stood(NamedTuple):
    """Where a block stands: rows and columns from 1, both ends included."""

    key: str
    rows: tuple[int, int]
    columns: tuple[int, int]


def page_of(of: Site, language: str = "fr") -> html.HtmlElement:
    """Return the timetable of a language."""
    return html.fromstring(made(grid.leaves, of)[f"{language}/grid.html"].decode())


def rules(of: Site) -> dict[str, int]:
    """Return the number in the rule of each class that gives a place."""
    text = made(grid.leaves, of)["assets/places.css"].decode()
    found = re.findall(
        r"\.(\w+)\{(?:grid-(?:row|column)-(?:start|end):(?:span )?|--\w+:)(\d+)\}", text
    )
    assert len(found) == len(text.splitlines())
    return {name: int(number) for name, number in found}


def stood(of: Site, day: html.HtmlElement) -> Iterator[Stood]:
    """Yield where the blocks of a day stand, by the style sheet."""
    numbers = rules(of)
    for block in day.xpath(".//div[@class='grid-cells']//li"):
        place = {name[0]: numbers[name] for name in block.get("class").split() if name in numbers}
        (address,) = block.xpath(".//p[@class='title']/a/@href")
        yield Stood(
            address.removeprefix("session/").removesuffix(".html"),
            (place["r"], place["r"] + place["e"] - 1),
            (place["c"], place["c"] + place["w"] - 1),
        )


def only_day(of: Site) -> dict[str, Stood]:
    """Return where blocks stand on the only day, by key."""
    (day,) = page_of(of).xpath("//section[@class='grid-day']")
    return {each.key: each for each in stood(of, day)}


def test_a_row_is_five_minutes_and_a_column_is_a_room() -> None:
    found = only_day(site_of(BODY))
    assert found["a"] == Stood("a", (13, 24), (1, 1))
    assert found["b"] == Stood("b", (19, 36), (2, 2))


def test_a_break_without_a_room_crosses_all_columns() -> None:
    assert only_day(site_of(BODY))["breakfast"] == Stood("breakfast", (1, 12), (1, 3))


def test_rooms_side_by_side_share_a_block_and_others_have_one_each() -> None:
    found = site_of(BODY)
    (day,) = page_of(found).xpath("//section[@class='grid-day']")
    blocks = list(stood(found, day))
    assert [each.columns for each in blocks if each.key == "both"] == [(1, 2)]
    assert sorted(each.columns for each in blocks if each.key == "apart") == [(1, 1), (3, 3)]


def test_a_block_tells_scripts_what_the_contract_says() -> None:
    (block,) = page_of(site_of(BODY)).xpath("//li[@data-speakers='ana']")
    told = {name: value for name, value in block.attrib.items() if name.startswith("data-")}
    assert re.fullmatch("[a-z2-7]{7}", told.pop("data-code"))
    assert told == {
        "data-start": str(1497945600 // 60),
        "data-end": str(1497949200 // 60),
        "data-day": "2017-06-20",
        "data-rooms": "attic",
        "data-track": "soil",
        "data-kind": "talk",
        "data-languages": "",
        "data-speakers": "ana",
        "data-status": "confirmed",
    }
    assert "track-1" in block.get("class").split()


def test_a_link_is_named_by_title_time_and_room() -> None:
    (link,) = page_of(site_of(BODY)).xpath("//a[@href='session/both.html']")
    assert link.text_content() == "Both, 13:00–14:00, Attic, Hall"


def test_columns_are_lists_named_by_their_rooms() -> None:
    page = page_of(site_of(BODY))
    names = {each.get("id"): each.text_content().strip() for each in page.xpath("//h3[@id]")}
    lists = page.xpath("//div[@class='grid-cells']/ul/@aria-labelledby")
    assert [names[each] for each in lists] == ["Attic", "Hall", "Yard"]


def test_the_region_can_be_scrolled_by_keyboard_and_says_what_it_is() -> None:
    (region,) = page_of(site_of(BODY)).xpath("//div[@role='region']")
    assert region.get("tabindex") == "0"
    assert region.get("aria-label") == "Grille horaire, mardi 20 juin 2017"


def test_what_is_open_all_day_stands_in_a_band_above() -> None:
    page = page_of(site_of(BODY))
    assert page.xpath("//section[@class='band']//a/@href") == ["session/shop.html"]
    assert "shop" not in only_day(site_of(BODY))


def test_what_is_cancelled_or_gone_is_listed_and_not_drawn() -> None:
    cancelled = BODY.replace("rooms: [hall]}", "rooms: [hall], status: cancelled}")
    gone = cancelled.replace(next(x for x in BODY.splitlines(keepends=True) if "First" in x), "")
    page = page_of(site_after(BODY, gone))
    listed = page.xpath("//section[@class='called-off']//li")
    assert [each.get("data-status") for each in listed] == ["cancelled", "cancelled"]
    assert [each.xpath(".//strong")[0].text_content() for each in listed] == ["Annulé", "Annulé"]
    assert set(only_day(site_after(BODY, gone))) == {"breakfast", "both", "apart"}


def test_drafts_are_nowhere() -> None:
    draft = BODY.replace("title: Second", "title: Hidden, status: draft")
    assert all(b"Hidden" not in data for data in made(grid.leaves, site_of(draft)).values())


def test_past_midnight_the_evening_goes_on_and_says_which_day_it_is() -> None:
    body = """\
    sessions:
      party: {title: Party, day: fri, start: 23:00, end: 01:00}
      late: {title: Late, day: fri, start: 00:30, end: 01:30}
    """
    found = site_of(body, head=TWO_DAYS)
    (day,) = page_of(found).xpath("//section[@class='grid-day']")
    assert day.get("data-day") == "2026-05-15"
    assert {each.key: each.rows for each in stood(found, day)} == {
        "party": (1, 24),
        "late": (19, 30),
    }
    axis = [" ".join(each.itertext()) for each in day.xpath(".//div[@class='grid-axis']/span")]
    assert axis == ["23:00", "00:00 sam. 16 mai", "01:00"]
    (link,) = day.xpath(".//a[@href='session/late.html']")
    assert link.text_content() == "Late, 00:30–01:30, samedi 16 mai 2026"


def test_a_camp_of_a_week_is_cut_and_says_until_when_it_lasts() -> None:
    body = """\
    sessions:
      camp: {title: Camp, start: 2017-06-20T10:00, end: 2017-06-27T18:00}
    """
    (block,) = page_of(site_of(body)).xpath("//div[@class='grid-cells']//li")
    assert "jusqu’au 27 juin 2017, 18:00" in block.text_content()
    assert rules(site_of(body))["m240"] == 240  # from ten until six, a row each five minutes


def test_a_session_without_an_end_says_so() -> None:
    (block,) = page_of(site_of("sessions: {a: {title: A, start: 10:00}}")).xpath(
        "//div[@class='grid-cells']//li"
    )
    assert "is-open" in block.get("class")
    assert "Heure de fin non communiquée" in block.text_content()


def test_a_programme_without_times_has_a_timetable_that_says_so() -> None:
    page = page_of(site_of("sessions: {a: {title: A, permanent: true}}"))
    assert "Aucune session n’a encore d’horaire." in page.text_content()


def test_a_programme_without_rooms_stands_in_lanes() -> None:
    found = lets_coop_site()
    blocks = only_day(found)
    assert len(blocks) == 22
    assert max(each.columns[1] for each in blocks.values()) == 9
    assert not page_of(found).xpath("//div[@class='grid-heads']")


def test_no_block_has_a_style_of_its_own() -> None:
    assert not page_of(site_of(BODY)).xpath("//*[@style]")


def test_moving_a_session_changes_the_places_of_the_timetable_and_no_other_style() -> None:
    moved = site_after(BODY, BODY.replace("10:30, end: 12:00", "10:35, end: 12:05"))
    assert rules(site_of(BODY)) != rules(moved)


_STARTS = st.integers(0, 24 * 12 - 1).map(lambda row: row * 5)
_LENGTHS = st.sampled_from((5, 10, 30, 45, 60, 90, 600))
_SESSIONS = st.lists(
    st.tuples(_STARTS, _LENGTHS, st.sets(st.sampled_from(("attic", "hall", "yard")), max_size=2)),
    min_size=1,
    max_size=12,
)


@given(_SESSIONS)
def test_nothing_is_left_out_and_nothing_lies_on_another(
    sessions: list[tuple[int, int, set[str]]],
) -> None:
    written = {
        f"s{i}": {
            "title": f"S{i}",
            "start": f"2017-06-20T{start // 60:02}:{start % 60:02}",
            "minutes": minutes,
            "rooms": sorted(rooms),
        }
        for i, (start, minutes, rooms) in enumerate(sessions)
    }
    version = programme_of(
        written,
        days=(),
        rooms={"attic": "Attic", "hall": "Hall", "yard": "Yard"},
        languages=("en",),
    )
    found = site(version, History().publish_programme(version))
    drawn: set[str] = set()
    for day in page_of(found, "en").xpath("//section[@class='grid-day']"):
        blocks = list(stood(found, day))
        drawn |= {each.key for each in blocks}
        for one, other in combinations(blocks, 2):
            apart = one.rows[1] < other.rows[0] or other.rows[1] < one.rows[0]
            beside = one.columns[1] < other.columns[0] or other.columns[1] < one.columns[0]
            assert apart or beside, (one, other)
    assert drawn == set(written)

"""The site where no script runs: everything is there to be read, and nothing that does nothing."""

from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest

from browser.driving import NARROW, Visiting, expect
from browser.pages import LEADING, PAGES, sticking_out

STAYING = sorted({path.partition("#")[0] for path in PAGES.values()} - set(LEADING))


@pytest.mark.parametrize("path", STAYING)
def test_no_control_is_shown_that_would_do_nothing(visiting: Visiting, path: str) -> None:
    page = visiting("everything", script=False).open(path)
    dead = "button:visible, select:visible, input:visible, form:visible, a[href='#mine']:visible"
    assert page.locator(dead).count() == 0
    assert page.locator("a[data-page=mine]:visible, a[data-page=now]:visible").count() == 0
    assert page.locator("h1:visible").count() == 1
    assert sticking_out(page) == []


def test_the_agenda_holds_every_session_with_time_and_room(visiting: Visiting) -> None:
    page = visiting("everything", script=False, size=NARROW).open("en/index.html")
    shown = page.locator(".agenda .session:visible")
    assert shown.count() == page.locator(".agenda .session").count() > 25
    text = page.locator("main").inner_text()
    for said in ("How mills turn", "11:00", "12:30", "Great Hall", "Ana Pérez", "The fair itself"):
        assert said in text
    expect(page.locator("#s-falls")).to_contain_text("ancelled")
    expect(page.locator("#s-falls")).to_contain_text("Ana is ill")
    expect(page.locator("#s-moves")).to_contain_text("14:00")


def test_one_walks_from_page_to_page(visiting: Visiting) -> None:
    page = visiting("everything", script=False).open("index.html")
    page.get_by_role("link", name="English").first.click()
    page.locator("#s-mills h4 a, #s-mills a").first.click()
    expect(page.locator("h1")).to_have_text("How mills turn")
    page.get_by_role("main").get_by_role("link", name="Ana Pérez").first.click()
    expect(page.locator("h1")).to_contain_text("Ana Pérez")
    page.get_by_role("main").get_by_role("link", name="It moves").first.click()
    expect(page.locator("h1")).to_have_text("It moves")
    page.get_by_role("navigation").get_by_role("link", name="Timetable").click()
    expect(page.locator("h1")).to_have_text("Timetable")
    page.get_by_role("link", name="Français").click()
    expect(page.locator("h1")).to_have_text("Grille horaire")


def test_rooms_and_tracks_have_pages_instead_of_filters(visiting: Visiting) -> None:
    page = visiting("everything", script=False).open("en/index.html")
    page.locator(".without-script").get_by_role("link", name="Great Hall").first.click()
    expect(page.locator("h1")).to_contain_text("Great Hall")
    expect(page.get_by_role("main")).to_contain_text("How mills turn")


def test_feeds_are_fetched_by_their_links(visiting: Visiting, site: Callable[[str], Path]) -> None:
    visitor = visiting("everything", script=False)
    page = visitor.open("en/subscribe.html")
    found = page.eval_on_selector_all("a[href$='.ics']", "(all) => all.map((each) => each.href)")
    own = sorted({each for each in found if each.startswith(visitor.address)})
    assert own
    for address in own:
        answer = visitor.context.request.get(address)
        assert answer.ok, address
        assert answer.headers["content-type"].startswith("text/calendar")
        icalendar.Calendar.from_ical(answer.body())

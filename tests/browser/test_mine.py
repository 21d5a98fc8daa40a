"""My programme: picked, kept, shared, taken along; and what of it clashes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest

from browser.driving import PHONE, Page, Visiting, Visitor, expect
from browser.serving import serving

AGENDA = "en/index.html"
MINE = "en/index.html#mine"
BRUSSELS = ZoneInfo("Europe/Brussels")


def pick(page: Page, *keys: str) -> None:
    """Press the buttons of sessions on the agenda."""
    for key in keys:
        button = page.locator(f"#s-{key} .pick")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")


def mine(visitor: Visitor, *keys: str) -> Page:
    """Return the page of one's own programme, once these sessions are picked."""
    page = visitor.open(AGENDA)
    pick(page, *keys)
    page.locator(".pages a[data-page=mine]").click()
    expect(page.locator("h1")).to_have_text("My programme")
    return page


def shown(page: Page) -> set[str]:
    """Return the keys of the sessions that are to be seen."""
    return {
        each.removeprefix("s-")
        for each in page.eval_on_selector_all(
            ".agenda .session",
            "(all) => all.filter((each) => each.checkVisibility()).map((each) => each.id)",
        )
    }


def code(page: Page, key: str) -> str:
    """Return the short name of a session."""
    return page.locator(f"#s-{key}").get_attribute("data-code") or ""


def test_at_first_it_says_how_to_pick(visiting: Visiting) -> None:
    page = visiting("everything").open(MINE)
    expect(page.locator("#my-programme")).to_contain_text("You have picked nothing yet")
    assert shown(page) == set()


def test_what_is_picked_is_shown_alone_and_survives(visiting: Visiting) -> None:
    visitor = visiting("everything")
    page = mine(visitor, "opening", "fair", "later")
    assert shown(page) == {"opening", "fair", "later"}
    expect(page.locator("#count")).to_have_text("3 sessions")
    page.reload()
    assert shown(page) == {"opening", "fair", "later"}
    assert shown(visitor.open(MINE)) == {"opening", "fair", "later"}
    french = visitor.open("fr/index.html#mine")
    assert shown(french) == {"opening", "fair", "later"}


def test_a_session_is_picked_wherever_it_stands(visiting: Visiting) -> None:
    visitor = visiting("everything")
    for path in ("en/session/opening.html", "en/grid.html"):
        page = visitor.open(path)
        buttons = page.locator(".pick:visible")
        assert buttons.count() > 0
    visitor.open("en/session/opening.html").locator(".pick").first.click()
    grid = visitor.open("en/grid.html")
    grid.locator(".session:has(a[href='session/sunday.html']) .pick").click()
    page = visitor.open(MINE)
    assert shown(page) == {"opening", "sunday"}


def test_two_tabs_tell_each_other(visiting: Visiting) -> None:
    visitor = visiting("everything")
    one, other = visitor.open(AGENDA), visitor.open(AGENDA)
    pick(one, "opening")
    expect(other.locator("#s-opening .pick")).to_have_attribute("aria-pressed", "true")
    pick(other, "sunday")
    expect(one.locator("#s-sunday .pick")).to_have_attribute("aria-pressed", "true")


def test_a_clash_is_told_at_once_and_in_words(visiting: Visiting) -> None:
    page = visiting("everything").open(AGENDA)
    pick(page, "mills")
    assert page.locator(".clash").count() == 0
    pick(page, "weaving")
    expect(page.locator("#s-weaving .clash")).to_contain_text("How mills turn")
    expect(page.locator("#s-weaving .clash")).to_contain_text("11:30–12:00")
    expect(page.locator("#s-mills .clash")).to_contain_text("Tisser à l'été")
    page.locator("#s-mills .pick").click()
    assert page.locator(".clash").count() == 0


@pytest.mark.parametrize(
    "keys",
    [
        ("opening", "mills"),  # one ends when the other begins
        ("weaving", "dashing"),
        ("falls", "moves"),  # one is cancelled
        ("fair", "opening"),  # one is there all day
    ],
)
def test_what_does_not_clash_is_not_said_to(visiting: Visiting, keys: tuple[str, str]) -> None:
    page = mine(visiting("everything"), *keys)
    assert page.locator(".clash").count() == 0
    expect(page.locator(".mine-clashes")).to_be_hidden()


def test_what_is_held_past_midnight_clashes(visiting: Visiting) -> None:
    page = mine(visiting("everything"), "late", "later")
    expect(page.locator(".mine-clashes")).to_contain_text("00:30–01:00")


def test_another_showing_is_offered_taken_and_given_back(visiting: Visiting) -> None:
    page = mine(visiting("everything"), "mills", "weaving")
    clashes = page.locator(".mine-clashes")
    expect(clashes).to_contain_text("1 clash")
    take = clashes.get_by_role("button", name="14:00")
    expect(take).to_have_count(1)
    take.click()
    expect(clashes).to_be_hidden()
    assert shown(page) == {"mills-again", "weaving"}
    page.locator(".mine-undo").get_by_role("button").click()
    expect(clashes).to_be_visible()
    assert shown(page) == {"mills", "weaving"}


def test_a_showing_that_clashes_too_is_not_offered(visiting: Visiting) -> None:
    page = visiting("everything").open(AGENDA)
    pick(page, "mills-again", "opening")
    # The other showing is at 11:00: with one more at that time it is no way out.
    pick(page, "weaving", "mills")
    page.locator(".pages a[data-page=mine]").click()
    expect(page.locator(".mine-clashes")).to_contain_text("1 clash")
    assert page.locator(".mine-clashes").get_by_role("button").count() == 0


def test_a_shared_programme_leaves_ones_own_alone(visiting: Visiting) -> None:
    page = mine(visiting("everything"), "opening", "mills")
    address = page.locator("#mine-link").input_value()
    assert address.endswith(
        f"#mine={'.'.join(sorted((code(page, 'opening'), code(page, 'mills'))))}"
    )
    friend = visiting("everything")
    there = friend.open(AGENDA)
    pick(there, "sunday")
    there.goto(address)
    assert shown(there) == {"opening", "mills"}
    expect(there.locator(".mine-shared")).to_be_visible()
    assert shown(friend.open(MINE)) == {"sunday"}
    there.locator("[data-mine=add]").click()
    expect(there.locator("#count")).to_have_text("3 sessions")
    assert shown(there) == {"opening", "mills", "sunday"}


def test_a_shared_programme_replaces_ones_own_where_that_is_asked_for(visiting: Visiting) -> None:
    friend = visiting("everything")
    page = friend.open(AGENDA)
    pick(page, "sunday")
    codes = code(page, "opening")
    page.goto(f"{friend.address}{AGENDA}#mine={codes}.zzzzzzz")
    assert shown(page) == {"opening"}
    expect(page.locator(".mine-gone")).to_contain_text("1 session")
    page.locator("[data-mine=replace]").click()
    expect(page.locator("#count")).to_have_text("1 session")
    assert shown(friend.open(MINE)) == {"opening"}


def downloaded(page: Page) -> icalendar.Calendar:
    """Press the button for a copy; return the calendar."""
    with page.expect_download() as waiting:
        page.locator("[data-mine=download]").click()
    assert waiting.value.suggested_filename == "everything.ics"
    return icalendar.Calendar.from_ical(waiting.value.path().read_bytes())


def told(calendar: icalendar.Calendar) -> set[tuple[str, ...]]:
    """Return what a calendar tells: UIDs, times in Brussels, titles and places."""
    return {
        (
            str(each["UID"]),
            clock(each.decoded("DTSTART")),
            clock(each.decoded("DTEND")),
            str(each["SUMMARY"]),
            str(each.get("LOCATION", "")).partition(",")[0],
        )
        for each in calendar.walk("VEVENT")
    }


def clock(moment: object) -> str:
    """Return a moment as a clock in Brussels shows it, or a date."""
    if isinstance(moment, datetime):
        return moment.astimezone(BRUSSELS).strftime("%Y-%m-%d %H:%M")
    return str(moment)


TRUTH = {
    ("mills@everything", "2026-05-15 11:00", "2026-05-15 12:30", "How mills turn", "Great Hall"),
    ("later@everything", "2026-05-16 00:30", "2026-05-16 01:00", "Half past midnight", "Attic"),
    ("hebrew@everything", "2026-05-15 13:30", "2026-05-15 14:15", "[HE] שוק לילה, 3 (PA)", "Attic"),
    ("old-key@everything", "2026-05-15 19:30", "2026-05-15 20:00", "Known by another key", "Attic"),
}
"""By hand, as calendars are to show it; a key of its own stays in the UID."""
PICKED = ("mills", "later", "hebrew", "new-key")


def test_the_copy_holds_the_truth(visiting: Visiting) -> None:
    page = mine(visiting("everything", size=PHONE), *PICKED)
    assert told(downloaded(page)) == TRUTH


def test_the_copy_is_made_of_the_very_events_that_feeds_hold(
    visiting: Visiting, site: Callable[[str], Path]
) -> None:
    calendar = downloaded(mine(visiting("everything"), *PICKED))
    feed = site("everything") / "feeds" / "en" / "programme.ics"
    own = icalendar.Calendar.from_ical(feed.read_bytes())
    events = {str(each["UID"]): each.to_ical() for each in own.walk("VEVENT")}
    for each in calendar.walk("VEVENT"):
        assert each.to_ical() == events[str(each["UID"])]


def test_from_a_disk_the_copy_holds_the_truth_too(
    visiting: Visiting, site: Callable[[str], Path]
) -> None:
    page = mine(visiting(site("everything").as_uri() + "/"), *PICKED)
    link = page.locator("#mine-link").input_value()
    assert link.startswith("https://fair.example.org/2026/en/index.html#mine=")
    found = {(uid, start, end) for uid, start, end, *_ in told(downloaded(page))}
    assert found == {(uid, start, end) for uid, start, end, *_ in TRUTH}


def test_a_server_that_answers_is_asked_for_just_these(visiting: Visiting) -> None:
    page = mine(visiting("everything"), "opening", "mills")
    codes = ".".join(sorted((code(page, "opening"), code(page, "mills"))))
    address = f"my.example.org/fair/en/{codes}.ics"
    links = (
        page.locator("#my-programme")
        .get_by_role("link")
        .evaluate_all("(all) => all.map((each) => decodeURIComponent(each.href))")
    )
    assert any(each == f"webcal://{address}" for each in links)
    assert any("calendar.google.com" in each and address in each for each in links)
    assert any("outlook" in each and address in each for each in links)


def test_without_a_server_there_is_a_copy_and_the_feed_of_each(visiting: Visiting) -> None:
    visitor = visiting("letscoop", locale="fr-BE")
    page = visitor.open("fr/index.html")
    pick(page, "etre-societaire", "futur-du-travail")
    page.goto(visitor.address + "fr/index.html#mine")
    with page.expect_download() as waiting:
        page.locator("[data-mine=download]").click()
    calendar = icalendar.Calendar.from_ical(waiting.value.path().read_bytes())
    uids = {str(each["UID"]) for each in calendar.walk("VEVENT")}
    assert uids == {"etre-societaire@lets-coop-2017", "futur-du-travail@lets-coop-2017"}
    each = page.locator(".mine-each")
    each.locator("summary").click()
    links = each.get_by_role("link").evaluate_all("(all) => all.map((one) => one.href)")
    assert sorted(links) == [
        f"webcal://letscoop.example.org/feeds/fr/session/{key}.ics"
        for key in ("etre-societaire", "futur-du-travail")
    ]


def test_what_moved_since_it_was_picked_is_said(visiting: Visiting) -> None:
    visitor = visiting("everything")
    page = visitor.open(AGENDA)
    pick(page, "moves", "falls")
    # As a visit before the second publishing has left it.
    page.evaluate(
        """(code) => {
          const name = "coopsched:everything:seen";
          const seen = JSON.parse(localStorage.getItem(name));
          for (const key of ["start", "end"]) seen[code][key] -= 90;
          localStorage.setItem(name, JSON.stringify(seen));
        }""",
        code(page, "moves"),
    )
    page.goto(visitor.address + "en/changes.html")
    page.goto(visitor.address + MINE)
    news = page.locator(".mine-news")
    expect(news).to_contain_text("It moves")
    expect(news).to_contain_text("14:00")
    expect(news).to_contain_text("15:30")
    expect(news).to_contain_text("cancelled")


def test_where_nothing_may_be_kept_picking_works_until_one_leaves(visiting: Visiting) -> None:
    visitor = visiting("everything")
    visitor.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }})"
    )
    page = mine(visitor, "opening")
    assert shown(page) == {"opening"}


def test_programmes_on_the_same_server_do_not_mix(
    visiting: Visiting, site: Callable[[str], Path]
) -> None:
    with serving(site("everything").parent) as shelf:
        visitor = visiting(shelf)
        page = visitor.open("everything/en/index.html")
        pick(page, "opening")
        other = visitor.open("letscoop/fr/index.html") if site("letscoop") else page
        assert other.locator(".pick[aria-pressed=true]").count() == 0

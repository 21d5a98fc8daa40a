"""Finding sessions on the agenda: filters, words, now, and the time where the visitor is."""

import re
from datetime import datetime

import pytest

from browser.driving import PHONE, Page, Visiting, expect

AGENDA = "en/index.html"


def shown(page: Page) -> list[str]:
    """Return the keys of the sessions that are to be seen, in their order."""
    found: list[str] = page.eval_on_selector_all(
        ".agenda .session",
        "(all) => all.filter((each) => each.checkVisibility()).map((each) => each.id.slice(2))",
    )
    return found


def open_filters(page: Page) -> None:
    """Show all filters where they are folded away."""
    if not page.locator("#f-room").is_visible():
        page.locator("#more").click()


def test_on_a_phone_filters_are_folded_away_and_say_so(visiting: Visiting) -> None:
    page = visiting("everything", size=PHONE).open(AGENDA)
    more = page.locator("#more")
    expect(more).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#f-room")).to_be_hidden()
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(page.locator("#f-room")).to_be_visible()


FOR_EVERYBODY = {"fair", "breakfast", "late", "later", "no-room", "open-end"}
"""What is held in no language that is stated."""
CHOICES = [
    ("#f-language", "he", {"hebrew", *FOR_EVERYBODY}),
    ("#f-kind", "workshop", {"mills", "mills-again", "sunday"}),
    ("#f-track", "light", {"weaving", "dashing"}),
    (
        "#f-room",
        "attic",
        {
            "mills-again",
            "weaving",
            "dashing",
            "hebrew",
            "falls",
            "goes",
            "new-key",
            "later",
            "both-rooms",
        },
    ),
]


@pytest.mark.parametrize(("field", "value", "expected"), CHOICES)
def test_each_filter_leaves_what_it_names(
    visiting: Visiting, field: str, value: str, expected: set[str]
) -> None:
    page = visiting("everything").open(AGENDA)
    open_filters(page)
    page.select_option(field, value)
    expect(page.locator("#count")).to_have_text(f"{len(expected)} sessions")
    assert set(shown(page)) == expected


def test_a_speaker_is_found_by_name(visiting: Visiting) -> None:
    page = visiting("everything").open(AGENDA)
    open_filters(page)
    page.fill("#f-speaker", "César Œuvrard")
    expect(page.locator("#count")).to_have_text("4 sessions")
    assert set(shown(page)) == {"weaving", "dashing", "instead", "both-rooms"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("l'ete", {"weaving"}),
        ("L'ÉTÉ", {"weaving"}),
        ("tisser ete", {"weaving"}),
        ("angstrom", {"opening", "weaving", "hebrew", "was-planned", "both-rooms"}),
        ("oeuvrard minutes", {"dashing"}),
        ("שוק", {"hebrew"}),
        ("  Mills   TURN ", {"mills", "mills-again"}),
        ("(pa)", {"hebrew"}),
        ("nobody.says [this", set()),
    ],
)
def test_words_are_found_whatever_their_accents(
    visiting: Visiting, words: str, expected: set[str]
) -> None:
    page = visiting("everything").open(AGENDA)
    page.fill("#q", words)
    expect(page.locator("#count")).to_have_text(re.compile(rf"^{len(expected)} sessions?$"))
    assert set(shown(page)) == expected
    if not expected:
        expect(page.locator("#empty")).to_be_visible()


def test_filters_add_up_and_are_shared_by_the_address(visiting: Visiting) -> None:
    visitor = visiting("everything")
    page = visitor.open(AGENDA)
    open_filters(page)
    page.select_option("#f-room", "attic")
    page.select_option("#f-kind", "talk")
    page.fill("#q", "e")
    page.select_option("#f-language", "fr")
    expect(page.locator("#count")).to_have_text("1 session")
    assert shown(page) == ["weaving"]
    page.reload()
    expect(page.locator("#count")).to_have_text("1 session")
    assert page.input_value("#q") == "e"
    assert page.input_value("#f-room") == "attic"
    other = visiting("everything").open(page.url.removeprefix(visitor.address))
    assert shown(other) == ["weaving"]


def test_clearing_the_filters_brings_everything_back(visiting: Visiting) -> None:
    page = visiting("everything").open(AGENDA)
    before = shown(page)
    page.fill("#q", "mills")
    expect(page.locator("#count")).to_have_text("2 sessions")
    page.locator("#clear").click()
    expect(page.locator("#clear")).to_be_hidden()
    assert shown(page) == before
    assert "?" not in page.url
    expect(page.locator("#q")).to_be_focused()


def test_days_and_hours_without_sessions_are_not_shown(visiting: Visiting) -> None:
    page = visiting("everything").open(AGENDA)
    page.fill("#q", "mills")
    expect(page.locator("#count")).to_have_text("2 sessions")
    assert page.locator(".day:visible").count() == 2
    assert page.locator(".hour:visible").count() == 2
    assert page.locator(".permanent:visible").count() == 0


def test_the_count_is_announced(visiting: Visiting) -> None:
    page = visiting("everything").open(AGENDA)
    expect(page.locator("#count")).to_have_role("status")
    assert page.locator("#count").inner_text() == f"{len(shown(page))} sessions"


def test_past_midnight_belongs_to_the_evening_before(visiting: Visiting) -> None:
    page = visiting("everything").open(AGENDA)
    for key in ("late", "later"):
        day = page.locator(f"#s-{key}").locator("xpath=ancestor::section[@data-day]").last
        assert day.get_attribute("data-day") == "2026-05-15"
    expect(page.locator("#s-later time").first).to_have_text("00:30")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-05-15T08:00:00+02:00", {"breakfast", "opening", "weaving", "fair"}),
        ("2026-05-15T11:40:00+02:00", {"mills", "weaving", "moves", "dashing"}),
        ("2026-05-16T00:45:00+02:00", {"late", "later"}),
        ("2026-05-16T13:30:00+02:00", {"no-room", "mills-again", "open-end"}),
    ],
)
def test_now_shows_what_is_on_and_what_is_next(
    visiting: Visiting, at: str, expected: set[str]
) -> None:
    """Worked out by hand, but for which sessions are next: at least those that are on."""
    on = {
        "2026-05-15T08:00:00+02:00": set(),
        "2026-05-15T11:40:00+02:00": {"mills", "weaving"},
        "2026-05-16T00:45:00+02:00": {"late", "later"},
        "2026-05-16T13:30:00+02:00": {"no-room"},
    }[at]
    visitor = visiting("everything")
    page = visitor.context.new_page()
    page.clock.install(time=datetime.fromisoformat(at))
    page.goto(visitor.address + AGENDA + "#now")
    found = set(shown(page))
    assert on <= found
    assert found & {"sunday", "closing", "goes"} == set()
    assert len(found) < 10
    page.clock.fast_forward("02:00")
    expect(page.locator("h1")).to_have_text("Now")


def test_now_keeps_up_with_the_clock(visiting: Visiting) -> None:
    visitor = visiting("everything")
    page = visitor.context.new_page()
    page.clock.install(time=datetime.fromisoformat("2026-05-15T09:59:30+02:00"))
    page.goto(visitor.address + AGENDA + "#now")
    assert "breakfast" in shown(page)
    assert "mills" not in shown(page)
    page.clock.fast_forward("02:00")
    expect(page.locator("#s-breakfast")).to_be_hidden()
    expect(page.locator("#s-opening")).to_be_visible()
    expect(page.locator("#s-mills")).to_be_visible()


@pytest.mark.parametrize("path", ["now/index.html", "now/index.html?from=door"])
def test_the_short_address_leads_to_now(visiting: Visiting, path: str) -> None:
    visitor = visiting("everything", locale="fr-BE")
    page = visitor.open(path)
    page.wait_for_url("**/fr/index.html*#now")
    expect(page.locator("h1")).to_have_text("En ce moment")


@pytest.mark.parametrize(("locale", "folder"), [("fr-BE", "fr"), ("en-GB", "en")])
def test_the_first_page_leads_to_the_visitors_language(
    visiting: Visiting, locale: str, folder: str
) -> None:
    page = visiting("everything", locale=locale).open()
    page.wait_for_url(f"**/{folder}/index.html")


def test_who_reads_no_language_of_the_site_chooses_and_is_remembered(visiting: Visiting) -> None:
    visitor = visiting("everything", locale="ja-JP")
    page = visitor.open()
    page.get_by_role("link", name="Français").click()
    expect(page.locator("h1")).to_have_text("Programme")
    page.goto(visitor.address)
    page.wait_for_url("**/fr/index.html")


def test_visitors_elsewhere_see_their_own_time_beside_the_venues(visiting: Visiting) -> None:
    page = visiting("everything", zone="America/New_York").open(AGENDA)
    when = page.locator("#s-opening .when")
    expect(when).to_contain_text("10:00")
    expect(when).to_contain_text("04:00–05:00")
    expect(page.locator("#your-zone")).to_contain_text("America/New_York")
    expect(page.locator("#s-later .when")).to_contain_text("18:30")


def test_visitors_in_the_same_time_see_it_once(visiting: Visiting) -> None:
    page = visiting("everything", zone="Europe/Paris").open(AGENDA)
    assert page.locator(".yours").count() == 0
    expect(page.locator("#your-zone")).to_be_hidden()


def test_modes_name_themselves(visiting: Visiting) -> None:
    page = visiting("everything").open(AGENDA)
    for name, title in (("mine", "My programme"), ("now", "Now"), ("agenda", "Agenda")):
        page.locator(f".pages a[data-page={name}]").click()
        expect(page.locator("h1")).to_have_text(title)
        assert page.title().startswith(title)
        current = page.locator(".pages a[aria-current=page]")
        expect(current).to_have_count(1)
        assert current.get_attribute("data-page") == name
    page.go_back()
    expect(page.locator("h1")).to_have_text("Now")


def test_another_language_shows_what_this_one_did(visiting: Visiting) -> None:
    page = visiting("everything").open("en/index.html?q=mills")
    page.goto(f"{page.url}#now")
    page.locator(".languages").get_by_role("link", name="Français").click()
    page.wait_for_url("**/fr/index.html?q=mills#now")
    expect(page.locator("#q")).to_have_value("mills")

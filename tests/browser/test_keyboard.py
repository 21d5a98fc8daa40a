"""The site without a mouse: everything can be reached, is seen to be reached, and works."""

from typing import Any

import pytest

from browser.driving import PHONE, Page, Visiting, expect

WALKED = (
    "en/index.html",
    "en/index.html#mine",
    "en/grid.html",
    "en/session/opening.html",
    "en/speaker/ana.html",
    "en/changes.html",
    "en/subscribe.html",
    "en/print.html",
)
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const parts = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]];
  const hits = parts.map(([x, y]) =>
    document.elementFromPoint(box.x + box.width * x, box.y + box.height * y)).filter(Boolean);
  const all = [...document.querySelectorAll("*")];
  return {
    place: all.indexOf(element),
    name: `${element.localName}.${element.className} ${element.textContent.trim().slice(0, 40)}`,
    outlined: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2)
      || style.boxShadow !== "none",
    seen: box.width >= 1 && box.height >= 1 && box.bottom > 0 && box.right > 0
      && box.top < innerHeight && box.left < innerWidth,
    uncovered: hits.some((hit) => element.contains(hit) || hit.contains(element)
      || hit.closest("label") !== null),
  };
}"""
REACHABLE = """() => [...document.querySelectorAll(
  "a[href], button, input, select, summary, [tabindex='0']")]
  .filter((each) => each.checkVisibility({visibilityProperty: true}) && !each.disabled).length"""


@pytest.mark.parametrize("path", WALKED)
def test_everything_is_reached_in_order_seen_and_left_again(visiting: Visiting, path: str) -> None:
    page = visiting("everything").open(path)
    expected = page.evaluate(REACHABLE)
    walked: list[dict[str, Any]] = []
    for _ in range(expected + 20):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None or (walked and at["place"] == walked[0]["place"]):
            break
        walked.append(at)
    else:
        pytest.fail(f"caught at {walked[-3:]}")
    assert [each["name"] for each in walked if not each["outlined"]] == []
    assert [each["name"] for each in walked if not each["seen"]] == []
    assert [each["name"] for each in walked if not each["uncovered"]] == []
    places = [each["place"] for each in walked]
    assert places == sorted(set(places)), "the order of the page"
    assert len(walked) >= expected - 2, "what is reached is what there is"


@pytest.mark.parametrize("size", [PHONE, (1280, 800)], ids=["phone", "laptop"])
def test_the_first_stop_skips_to_the_programme(visiting: Visiting, size: tuple[int, int]) -> None:
    page = visiting("everything", size=size).open("en/index.html")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def reach(page: Page, selector: str, most: int = 200) -> None:
    """Press Tab until an element has the focus."""
    wanted = page.locator(selector).element_handle()
    for _ in range(most):
        if page.evaluate("(wanted) => document.activeElement === wanted", wanted):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached")


def test_filters_work_by_keyboard(visiting: Visiting) -> None:
    page = visiting("everything").open("en/index.html")
    reach(page, "#q")
    page.keyboard.type("mills")
    expect(page.locator("#count")).to_have_text("2 sessions")
    reach(page, "#f-room")
    page.keyboard.type("Attic")
    expect(page.locator("#count")).to_have_text("1 session")
    reach(page, "#clear")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).not_to_have_text("1 session")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_sessions_are_picked_by_keyboard(visiting: Visiting, key: str) -> None:
    page = visiting("everything").open("en/index.html")
    reach(page, "#s-opening .pick")
    page.keyboard.press(key)
    button = page.locator("#s-opening .pick")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_accessible_name("Pick “Opening”")
    expect(button).to_be_focused()
    page.keyboard.press(key)
    expect(button).to_have_attribute("aria-pressed", "false")


def test_the_focus_stays_when_the_mode_changes(visiting: Visiting) -> None:
    page = visiting("everything").open("en/index.html")
    reach(page, ".pages a[data-page=mine]")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("My programme")
    expect(page.locator(".pages a[data-page=mine]")).to_be_focused()


@pytest.mark.parametrize("path", ["en/index.html", "en/grid.html"])
def test_every_link_to_a_session_says_which_when_and_where(visiting: Visiting, path: str) -> None:
    page = visiting("everything").open(path)
    link = page.locator(".session[data-status=confirmed] a[href='session/weaving.html']").first
    name = link.evaluate("(link) => link.textContent")
    for part in ("Tisser à l'été", "11:30", "12:00", "Attic"):
        assert part in name
    expect(link.locator("bdi")).to_have_attribute("lang", "fr")


def test_targets_are_large_enough_for_a_finger(visiting: Visiting) -> None:
    page = visiting("everything", size=PHONE).open("en/index.html")
    small = page.eval_on_selector_all(
        "button, select, input, summary, nav a",
        """(all) => all.filter((each) => each.checkVisibility())
          .map((each) => [each.outerHTML.slice(0, 60), each.getBoundingClientRect()])
          .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
          .map(([name]) => name)""",
    )
    assert small == []

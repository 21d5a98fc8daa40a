"""The timetable as it is drawn: true to scale, nothing upon something else; and its pictures."""

from collections.abc import Callable
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from browser.driving import LAPTOP, PHONE, WALL, Page, Visiting, expect

BLOCKS = """() => [...document.querySelectorAll(".grid-day")].map((day) =>
  [...day.querySelectorAll(".grid-cells .session")].map((each) => {
    const box = each.getBoundingClientRect();
    return {
      name: each.querySelector("a").textContent, start: Number(each.dataset.start),
      end: Number(each.dataset.end), open: each.classList.contains("is-open"),
      rooms: each.dataset.rooms || "",
      left: box.left, right: box.right, top: box.top, bottom: box.bottom,
    };
  }))"""
TEXTS = """() => [...document.querySelectorAll(".grid-cells .session")].flatMap((session) => {
  const found = [];
  const walker = document.createTreeWalker(session, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || node.parentElement.closest(".visually-hidden")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      // Letters are less high than the boxes of their lines, which may touch.
      const air = box.height / 6;
      let [left, right, top, bottom] = [box.left, box.right, box.top + air, box.bottom - air];
      for (let at = node.parentElement; at !== session.parentElement; at = at.parentElement) {
        if (getComputedStyle(at).overflow === "visible") continue;
        const clip = at.getBoundingClientRect();
        [left, right] = [Math.max(left, clip.left), Math.min(right, clip.right)];
        [top, bottom] = [Math.max(top, clip.top), Math.min(bottom, clip.bottom)];
      }
      if (right - left > 1 && bottom - top > 1) {
        found.push({day: session.dataset.day, text: node.data.trim(),
          left, right, top, bottom});
      }
    }
  }
  return found;
})"""
Box = dict[str, Any]


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share more than an edge."""
    return bool(
        min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    )


def opened(visiting: Visiting, name: str, path: str, size: tuple[int, int]) -> Page:
    page: Page = visiting(name, size=size).open(path)
    page.mouse.move(0, 0)
    return page


@pytest.mark.parametrize("size", [PHONE, LAPTOP, WALL], ids=["phone", "laptop", "wall"])
@pytest.mark.parametrize(
    ("name", "path"), [("everything", "en/grid.html"), ("letscoop", "fr/grid.html")]
)
def test_height_is_time_and_nothing_lies_upon_another(
    visiting: Visiting, name: str, path: str, size: tuple[int, int]
) -> None:
    page = opened(visiting, name, path, size)
    days: list[list[Box]] = page.evaluate(BLOCKS)
    assert sum(map(len, days)) > 20
    for blocks in days:
        ended = [each for each in blocks if not each["open"]]
        longest = max(ended, key=lambda each: each["end"] - each["start"])
        scale = (longest["bottom"] - longest["top"]) / (longest["end"] - longest["start"])
        for each in blocks:
            top = longest["top"] + scale * (each["start"] - longest["start"])
            # A row stands for five minutes: what begins between two is rounded to it.
            assert each["top"] == pytest.approx(top, abs=5 * scale + 2), each
            if each in ended and each["end"] - each["start"] >= 10:
                bottom = top + scale * (each["end"] - each["start"])
                assert each["bottom"] == pytest.approx(bottom, abs=5 * scale + 2), each
        upon = [(a["name"], b["name"]) for a, b in combinations(blocks, 2) if overlap(a, b)]
        assert upon == []


@pytest.mark.parametrize("size", [PHONE, LAPTOP, WALL], ids=["phone", "laptop", "wall"])
@pytest.mark.parametrize(
    ("name", "path"), [("everything", "en/grid.html"), ("letscoop", "fr/grid.html")]
)
def test_no_words_lie_upon_others_and_each_title_begins_to_be_read(
    visiting: Visiting, name: str, path: str, size: tuple[int, int]
) -> None:
    page = opened(visiting, name, path, size)
    texts: list[Box] = page.evaluate(TEXTS)
    # Days scroll by themselves: what is below the edge of one lies upon nothing of the next.
    pairs = [(a, b) for a, b in combinations(texts, 2) if a["day"] == b["day"]]
    assert [(a["text"], b["text"]) for a, b in pairs if overlap(a, b)] == []
    titles = page.eval_on_selector_all(
        ".grid-cells .session",
        """(all) => all.filter((each) => each.dataset.end - each.dataset.start >= 10)
          .map((each) => each.querySelector(".title bdi").textContent.trim())""",
    )
    read = {each["text"] for each in texts}
    assert [each for each in titles if each not in read] == []


def test_a_room_is_a_column(visiting: Visiting) -> None:
    page = opened(visiting, "everything", "en/grid.html", WALL)
    for blocks in page.evaluate(BLOCKS):
        rooms = {each["rooms"] for each in blocks if each["rooms"] and " " not in each["rooms"]}
        spans = {
            room: (
                min(each["left"] for each in blocks if each["rooms"] == room),
                max(each["right"] for each in blocks if each["rooms"] == room),
            )
            for room in rooms
        }
        for (_, end), (start, _) in zip(
            sorted(spans.values()), sorted(spans.values())[1:], strict=False
        ):
            assert end <= start + 1


def test_the_grid_holds_what_the_agenda_holds(visiting: Visiting) -> None:
    visitor = visiting("everything")
    codes = "(all) => all.map((each) => each.dataset.code)"
    agenda = visitor.open("en/index.html").eval_on_selector_all(".session", codes)
    grid = visitor.open("en/grid.html").eval_on_selector_all(".session", codes)
    assert set(grid) == set(agenda)


def test_a_line_shows_where_it_is_now(visiting: Visiting) -> None:
    visitor = visiting("everything")
    page = visitor.context.new_page()
    page.clock.install(time=datetime.fromisoformat("2026-05-15T11:00:00+02:00"))
    page.goto(visitor.address + "en/grid.html")
    line = page.locator(".grid-day .now-line")
    expect(line).to_have_count(1)
    mills = page.locator(".grid-cells .session:has(a[href='session/mills.html'])")
    at, start = line.bounding_box(), mills.bounding_box()
    assert at is not None
    assert start is not None
    assert at["y"] == pytest.approx(start["y"], abs=4)
    page.locator("#to-now").click()
    expect(line).to_be_in_viewport()


def test_on_other_days_there_is_no_now(visiting: Visiting) -> None:
    page = visiting("everything").open("en/grid.html")
    expect(page.locator("#to-now")).to_be_hidden()
    assert page.locator(".now-line").count() == 0


def test_picks_and_clashes_show_on_the_grid(visiting: Visiting) -> None:
    visitor = visiting("everything", size=WALL)
    agenda = visitor.open("en/index.html")
    for key in ("mills", "weaving"):
        agenda.locator(f"#s-{key} .pick").click()
    page = visitor.open("en/grid.html")
    for key in ("mills", "weaving"):
        block = page.locator(f".grid-cells .session:has(a[href='session/{key}.html'])")
        expect(block.locator(".pick")).to_have_attribute("aria-pressed", "true")
        expect(block.locator(".clash")).to_contain_text("11:30–12:00")


PICTURES = ("en/grid.svg", "en/card.svg", "fr/grid.svg", "assets/icon.svg")


@pytest.mark.parametrize("name", ["everything", "letscoop", "hostile"])
def test_pictures_are_drawn_and_tell_what_they_show(
    visiting: Visiting, site: Callable[[str], Path], name: str
) -> None:
    visitor = visiting(name)
    for path in PICTURES:
        if not (site(name) / path).exists():
            assert (name, path) == ("hostile", "fr/grid.svg")
            continue
        page = visitor.open(path)
        assert page.evaluate("document.documentElement.localName") == "svg"
        assert page.locator("script, foreignObject, image").count() == 0
        box = page.evaluate(
            "(() => { const {width, height} = document.documentElement.getBBox();"
            " return [width, height]; })()"
        )
        assert min(box) > 10
        if path != "assets/icon.svg":
            assert page.locator("svg > title").count() == 1
            assert page.locator("svg > desc").count() == 1
            assert len(page.screenshot()) > 5_000


def test_words_of_the_picture_stay_in_it_and_off_each_other(visiting: Visiting) -> None:
    page = visiting("everything", size=WALL).open("en/grid.svg")
    texts = page.evaluate(
        """() => [...document.querySelectorAll("text")].map((each) => {
          const box = each.getBoundingClientRect();
          return {text: each.textContent, left: box.left, right: box.right,
            top: box.top + box.height / 5, bottom: box.bottom - box.height / 5};
        })"""
    )
    assert len(texts) > 40
    upon = [(a["text"], b["text"]) for a, b in combinations(texts, 2) if overlap(a, b)]
    assert upon == []


def test_the_axis_tells_visitors_their_own_time_and_titles_keep_their_place(
    visiting: Visiting,
) -> None:
    page = visiting("everything", zone="America/New_York").open("en/grid.html")
    expect(page.locator(".grid-axis .yours").first).to_be_visible()
    expect(page.locator(".grid-axis")).to_contain_text(["04:00"])
    assert page.locator(".grid-cells .yours:visible").count() == 0

"""What goes on working when the browser, the address or the connection does not."""

import json
import re
from pathlib import Path

import icalendar
import pytest

from browser.building import publish
from browser.driving import Page, Visiting, expect
from browser.serving import serving
from builders import HEAD, programme

AGENDA = "en/index.html"
CROWD = "sessions:\n" + "".join(
    f"  s{n}: {{title: S{n}, start: {9 + n // 60:02}:{n % 60:02}, minutes: 1}}\n"
    for n in range(510)
)
FULL = """
const keep = Storage.prototype.setItem;
Storage.prototype.setItem = function (name, value) {
  if (window.isFull) throw new DOMException("full", "QuotaExceededError");
  return keep.call(this, name, value);
};
"""
OLD = """
const Format = Intl.DateTimeFormat;
Intl.DateTimeFormat = function (locale, options) {
  if (options?.timeZone === "Europe/Brussels") throw new RangeError("no such zone");
  return new Format(locale, options);
};
"""
WAITS = """async ([what, isThere]) => {
  await navigator.serviceWorker.ready;
  for (let tries = 0; tries < 60; tries += 1) {
    const kept = what.startsWith("coopsched ")
      ? await caches.has(what)
      : await caches.match(new URL(what, location.href)).then(Boolean);
    if (kept === isThere) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}"""
"""Waits three seconds for a page, or a whole cache, to be kept, or to be kept no more."""


def pick(page: Page, *keys: str) -> None:
    """Press the buttons of sessions."""
    for key in keys:
        page.locator(f"#s-{key} .pick").click()


def test_what_a_full_browser_cannot_keep_stays_picked_on_the_page(visiting: Visiting) -> None:
    visitor = visiting("everything")
    visitor.context.add_init_script(FULL)
    page = visitor.open(AGENDA)
    pick(page, "opening")
    page.evaluate("window.isFull = true")
    pick(page, "mills", "moves")
    assert page.locator(".agenda .pick[aria-pressed=true]").count() == 3


@pytest.mark.parametrize("path", [AGENDA, "en/grid.html", "en/session/mills.html"])
def test_a_browser_that_does_not_know_the_zone_tells_the_same_times(
    visiting: Visiting, path: str
) -> None:
    told = []
    for script in ("", OLD):
        visitor = visiting("everything", zone="America/St_Johns")
        visitor.context.add_init_script(script)
        pick(visitor.open(AGENDA), "mills", "weaving")
        told.append(visitor.open(path).locator(".clash").all_inner_texts())
    assert told[0] == told[1] != []


@pytest.mark.parametrize(
    "choice",
    ["", ".", "...", "%", "%2E%00", "<script>", "__proto__.constructor", "a" * 9000, "x." * 900],
)
def test_an_address_that_makes_no_sense_does_no_harm(visiting: Visiting, choice: str) -> None:
    page = visiting("everything").open(f"{AGENDA}#mine={choice}")
    expect(page.locator("#my-programme")).to_be_visible()
    expect(page.locator("#count")).to_have_text("0 sessions")
    expect(page.locator(".mine-ways")).to_be_hidden()


@pytest.mark.parametrize("kept", [None, 1, "x", {"a": 1}, [1, None, {}, "zzzzzzz", "__proto__"]])
def test_what_somebody_else_kept_under_our_names_does_no_harm(
    visiting: Visiting, kept: object
) -> None:
    visitor = visiting("everything")
    page = visitor.open(AGENDA)
    for name in ("picks", "seen"):
        arguments = [f"coopsched:everything:{name}", json.dumps(kept)]
        page.evaluate("([name, value]) => localStorage.setItem(name, value)", arguments)
    page.goto(f"{visitor.address}en/grid.html")
    page.goto(f"{visitor.address}{AGENDA}#mine")
    expect(page.locator("#my-programme")).to_be_visible()


def test_five_hundred_picks_are_shared_and_counted(visiting: Visiting, tmp_path: Path) -> None:
    publish([programme(CROWD, head=HEAD.replace("[fr, nl]", "[en]"))], tmp_path)
    with serving(tmp_path) as address:
        page = visiting(address).open(AGENDA)
        codes = page.locator(".agenda [data-code]").evaluate_all(
            "(all) => all.map((each) => each.dataset.code)"
        )
        page.goto(f"{address}{AGENDA}#mine={'.'.join(codes)}")
        expect(page.locator("#count")).to_have_text("500 sessions")
        page.locator("[data-mine=add]").click()
        expect(page.locator("#count")).to_have_text("500 sessions")
        link = page.locator("#mine-link").input_value()
        assert link.count(".") >= 499


def test_a_copy_has_each_session_once_where_another_has_its_key_by_now(
    visiting: Visiting, tmp_path: Path
) -> None:
    head = HEAD.replace("[fr, nl]", "[en]")
    first = "sessions:\n  knots: {title: Knots, start: 10:00, end: 11:00}\n"
    renamed = first.replace("knots: {", "ropes: {was: [knots], ")
    both = renamed + "  knots: {title: Splices, start: 12:00, end: 13:00}\n"
    publish([programme(body, head=head) for body in (first, both)], tmp_path)
    with serving(tmp_path) as address:
        page = visiting(address).open(AGENDA)
        pick(page, "knots", "ropes")
        page.goto(f"{address}{AGENDA}#mine")
        with page.expect_download() as waiting:
            page.locator("[data-mine=download]").click()
        calendar = icalendar.Calendar.from_ical(waiting.value.path().read_bytes())
        uids = [str(each["UID"]) for each in calendar.walk("VEVENT")]
        assert sorted(uids) == ["knots@conf", "knots~2@conf"]


def test_a_page_is_kept_until_a_newer_one_is(visiting: Visiting, tmp_path: Path) -> None:
    head = HEAD.replace("[fr, nl]", "[en]")
    first = "sessions:\n  knots: {title: Knots, start: 10:00, end: 11:00}\n"
    versions = [programme(body, head=head) for body in (first, first.replace("11:00", "11:30"))]
    publish(versions[:1], tmp_path)
    with serving(tmp_path) as address:
        visitor = visiting(address, workers=True)
        page = visitor.open(AGENDA)
        assert page.evaluate(WAITS, ["session/knots.html", True])
        [before] = page.evaluate("caches.keys()")
        publish(versions, tmp_path)
        # As where only a part of the files has arrived by now.
        late = tmp_path / "en" / "session" / "knots.html"
        late.write_text(re.sub(r"\?v=\w{8}", "?v=00000000", late.read_text("utf-8")), "utf-8")
        visitor.expects_failures = True
        page.reload()
        page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
        page.wait_for_function("caches.keys().then((all) => all.length === 2)")
        expect(page.locator("h1")).not_to_be_empty()
        page.wait_for_function(
            "navigator.serviceWorker.getRegistration().then((one) => !one.installing)"
        )
        page.reload()
        assert not page.evaluate(WAITS, [before, False])
    page.goto(f"{address}en/session/knots.html")
    expect(page.locator("h1")).to_have_text("Knots")

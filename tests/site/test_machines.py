"""What machines read of what was published."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from lxml import etree

from builders import HEAD
from coopsched.cli.publishing import MARK
from coopsched.model import Programme
from coopsched.published.succeeding import succeed
from coopsched.site import machines
from coopsched.site.whole import Site
from programmes import PROGRAMMES
from publications import FIRST
from schemas import schema
from sites import WITH_URL, built, lets_coop_site, made, site, site_after, site_of

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
BODY = """
rooms: {attic: Attic, den: Secret den}
speakers: {ana: Ana, bo: Bo Secret}
tracks: {work: Work, plot: Secret plot}
sessions:
  a: {title: A, start: 10:00, end: 11:00, rooms: [attic], speakers: [ana], track: work,
    x-token: Secret key, links: [{kind: join, url: 'https://secret.example/', private: true}]}
  b: {title: B, start: 11:00, end: 12:00, status: cancelled}
  c: {title: Secret C, start: 12:00, end: 13:00, rooms: [den], speakers: [bo], track: plot,
    status: draft}
  d: {title: D, start: 12:00, end: 13:00, replaces: [e]}
  e: {title: E, start: 12:00, end: 13:00}
  f: {title: F, permanent: true}
"""


def titles(files: dict[str, bytes]) -> tuple[list[str], list[str]]:
    """Return the titles of sessions in both schedules, sorted."""
    events = etree.fromstring(files["schedule.xml"]).findall(".//event/title")
    days = json.loads(files["schedule.json"])["schedule"]["conference"]["days"]
    rooms = [events for day in days for events in day["rooms"].values()]
    return (
        sorted(each.text or "" for each in events),
        sorted(event["title"] for events in rooms for event in events),
    )


def addresses(data: bytes) -> list[str]:
    """Return the addresses that a sitemap names."""
    return [each.text or "" for each in etree.fromstring(data).findall("s:url/s:loc", NAMES)]


def test_schedules_hold_what_is_held_at_a_time() -> None:
    assert titles(made(machines.leaves, site_of(BODY))) == (["A", "D"], ["A", "D"])


def test_nothing_private_is_in_any_of_them() -> None:
    for path, data in made(machines.leaves, site_of(BODY, head=WITH_URL)).items():
        assert b"ecret" not in data, path


def test_a_session_has_its_own_page_as_address_where_there_is_one() -> None:
    files = made(machines.leaves, site_of(BODY, head=WITH_URL))
    events = etree.fromstring(files["schedule.xml"]).findall(".//event")
    found = {event.findtext("title"): event.findtext("url") for event in events}
    assert found["A"] == "https://example.org/conf/fr/session/a.html"
    nowhere = etree.fromstring(made(machines.leaves, site_of(BODY))["schedule.xml"])
    assert nowhere.findall(".//event/url") == []


def test_the_version_tells_apps_that_there_is_news() -> None:
    versions = [
        etree.fromstring(made(machines.leaves, each)["schedule.xml"]).findtext("version")
        for each in (site_of(BODY), site_after(BODY, BODY.replace("title: A", "title: AA")))
    ]
    assert versions == ["1", "2"]


def test_a_programme_without_a_day_has_no_schedule() -> None:
    files = made(machines.leaves, site_of("sessions: {}", head=HEAD.replace("days", "x-days")))
    assert {*files} == {"robots.txt"}


def test_where_all_is_cancelled_the_schedule_is_empty() -> None:
    body = "sessions: {a: {title: A, start: 10:00, end: 11:00, status: cancelled}}"
    assert titles(made(machines.leaves, site_of(body))) == ([], [])


@settings(max_examples=25)
@given(PROGRAMMES)
def test_schedules_are_valid(programme: Programme) -> None:
    xsd = etree.XMLSchema(etree.parse(str(schema("c3voc-schedule.xml.xsd"))))
    rules = Draft202012Validator(json.loads(schema("c3voc-schema.json").read_text()))
    of = site(programme, succeed(programme, None, at=FIRST))
    files = made(machines.leaves, of)
    if "schedule.xml" in files:
        xsd.assertValid(etree.fromstring(files["schedule.xml"]))
        rules.validate(json.loads(files["schedule.json"]))


def test_a_sitemap_names_every_page_that_stays_with_its_alternates() -> None:
    site = site_after(BODY, BODY.replace("  a: {", "  aa: {was: [a], "), head=WITH_URL)
    data = made(machines.leaves, site)["sitemap.xml"]
    root = "https://example.org/conf/"
    files = {path for path in built(site) if path.endswith(".html")}
    found = [address.removeprefix(root) for address in addresses(data)]
    assert {*found} <= files
    assert len({*found}) == len(found)
    assert {"fr/index.html", "nl/session/aa.html", "fr/speaker/ana.html"} <= {*found}
    assert "fr/session/a.html" not in found
    for url in etree.fromstring(data).findall("s:url", NAMES):
        others = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)}
        path = (url.findtext("s:loc", None, NAMES) or "").removeprefix(f"{root}fr/")
        if not path.startswith("http"):
            assert others == {tag: f"{root}{tag}/{path}" for tag in ("fr", "nl")}


def test_a_page_was_last_changed_when_its_session_was() -> None:
    site = site_after(BODY, BODY.replace("title: A", "title: AA"), head=WITH_URL)
    urls = etree.fromstring(made(machines.leaves, site)["sitemap.xml"]).findall("s:url", NAMES)
    found = {
        url.findtext("s:loc", None, NAMES): url.findtext("s:lastmod", None, NAMES) for url in urls
    }
    moments = {
        key: datetime.fromisoformat(found[f"https://example.org/conf/fr/session/{key}.html"] or "")
        for key in ("a", "d")
    }
    assert moments == {"a": FIRST + timedelta(days=1), "d": FIRST}
    assert all(moment.tzinfo == UTC for moment in moments.values())


def test_very_many_pages_take_several_sitemaps(monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_of(BODY, head=WITH_URL)
    whole = addresses(made(machines.leaves, site)["sitemap.xml"])
    monkeypatch.setattr(machines, "MOST", 10)
    files = made(machines.leaves, site)
    index = etree.fromstring(files["sitemap.xml"]).findall("s:sitemap/s:loc", NAMES)
    names = [(each.text or "").removeprefix("https://example.org/conf/") for each in index]
    parts = [addresses(files[name]) for name in names]
    assert len(parts) > 1
    assert all(len(part) <= 10 for part in parts)
    assert sorted(address for part in parts for address in part) == sorted(whole)


def test_there_is_no_sitemap_without_an_address_and_none_of_a_preview() -> None:
    preview = site_of(BODY, head=WITH_URL, is_preview=True)
    for each in (lets_coop_site(), preview):
        assert "sitemap.xml" not in made(machines.leaves, each)


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (site_of(BODY), b"User-agent: *\nAllow: /\n"),
        (
            site_of(BODY, head=WITH_URL),
            b"User-agent: *\nAllow: /\n\nSitemap: https://example.org/conf/sitemap.xml\n",
        ),
        (site_of(BODY, head=WITH_URL, is_preview=True), MARK),
    ],
    ids=["nowhere", "somewhere", "preview"],
)
def test_engines_may_read_all_but_previews(of: Site, told: bytes) -> None:
    assert made(machines.leaves, of)["robots.txt"] == told

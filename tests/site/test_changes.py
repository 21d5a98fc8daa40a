"""What attendees were told since the first publishing, on the page."""

from lxml import html

from coopsched.site import changes
from coopsched.site.changes import items
from coopsched.site.whole import Site
from sites import made, site_after, site_of

BODY = """\
rooms: {attic: Attic, hall: Hall}
speakers: {ana: Ana Pérez, bo: Bo Lind}
sessions:
  a: {title: First, start: 10:00, end: 11:00, rooms: [attic], speakers: [ana]}
  b: {title: Second, start: 12:00, end: 13:00, rooms: [hall], speakers: [bo]}
"""
MOVED = BODY.replace("10:00, end: 11:00", "10:30, end: 11:30")
CANCELLED = BODY.replace("rooms: [attic]", "rooms: [attic], status: cancelled")
GONE = BODY.replace(BODY.splitlines(keepends=True)[3], "")
ADDED = BODY + "  c: {title: Third, start: 15:00, end: 16:00, rooms: [hall]}\n"
REPLACED = (
    CANCELLED + "  c: {title: Third, start: 10:00, end: 11:00, rooms: [attic], replaces: [a]}\n"
)


def parsed(site: Site, language: str = "nl") -> html.HtmlElement:
    """Return the page of a language."""
    return html.fromstring(made(changes.leaves, site)[f"{language}/changes.html"].decode())


def told(site: Site) -> list[str]:
    """Return the sentences of all changes on the page, their spaces made single."""
    found = parsed(site).xpath("//li[contains(@class, 'change')]")
    return [" ".join(each.text_content().split()) for each in found]


def test_of_a_programme_that_was_never_changed_the_page_says_so() -> None:
    page = parsed(site_of(BODY))
    assert not page.xpath("//li[contains(@class, 'change')]")
    assert "is er niets veranderd" in page.text_content()


def test_what_moved_is_told_with_what_was_and_what_is_now() -> None:
    site = site_after(BODY, MOVED)
    (one,) = told(site)
    assert one.startswith("Verplaatst First dinsdag 20 juni 2017, 10:30–11:30 · Attic")
    assert one.endswith("Gewijzigd op dinsdag 2 mei 2017: voorheen 10:00–11:00.")
    assert parsed(site).xpath("//li//h3/a/@href") == ["session/a.html"]


def test_what_was_cancelled_or_taken_out_is_cancelled() -> None:
    for version in (CANCELLED, GONE):
        (one,) = told(site_after(BODY, version))
        assert one.startswith("Geannuleerd First")
        assert one.endswith("Geannuleerd op dinsdag 2 mei 2017.")


def test_what_takes_place_after_all_is_told() -> None:
    (one,) = told(site_after(BODY, CANCELLED, BODY))
    assert one.startswith("Gaat toch door First")


def test_another_line_up_is_a_change() -> None:
    (one,) = told(site_after(BODY, BODY.replace("[ana]", "[bo]")))
    assert one.startswith("Gewijzigd First")
    assert one.endswith("andere sprekers.")


def test_what_was_added_later_is_new() -> None:
    assert told(site_after(BODY, ADDED)) == ["Nieuw Third dinsdag 20 juni 2017, 15:00–16:00 · Hall"]


def test_a_new_text_is_no_news() -> None:
    assert told(site_after(BODY, BODY.replace("First", "The first"))) == []


def test_what_was_added_and_cancelled_since_is_only_cancelled() -> None:
    cancelled = ADDED.replace("15:00, end: 16:00", "15:00, end: 16:00, status: cancelled")
    (one,) = told(site_after(BODY, ADDED, cancelled))
    assert one.startswith("Geannuleerd Third")


def test_replaced_and_replacing_lead_to_each_other() -> None:
    site = site_after(BODY, REPLACED)
    page = parsed(site)
    linked = {
        each.xpath("string(.//h3)"): each.xpath(".//p[@class='linked']//a/@href")
        for each in page.xpath("//li[contains(@class, 'change')]")
    }
    assert linked == {"First": ["session/c.html"], "Third": ["session/a.html"]}
    assert sum("In de plaats komt: Third" in each for each in told(site)) == 1


def test_the_newest_come_first_day_by_day() -> None:
    site = site_after(BODY, MOVED, MOVED + ADDED[len(BODY) :])
    days = parsed(site).xpath("//section[@class='told']/h2/time/@datetime")
    assert days == ["2017-05-03", "2017-05-02"]
    assert [(item.key, item.what) for item in items(site)] == [("c", "new"), ("a", "moved")]


def test_the_day_is_that_of_the_place() -> None:
    kiritimati = "key: conf\ntitle: C\ntimezone: Pacific/Kiritimati\nlanguages: [nl]\n"
    head = kiritimati + "days: [2017-06-20]\n"
    site = site_after(BODY, MOVED, head=head)  # at noon in London, two in the night there
    assert parsed(site).xpath("//section[@class='told']//time/@datetime")[0] == "2017-05-03"


def test_what_is_held_past_midnight_is_told_with_its_date() -> None:
    head = "key: c\ntitle: C\ntimezone: UTC\nlanguages: [nl]\n"
    days = "days: {fri: {date: 2017-06-23, opens: 09:00, closes: 02:00}}\n"
    late = "sessions: {a: {title: A, day: fri, start: 00:30, end: 01:00}}"
    (one,) = told(site_after(late, late.replace("00:30", "00:15"), head=head + days))
    assert "zaterdag 24 juni 2017, 00:15–01:00" in one


def test_marks_tell_whether_page_and_feed_differ() -> None:
    def marks(*bodies: str) -> set[str]:
        return {leaf.mark for leaf in changes.leaves(site_after(*bodies))}

    assert marks(BODY, MOVED) == marks(BODY, MOVED)
    assert marks(BODY, MOVED).isdisjoint(marks(BODY))
    assert marks(BODY, MOVED).isdisjoint(marks(BODY, BODY, MOVED))

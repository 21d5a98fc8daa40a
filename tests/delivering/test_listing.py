"""The page that lists feeds."""

from html.parser import HTMLParser

import pytest

from coopsched.delivering.listing import listing


class Links(HTMLParser):
    """Collects what a page links to, with the words of each link."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note a tag, and where a link leads."""
        self.tags.add(tag)
        if tag == "a":
            self.found.append((dict(attributes)["href"] or "", ""))

    def handle_data(self, data: str) -> None:
        """Note the words of a link."""
        if self.lasttag == "a" and self.found[-1][1] == "":
            self.found[-1] = (self.found[-1][0], data)


def test_a_feed_can_be_read_and_subscribed_to() -> None:
    page = listing(["feeds/en/programme.ics", "feeds/fr/room/attic.ics"], "localhost:8000")
    assert Links(page).found == [
        ("feeds/en/programme.ics", "feeds/en/programme.ics"),
        (
            "webcal://localhost:8000/feeds/en/programme.ics",
            "webcal://localhost:8000/feeds/en/programme.ics",
        ),
        ("feeds/fr/room/attic.ics", "feeds/fr/room/attic.ics"),
        (
            "webcal://localhost:8000/feeds/fr/room/attic.ics",
            "webcal://localhost:8000/feeds/fr/room/attic.ics",
        ),
    ]


def test_names_do_not_become_markup_or_addresses() -> None:
    page = listing(["a&b/<script>?x#y %.ics"], "localhost")
    links = Links(page)
    assert links.found == [
        ("a%26b/%3Cscript%3E%3Fx%23y%20%25.ics", "a&b/<script>?x#y %.ics"),
        (
            "webcal://localhost/a%26b/%3Cscript%3E%3Fx%23y%20%25.ics",
            "webcal://localhost/a%26b/%3Cscript%3E%3Fx%23y%20%25.ics",
        ),
    ]
    assert "script" not in links.tags


def test_a_name_with_a_colon_stays_below_the_folder() -> None:
    links = Links(listing(["javascript:alert(1).ics"], ""))
    assert links.found == [("javascript%3Aalert%281%29.ics", "javascript:alert(1).ics")]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "a.example.org:80"])
def test_a_host_stands_in_the_address(host: str) -> None:
    assert f'"webcal://{host}/a.ics"' in listing(["a.ics"], host)


@pytest.mark.parametrize("host", ["", "a b", '"><script>', "a/b", "a@b", "[::1", "a:b", "é.org"])
def test_where_a_host_is_none_nobody_can_subscribe(host: str) -> None:
    page = listing(["a.ics"], host)
    assert Links(page).found == [("a.ics", "a.ics")]
    assert "webcal" not in page
    assert "script" not in page


def test_where_there_are_no_feeds_it_says_so() -> None:
    page = listing([], "localhost")
    assert Links(page).found == []
    assert "coopsched publish" in page

"""Changes as an Atom feed, judged by what RFC 4287 demands."""

import re
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builders import HEAD
from coopsched.site import changes
from coopsched.site.atom import Entry, Head, atom, identifier
from publications import FIRST
from sites import WITH_URL, made, site_after, site_of

ATOM = "{http://www.w3.org/2005/Atom}"
ENTRY = f"{ATOM}entry"
BODY = """\
sessions:
  a: {title: 'A & <b>', start: 10:00, end: 11:00}
  b: {title: B, start: 12:00, end: 13:00}
"""
MOVED = BODY.replace("10:00", "10:30")
LATER = MOVED.replace("12:00", "12:30")

# RFC 3339 in capitals, with its zone (section 3.3).
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
# An absolute IRI (section 4.2.6), already in the form in which it is compared.
IDENTITY = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def texts(element: etree._Element, name: str) -> list[str]:
    """Return the texts of the children with a name."""
    return [each.text or "" for each in element.findall(ATOM + name)]


def sound(feed: bytes) -> etree._Element:
    """Return the root of a feed, after judging it by the sections of RFC 4287 named here."""
    root = etree.fromstring(feed)
    assert root.tag == f"{ATOM}feed"  # 4.1.1
    entries = root.findall(ENTRY)
    for each in (root, *entries):
        assert len(texts(each, "id")) == 1  # 4.1.1 and 4.1.2
        assert len(texts(each, "title")) == 1
        assert len(texts(each, "updated")) == 1
        assert IDENTITY.fullmatch(texts(each, "id")[0])
        assert texts(each, "title")[0].strip()
        assert INSTANT.fullmatch(texts(each, "updated")[0])
        links = each.findall(f"{ATOM}link")
        assert all(link.get("href") for link in links)  # 4.2.7
        kinds = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in links]
        assert len(set(kinds)) == len(kinds)  # no two alternates of a type and a language
        assert "alternate" in {kind[0] for kind in kinds}
    # 4.1.1: an author of the feed, for its entries have none. 3.2: it has one name.
    (author,) = root.findall(f"{ATOM}author")
    assert len(texts(author, "name")) == 1
    assert texts(author, "name")[0].strip()
    # 4.1.2: an entry without content has a link to an alternate; checked above.
    assert all(len(texts(each, "summary")) <= 1 for each in entries)
    instances = [(texts(each, "id")[0], texts(each, "updated")[0]) for each in entries]
    assert len({identity for identity, _ in instances}) == len(instances)  # 4.1.1
    # 4.1.1: what belongs to the feed comes before its entries, as readers of streams expect.
    tags = [child.tag for child in root]
    assert ENTRY not in tags[: len(tags) - len(entries)]
    return root


def feed_of(*bodies: str, language: str = "fr", head: str = WITH_URL) -> bytes:
    """Return the feed of the last of several versions."""
    return made(changes.leaves, site_after(*bodies, head=head))[f"{language}/changes.atom"]


def test_a_feed_is_sound_whatever_changed() -> None:
    for bodies in ((BODY,), (BODY, MOVED), (BODY, MOVED, LATER), (BODY, "sessions: {}")):
        sound(feed_of(*bodies))
        sound(feed_of(*bodies, head=HEAD))


def test_a_feed_without_any_session_is_sound() -> None:
    root = sound(feed_of("sessions: {}"))
    assert not root.findall(ENTRY)


def test_an_entry_says_what_changed_and_leads_to_the_session() -> None:
    (entry,) = sound(feed_of(BODY, MOVED)).findall(ENTRY)
    assert texts(entry, "title") == ["Déplacé\u00a0: A & <b>"]
    (summary,) = texts(entry, "summary")
    assert summary.splitlines() == [
        "mardi 20 juin 2017, 10:30–11:00 (Europe/Brussels)",
        "Modifié le mardi 2 mai 2017\u00a0: auparavant 10:00–11:00.",
    ]
    assert texts(entry, "updated") == ["2017-05-02T12:00:00Z"]
    (link,) = entry.findall(f"{ATOM}link")
    assert link.get("href") == "https://example.org/conf/fr/session/a.html"


def test_the_feed_says_where_it_is_and_where_people_read_the_same() -> None:
    root = sound(feed_of(BODY))
    found = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert found == {
        "alternate": "https://example.org/conf/fr/changes.html",
        "self": "https://example.org/conf/fr/changes.atom",
    }


def test_without_an_address_links_are_relative_to_the_feed() -> None:
    root = sound(made(changes.leaves, site_after(BODY, MOVED))["fr/changes.atom"])
    fetched = "https://elsewhere.example/folder/fr/changes.atom"
    links = [urljoin(fetched, link.get("href")) for link in root.iter(f"{ATOM}link")]
    assert links == [
        "https://elsewhere.example/folder/fr/changes.html",
        "https://elsewhere.example/folder/fr/session/a.html",
    ]


def test_entries_stay_the_same_when_others_come_and_when_the_site_moves() -> None:
    def entries(feed: bytes) -> list[str]:
        return [texts(each, "id")[0] for each in sound(feed).iter(ENTRY)]

    before, after = entries(feed_of(BODY, MOVED)), entries(feed_of(BODY, MOVED, LATER))
    assert after[1:] == before
    elsewhere = WITH_URL.replace("example.org", "example.net")
    assert entries(feed_of(BODY, MOVED, head=elsewhere)) == before


def test_a_session_that_changes_again_is_another_entry() -> None:
    again = MOVED.replace("10:30", "10:45")
    first, second = feed_of(BODY, MOVED), feed_of(BODY, MOVED, again)
    ids = [texts(entry, "id") for feed in (first, second) for entry in sound(feed).iter(ENTRY)]
    assert len(ids) == 2
    assert ids[0] != ids[1]


def test_each_language_has_a_feed_of_its_own() -> None:
    french, dutch = (sound(feed_of(BODY, MOVED, language=tag)) for tag in ("fr", "nl"))
    assert texts(french, "id") != texts(dutch, "id")
    assert french.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"


def test_the_feed_is_as_old_as_what_was_told_last() -> None:
    assert texts(sound(feed_of(BODY)), "updated") == ["2017-05-01T12:00:00Z"]
    assert texts(sound(feed_of(BODY, MOVED)), "updated") == ["2017-05-02T12:00:00Z"]
    text = MOVED.replace("title: B", "title: Beta")
    assert texts(sound(feed_of(BODY, MOVED, text)), "updated") == ["2017-05-02T12:00:00Z"]


def test_old_changes_are_left_to_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "LIMIT", 1)
    assert len(sound(feed_of(BODY, MOVED, LATER)).findall(ENTRY)) == 1


def test_every_page_names_the_feed() -> None:
    page = made(changes.leaves, site_of(BODY))["nl/changes.html"].decode()
    assert '<link rel="alternate" type="application/atom+xml" title="Wijzigingen"' in page
    assert 'href="changes.atom"' in page


@given(st.text(), st.text(), st.text())
def test_any_text_can_stand_in_a_feed(title: str, author: str, summary: str) -> None:
    entry = Entry(identifier("e"), title, FIRST, f"session/{title}.html", summary)
    head = Head(identifier("h"), title, "fr", FIRST, author, page="changes.html", own=author)
    root = etree.fromstring(atom(head, [entry]))
    (shown,) = (title for entry in root.iter(ENTRY) for title in texts(entry, "title"))
    assert [char for char in shown if char.isalnum()] == [char for char in title if char.isalnum()]

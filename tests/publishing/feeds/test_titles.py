"""What feeds are called, and their colours."""

from datetime import UTC, datetime

import pytest

from builders import programme
from coopsched.published.records import Address
from coopsched.publishing.feeds.titles import called, colour_of
from coopsched.text import Text


def address(
    kind: str, key: str = "", name: Text | None = None, leads_to: str | None = None
) -> Address:
    """Return an address."""
    then = datetime(2017, 6, 1, tzinfo=UTC)
    return Address(kind=kind, key=key, name=name, modified=then, fingerprint="", leads_to=leads_to)


@pytest.mark.parametrize(
    ("feed", "name"),
    [
        (address("programme"), ""),
        (address("in", "nl"), "alleen in het Nederlands"),
        (address("permanent"), "Doorlopend"),
        (address("kind", "keynote"), "Keynote"),
        (address("kind", "break"), "Pauze"),
        (address("room", "attic", Text({"fr": "Grenier", "nl": "Zolder"})), "Zolder"),
        (address("room", "attic", Text({"fr": " Grenier\n2 "})), "Grenier 2"),
        (address("room", "attic"), "attic"),
        (address("speaker", "ana", Text({"und": "Ana Pérez"})), "Ana Pérez"),
    ],
)
def test_a_feed_is_called_by_what_it_holds_in_its_language(feed: Address, name: str) -> None:
    assert called(feed, "nl") == name


TRACKS = "tracks: {soil: {title: Terre, colour: teal}, air: Air}\nsessions: {}"


@pytest.mark.parametrize(
    ("feed", "colour"),
    [
        (address("track", "soil"), "teal"),
        (address("track", "earth", leads_to="soil"), "teal"),
        (address("track", "air"), None),
        (address("track", "gone"), None),
        (address("room", "soil"), None),
    ],
)
def test_the_feed_of_a_track_has_its_colour(feed: Address, colour: str | None) -> None:
    assert colour_of(programme(TRACKS), feed) == colour

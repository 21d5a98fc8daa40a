"""Names that tell rooms apart, and texts without what cannot be written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from coopsched.publishing.losses import Loss
from coopsched.publishing.naming import NO_ROOM, key_losses, name_losses, names, writable
from strategies import NAMES


@given(st.text(st.characters(), max_size=50))
def test_what_is_writable_can_stand_in_xml(text: str) -> None:
    element = etree.Element("a")
    element.text = writable(text)  # lxml refuses what XML cannot hold
    assert etree.fromstring(etree.tostring(element)).text in (element.text, None)


def test_control_characters_are_not_writable_and_line_breaks_are() -> None:
    assert writable("a\x00\x1b[2J\ufffeb\n\tc\u2028") == "a[2Jb\n\tc"
    assert writable("\ud800x") == "x"


@given(st.dictionaries(st.sampled_from("abcdef"), NAMES))
def test_every_name_is_there_once_and_none_stands_for_no_room(wordings: dict[str, str]) -> None:
    found = names(wordings)
    assert list(found) == list(wordings)
    assert len(set(found.values())) == len(wordings)
    assert not {"", "-", NO_ROOM} & set(found.values())


def test_two_of_one_name_have_their_keys_behind_it() -> None:
    assert names({"a": "Saal", "b": "Saal", "c": "Foyer"}) == {
        "a": "Saal (a)",
        "b": "Saal (b)",
        "c": "Foyer",
    }


def test_a_name_that_another_has_already_is_not_made() -> None:
    found = names({"a": "Saal", "b": "Saal", "c": "Saal (a)"})
    assert found == {"a": "Saal (a) (a)", "b": "Saal (b)", "c": "Saal (a)"}


@pytest.mark.parametrize("name", ["", "–", " - ", "\x1b"])
def test_a_name_that_says_nothing_is_the_key(name: str) -> None:
    assert names({"a": name})["a"].endswith("(a)")


def test_names_that_were_changed_are_losses() -> None:
    wordings = {"a": "Saal", "b": "Saal", "c": "Großes  Foyer"}
    assert list(name_losses("rooms: name", wordings, names(wordings))) == [
        Loss("rooms: name", ("a", "b"))
    ]


@pytest.mark.parametrize(
    ("key", "name", "slugs"),
    [
        ("foyer", "foyer", {}),
        ("grosses-foyer", "Grosses Foyer!", {}),
        ("x.1", "x.1", {}),
        ("saal-1", "Großer Saal", {"saal-1": "saal-1"}),
    ],
)
def test_a_key_is_kept_by_its_slug_or_by_its_name(
    key: str, name: str, slugs: dict[str, str]
) -> None:
    assert list(key_losses("rooms", {key: name}, slugs)) == []


def test_any_other_key_is_lost() -> None:
    assert list(key_losses("rooms", {"a": "Foyer", "B": "B"}, {})) == [
        Loss("rooms: key", ("a",)),
        Loss("rooms: key", ("B",)),
    ]

"""Texts in several languages, language tags, folded names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.text import Text, covers, fold, language_meant, language_tag, nearest, serves, slug
from strategies import NAMES, TAGS


def test_a_text_needs_a_wording() -> None:
    with pytest.raises(ValueError, match="at least one wording"):
        Text({})


def test_a_text_is_its_first_wording() -> None:
    assert str(Text({"nl": "Welkom", "fr": "Bienvenue"})) == "Welkom"


def test_a_text_is_a_mapping_from_language_to_wording() -> None:
    text = Text({"nl": "Welkom", "fr": "Bienvenue"})
    assert (dict(text), len(text), text["fr"]) == (
        {"nl": "Welkom", "fr": "Bienvenue"},
        2,
        "Bienvenue",
    )
    assert repr(text) == "Text({'nl': 'Welkom', 'fr': 'Bienvenue'})"


def test_equal_texts_have_equal_hashes() -> None:
    one, other = Text({"nl": "a", "fr": "b"}), Text({"fr": "b", "nl": "a"})
    assert one == other
    assert hash(one) == hash(other)
    assert one != Text({"nl": "a"})
    assert one != "a"


@pytest.mark.parametrize(
    ("wordings", "asked", "wording"),
    [
        ({"fr": "f", "nl": "n"}, ("nl",), "n"),
        ({"fr": "f", "nl": "n"}, ("de", "nl"), "n"),
        ({"fr": "f", "nl": "n"}, ("de",), "f"),
        ({"fr": "f", "nl": "n"}, (), "f"),
        ({"fr": "f", "nl-BE": "n"}, ("nl",), "n"),
        ({"fr": "f", "nl": "n"}, ("nl-BE",), "n"),
        ({"nl": "n", "nl-BE": "b"}, ("nl-be",), "b"),
        ({"nl-BE": "b", "nl": "n"}, ("nl",), "n"),
    ],
)
def test_best_finds_the_nearest_wording(
    wordings: dict[str, str], asked: tuple[str, ...], wording: str
) -> None:
    assert Text(wordings).best(*asked) == wording


@pytest.mark.parametrize(
    ("wanted", "offered", "served"),
    [
        ("nl", "nl", True),
        ("nl", "NL-be", True),
        ("nl-BE", "nl", True),
        ("nl-BE", "nl-NL", False),
        ("nl", "nds", False),
        ("n", "nl", False),
    ],
)
def test_a_language_covers_its_regions(wanted: str, offered: str, *, served: bool) -> None:
    assert covers(wanted, offered) is served


@given(TAGS, TAGS)
def test_covering_goes_both_ways(one: str, other: str) -> None:
    assert covers(one, one)
    assert covers(one, other) == covers(other, one)


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("fr", "fr"),
        ("NL-be", "nl-BE"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("sl-rozaj-1994", "sl-rozaj-1994"),
        ("en-u-CA-gregory", "en-u-ca-gregory"),
        ("no", "no"),
    ],
)
def test_a_tag_gets_its_usual_spelling(written: str, tag: str) -> None:
    assert language_tag(written) == tag


@pytest.mark.parametrize(
    "written",
    ["", "f", "english", "xx", "jp", "gb", "fr_BE", "fr-", "-fr", "fr ", "x-foo", "ſlv", "es-٤١٩"],
)
def test_what_is_no_tag_is_refused(written: str) -> None:
    assert language_tag(written) is None


@given(TAGS)
def test_the_usual_spelling_is_usual(written: str) -> None:
    tag = language_tag(written)
    assert tag is not None
    assert language_tag(tag) == tag
    assert tag.lower() == written.lower()


@given(st.text(max_size=12))
def test_no_text_becomes_a_tag_with_other_letters(written: str) -> None:
    tag = language_tag(written)
    assert tag is None or tag.lower() == written.lower()
    assert tag is None or tag.isascii()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("English", "en"),
        (" Français ", "fr"),
        ("nl_BE", "nl-BE"),
        ("gb", "en"),
        ("jp", "ja"),
        ("Klingon", None),
    ],
)
def test_a_tag_is_guessed_from_a_name(written: str, meant: str | None) -> None:
    assert language_meant(written) == meant


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Frédéric NAEDENOEN", "frederic  naedenoen"),
        ("Thiébaut Weber", "THIEBAUT WEBER"),
        ("Jean-Luc O’Neill", "Jean Luc O'Neill"),
        ("Søren Łukasz", "Soren Lukasz"),
        ("Ǿrsted", "Orsted"),
        ("Straße", "STRASSE"),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
        ("Coop™", "coopTM"),
        ("snake_case", "snake case"),
    ],
)
def test_names_that_people_take_for_one_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Weber", "Webber"), ("か", "が"), ("कि", "की")])
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(NAMES)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(NAMES)
def test_folding_ignores_case_and_spare_spaces(name: str) -> None:
    assert fold(f"  {name} ") == fold(name)
    assert fold(name.casefold()) == fold(name)


@given(NAMES)
def test_a_slug_is_a_key_or_nothing(name: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?)?", slug(name))


@given(NAMES)
def test_a_slug_of_a_slug_is_itself(name: str) -> None:
    assert slug(slug(name)) == slug(name)


def test_a_slug_is_cut_at_a_hundred_characters() -> None:
    assert slug("a" * 99 + " b") == "a" * 99


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("sesions", ["sessions", "rooms"], "sessions"),
        ("Title", ["title"], "title"),
        ("xyz", ["title"], None),
        ("", ["title"], None),
        ("title", [], None),
    ],
)
def test_a_misspelling_finds_the_nearest_word(
    word: str, known: list[str], near: str | None
) -> None:
    assert nearest(word, known) == near


def test_a_language_offered_serves_its_readers_and_no_words_serve_everybody() -> None:
    assert serves(("fr", "nl-BE"), "nl")
    assert not serves(("fr", "nl-BE"), "nl-NL")
    assert serves(("zxx",), "nl")
    assert not serves((), "nl")

"""The words of feeds, in each language that they speak."""

from datetime import date

import pytest

from coopsched.model import KINDS
from coopsched.model.parts import LINKS, ROLES
from coopsched.publishing.feeds.words import Words, wording, words
from coopsched.text import LANGUAGE_NAMES, Text

LANGUAGES = ("en", "fr", "nl", "de")
PHRASES = [
    name
    for name in Words._fields
    if name not in ("language", "agenda", "links", "kinds") and name != "colon"
]


@pytest.mark.parametrize(
    ("language", "cancelled"),
    [("en", "CANCELLED"), ("fr", "ANNULÉ"), ("nl", "GEANNULEERD"), ("de", "ABGESAGT")],
)
def test_what_is_cancelled_says_so_in_capitals(language: str, cancelled: str) -> None:
    assert words(language).cancelled == cancelled


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_word_for_everything(language: str) -> None:
    said = words(language)
    assert said.language == language
    assert all(getattr(said, name).strip() for name in PHRASES)
    assert set(said.kinds) == set(KINDS)
    assert set(said.links) == set(LINKS)
    assert [role for role in ROLES if not said.role(role)] == ["speaker"]
    assert [tag for tag in LANGUAGE_NAMES if tag in said.language_name(tag).split()] == []


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_phrases_hold_as_many_places_in_every_language(language: str) -> None:
    for name in PHRASES:
        here, there = getattr(words(language), name), getattr(words("en"), name)
        assert here.count("{}") == there.count("{}"), name


def test_regions_speak_as_their_language_and_the_rest_english() -> None:
    assert words("nl-BE") is words("nl")
    assert words("tlh") is words("en")


def test_dates_are_written_out() -> None:
    assert words("fr").day(date(2017, 3, 1)) == "mercredi 1er mars 2017"
    assert words("de").day(date(2017, 6, 20)) == "Dienstag, 20. Juni 2017"


@pytest.mark.parametrize(
    ("tag", "name"),
    [("fr", "het Frans"), ("zh-Hant", "het Chinees (Hant)"), ("tlh", "het tlh")],
)
def test_languages_are_called_by_their_names(tag: str, name: str) -> None:
    assert words("nl").language_name(tag) == name


@pytest.mark.parametrize(
    ("language", "spoken", "signed"),
    [
        ("en", "In German", "In German Sign Language"),
        ("fr", "En allemand", "En langue des signes allemande"),
        ("nl", "In het Duits", "In Duitse Gebarentaal"),
        ("de", "auf Deutsch", "in Deutscher Gebärdensprache"),
    ],
)
def test_sign_languages_have_other_words_before_them(
    language: str, spoken: str, signed: str
) -> None:
    said = words(language)
    assert said.held.format(said.language_name("de")) == spoken
    assert said.held.format(said.language_name("gsg")) == signed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tag", ["ase", "bfi", "dse", "fsl", "gsg", "sfb", "ssp", "vgt"])
def test_common_sign_languages_have_names(language: str, tag: str) -> None:
    assert tag not in words(language).language_name(tag).split()
    assert words(language).language_name(f"{tag}-BE").endswith(" (BE)")


@pytest.mark.parametrize(
    ("text", "languages", "found"),
    [
        ({"fr": "a"}, ("nl",), ("fr", "a")),
        ({"fr": "a", "nl": "b"}, ("nl",), ("nl", "b")),
        ({"fr": "a", "nl": "b"}, ("de", "nl"), ("nl", "b")),
        ({"fr": "a", "nl": "b"}, ("de",), ("fr", "a")),
        ({"fr": "a", "nl": "a"}, ("nl",), ("nl", "a")),
        ({"fr": "a", "nl-BE": "b"}, ("nl",), ("nl-BE", "b")),
        ({"und": "a"}, ("nl",), ("und", "a")),
    ],
)
def test_a_wording_says_in_which_language_it_is(
    text: dict[str, str], languages: tuple[str, ...], found: tuple[str, str]
) -> None:
    assert wording(Text(text), *languages) == found

"""Text in cells: the width that wcwidth measures is the width that is given."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from coopsched.reporting.cells import crop, paint, plain, wrap
from coopsched.reporting.width import cells_of, clusters, head

FAMILY, FLAG, HEART, WAVE = "👨‍👩‍👧", "🇧🇪", "❤️", "👋🏽"
_PIECES = st.sampled_from(
    [FAMILY, FLAG, HEART, WAVE, "日本", "e\u0301", "กำ", "क्ष", "\u200d", "\ufe0f", "🇧", " ", "\xa0",
     "a b", "\x1b[31m", "\u202e", "\u2067", "\r\n", "\u200b", "\xad", "« x » ?", "ß", "1️⃣", "\ud800"]
)  # fmt: skip
TEXT = st.lists(_PIECES | st.text(st.characters(), max_size=6), max_size=10).map("".join)


@given(TEXT)
def test_plain_text_does_nothing_to_a_terminal(text: str) -> None:
    shown = plain(text)
    assert wcswidth(shown) >= 0
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(char) for char in shown} & {
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    }  # fmt: skip
    assert plain(shown) == shown


@given(TEXT)
def test_clusters_are_the_text_and_their_cells_are_its_width(text: str) -> None:
    shown = plain(text)
    found = list(clusters(shown))
    assert "".join(cluster for cluster, _ in found) == shown
    assert sum(size for _, size in found) == cells_of(shown) == wcswidth(shown)


@given(TEXT, st.integers(0, 30))
def test_cropped_text_takes_no_more_than_the_width_asked_for(text: str, cells: int) -> None:
    shown = plain(text)
    assert wcswidth(crop(shown, cells)) <= cells
    assert shown.startswith(head(shown, cells))


@given(TEXT, st.integers(1, 30), st.integers(1, 4))
def test_wrapped_lines_fit_and_lose_nothing(text: str, cells: int, lines: int) -> None:
    shown = plain(text)
    whole = wrap(shown, cells)
    assert all(wcswidth(line) <= cells for line in whole)
    if cells > 1:  # where a wide character has room
        assert "".join(whole).replace(" ", "") == shown.replace(" ", "").replace("\xa0", "")
    few = wrap(shown, cells, lines=lines)
    assert len(few) == min(lines, len(whole))
    assert all(wcswidth(line) <= cells for line in few)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("abc", 3),
        ("日本語", 6),
        (FAMILY, 2),
        (FLAG, 2),
        (HEART, 2),
        (WAVE, 2),
        ("e\u0301te\u0301", 3),
    ],
)
def test_the_width_is_that_of_what_is_seen(text: str, cells: int) -> None:
    assert cells_of(text) == cells


def test_no_character_is_cut_in_two() -> None:
    assert crop(f"a{FAMILY}{FAMILY}", 4) == f"a{FAMILY}…"
    assert crop(FLAG * 2, 3) == f"{FLAG}…"
    assert crop("e\u0301te\u0301!", 2) == "e\u0301…"
    assert crop("日本", 3) == "日…"
    assert crop("日本語", 4) == "日…"


def test_what_acts_on_a_terminal_is_spelled_out_or_gone() -> None:
    assert plain("a\x1b[31m\u202eb\u200e\u200b") == r"a\x1b[31m\u202eb"
    assert plain(" two\nlines\tand  spaces ") == "two lines and spaces"


def test_french_marks_stay_with_their_word() -> None:
    assert wrap("« Futur du travail : compromis ? »", 10) == [
        "« Futur du", "travail :", "compromis", "? »",
    ]  # fmt: skip
    assert wrap("Accueil : oui !", 9) == ["Accueil :", "oui !"]


def test_a_long_word_is_broken_and_a_character_too_wide_is_left_out() -> None:
    assert wrap("Donaudampfschiff", 6) == ["Donaud", "ampfsc", "hiff"]
    assert wrap("日本語", 4) == ["日本", "語"]
    assert wrap("日a", 1) == ["…", "a"]
    assert wrap("one two three", 7, lines=1) == ["one tw…"]


def test_colour_is_put_around_text_only_where_it_is_wanted() -> None:
    assert paint("x", "bad", colour=True) == "\x1b[1;31mx\x1b[0m"
    assert paint("x", "bad", colour=False) == paint("x", "", colour=True) == "x"

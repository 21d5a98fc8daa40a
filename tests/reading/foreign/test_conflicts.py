"""Conflicts that git left: one version is read, and all else keeps its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.reading.foreign.conflicts import without_conflicts

TWO = "a\n<<<<<<< main\nb\n=======\nc\n>>>>>>> other\nd\n"
THREE = "a\n<<<<<<< main\nb\n||||||| base\nz\n=======\nc\n>>>>>>> other\nd\n"


@pytest.mark.parametrize("text", [TWO, THREE, TWO.replace("\n", "\r\n"), TWO + TWO])
def test_the_first_version_is_read(text: str) -> None:
    settled, problems = without_conflicts(text)
    assert settled.split() == ["a", "b", "d"] * (len(problems))
    assert [text[each.start : each.start + 7] for each in problems] == ["<<<<<<<"] * len(problems)


def test_a_conflict_without_an_end_loses_its_marks_alone() -> None:
    settled, problems = without_conflicts("<<<<<<< main\na\n=======\nb\n")
    assert settled.split() == ["a", "b"]
    assert len(problems) == 1


@pytest.mark.parametrize("text", ["a\n=======\nb", "<<<<<<< not at the left", " <<<<<<< x\n"])
def test_what_is_no_conflict_is_left_alone(text: str) -> None:
    if text.startswith("<"):
        text = f"x {text}"
    assert without_conflicts(text) == (text, [])


PIECES = st.sampled_from(
    ["<<<<<<< a", "=======", ">>>>>>> b", "||||||| c", "text", "", "  é", "\r"]
)


@given(st.lists(PIECES).map("\n".join))
def test_all_that_is_kept_keeps_its_place(text: str) -> None:
    settled, _ = without_conflicts(text)
    assert len(settled) == len(text)
    assert all(new in (old, " ") for new, old in zip(settled, text, strict=True))

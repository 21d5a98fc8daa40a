"""Edits as a unified diff."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.editing import Edit, apply
from coopsched.reporting.unified import unified
from coopsched.source import Source

LINES = st.lists(st.sampled_from(["a", "b", "", "  c: d"]), max_size=30)


def patched(text: str, diff: str) -> str:
    """Return a text to which a diff is applied line by line, each line of it being checked."""
    old = text.splitlines(keepends=True)
    new: list[str] = []
    at, before = 0, ""
    for line in diff.splitlines(keepends=True)[2:]:
        mark, body = line[:1], line[1:]
        if mark == "@":
            header = re.match(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", line)
            assert header is not None
            start = int(header[1]) - (header[2] != "0")
            new += old[at:start]
            at = start
            assert len(new) == int(header[3]) - (header[4] != "0")
        elif mark == "\\" and before != "-":
            new[-1] = new[-1].removesuffix("\n")
        elif mark in " -":
            assert old[at].rstrip("\n") == body.rstrip("\n")
            at += 1
        if mark in " +":
            new.append(body)
        before = mark
    return "".join(new + old[at:])


@given(LINES, st.data())
def test_a_diff_says_what_the_edits_do(lines: list[str], data: st.DataObject) -> None:
    text = "".join(f"{line}\n" for line in lines)
    offsets = st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted)
    places = data.draw(offsets)
    texts = st.sampled_from(["", "x", "x\ny", "a\n", "\n"])
    edits = [
        Edit(start, end, data.draw(texts))
        for start, end in zip(places[::2], places[1::2], strict=False)
    ]
    result = apply(text, edits)
    diff = unified(Source("p", text), edits)
    assert (diff == "") == (result == text)
    assert patched(text, diff) == result


TEXT = "".join(f"line {i}\n" for i in range(1, 30))


def test_a_diff_shows_three_lines_around() -> None:
    at = TEXT.index("line 10")
    assert unified(Source("p.yaml", TEXT), [Edit(at, at + 4, "LINE"), Edit(at, at, "new\n")]) == (
        "--- p.yaml\n+++ p.yaml\n@@ -7,7 +7,8 @@\n line 7\n line 8\n line 9\n-line 10\n+new\n"
        "+LINE 10\n line 11\n line 12\n line 13\n"
    )


def test_places_far_apart_are_shown_apart() -> None:
    edits = [Edit(0, 4, "LINE"), Edit(len(TEXT) - 3, len(TEXT), "")]
    diff = unified(Source("p.yaml", TEXT), edits)
    assert re.findall("^@@.*@@$", diff, re.MULTILINE) == ["@@ -1,4 +1,4 @@", "@@ -26,4 +26,4 @@"]
    assert diff.endswith("-line 29\n+line \n\\ No newline at end of file\n")


@pytest.mark.parametrize("text", ["a\r\nb\r\n", "a\r\nb"])
def test_line_breaks_are_kept(text: str) -> None:
    diff = unified(Source("p.yaml", text), [Edit(0, 1, "c")])
    assert "-a\r\n+c\r\n b" in diff


def test_nothing_acts_on_the_terminal() -> None:
    diff = unified(Source("p\x1b", "a\x1b[31m\tb\n"), [Edit(0, 1, "c\u202e")])
    assert "\x1b" not in diff
    assert "\u202e" not in diff
    assert "\\x1b[31m\tb" in diff


def test_colours_are_for_those_who_want_them() -> None:
    edits = [Edit(0, 4, "LINE")]
    plain = unified(Source("p.yaml", TEXT), edits)
    coloured = unified(Source("p.yaml", TEXT), edits, colour=True)
    assert "\x1b[31m-line 1\x1b[0m\n\x1b[32m+LINE 1\x1b[0m\n" in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain

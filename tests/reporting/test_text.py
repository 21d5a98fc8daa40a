"""The report for people: what it shows, that it fits, and that nothing in it acts."""

import re
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from coopsched.findings import Finding, Position, Severity
from coopsched.reporting import render
from coopsched.reporting.checked import Checked
from coopsched.source import Source
from steps import steps

_SGR = re.compile(r"\x1b\[(?:0|1|1;3[134])m")


def _shown(line: str, start: int, end: int, width: int = 80, label: str = "") -> list[str]:
    """Return the lines of the excerpt of one stretch of one line of text."""
    finding = Finding(
        rule="r",
        severity=Severity.ERROR,
        message="m",
        position=Position("a", 1, start, 1, end),
        label=label,
    )
    report = render(
        "text", [Checked("a", (finding,), None, Source("a", line))], rules=(), width=width
    )
    return report.split("\n\n")[0].split("\n")[2:]


def _columns(lines: list[str]) -> tuple[str, str]:
    """Return what stands above the marks, by cells, and what stands before it.

    The oracle asks wcwidth for the width of every beginning of the line.
    """
    line, marks = lines[0].partition("│")[2][1:], lines[1].partition("│")[2][1:]
    start, end = marks.index("^"), marks.rindex("^") + 1
    ends = [wcswidth(line[:i]) for i in range(len(line) + 1)]
    first, last = ends.index(start), len(ends) - 1 - ends[::-1].index(end)
    return line[first:last], line[:first]


def test_the_report_on_lets_coop(coop: Checked, golden: Callable[[str, str], None]) -> None:
    golden("check.txt", render("text", [coop], rules=()))


def test_the_report_in_colour(coop: Checked, golden: Callable[[str, str], None]) -> None:
    golden("check.colour.txt", render("text", [coop], rules=(), colour=True))


def test_the_report_on_several_files(
    coop: Checked, clean: Checked, unread: Checked, golden: Callable[[str, str], None]
) -> None:
    golden("several.txt", render("text", [clean, coop, clean, unread], rules=(), width=60))


def test_colour_changes_nothing_but_the_colour(coop: Checked) -> None:
    coloured = render("text", [coop], rules=(), colour=True)
    assert _SGR.sub("", coloured) == render("text", [coop], rules=())


def test_the_last_line_counts(coop: Checked, clean: Checked, unread: Checked) -> None:
    def last(*files: Checked) -> str:
        return render("text", files, rules=()).splitlines()[-1]

    counted = "3 sessions, 2 speakers, 1 day"
    assert last(clean) == f"clean.yaml: {counted} · 0 errors, 0 warnings, 0 accepted"
    assert last(coop) == f"data/programme.yaml: {counted} · 1 error, 3 warnings, 2 accepted"
    assert last(unread).endswith("a.yaml: not read · 1 error, 0 warnings, 0 accepted")
    assert last(coop, unread) == "2 files · 2 errors, 3 warnings, 2 accepted"


@pytest.mark.parametrize(
    "name",
    [
        "x",
        "isabelle",
        "日本",
        "cafe\u0301",
        "👩\u200d💻",
        "🇧🇪",
        "👍🏽",
        "« où »",
        "한국",
        "ก็",
        "☎\ufe0f",
    ],
)
@pytest.mark.parametrize(
    "before",
    ["", "    speakers: [", "日本 👩\u200d💻 e\u0301 🇧🇪 : ", "x" * 300, "é" * 70, "日" * 90],
)
@pytest.mark.parametrize("after", ["", "]", ", b" * 60, "日" * 60])
def test_the_marks_stand_under_what_is_meant(before: str, name: str, after: str) -> None:
    lines = _shown(before + name + after, len(before) + 1, len(before + name) + 1)
    meant, ahead = _columns(lines)
    assert meant == name
    assert before.endswith(ahead.removeprefix("…"))
    assert max(map(wcswidth, lines)) <= 80


def test_a_tab_is_four_spaces() -> None:
    assert _shown("\ta\tb", 4, 5) == ["1│     a    b", " │          ^"]


def test_a_long_stretch_is_cropped_last() -> None:
    for length in (42, 43, 100, 500):
        lines = _shown("key: " + "x" * length + " y", 6, 6 + length, 50)
        assert lines == ["1│ key: " + "x" * 41 + "…", " │ " + "     " + "^" * 42]


def test_several_lines_are_marked_to_the_end_of_the_first() -> None:
    finding = Finding(
        rule="r", severity=Severity.WARNING, message="m", position=Position("a", 1, 3, 2, 2)
    )
    checked = Checked("a", (finding,), None, Source("a", "ab cd  \nef"))
    assert " │   ^^^\n" in render("text", [checked], rules=())


@pytest.mark.parametrize(("line", "column"), [(1, 1), (1, 3), (1, 9999), (3, 1), (99, 1)])
def test_a_place_at_or_past_the_end_is_shown(line: int, column: int) -> None:
    finding = Finding(
        rule="r",
        severity=Severity.ERROR,
        message="m",
        position=Position("a", line, column, line, column),
        label="here",
    )
    report = render("text", [Checked("a", (finding,), None, Source("a", "ab\n\n"))], rules=())
    assert f"┌─ a:{line}:{column}\n" in report
    assert report.count("^") == (line < 99)
    assert "…" not in report
    assert "here" in report


def test_a_label_that_does_not_fit_stands_below() -> None:
    label = "a label of so many words that it takes two lines at least"
    assert _shown("x" * 50, 31, 36, 60, label) == [
        "1│ " + "x" * 50,
        " │ " + " " * 30 + "^^^^^",
        " │ " + " " * 17 + "a label of so many words that it takes",
        " │ " + " " * 17 + "two lines at least",
    ]


@pytest.mark.parametrize(("length", "count"), [(69, 2), (70, 3)])
def test_a_label_stands_beside_the_marks_if_it_fits(length: int, count: int) -> None:
    lines = _shown("name " * 20, 1, 5, 77, "x" * length)
    assert len(lines) == count
    assert max(map(len, lines)) <= 77


@pytest.mark.parametrize("width", range(40, 46))
def test_long_messages_are_wrapped(width: int) -> None:
    finding = Finding(rule="r", severity=Severity.ERROR, message="a b " * 60, help="c d " * 60)
    lines = render("text", [Checked("a", (finding,))], rules=(), width=width).splitlines()[:-1]
    assert width - 2 < max(map(len, lines)) <= width
    assert lines[0].startswith("error[r]: a b")
    assert lines[1].startswith("  a b") or lines[1].startswith("  b a")


def test_marks_without_a_cell_do_not_hide_that_a_line_is_cropped() -> None:
    marks = "\u0301" * 1000
    line = f"e{marks}name{marks}"
    shown, below = _shown(line, 1002, 1006)
    assert shown.startswith("1│ …\u0301")
    assert shown.endswith("\u0301…")
    assert below == " │  ^^^^"


def test_names_and_texts_do_not_act(unread: Checked) -> None:
    report = render("text", [unread], rules=())
    assert r"bro\x1b[31mken" in report
    assert r"\x1b[2J" in report
    assert r"and\u202e more" in report


@settings(deadline=None, max_examples=150)
@given(files=st.lists(st.from_type(Checked), max_size=2), width=st.integers(40, 120))
def test_nothing_in_it_acts_on_the_terminal(files: list[Checked], width: int) -> None:
    plain = render("text", files, rules=(), width=width)
    coloured = _SGR.sub("", render("text", files, rules=(), width=width, colour=True))
    for report in (plain, coloured):
        assert report.endswith("\n")
        for char in set(report) - {"\n"}:
            assert unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"}
            assert unicodedata.bidirectional(char) not in _DIRECTIONS


_DIRECTIONS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}


@settings(deadline=None, max_examples=150)
@given(file=st.from_type(Checked), width=st.integers(40, 120))
def test_every_line_fits_unless_it_cannot_be_broken(file: Checked, width: int) -> None:
    lines = render("text", [file], rules=(), width=width).splitlines()
    for line in lines[:-1]:
        if wcswidth(line) > width and not re.match(r" *[┌├]─ ", line):
            # one word, after the gutter, the name of the rule or the word "help:"
            words = re.sub(r"^( *\d*[│=]| +)( (help|note): )?|^\w+\[[\w/-]+\]:", "", line)
            assert " " not in words.strip(" "), line


def test_a_long_line_costs_no_more_than_a_short_one() -> None:
    def rendering(size: int) -> Callable[[], object]:
        line = "speakers: [" + "isabelle, " * size
        place = Position("a", 1, size * 5, 1, size * 5 + 8)
        finding = Finding(rule="r", severity=Severity.ERROR, message="m" * 90, position=place)
        file = Checked("a", (finding,) * 5, None, Source("a", line))
        return lambda: render("text", [file], rules=())

    assert steps(rendering(100_000)) <= steps(rendering(1_000)) + 100

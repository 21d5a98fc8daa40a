"""Tables of Markdown: rows between bars, and the lines around them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coopsched
from coopsched.reading.foreign.delimited import MOST_COLUMNS, TooWide
from coopsched.reading.foreign.markdown_tables import header_of, lines_of
from coopsched.reading.hints import Hints
from strategies import damaged

SAMPLE = """\
# Mill Days

## Thursday 3 June 2027

| Time | Title | Speakers | Room |
|------|:-----:|----------|------|
| 10:00 - 11:00 | *A* \\| B | Ann Lee<br>Bo Ek | [Hall](https://a.example) |
| **Friday 4 June 2027** | | | |
| 10:00 | C | | Bar |

| | Hall | Bar |
|-|-|-|
| 9:00 | D | E |
| 10:00 | | F |
"""


def cells(text: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in lines_of(text)]


def test_cells_stand_between_bars_that_are_not_escaped() -> None:
    assert cells("| a | b \\| c |\nd|e\n||\n| f |  | g") == [
        ["a", "b | c"],
        ["d", "e"],
        [""],
        ["f", "", "g"],
    ]


def test_lines_between_are_rows_of_one_cell_without_their_marks() -> None:
    assert cells("# Mill *Days* #\n\n- Bring **it**\n=====\n---\n> quoted") == [
        ["Mill Days"],
        ["Bring it"],
        ["quoted"],
    ]


def test_each_cell_knows_its_place() -> None:
    text = "## Day\n| *a* |  b\n"
    assert [text[cell.start : cell.end] for row in lines_of(text) for cell in row] == [
        "Day",
        "*a*",
        "b",
    ]


def test_a_row_of_a_thousand_columns_and_one_is_refused() -> None:
    assert len(next(lines_of("|x" * MOST_COLUMNS + "|"))) == MOST_COLUMNS
    with pytest.raises(TooWide):
        list(lines_of("|x" * 1_000_000))
    assert header_of("|x" * 1_000_000, {}) is None


@pytest.mark.parametrize(
    ("text", "header"),
    [
        (SAMPLE, 2),
        ("| Title | Start |\n| A | 10:00 |\n", 0),
        ("Title | Start\n-|-\nA | 10:00\n", 0),
        ("Title | Start\nA | 10:00\n", None),
        ("| foo | bar |\n|---|---|\n| 1 | 2 |\n", None),
        ("Title\n---\nA | 10:00\n", None),
        ("", None),
    ],
)
def test_the_header_has_a_rule_below_or_a_frame(text: str, header: int | None) -> None:
    assert header_of(text, {}) == header


@given(st.text(st.sampled_from("ab|\\*[]()#<>br/ \r\n-")))
def test_the_cells_of_any_text_follow_each_other(text: str) -> None:
    places = [(cell.start, cell.end) for row in lines_of(text) for cell in row]
    assert all(0 <= start <= end <= len(text) for start, end in places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))


@given(damaged(SAMPLE))
def test_damaged_markdown_is_a_document_or_one_error(text: str) -> None:
    try:
        document = coopsched.loads(text, name="fuzz.md", hints=Hints(format="table"))
    except coopsched.ReadError:
        return
    for finding in coopsched.check(document):
        assert finding.position is not None
        assert 1 <= finding.position.line <= len(document.source.lines)
        assert finding.rule not in ("invalid-value", "unknown-reference", "unknown-field")

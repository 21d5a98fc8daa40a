"""Rows and cells of separated text; the oracle is the csv module of Python."""

import csv
import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.reading.foreign.delimited import MOST_COLUMNS, TooWide, scan, shape_of


def cells(text: str, delimiter: str = ",") -> list[list[object]]:
    return [[cell.value for cell in row] for row in scan(text, delimiter)]


def test_cells_in_quotes_hold_separators_line_breaks_and_quotes() -> None:
    assert cells('a,"b, ""c""\nd",e\r\nf,,') == [["a", 'b, "c"\nd', "e"], ["f", "", ""]]


def test_a_stray_quotation_mark_is_a_character() -> None:
    assert cells('"a" b,"c\nd,e') == [['"a" b', '"c'], ["d", "e"]]


def test_each_cell_knows_its_place() -> None:
    text = 'a;"b;c"\nde;f'
    assert [text[cell.start : cell.end] for row in scan(text, ";") for cell in row] == [
        "a", "b;c", "de", "f",
    ]  # fmt: skip


def test_a_row_of_a_thousand_columns_and_one_is_refused() -> None:
    assert len(next(scan("x," * (MOST_COLUMNS - 1) + "x", ","))) == MOST_COLUMNS
    with pytest.raises(TooWide):
        list(scan("x," * 1_000_000, ","))


@given(
    st.lists(st.lists(st.text(st.characters(exclude_characters="\0")), min_size=2, max_size=4)),
    st.sampled_from(",;\t|"),
)
def test_what_the_csv_module_writes_is_read_again(rows: list[list[str]], delimiter: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    assert cells(file.getvalue(), delimiter) == rows


@given(st.text(st.sampled_from('ab",;\n\r ')), st.sampled_from(",;\t"))
def test_any_text_has_rows_whose_cells_follow_each_other(text: str, delimiter: str) -> None:
    places = [(cell.start, cell.end) for row in scan(text, delimiter) for cell in row]
    assert all(start <= end for start, end in places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))


@pytest.mark.parametrize(
    ("text", "delimiter", "header"),
    [
        ("title,start\nA,10:00\n", ",", 0),
        ("title;start;room\nA, B;10:00;C, D\n", ";", 0),
        ("title\tstart\nA, B\t10:00\n", "\t", 0),
        ("| Title | Start |\n|---|---|\n| A | 10:00 |\n", "|", 0),
        ("My conference\n\ntitle^start\nA^10:00\n", "^", 2),
        ("title::start\nA::10:00\n", "::", 0),
        ('"title, of talk";"start"\n"A";"10:00"\n', ";", 0),
    ],
)
def test_the_delimiter_is_the_one_by_which_columns_have_names(
    text: str, delimiter: str, header: int
) -> None:
    shape = shape_of(text, {})
    assert shape is not None
    assert (shape.delimiter, shape.header) == (delimiter, header)


def test_a_first_line_or_somebody_tells_the_delimiter() -> None:
    shape = shape_of("sep=!\ntitle!start\nA!10:00\n", {})
    assert shape is not None
    assert (shape.delimiter, shape.begin) == ("!", 6)
    assert shape_of("title#start\nA#10:00\n", {}) is None
    told = shape_of("title#start\nA#10:00\n", {}, "#")
    assert told is not None
    assert told.delimiter == "#"
    tab = shape_of("title\tstart\nA\t10:00\n", {}, "tab")
    assert tab is not None
    assert tab.delimiter == "\t"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A talk on titles, start to end, in a room.\nAnd more, of it.\n",
        "title: x\nstart: 10:00\n",
        "- title: a, start\n  room: b\n",
        "title, start\nThen nothing but prose\nin lines without commas\nat all\n",
        "foo,bar\n1,2\n",
    ],
)
def test_prose_and_yaml_are_no_tables(text: str) -> None:
    assert shape_of(text, {}) is None

"""Programmes as tables: CSV and Excel workbooks."""

import builtins
import csv
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import HEAD, TWO_DAYS, lets_coop, programme
from coopsched.model import Programme
from coopsched.publishing.losses import Loss
from coopsched.publishing.table import ALWAYS, cut, defused, table, write_csv, write_xlsx
from coopsched.text import Text
from programmes import PROGRAMMES

Row = dict[str, str]


def in_csv(found: Programme) -> list[Row]:
    """Read a table back as CSV, as other programs do."""
    text = write_csv(found).data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def in_xlsx(found: Programme) -> list[Row]:
    """Read a table back from a workbook."""
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(found).data)).worksheets[0]
    header, *rows = sheet.iter_rows()
    assert all(cell.data_type in ("s", "n") for row in rows for cell in row)
    return [
        {str(name.value): str(cell.value or "") for name, cell in zip(header, row, strict=True)}
        for row in rows
    ]


def row_of(keys: str, *, head: str = HEAD, more: str = "") -> Row:
    """Return the cells that are not empty of a table's only session."""
    found = programme(f"{more}\nsessions: {{a: {{title: A, {keys}}}}}", head=head)
    return {name: text for name, text in in_csv(found)[0].items() if text}


@pytest.mark.parametrize(
    ("keys", "cells"),
    [
        (
            "start: 10:00, end: 11:30, languages: [fr, nl]",
            {"day": "2017-06-20", "start": "10:00", "end": "11:30", "languages": "fr; nl"},
        ),
        ("start: 23:30, end: 24:30", {"day": "2017-06-20", "start": "23:30", "end": "24:30"}),
        ("start: 2017-06-20T06:00Z", {"day": "2017-06-20", "start": "08:00"}),
        ("minutes: 30", {"minutes": "30"}),
        ("permanent: true", {"permanent": "true"}),
        ("status: draft, kind: talk", {"status": "draft", "kind": "talk"}),
        ("tags: ['a;b', c], audience: 0", {"tags": '"a;b"; c', "audience": "0"}),
        ("source-id: -7", {"source-id": "'-7"}),
        (
            "links: ['https://a.org/;b', {url: 'https://p.org', private: true}]",
            {"link": "https://a.org/%3Bb"},
        ),
    ],
)
def test_a_session_is_a_row(keys: str, cells: Row) -> None:
    assert row_of(keys) == {"key": "a", "title": "A"} | cells


def test_a_session_after_midnight_is_on_the_day_it_belongs_to() -> None:
    row = row_of("day: fri, start: 01:00, end: 02:00", head=TWO_DAYS)
    assert (row["day"], row["start"], row["end"]) == ("2026-05-15", "25:00", "26:00")


def test_of_an_hour_that_comes_twice_the_offset_is_told() -> None:
    head = HEAD.replace("2017-06-20", "2017-10-29")
    row = row_of("start: 2017-10-29T02:30+01:00, minutes: 60", head=head)
    assert (row["start"], row["end"]) == ("2017-10-29T02:30+01:00", "03:30")


def test_people_and_places_are_called_by_their_names() -> None:
    more = """\
rooms: {hall: "Grande; salle", bar: {}}
tracks: {soil: Terre}
speakers: {ana: {name: Ana Pérez, affiliation: UCL}, bo: Bo (x)}"""
    row = row_of(
        "track: soil, rooms: [hall, bar], "
        "speakers: [{speaker: ana, role: moderator}, {speaker: bo, affiliation: [A, B]}]",
        more=more,
    )
    assert row["rooms"] == '"Grande; salle"; bar'
    assert row["track"] == "Terre"
    assert row["speakers"] == "Ana Pérez (UCL) [moderator]; Bo [x] (A, B)"


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\t1", "'=1", "''-1"])
def test_a_formula_is_defused_and_can_be_told_from_what_was_written(start: str) -> None:
    cell = defused(start)
    assert cell == f"'{start}"
    assert cell[0] not in "=+-@\t\r"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a;=HYPERLINK(1)", "a;'=HYPERLINK(1)"),
        ("x; =1+1", "x; '=1+1"),
        ("x; '=1+1", "x; ''=1+1"),
        ("x\t@y", "x\t'@y"),
        ("x\n=1", "x\n'=1"),
        ("x\n-1", "x\n'-1"),
        ("A list:\n- one\n- two; three", "A list:\n- one\n- two; three"),
        ("1-1=0, a@b", "1-1=0, a@b"),
    ],
)
def test_a_formula_behind_what_separates_cells_elsewhere_is_defused(text: str, cell: str) -> None:
    assert defused(text) == cell


def test_no_cell_begins_with_a_formula_where_semicolons_separate_them() -> None:
    found = programme("sessions: {a: {title: 'a;=HYPERLINK(1)', tags: [x, =1+1, +2]}}")
    cells = [
        cell.strip(' "')
        for line in write_csv(found).data.decode("utf-8-sig").splitlines()
        for cell in line.split(";")
    ]
    assert len(cells) > 4
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


FORMULAIC = st.text(st.sampled_from("'=+-@\t\ra;\n "), max_size=6)


@given(FORMULAIC, FORMULAIC)
def test_no_two_texts_are_defused_alike(one: str, other: str) -> None:
    assert (defused(one) == defused(other)) == (one == other)
    assert defused(one)[:1] not in ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "#N/A", "TRUE", "2017-06-20", "-1"])
def test_every_cell_of_a_workbook_is_text(title: str) -> None:
    found = programme("sessions: {a: {title: A}}").replace("a", title=Text({"fr": title}))
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(found).data)).worksheets[0]
    assert (sheet["B2"].value, sheet["B2"].data_type) == (title, "s")


@given(PROGRAMMES)
def test_both_hold_the_same_rows(found: Programme) -> None:
    made = table(found)
    rows = [dict(zip(made.header, row, strict=True)) for row in made.rows]
    assert [row["key"] for row in rows] == [session.key for session in found.sessions]
    # Apostrophes are for spreadsheets; a line break within a cell may be written either way.
    assert in_csv(found) == [{name: defused(text) for name, text in row.items()} for row in rows]
    assert in_xlsx(found) == rows


def test_a_table_is_as_excel_reads_it() -> None:
    data = write_csv(lets_coop()).data
    assert data.startswith(b"\xef\xbb\xbfkey,title,day,start,end,rooms,speakers,languages")
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") == 24


def test_an_empty_programme_is_a_header() -> None:
    assert write_csv(programme("sessions: {}")).data.decode("utf-8-sig") == (
        ",".join(ALWAYS) + "\r\n"
    )


def test_a_workbook_is_the_same_each_time() -> None:
    data = write_xlsx(lets_coop()).data
    assert data == write_xlsx(lets_coop()).data
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in file.read("docProps/core.xml")


def test_what_a_cell_cannot_hold_is_cut_between_characters_and_told() -> None:
    text = "👩" * 20_000
    assert cut(text) == "👩" * 16_383
    found = programme("sessions: {a: {title: A}}").replace("a", description=Text({"fr": text}))
    assert Loss("what is beyond the length of a cell", ("a",)) in write_xlsx(found).losses


def test_without_the_library_there_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    known = builtins.__import__

    def without(name: str, *arguments: Any, **options: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return known(name, *arguments, **options)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(RuntimeError, match=r"pip install 'coopsched\[table\]'$"):
        write_xlsx(lets_coop())


def test_what_a_table_cannot_hold_is_told() -> None:
    found = programme("""\
        rooms: {hall: {name: Hall, capacity: 9}}
        speakers: {ana: Ana, bo: {name: Bo, affiliation: [A, B]}}
        sessions:
          a:
            title: {fr: A, nl: B, zh-Hant: C}
            start: 10:00
            speakers: [{speaker: bo, until: 10:30}]
            links: [{url: "https://p.org", private: true}]
        """)
    losses = set(write_csv(found).losses)
    assert {
        Loss("programme: timezone"),
        Loss("rooms: capacity", ("hall",)),
        Loss("title in zh-Hant", ("a",)),
        Loss("line-up: until", ("a",)),
        Loss("links that are private", ("a",)),
        Loss("speakers without a session", ("ana",)),
        Loss("speakers: affiliations but as one text", ("bo",)),
    } <= losses


def test_names_that_had_to_change_and_what_is_unused_are_told() -> None:
    found = programme(
        """\
        rooms: {r1: Same, r2: Same, party: Party}
        tracks: {t1: Same, t2: Same, unused: Unused}
        sessions: {a: {title: A, day: fri, start: 10:00, rooms: [r1, r2], track: t1}}
        """,
        head=TWO_DAYS,
    )
    assert {
        Loss("rooms: name", ("r1", "r2")),
        Loss("tracks: title", ("t1", "t2")),
        Loss("rooms without a session", ("party",)),
        Loss("tracks without a session", ("t2", "unused")),
        Loss("programme: days without a session", ("sat",)),
    } <= set(write_csv(found).losses)

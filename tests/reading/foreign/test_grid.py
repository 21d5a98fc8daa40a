"""Timetables with a column for each room, in text and in workbooks."""

import io

import pytest
from hypothesis import given

import coopsched
from coopsched.reading.files import load_bytes
from coopsched.reading.foreign.grid import is_grid
from coopsched.reading.hints import Hints
from strategies import damaged


def read(text: str, **told: object) -> coopsched.Document:
    hints = Hints(**{"timezone": "UTC", "date": "2027-06-03", **told})  # type: ignore[arg-type]  # tests tell what fits
    return coopsched.loads(text, name="grid.csv", hints=hints)


def said(document: coopsched.Document) -> list[str]:
    """Say when, where and what."""
    found = []
    for s in document.programme.sessions:
        end = f"{s.end:%H:%M}" if s.end else "–"
        found.append(f"{s.start:%d %H:%M} {end} {' '.join(s.rooms)} {s.title}")
    return found


def test_each_cell_is_a_session_in_the_room_of_its_column() -> None:
    document = read(
        "Time;Grande salle;Room 2;Bar\n"
        "9:00-10:00;Opening;;\n"
        "10:00-11:00;Milling;Baking;Brewing\n"
        "11:00-12:00;;Closing;\n"
    )
    assert said(document) == [
        "03 09:00 10:00 grande-salle Opening",
        "03 10:00 11:00 grande-salle Milling",
        "03 10:00 11:00 room-2 Baking",
        "03 10:00 11:00 bar Brewing",
        "03 11:00 12:00 room-2 Closing",
    ]
    told = [p for rule, p in document.problems if rule == "guessed-value"]
    assert [p.message for p in told if "cell below" in p.message] == [
        "a session is read from each cell below Grande salle, Room 2, Bar"
    ]


def test_the_first_line_of_a_cell_is_the_title_and_names_below_are_people() -> None:
    document = read(
        '"";Mill;Yard\n'
        '10:00;"Milling\nAnn Lee (UCL), Bo van Ek\nHow it is done."'
        ';"Baking\nWhat bread needs, and why"\n'
        '11:00;"Brewing\nby Cy Oz";Rest\n'
    )
    milling, baking, brewing, _ = document.programme.sessions
    assert [entry.speaker for entry in milling.speakers] == ["ann-lee", "bo-ek"]
    assert str(milling.description) == "How it is done."
    assert (baking.speakers, str(baking.description)) == ((), "What bread needs, and why")
    assert [entry.speaker for entry in brewing.speakers] == ["cy-oz"]


def test_the_same_words_one_below_the_other_are_one_session() -> None:
    document = read("Time;Mill;Yard\n9:00-10:00;A;Fair\n10:00-11:00;B;Fair\n11:00-12:00;Fair;\n")
    assert said(document) == [
        "03 09:00 10:00 mill A",
        "03 09:00 11:00 yard Fair",
        "03 10:00 11:00 mill B",
        "03 11:00 12:00 mill Fair",
    ]


def test_the_same_words_after_a_break_are_another_session() -> None:
    document = read("Time;Mill;Yard\n9:00-10:00;A;Fair\n14:00-15:00;B;Fair\n")
    assert said(document)[1::2] == ["03 09:00 10:00 yard Fair", "03 14:00 15:00 yard Fair"]


def test_days_can_stand_above_rows_and_above_columns() -> None:
    rows = read("Heure;Mill;Yard\nVendredi 4 juin 2027;;\n9h;A;B\n10h;C;\n")
    assert said(rows) == ["04 09:00 – mill A", "04 09:00 – yard B", "04 10:00 – mill C"]
    across = read("Heure;Vendredi 4 juin 2027;Samedi 5 juin 2027\n9h;A;B\n10h;C;\n")
    assert said(across) == ["04 09:00 –  A", "05 09:00 –  B", "04 10:00 –  C"]


def test_start_and_end_can_have_columns_of_their_own() -> None:
    document = read("Start,End,Mill,Yard\n9:00,10:00,A,\n10:00,11:00,A,B\n")
    assert said(document) == ["03 09:00 11:00 mill A", "03 10:00 11:00 yard B"]


def test_a_grid_of_markdown_is_read_too() -> None:
    document = read(
        "| | Mill | Yard |\n|---|---|---|\n| 9:00 | **A**<br>Ann Lee | |\n| 10:00 | | B |\n"
    )
    assert said(document) == ["03 09:00 – mill A", "03 10:00 – yard B"]
    assert document.programme.sessions[0].speakers[0].speaker == "ann-lee"


def test_a_grid_in_a_workbook_is_read_and_its_cells_are_named() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (("Time", "Mill", "Yard"), ("9:00-10:00", "A", "Fair"), ("10:00-11:00", "B", None)):
        book.active.append(row)
    book.active.merge_cells("C2:C3")
    file = io.BytesIO()
    book.save(file)
    document = load_bytes(
        file.getvalue(), name="grid.xlsx", hints=Hints(timezone="UTC", date="2027-06-03")
    )
    assert said(document) == [
        "03 09:00 10:00 mill A",
        "03 09:00 11:00 yard Fair",
        "03 10:00 11:00 mill B",
    ]
    assert any("(cell A1)" in problem.message for _, problem in document.problems)


@pytest.mark.parametrize(
    "names",
    [
        ["Time", "Title", "Room"],
        ["Heure", "Salle", "Atelier"],
        ["Time", "Hall"],
        ["Name", "Mill", "Yard"],
        ["Time", "Track", "Speaker"],
        [],
    ],
)
def test_a_table_of_sessions_is_no_grid(names: list[str]) -> None:
    assert not is_grid(names, ["9:00", "10:00", "11:00"])


def test_a_grid_has_times() -> None:
    assert is_grid(["", "Mill", "Yard"], ["9:00", "10:00", "", "Friday"])
    assert is_grid(["Time", "Mill", "Yard"], ["9:00"])
    assert not is_grid(["", "Mill", "Yard"], ["9:00"])
    assert not is_grid(["", "Mill", "Yard"], ["1", "2", "3"])
    assert not is_grid(["Time", "Mill", "Yard"], ["soon", "later", "9:00"])


@given(damaged('Time;Mill;Yard\n9:00-10:00;A;"B\nAnn Lee"\n10:00-11:00;C;"B\nAnn Lee"\n11h;;D\n'))
def test_a_damaged_grid_is_a_document_or_one_error(text: str) -> None:
    try:
        document = coopsched.loads(text, name="fuzz.csv", hints=Hints(format="table"))
    except coopsched.ReadError:
        return
    for finding in coopsched.check(document):
        assert finding.position is not None
        assert finding.rule not in ("invalid-value", "unknown-reference", "unknown-field")

"""Excel workbooks: what is in their sheets, and those that are made to do harm."""

import io
import random
import re
import sys
from collections.abc import Callable
from datetime import datetime, time, timedelta
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

import coopsched
from coopsched.reading.files import load_bytes
from coopsched.reading.hints import Hints

openpyxl = pytest.importorskip("openpyxl")
BRUSSELS = Hints(timezone="Europe/Brussels")
MONDAY = datetime(2024, 5, 6)  # noqa: DTZ001  a cell of a sheet has no zone
HEADER = ("Date", "Start", "End", "Room", "Title", "Speakers")
ROWS = (
    (MONDAY, time(10, 30), time(11), "Aula", "Opening", "Ann Lee\nBo Ek"),
    (MONDAY, 0.5, 0.75, "Aula", "Milling", "Cy Oz (UCL)"),
    ("7/5/2024", "9h30", timedelta(hours=25), "Hall", "Night", None),
)


def workbook(*sheets: tuple[str, tuple[tuple[object, ...], ...]], merged: str = "") -> bytes:
    """Return a workbook of sheets, each a name and its rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if merged:
            sheet.merge_cells(merged)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


SAMPLE = workbook(("Programme", (HEADER, *ROWS)))


def read(data: bytes, hints: Hints = BRUSSELS) -> coopsched.Document:
    document = load_bytes(data, name="programme.xlsx", hints=hints)
    assert document.format == "xlsx"
    return document


def sessions(document: coopsched.Document) -> list[str]:
    """Say each session in a line."""
    said = []
    for s in document.programme.sessions:
        start = f"{s.start:%m-%d %H:%M}" if s.start else "–"
        end = f"{s.end:%m-%d %H:%M}" if s.end else "–"
        said.append(f"{start} {end} {s.title}")
    return said


def changed(change: Callable[[str, bytes], bytes]) -> bytes:
    """Return the sample with its parts changed."""
    file = io.BytesIO()
    with ZipFile(io.BytesIO(SAMPLE)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


def with_sheet(content: bytes) -> bytes:
    """Return the sample with other XML for its sheet."""
    return changed(lambda name, data: content if name.endswith("sheet1.xml") else data)


def sheet_of(rows: bytes) -> bytes:
    """Return the XML of a sheet."""
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="%b"><sheetData>%b</sheetData></worksheet>' % (main, rows)


def refusal(data: bytes) -> str:
    """Return why bytes are refused."""
    with pytest.raises(coopsched.ReadError) as error:
        load_bytes(data, name="programme.xlsx", hints=Hints(format="xlsx"))
    assert error.value.position is not None
    return error.value.message


def test_dates_times_fractions_and_texts_are_read() -> None:
    document = read(SAMPLE)
    assert sessions(document) == [
        "05-06 10:30 05-06 11:00 Opening",
        "05-06 12:00 05-06 18:00 Milling",
        "05-07 09:30 05-08 01:00 Night",
    ]
    assert [s.name for s in document.programme.speakers] == ["Ann Lee", "Bo Ek", "Cy Oz"]


def test_a_row_of_the_sheet_is_a_line_and_messages_name_the_cell() -> None:
    document = read(workbook(("P", (HEADER, (), (*ROWS[0][:2], "tbd", "Aula", "Opening", "")))))
    (found,) = (p for id_, p in document.problems if id_ == "ignored-value")
    assert found.position is not None
    assert found.position.line == 3
    assert found.message == "“tbd” is no time: it is left out (cell C3)"
    assert document.source.lines[2] == "2024-05-06\t10:30\ttbd\tAula\tOpening\t"


def test_what_is_merged_downwards_stands_in_each_row() -> None:
    rows = (HEADER, ROWS[0], (None, time(11), None, "Aula", "Second", "Cy"))
    document = read(workbook(("P", rows), merged="A2:A3"))
    assert sessions(document)[1] == "05-06 11:00 – Second"
    assert not [p for id_, p in document.problems if "no day" in p.message]


def test_the_sheet_that_names_its_columns_is_read_and_others_are_told() -> None:
    other = ("Q", (("Title", "Start"), ("Else", time(9))))
    data = workbook(("Notes", (("call her",),)), ("P", (HEADER, *ROWS)), other)
    document = read(data)
    assert len(document.programme.sessions) == 3
    told = [p.message for id_, p in document.problems if id_ == "ignored-value"]
    assert sorted("“Notes”" in text or "“Q”" in text for text in told) == [True, True]
    assert len(read(data, BRUSSELS._replace(sheet="q")).programme.sessions) == 1


def test_sheets_with_the_same_columns_are_read_as_one_and_may_be_called_by_days() -> None:
    header = ("Title", "Start", "End")
    one, two = ("A", time(9), "soon"), ("B", time(10), "later")
    saturday = ("Saturday", (("Mill Days",), header, one))
    data = workbook(saturday, ("Q", (("Mill Days",), ("Sunday",), header, two)))
    document = read(data, BRUSSELS._replace(date="2024-05-04"))
    assert sessions(document) == ["05-04 09:00 – A", "05-05 10:00 – B"]
    told = [p.message for id_, p in document.problems if id_ == "ignored-value"]
    assert [text.partition("(")[2] for text in told] == [
        "cell C3 of “Saturday”)",
        "cell C4 of “Q”)",
    ]


def test_a_hidden_sheet_is_not_read_with_another() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(("P", (HEADER, ROWS[0])), ("Q", (HEADER, ROWS[1]))))
    )
    book["Q"].sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    document = read(file.getvalue())
    assert sessions(document) == ["05-06 10:30 05-06 11:00 Opening"]
    assert any("“Q” was not read" in p.message for _, p in document.problems)


def test_a_sheet_that_is_told_must_be_there() -> None:
    with pytest.raises(coopsched.ReadError, match="no sheet is called “Nope”") as error:
        read(SAMPLE, BRUSSELS._replace(sheet="Nope"))
    assert error.value.help == "its sheets are Programme"


def test_formulas_without_their_results_are_told() -> None:
    document = read(workbook(("P", (HEADER, (*ROWS[0][:4], "Opening", '="Ann "&"Lee"')))))
    assert any("formulas without their results" in p.message for _, p in document.problems)


def test_a_workbook_without_a_table_is_refused() -> None:
    assert "names the columns" in refusal(workbook(("P", (("a", "b"), (1, 2)))))


def test_the_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(coopsched.ReadError, match=re.escape("pip install 'coopsched[table]'")):
        read(SAMPLE)


def test_a_zip_bomb_is_refused() -> None:
    bomb = with_sheet(sheet_of(b"<row></row>" * 5_000_000))
    assert len(bomb) < 1_000_000
    assert "unpack to" in refusal(bomb)


def test_a_bomb_beside_the_sheets_is_refused_too() -> None:
    file = io.BytesIO(SAMPLE)
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(100_000_000))
    assert "unpack to" in refusal(file.getvalue())


def test_a_row_of_a_million_cells_is_refused() -> None:
    cells = b"".join(b"<c><v>%d</v></c>" % (i * 7919) for i in range(1_000_000))
    assert "more than 1,000 columns" in refusal(with_sheet(sheet_of(b"<row>" + cells + b"</row>")))


def test_a_cell_far_to_the_right_is_refused() -> None:
    far = b'<row r="2"><c r="ZZZ2" t="str"><v>x</v></c></row>'
    assert "more than 1,000 columns" in refusal(with_sheet(sheet_of(far)))


@pytest.mark.parametrize("number", ["99999999999", "1e300", "-5", "nan", "0", "x"])
def test_a_row_of_any_number_ends(number: str) -> None:
    row = f'<row r="{number}"><c t="str"><v>x</v></c></row>'.encode()
    assert refusal(with_sheet(sheet_of(row)))


def test_a_size_that_a_sheet_states_wrongly_is_not_believed() -> None:
    def change(name: str, data: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return data
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', data)

    assert len(read(changed(change)).programme.sessions) == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_grow_are_refused(encoding: str) -> None:
    inner = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    declared = f'<?xml version="1.0" encoding="{encoding}"?>'
    text = f'{declared}<!DOCTYPE x [<!ENTITY e0 "x">{inner}]><x>&e11;</x>'
    assert re.search("DTD|damaged", refusal(with_sheet(text.encode(encoding))))


def test_cells_nested_ten_thousand_deep_end_in_an_error_or_a_document() -> None:
    deep = (
        b"<row>" + b"<c>" * 900 + b"<is>" * 10_000 + b"</is>" * 10_000 + b"</c>" * 900 + b"</row>"
    )
    assert refusal(with_sheet(sheet_of(deep)))


def test_other_archives_and_old_workbooks_are_named() -> None:
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert "OpenDocument" in refusal(file.getvalue())
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "no workbook" in refusal(file.getvalue())
    assert "old workbook" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "damaged" in refusal(b"PK\x03\x04" + bytes(40))


@pytest.mark.parametrize("seed", range(120))
def test_a_spoilt_archive_is_a_document_or_one_error(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret
    data = bytearray(SAMPLE)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(data))
        data[at : at + dice.randint(0, 6)] = dice.randbytes(dice.randint(0, 6))
    tried(bytes(data))


@pytest.mark.parametrize("seed", range(120))
def test_a_workbook_of_spoilt_parts_is_a_document_or_one_error(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  no secret

    def spoil(_name: str, data: bytes) -> bytes:
        content = bytearray(data)
        for _ in range(dice.randint(0, 3)):
            at = dice.randrange(len(content))
            content[at : at + dice.randint(0, 9)] = dice.choice((b"", b"<", b'"', b"9" * 20, b"A"))
        return bytes(content)

    tried(changed(spoil))


def tried(data: bytes) -> None:
    """Read and check, or be refused."""
    try:
        document = load_bytes(data, name="spoilt.xlsx", hints=Hints(format="xlsx"))
    except coopsched.ReadError:
        return
    assert all(finding.message for finding in coopsched.check(document))

"""The cells of a row, by what their columns hold: which of them say something, and which a day."""

from collections.abc import Callable, Iterator

from coopsched.reading.foreign.columns import SEVERAL, Column
from coopsched.reading.foreign.markdown_tables import Line
from coopsched.reading.foreign.row_fields import ABSENT, long_text
from coopsched.reading.foreign.row_people import ROLE_COLUMNS
from coopsched.reading.foreign.row_times import Cells
from coopsched.reading.foreign.values import clean, node, texts
from coopsched.reading.foreign.when import when
from coopsched.source import Node

Row = list[Node]

TIMES = ("start", "end", "time")
"""What columns hold that say a time of day."""


def filled(row: Row) -> Row:
    """Return the cells of a row in which something stands."""
    return [cell for cell in row if clean(cell.value)]


def cells_of(row: Row, found: dict[int, Column], *, ours: bool) -> Cells:
    """Return the cells of a row that say something, by what their columns hold.

    The name of a field whose column is in a stated language bears its tag: `title fr`.
    In tables of ours a dash can be a title. A line of prose has no columns.
    """
    cells: Cells = {}
    if isinstance(row, Line) and row.is_prose:
        return cells
    for i, (field, language) in found.items():
        text = clean(row[i].value) if i < len(row) else ""
        if text and (text not in ABSENT or (ours and field == "title")):
            name = f"{field} {language}" if language else field
            if name not in cells or field in SEVERAL:
                cells.setdefault(name, []).append(row[i])
    if isinstance(row, Line) and row.linked:
        written = [cell for cell in cells.get("links", ()) if "://" in str(cell.value)]
        cells["links"] = [*written, *row.linked]
    return cells


def field_of(name: str) -> str:
    """Return the field for which cells have a name: without its tag, and whatever the role."""
    return "speakers" if name in ROLE_COLUMNS else name.partition(" ")[0]


def worded(name: str, cells: Cells) -> Node | None:
    """Return a text in the languages of its columns, or in none where one column has it."""
    read: Callable[[Node], Node] = long_text if name == "description" else _line
    wordings = {
        key.partition(" ")[2] or "und": read(found[0])
        for key, found in cells.items()
        if key.partition(" ")[0] == name
    }
    if list(wordings) == ["und"]:
        return wordings["und"]
    plain = wordings.get("und")
    if plain is not None and any(
        each.value == plain.value for tag, each in wordings.items() if tag != "und"
    ):
        del wordings["und"]  # ours says again in which language the plain one is
    return texts(wordings)


def day_cells(row: Row, cells: Cells) -> Iterator[Node]:
    """Yield the cells of a row that say a day; a weekday beside a date tells more of its order."""
    days = [cell for name in ("date", "day") for cell in cells.get(name, ())]
    yield from map(_without_time, days)
    if len(days) > 1:
        yield node(" ".join(clean(cell.value) for cell in days), days[0])
    yield from cells.get("end-date", ())
    for name in TIMES:
        for cell in cells.get(name, ()):
            found = when(clean(cell.value))
            if found is not None and found.day:
                yield node(found.day, cell)
    alone = filled(row)
    if len(alone) == 1:
        yield alone[0]


def _without_time(cell: Node) -> Node:
    found = when(clean(cell.value))
    return node(found.day, cell) if found is not None and found.day else cell


def _line(cell: Node) -> Node:
    return node(clean(cell.value), cell)

"""A session for each row of a table, made of cells whose columns are known."""

from collections.abc import Sequence

from coopsched.reading.foreign.days import Days
from coopsched.reading.foreign.draft import Draft, Found
from coopsched.reading.foreign.names import has_strong_separator
from coopsched.reading.foreign.row_cells import Row, field_of, filled, worded
from coopsched.reading.foreign.row_fields import parts, parts_of_ours, readers, whole_number
from coopsched.reading.foreign.row_people import RowPeople
from coopsched.reading.foreign.row_times import Cells, Times
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, node, shown
from coopsched.source import Node

_MEANING = frozenset({"title", "start", "time", "description", "speakers"})
_FOR_A_TITLE = ("track", "description", "kind")


class Sessions:
    """Makes a session of each row; ``ours`` tells that our own tables are read."""

    def __init__(
        self,
        draft: Draft,
        tally: Tally,
        days: Days,
        zone_name: str,
        rows: Sequence[tuple[Row, Cells]],
        *,
        ours: bool,
    ) -> None:
        self._draft = draft
        self._tally = tally
        self._days = days
        self._rows = rows
        self._times = Times(tally, days, zone_name, ours=ours)
        self._readers = readers(tally, ours=ours)
        self._parts = parts_of_ours if ours else parts
        people = [cell for _, cells in rows for cell in cells.get("speakers", ())]
        commas = not ours and not any(has_strong_separator(str(cell.value)) for cell in people)
        self._people = RowPeople(tally, commas=commas, ours=ours)
        self._has_days = any(name in cells for _, cells in rows for name in ("date", "day"))

    def add(self) -> None:
        """Add a session to the draft for each row that is one."""
        for row, cells in self._rows:
            self._row(filled(row), cells)

    def _row(self, said: Row, cells: Cells) -> None:
        if len(said) == 1 and self._is_heading(said[0], cells):
            return
        title = self._title(cells)
        if title is not None and any(field_of(name) in _MEANING for name in cells):
            self._draft.session(self._found(title, cells))
            return
        lacks = "title" if title is None else "title, no time and nobody in it"
        place = Node(None, said[0].start, said[-1].end)
        self._draft.refuse(f"this row has no {lacks}", place, "give it a title, or remove it")

    def _is_heading(self, cell: Node, cells: Cells) -> bool:
        """Take a row of one cell for what it heads: a day, or words that belong to no session."""
        text = clean(cell.value)
        if self._days.is_day(text):
            self._times.pass_day(cell)
            return True
        if any(field_of(name) == "title" for name in cells):
            return False
        many = "lines stand alone in their rows, and are left out"
        self._tally.add("unplaced-text", many, f"{shown(text)} stands alone in its row", cell)
        return True

    def _title(self, cells: Cells) -> Node | None:
        """Return the title, or what can stand for it."""
        title = worded("title", cells)
        if title is not None:
            return title
        cell = next((cells[name][0] for name in _FOR_A_TITLE if name in cells), None)
        if cell is None:
            return None
        words = clean(cell.value)[:100]
        many = "rows have no title, and another of their cells stands for it"
        message = f"this row has no title: {shown(words)} stands for it"
        self._tally.add("guessed-value", many, message, cell, "write the title")
        return node(words, cell)

    def _found(self, title: Node, cells: Cells) -> Found:
        found = Found(at=title, title=title, people=self._people.of(cells))
        found.id = cells["key"][0] if "key" in cells else None
        found.uid = cells["uid"][0] if "uid" in cells else None
        found.track = cells["track"][0] if "track" in cells else None
        found.rooms = [part for cell in cells.get("rooms", ()) for part in self._parts(cell)]
        found.fields |= self._times.fields(cells, has_days=self._has_days)
        for name in ("description", "notice"):
            text = worded(name, cells)
            if text is not None:
                found.fields[name] = text
        for name, read in self._readers.items():
            if name in cells:
                read(found, cells[name])
        self._capacity(found, cells)
        return found

    def _capacity(self, found: Found, cells: Cells) -> None:
        for room in found.rooms[:1] if len(found.rooms) == 1 else ():
            for cell in cells.get("capacity", ()):
                self._draft.room(room, capacity=whole_number(cell))

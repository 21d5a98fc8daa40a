"""Which sessions a pretalx file holds, and when and where each is held.

pretalx's *submission* is what is held; a *slot* is when and where. Its API lists
submissions with slots inside, slots with submissions inside, or either with the codes or
numbers of the other; its widget makes one entry of the two; and some sites put entries
into a grid by date, minute and room.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from coopsched.reading.foreign.nodes import at, entries, items, members, text_at
from coopsched.reading.foreign.values import clean
from coopsched.source import Node

_PARTS = frozenset(
    {"rooms", "speakers", "tracks", "tags", "submission_types", "questions", "answers", "event"}
)
"""What stands beside the sessions and holds none."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_ROW = timedelta(minutes=30)
_CELL = 3
"""How many names lead to a cell of a grid: date, minute, room."""

Refuse = Callable[[Node], None]


class Showing(NamedTuple):
    """A session once: what is held, and the slot in which it is (None: it has none yet).

    ``entry`` is where it stands. ``cell`` holds date, minute and number of room where
    that is in a grid.
    """

    entry: Node
    talk: Node
    slot: Node | None
    cell: tuple[str, ...] = ()


def is_entry(node: Node) -> bool:
    """Tell whether a node is a submission, a slot, or both in one."""
    names = entries(node).keys()
    if "name" in names:
        return False
    if "title" in names:
        return not names.isdisjoint(("code", "start", "slot", "slots"))
    if "code" in names:
        return not names.isdisjoint(("speakers", "submission_type", "state", "slots", "start"))
    return "start" in names and not names.isdisjoint(("submission", "room"))


def is_grid(node: Node | None) -> bool:
    """Tell whether a node is a mapping by date, as the cells of a programme's grid are."""
    names = entries(node)
    return bool(names) and all(_DATE.match(name) for name in names)


def showings(root: Node, refuse: Refuse) -> list[Showing]:
    """Return the sessions of a file, once for each time they are held, in the file's order.

    ``refuse`` is called for what stands among sessions and is none.
    """
    grid = at(root, "schedule")
    if is_grid(grid) and grid is not None:
        return list(_in_grid(grid, refuse))
    found = list(_entries(root, refuse))
    codes = {text_at(each, "code"): each for each in found if text_at(each, "code")}
    slots = [each for each in found if text_at(each, "submission") in codes]
    linked = _Slots(slots)
    apart = {id(each) for each in slots}
    return [
        showing for each in found if id(each) not in apart for showing in _showings(each, linked)
    ]


class _Slots:
    """Slots that a file lists apart from their submissions, by both numbers and codes."""

    def __init__(self, slots: list[Node]) -> None:
        self._by_id = {text_at(slot, "id"): slot for slot in slots}
        self._by_code: dict[str, list[Node]] = {}
        for slot in slots:
            self._by_code.setdefault(text_at(slot, "submission"), []).append(slot)

    def of(self, submission: Node) -> list[Node]:
        """Return the slots of a submission: its own, else those that refer to it."""
        own = [slot for slot in items(at(submission, "slots")) if entries(slot)]
        single = at(submission, "slot")
        if not own and entries(single) and single is not None:
            own = [single]
        listed = (self._by_id.get(clean(each.value)) for each in items(at(submission, "slots")))
        named = [slot for slot in listed if slot is not None]
        return own or named or self._by_code.get(text_at(submission, "code"), [])


def _showings(entry: Node, slots: _Slots, cell: tuple[str, ...] = ()) -> Iterator[Showing]:
    submission = at(entry, "submission")
    if submission is not None and isinstance(submission.value, dict):
        yield Showing(entry, submission, entry, cell)
        return
    if submission is not None or at(entry, "start") is not None:
        yield Showing(entry, entry, entry, cell)
        return
    own = slots.of(entry)
    if not own:
        yield Showing(entry, entry, None, cell)
    for slot in own:
        yield Showing(entry, entry, slot, cell)


def _entries(node: Node, refuse: Refuse) -> Iterator[Node]:
    """Yield all entries below a node; what stands in a list of them and is none is refused."""
    listed = isinstance(node.value, list) and any(is_entry(each) for each in node.value)
    if isinstance(node.value, dict):
        inside = [entry.node for name, entry in node.value.items() if name not in _PARTS]
    else:
        inside = items(node)
    for each in inside:
        if is_entry(each):
            yield each
        elif listed:
            refuse(each)
        else:
            yield from _entries(each, refuse)


def _in_grid(grid: Node, refuse: Refuse) -> Iterator[Showing]:
    for date, minutes in entries(grid).items():
        for minute, rooms in entries(minutes.node).items():
            for room, entry in entries(rooms.node).items():
                yield from _in_cell(entry.node, (date, minute, room), refuse)


def _in_cell(cell: Node, place: tuple[str, ...], refuse: Refuse) -> Iterator[Showing]:
    """Yield what a cell holds: of a session with several slots, the one that is there."""
    for each in items(cell) or [cell]:
        if is_entry(each):
            held = list(_showings(each, _Slots([]), place))
            there = [showing for showing in held if _is_there(showing)]
            yield (there or held)[0]
        elif each.value not in (None, {}, [], ""):
            refuse(each)


def _is_there(showing: Showing) -> bool:
    return starts_in(showing.cell) == text_at(showing.slot, "start")[:16]


def room_of(slot: Node | None) -> str:
    """Return the number of a slot's room; empty where it has none."""
    return text_at(slot, "room", "id") or text_at(slot, "room_id") or text_at(slot, "room")


def is_near(start: str, place: str) -> bool:
    """Tell whether a start belongs to the row of a grid: rows are up to half an hour apart."""
    try:
        after = datetime.fromisoformat(start[:16]) - datetime.fromisoformat(place)
    except ValueError:
        return False
    return timedelta() <= after < _ROW


def starts_in(cell: tuple[str, ...]) -> str:
    """Return the date and time of day of a cell in a grid; empty for none."""
    if len(cell) != _CELL or not cell[1].isdecimal() or len(cell[1]) > 4:
        return ""
    hours, minutes = divmod(int(cell[1]), 60)
    return f"{cell[0]}T{hours:02}:{minutes:02}"


def beside(root: Node) -> dict[str, list[Node]]:
    """Return what has a title and stands beside the grid, by the part of the file it is in."""
    if not is_grid(at(root, "schedule")):
        return {}
    found = {
        name: list(_titled(entry.node))
        for name, entry in entries(root).items()
        if name != "schedule" and name not in _PARTS
    }
    return {name: nodes for name, nodes in found.items() if nodes}


def _titled(node: Node) -> Iterator[Node]:
    if "title" in entries(node):
        yield node
        return
    for each in members(node):
        yield from _titled(each)

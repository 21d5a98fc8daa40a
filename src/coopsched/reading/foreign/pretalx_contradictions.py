"""Where a pretalx file says two things of when and where a session is."""

from coopsched.reading.foreign.draft import first_wording
from coopsched.reading.foreign.nodes import at, text_at
from coopsched.reading.foreign.pretalx_showings import Showing, is_near, room_of, starts_in
from coopsched.reading.foreign.spans import is_on, minutes_between
from coopsched.reading.foreign.tally import Tally
from coopsched.reading.foreign.values import clean, shown
from coopsched.reading.foreign.wordings import wording
from coopsched.source import Node

_SLOT_IS_READ = "the slot is read; correct one of the two"


def titled(talk: Node) -> str:
    """Return what messages call a session: its title in quotes."""
    title = wording(at(talk, "title"))
    return shown(first_wording(title)) if title is not None else "a session without a title"


def check_length(tally: Tally, showing: Showing, span: dict[str, Node]) -> None:
    """Note a `duration` that is not as long as the slot."""
    minutes, lasts = at(showing.talk, "duration"), minutes_between(span)
    told = clean(minutes.value) if minutes is not None else ""
    if minutes is not None and lasts is not None and told.isdecimal() and told != str(lasts):
        tally.add(
            "contradictory-start",
            "sessions have a `duration` that is not the length of their slot",
            f"{titled(showing.talk)} has a slot of {lasts} minutes, and its `duration` is {told}",
            minutes,
            _SLOT_IS_READ,
        )


def check_cell(tally: Tally, showing: Showing, start: Node | None) -> None:
    """Note a slot that is not where the grid has it."""
    place = starts_in(showing.cell)
    if start is not None and place and not is_near(clean(start.value), place):
        what = f"{titled(showing.talk)} stands at {place}, and its slot starts at {start.value}"
        many = "sessions stand in another row of the grid than their slot's"
        tally.add("contradictory-start", many, what, start, _SLOT_IS_READ)
    number, room = room_of(showing.slot), at(showing.slot, "room")
    if room is not None and showing.cell and number.isdecimal() and number != showing.cell[-1]:
        column = showing.cell[-1]
        what = f"{titled(showing.talk)} stands under room {column}, and its slot is in {number}"
        many = "sessions stand under another room of the grid than their slot's"
        tally.add("contradictory-room", many, what, room, _SLOT_IS_READ)


def check_dates(tally: Tally, root: Node, showing: Showing, start: Node | None) -> None:
    """Note a start before the event's first day, or after the night of its last."""
    first, last = text_at(root, "event_start")[:10], text_at(root, "event_end")[:10]
    begins = clean(start.value) if start is not None else ""
    if start is None or len(begins) < len("2026-05-02") or not first or not last:
        return
    if begins[:10] < first or (begins[:10] > last and not is_on(last, begins)):
        on = begins[:10]
        what = f"{titled(showing.talk)} starts on {on}; the event is from {first} to {last}"
        many = f"sessions start outside the event, which is from {first} to {last}"
        tally.add("outside-its-day", many, what, start, "correct the date of one of the two")

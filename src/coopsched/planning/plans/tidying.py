"""Order where nothing depends on it: of places that cost the same, the one an organiser would take.

First when the least else is held, then in a room in which more of its track is, then early,
then in the room that fits best.
"""

from collections.abc import Callable, Iterable

from coopsched.planning.plans.layout import Layout
from coopsched.planning.stopping import never
from coopsched.planning.task import Place

_ROUNDS = 3
_SAME = 1e-9

_TRIED = 12
"""So many better places of one session are judged at most."""


def tidy(layout: Layout, open_: Iterable[int], *, stop: Callable[[], bool] = never) -> None:
    """Move sessions to tidier places, one by one, none of which costs more."""
    search = _Tidying(layout)
    sessions = list(open_)
    for _ in range(_ROUNDS):
        moved = 0
        for s in sessions:
            if stop():
                return
            moved += search.move(s)
        if not moved:
            return


class _Tidying:
    """Moves sessions one by one."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def move(self, s: int) -> bool:
        """Move a session to a tidier place, if there is one; tell whether there was."""
        layout = self._layout
        was = layout.board.at[s]
        if was is None:
            return False
        layout.take(s)
        place = self._tidier(s, was)
        layout.put(s, place)
        return place != was

    def _tidier(self, s: int, was: Place) -> Place:
        layout = self._layout
        now = self._key(s, was)
        errors, cost = layout.board.added(s, was)
        better = sorted(
            (key, place)
            for place in self._free(s)
            if place != was and (key := self._key(s, place)) < now
        )
        for _, place in better[:_TRIED]:
            found = layout.board.added(s, place)
            if found[0] <= errors and found[1] <= cost + _SAME:
                return place
        return was

    def _free(self, s: int) -> Iterable[Place]:
        layout, offer = self._layout, self._layout.offers[s]
        levels = {start: layout.level(start, start + offer.length) for start in offer.starts}
        least = sorted(offer.starts, key=lambda start: (levels[start], start))[:_TRIED]
        for start in least:
            if layout.engaged(s, start, start + offer.length) is None:
                yield from self._rooms(s, start)

    def _rooms(self, s: int, start: int) -> Iterable[Place]:
        """Yield free places then: in rooms of the track, and the first of the others."""
        layout, offer = self._layout, self._layout.offers[s]
        track = layout.task.sessions[s].track
        any_other = False
        for rooms in offer.choices:
            is_other = not track or not any(layout.tracks[track, room] for room in rooms)
            if is_other and any_other:
                continue
            if layout.is_free(rooms, start, start + offer.length + layout.pad):
                any_other = any_other or is_other
                yield Place(start, rooms)

    def _key(self, s: int, place: Place) -> tuple[int, int, int, int]:
        layout = self._layout
        start, end = layout.span(s, place)
        track = layout.task.sessions[s].track
        together = sum(layout.tracks[track, room] for room in place.rooms) if track else 0
        choices = layout.offers[s].choices
        rank = choices.index(place.rooms) if place.rooms in choices else len(choices)
        return layout.level(start, end), -together, start, rank

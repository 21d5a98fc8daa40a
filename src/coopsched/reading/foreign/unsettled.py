"""Rooms that are none yet: what a file calls a room until somebody finds one."""

import unicodedata
from functools import lru_cache

from coopsched.reading.foreign.values import shown
from coopsched.source import Node, SourceProblem
from coopsched.text import fold

_UNSETTLED = frozenset(
    (
        *("tba", "tbd", "tbc", "t b a", "t b d", "t b c", "n a", "none", "no room", "unassigned"),
        *("to be announced", "to be confirmed", "to be defined", "to be determined"),
        *("to be decided", "room tba", "room tbd", "room tbc", "location tba", "location tbd"),
        *("a confirmer", "a definir", "a determiner", "a preciser", "salle a definir"),
        *("salle a confirmer", "lieu a definir", "lieu a confirmer"),
        *("n t b", "ntb", "nog te bepalen", "nader te bepalen", "nog te bevestigen"),
        *("noch offen", "wird noch bekannt gegeben", "wird noch bekanntgegeben", "ort folgt"),
    )
)
"""Names of rooms that are still to be found, folded."""


@lru_cache(maxsize=4096)
def is_unsettled(name: str) -> bool:
    """Tell whether what stands for a room says that it is still to be found, as `TBA` or `?`."""
    marks_alone = bool(name) and all(unicodedata.category(letter)[0] in "PZ" for letter in name)
    return marks_alone or fold(name) in _UNSETTLED


class UnsettledRooms:
    """The rooms of a file that are none yet, each with how many sessions are in it."""

    def __init__(self) -> None:
        self._places: dict[str, Node] = {}
        self._sessions: dict[str, int] = {}

    def add(self, name: str, at: Node) -> None:
        """Note where such a name stands."""
        self._places.setdefault(name, at)

    def count(self, name: str) -> None:
        """Note a session in such a room."""
        self._sessions[name] = self._sessions.get(name, 0) + 1

    def problems(self) -> list[SourceProblem]:
        """Return a problem for each name, where it stands first."""
        return [
            SourceProblem(
                "ignored-value",
                f"{shown(name)} is no room: {_sessions(self._sessions.get(name, 0))}",
                at.start,
                at.end,
                "name the room as soon as it is known; a room that is called so needs a longer "
                "name",
            )
            for name, at in self._places.items()
        ]


def _sessions(number: int) -> str:
    if number == 0:
        return "it is left out"
    return f"{number} sessions have none" if number > 1 else "one session has none"

"""The conflict graph: which errors moves must clear, and how many moves that takes at least."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coopsched.planning.repairing.cover import Cover, minimum_cover

if TYPE_CHECKING:
    from coopsched.planning.board import Violation

WIDE = frozenset(
    (
        "changeover-too-short",
        "language-gap",
        "no-lunch",
        "pause-too-short",
        "session-open-ended",
        "speaker-overloaded",
    )
)
"""Rules of which more sessions can clear an error than it is about."""

_OPEN_ENDED = "session-open-ended"  # which is about the first of its sessions

# A language is missing in no session, and of a resource those who use it at one moment are told.
_COUNTED = frozenset(("language-gap", "resource-overbooked"))

# A cover's weight counts sessions first and published ones second.
_ONE = 10**9


@dataclass(frozen=True)
class Conflicts:
    """The errors on a board, told apart by who may move.

    ``open`` are those that a move could clear, each with the sessions of it that may move;
    ``hopeless`` those in which nobody may.
    """

    open: tuple[tuple["Violation", tuple[int, ...]], ...]
    hopeless: tuple["Violation", ...]

    @property
    def sessions(self) -> tuple[int, ...]:
        """The sessions that may move and have a part in an error, in the order of the file."""
        return tuple(sorted({s for _, who in self.open for s in who}))


@dataclass(frozen=True)
class Bound:
    """What no repair goes below: moves, and with that many moves, published sessions moved.

    ``forced`` sessions must move whatever the others do, ``pairs`` sessions to clear the
    double-bookings that are left. ``who`` are sessions whose moves could do, were there room.
    """

    moves: int
    published: int
    forced: int
    pairs: int
    exact: bool
    who: frozenset[int]


def conflicts(violations: Iterable["Violation"], movable: frozenset[int]) -> Conflicts:
    """Return the errors that are on a board, told apart."""
    clear, hopeless = [], []
    for violation in sorted(violations):
        who = tuple(sorted(movable.intersection(violation.sessions)))
        if who:
            clear.append((violation, who))
        else:
            hopeless.append(violation)
    return Conflicts(tuple(clear), tuple(hopeless))


class Sound:
    """What errors a board has at first, so that none are taken for repaired that came instead."""

    def __init__(self, violations: Iterable["Violation"]) -> None:
        self._of: dict[str, list[frozenset[int]]] = {}
        for violation in violations:
            self._of.setdefault(violation.rule, []).append(frozenset(violation.sessions))

    def allows(self, violations: Iterable["Violation"], moved: Iterable[int]) -> bool:
        """Tell whether nothing is among some errors but what was there, or a part of it.

        Nor do those who moved have a part in one, unless others were to clear it.
        """
        gone = frozenset(moved)
        counted = Counter[str]()
        for rule, sessions in violations:
            known = self._of.get(rule, [])
            if rule not in WIDE and not gone.isdisjoint(sessions):
                return False
            if rule in _COUNTED:
                counted[rule] += 1
                if counted[rule] > len(known):
                    return False
                continue
            about = sessions[:1] if rule == _OPEN_ENDED else sessions
            if not any(old.issuperset(about) for old in known):
                return False
        return True


def bound(open_: Iterable[Sequence[int]], published: frozenset[int]) -> Bound:
    """Return how many moves it takes at least: each error needs one of its own sessions to move.

    Each of ``open_`` are the sessions of an error that may move. Those of one or two are the
    conflict graph, whose minimum vertex cover counts; of more, those that share no session.
    """
    groups = sorted({tuple(sorted(who)) for who in open_})
    edges = [(who[0], who[-1]) for who in groups if len(who) <= 2]
    weights = {s: _ONE + (s in published) for who in groups for s in who}
    cover = minimum_cover(edges, weights)
    forced = sum(a == b for a, b in set(edges))
    more = _apart([who for who in groups if len(who) > 2], {s for edge in edges for s in edge})
    least = cover.bound + sum(min(weights[s] for s in who) for who in more)
    moves = -(-least // _ONE) if not cover.proven else least // _ONE
    return Bound(
        moves=moves,
        published=least % _ONE if cover.proven else 0,
        forced=forced,
        pairs=moves - forced,
        exact=cover.proven,
        who=_hitting(cover, groups),
    )


def _apart(groups: Iterable[Sequence[int]], taken: set[int]) -> list[Sequence[int]]:
    """Return groups no two of which share a session, or hold one that is taken."""
    found = []
    for who in groups:
        if not taken.intersection(who):
            taken |= set(who)
            found.append(who)
    return found


def _hitting(cover: Cover, groups: Iterable[Sequence[int]]) -> frozenset[int]:
    """Return the cover, and one session of each larger group that it misses."""
    chosen = set(cover.vertices)
    for who in groups:
        if not chosen.intersection(who):
            chosen.add(who[0])
    return frozenset(chosen)


def least_apart(open_: Iterable[Sequence[int]], published: frozenset[int]) -> tuple[int, int]:
    """Return how many errors share no session, and how many of these need a published one to move.

    Quickly, and perhaps too low.
    """
    seen: set[int] = set()
    moves = shown = 0
    for who in sorted(open_, key=len):
        if seen.isdisjoint(who):
            seen.update(who)
            moves += 1
            shown += published.issuperset(who)
    return moves, shown

"""Which things take place at the same time, and which of them may."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from coopsched.interval import Interval, overlapping_pairs
from coopsched.model import Programme, Session


class Timed(Protocol):
    """Something that a session takes up for a while."""

    @property
    def interval(self) -> Interval:
        """When."""

    @property
    def session(self) -> Session:
        """For which session."""


T = TypeVar("T", bound=Timed)


def clashes(programme: Programme, uses: Sequence[T]) -> Iterator[tuple[T, T, Interval]]:
    """Yield each pair of uses that overlap, with what they share.

    ``uses`` are sorted by interval and session key, and so are the pairs. Two uses
    for one session never clash, nor does a session with one that it lies within.
    """
    for i, j in overlapping_pairs([use.interval for use in uses]):
        first, second = uses[i], uses[j]
        if first.session.key == second.session.key:
            continue
        shared = first.interval.intersection(second.interval)
        if shared is not None and not nested(programme, first.session, second.session):
            yield first, second, shared


def nested(programme: Programme, a: Session, b: Session) -> bool:
    """Tell whether one of two sessions lies within the other, at any depth."""
    return b.key in holders(programme, a) or a.key in holders(programme, b)


def holders(programme: Programme, session: Session) -> Iterator[str]:
    """Yield the keys of the sessions that one lies within, the nearest first."""
    while session.within is not None:
        yield session.within
        session = programme.session(session.within)

"""What a repair says: who moves, what becomes of the findings, and what is proven."""

from dataclasses import dataclass
from typing import NamedTuple

from coopsched.findings import Finding
from coopsched.model import Programme
from coopsched.planning.task import Placement


@dataclass(frozen=True)
class Move:
    """A session that goes elsewhere. ``published`` tells that attendees were shown where it was."""

    session: str
    was: Placement
    now: Placement
    published: bool


@dataclass(frozen=True)
class Proof:
    """How sure it is that no repair does better in one respect.

    ``bound`` is what none can go below, None where nobody knows; it is proven where the bound
    is the value. Only repairs that do as well in all respects before are compared.
    """

    criterion: str
    value: float
    bound: float | None
    how: str

    @property
    def proven(self) -> bool:
        """Whether no repair does better."""
        return self.bound == self.value


class Left(NamedTuple):
    """An error that stays, and why no move clears it."""

    finding: Finding
    why: str


@dataclass(frozen=True)
class Repair:
    """The moves, the programme that they leave, and the findings that come, go and stay.

    ``cleared`` are the errors among those that go, and ``go`` are the others. ``repaired`` tells
    that no error is left of those that depend on places. ``finished`` is false where the search
    was stopped from outside.
    """

    moves: tuple[Move, ...]
    programme: Programme
    cleared: tuple[Finding, ...] = ()
    left: tuple[Left, ...] = ()
    come: tuple[Finding, ...] = ()
    go: tuple[Finding, ...] = ()
    proofs: tuple[Proof, ...] = ()
    repaired: bool = True
    finished: bool = True

    @property
    def minimal(self) -> bool:
        """Whether it is proven that fewer moves cannot do."""
        return all(
            each.proven for each in self.proofs if each.criterion in ("errors left", "moves")
        )

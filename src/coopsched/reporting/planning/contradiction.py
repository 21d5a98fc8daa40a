"""Demands that contradict each other, each with the line that makes it, and for programs."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from coopsched.document import Document
from coopsched.findings import Position
from coopsched.planning.contradiction import Contradiction, Demand
from coopsched.reporting import wording
from coopsched.reporting.cells import paint, plain, wrap
from coopsched.reporting.escaping import visible
from coopsched.reporting.excerpt import excerpt
from coopsched.rules.wording import lasting, listed, titled

_NAMED = 5
_NARROWEST = 40


def render(
    document: Document, found: Contradiction, *, colour: bool = False, width: int = 80
) -> str:
    """Show which sessions cannot be placed, the demands that forbid it, and what is proven."""
    room = max(width, _NARROWEST)
    lines = [paint(line, "strong", colour) for line in wrap(_headline(document, found), room)]
    for demand in found.demands:
        lines += ["", *_shown(document, demand, room, colour)]
    proof = _proof(found)
    if proof:
        lines += ["", *wrap(proof, room)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def json(document: Document, found: Contradiction) -> dict[str, Any]:
    """Return the same for programs: places as in the report of findings."""
    return {
        "sessions": list(found.sessions),
        "demands": [{"what": demand.what, "at": _at(document, demand)} for demand in found.demands],
        "smallest": found.smallest,
        "irreducible": found.irreducible,
    }


def _at(document: Document, demand: Demand) -> dict[str, Any] | None:
    position = _position(document, demand)
    if position is None:
        return None
    return {**position._asdict(), "route": list(document.route(demand.route))}


def _position(document: Document, demand: Demand) -> Position | None:
    """Return where a demand is made; None where it comes from the command line."""
    if not demand.route:
        return None
    return document.position(demand.route, at_key=len(demand.route) <= 2)


def _headline(document: Document, found: Contradiction) -> str:
    sessions = [document.programme.session(key) for key in found.sessions]
    names = [plain(titled(session)) for session in sessions[:_NAMED]]
    if len(sessions) > _NAMED:
        names.append(f"{len(sessions) - _NAMED} more")
    if len(sessions) == 1:
        return f"{names[0]} cannot be held anywhere, because of all this together:"
    lengths = [session.length for session in sessions if session.length is not None]
    time = lasting(sum(lengths, timedelta()))
    return f"{listed(names)} ({time} in all) cannot all be held, because of all this together:"


def _shown(document: Document, demand: Demand, room: int, colour: bool) -> Iterator[str]:
    position = _position(document, demand)
    if position is None:
        yield from wrap(plain(demand.what), room)
        return
    yield from wrap(f"{visible(wording.place(position))}: {plain(demand.what)}", room)
    margin = len(str(position.line))
    quoted = excerpt(document.source.lines, position, room - margin - 2)
    if quoted is not None:
        yield paint(f"{position.line}│", "faint", colour) + f" {quoted.line}"
        bar = paint(f"{'':{margin}}│", "faint", colour)
        yield f"{bar} {' ' * quoted.start}" + paint("^" * quoted.length, "bad", colour)


def _proof(found: Contradiction) -> str:
    said = []
    if len(found.sessions) > 1:
        said.append(
            "No fewer sessions contradict each other."
            if found.smallest
            else "Perhaps fewer sessions contradict each other: not all sets of them were tried."
        )
    if found.irreducible and len(found.demands) > 1:
        said.append("If any one of these demands is taken back, there are places.")
    elif not found.irreducible:
        said.append("The search for the demands that are to blame was cut short.")
    return " ".join(said)

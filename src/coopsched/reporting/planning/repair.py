"""Repairs in a terminal, and for programs."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from coopsched.comparing.alike import folded
from coopsched.findings import Finding
from coopsched.interval import INSTANT, Interval
from coopsched.model import Programme, Session, Speaker
from coopsched.moment import utc
from coopsched.planning.repairing import Move, Proof, Repair
from coopsched.planning.task import Placement
from coopsched.reporting.cells import paint, plain, wrap
from coopsched.reporting.describing import LEAST_WIDTH, joined
from coopsched.reporting.escaping import json_text
from coopsched.reporting.json import finding_data
from coopsched.rules.wording import clock, counted, titled

FORMAT = 1
"""The version of the report; it gains fields without changing, and loses none."""

_MOST = 40
"""Of more moves, or findings of a kind, the rest is counted: JSON has them all."""


def text(
    found: Repair,
    programme: Programme,
    *,
    width: int = 80,
    colour: bool = False,
) -> str:
    """Return who moves where, what becomes of the findings, what is proven, and whom to tell.

    ``programme`` is that of before.
    """
    page = _Page(programme, max(width, LEAST_WIDTH), colour)
    return joined(page.lines(found))


def json(found: Repair, programme: Programme, *, path: str) -> str:
    """Return the same for programs."""

    def findings(of: Iterable[Finding]) -> list[dict[str, Any]]:
        return [finding_data(finding, programme.zone) for finding in of]

    return json_text(
        {
            "coopsched-repair": FORMAT,
            "path": path,
            "repaired": found.repaired,
            "minimal": found.minimal,
            "finished": found.finished,
            "moves": [_move(move, programme) for move in found.moves],
            "cleared": findings(found.cleared),
            "left": [
                {"finding": finding_data(each.finding, programme.zone), "why": each.why}
                for each in found.left
            ],
            "come": findings(found.come),
            "go": findings(found.go),
            "proofs": [_proof(proof) for proof in found.proofs],
            "tell": [
                {"speaker": speaker.key, "name": str(speaker.name), "sessions": sessions}
                for speaker, sessions in _told(found, programme)
            ],
        }
    )


def _told(found: Repair, programme: Programme) -> list[tuple[Speaker, list[str]]]:
    """Return who is in sessions that move, by name, with these; nobody was told of a draft."""
    keys: dict[str, list[str]] = {}
    for move in found.moves:
        session = programme.session(move.session)
        for entry in session.speakers if session.status != "draft" else ():
            keys.setdefault(entry.speaker, []).append(session.key)
    told = [(programme.speaker(key), sessions) for key, sessions in keys.items()]
    return sorted(told, key=lambda each: (folded(str(each[0].name)), each[0].key))


def _move(move: Move, programme: Programme) -> dict[str, Any]:
    session = programme.session(move.session)
    return {
        "session": session.key,
        "title": str(session.title),
        "published": move.published,
        "was": _placement(move.was, session),
        "now": _placement(move.now, session),
    }


def _placement(placement: Placement, session: Session) -> dict[str, Any]:
    end = None
    if session.length is not None and not session.is_open_ended:
        end = (utc(placement.start) + session.length).astimezone(placement.start.tzinfo)
    return {
        "start": placement.start.isoformat(),
        "end": end and end.isoformat(),
        "rooms": list(placement.rooms),
    }


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "criterion": proof.criterion,
        "value": proof.value,
        "bound": proof.bound,
        "proven": proof.proven,
        "how": proof.how,
    }


class _Page:
    """The lines of an answer."""

    def __init__(self, programme: Programme, width: int, colour: bool) -> None:
        self._programme = programme
        self._width = width
        self._colour = colour

    def lines(self, found: Repair) -> Iterator[str]:
        """Yield all lines."""
        yield from self._wrapped(_headline(found), 0, "strong")
        for move in found.moves[:_MOST]:
            yield from self._move(move)
        yield from self._rest(len(found.moves), "move")
        if found.moves:
            yield from self._findings("clears", found.cleared, "time")
            yield from self._findings("comes", found.come, "bad")
            yield from self._findings("goes along", found.go, "time")
        yield from self._left(found)
        if found.proofs and (found.moves or found.left):
            yield from self._proofs(found)
        if found.moves:
            yield ""
            told = [plain(str(speaker.name)) for speaker, _ in _told(found, self._programme)]
            names = ", ".join(told[:_MOST]) or "nobody is in the line-ups"
            more = f" and {len(told) - _MOST:,} more" if len(told) > _MOST else ""
            yield from self._wrapped(f"to be told: {names}{more}", 0)

    def _wrapped(self, words: str, depth: int, style: str = "", more: int = 0) -> Iterator[str]:
        """Yield a text, its further lines so much deeper than the first."""
        for i, line in enumerate(wrap(words, self._width - depth - more)):
            indent = " " * (depth + (more if i else 0))
            yield indent + paint(line, style, self._colour)

    def _rest(self, number: int, noun: str) -> Iterator[str]:
        if number > _MOST:
            yield f"  … and {counted(number - _MOST, noun)} more: --format json"

    def _move(self, move: Move) -> Iterator[str]:
        session = self._programme.session(move.session)
        yield ""
        yield from self._wrapped(plain(titled(session)), 2, "strong")
        was, now = (self._when(each, session) for each in (move.was, move.now))
        rooms = [self._rooms(each.rooms) for each in (move.was, move.now)]
        parts = [f"{was} → {now}"] if was != now else [now]
        if rooms[0] != rooms[1]:
            parts.append(f"{rooms[0] or 'no room'} → {rooms[1] or 'no room'}")
        elif rooms[0]:
            parts.append(f"in {rooms[0]}")
        yield from self._wrapped(", ".join(parts), 4, "time", 2)
        if move.published:
            yield from self._wrapped("published: people were shown the old place", 4, "bad", 2)

    def _when(self, placement: Placement, session: Session) -> str:
        start = utc(placement.start)
        length = INSTANT if session.is_open_ended else session.length
        return clock(self._programme, Interval(start, start + (length or INSTANT)))

    def _rooms(self, keys: Sequence[str]) -> str:
        return ", ".join(plain(self._programme.room(key).label) for key in keys)

    def _findings(self, heading: str, findings: Sequence[Finding], style: str) -> Iterator[str]:
        if not findings:
            return
        yield ""
        yield f"{paint(heading, style, self._colour)}:"
        for finding in findings[:_MOST]:
            said = f"{finding.severity}: {plain(finding.message)} [{finding.rule}]"
            yield from self._wrapped(said, 2, more=2)
        yield from self._rest(len(findings), "finding")

    def _left(self, found: Repair) -> Iterator[str]:
        if not found.left:
            return
        yield ""
        yield f"{paint('left', 'bad', self._colour)}:"
        for finding, why in found.left[:_MOST]:
            said = f"{finding.severity}: {plain(finding.message)} [{finding.rule}]"
            yield from self._wrapped(said, 2, more=2)
            yield from self._wrapped(f"= {plain(why)}", 4, "faint", 2)
        yield from self._rest(len(found.left), "error")

    def _proofs(self, found: Repair) -> Iterator[str]:
        yield ""
        yield "no repair is better:" if all(p.proven for p in found.proofs) else "what is proven:"
        for proof in found.proofs if found.moves else found.proofs[:1]:
            known = "proven" if proof.proven else "not proven"
            said = f"{_amount(proof, len(found.left))}: {known}, {proof.how}"
            if not proof.proven and proof.bound is not None:
                said += f"; at least {_bound(proof)}"
            yield from self._wrapped(said, 2, more=2)


def _headline(found: Repair) -> str:
    if not found.moves:
        if found.left:
            return f"no move helps: {counted(len(found.left), 'error')} left"
        return "nothing to repair: there is no error that a move could clear"
    clears = counted(len(found.cleared), "error")
    one = len(found.moves) == 1
    left = f", {counted(len(found.left), 'error')} left" if found.left else ""
    return f"{counted(len(found.moves), 'move')} {'clears' if one else 'clear'} {clears}{left}"


def _amount(proof: Proof, left: int) -> str:
    """Return what a proof is about: `1 move`, `0 published sessions moved`.

    Of the errors that are ``left``, those that nobody can move away are not what is proven.
    """
    value, number = proof.value, _number(abs(proof.value))
    match proof.criterion:
        case "errors left":
            about = " of times and rooms" if left > value else ""
            return f"{counted(int(value), 'error')}{about} left"
        case "moves":
            return counted(int(value), "move")
        case "published sessions moved":
            return f"{counted(int(value), 'published session')} moved"
        case "added warnings":
            warnings = "warning" if abs(value) == 1 else "warnings"
            return f"{number} {warnings} {'fewer' if value < 0 else 'more'}"
    return f"{_minutes(value)} away"


def _bound(proof: Proof) -> str:
    bound = proof.bound or 0
    return _minutes(bound) if proof.criterion == "disturbance" else _number(bound)


def _minutes(value: float) -> str:
    """Return minutes as an organiser says them: `30 minutes`, `21 h`, `100 h 05`."""
    hours, minutes = divmod(round(value), 60)
    if not hours:
        return counted(minutes, "minute")
    return f"{hours:,} h {minutes:02}" if minutes else f"{hours:,} h"


def _number(value: float) -> str:
    return f"{value:,.6g}" if value % 1 else f"{value:,.0f}"

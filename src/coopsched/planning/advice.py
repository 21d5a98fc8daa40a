"""Advice: free places in the help of double-bookings."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from coopsched.configuring import Given
from coopsched.document import Document
from coopsched.findings import Finding, Severity
from coopsched.model import Programme
from coopsched.planning.board import Board
from coopsched.planning.judged import Judged
from coopsched.planning.judging import judge
from coopsched.planning.places import Grid, room_choices
from coopsched.planning.survey import Offer, survey
from coopsched.planning.task import Place, instant, task
from coopsched.rules.wording import listed, titled

DOUBLE_BOOKINGS = frozenset({"room-double-booking", "speaker-double-booking"})
"""The rules whose findings are advised on."""

_MOST = 10
_NAMED = 3
_ROOMS = 6
# Where so much clashes that looking takes long, a place or two would not help.
_HOPELESS = 500


def advise(
    subject: Document | Programme,
    findings: Sequence[Finding],
    *,
    settings: Given | None = None,
    today: dt.date | None = None,
    most: int = _MOST,
) -> list[Finding]:
    """Return findings, with free places in the help of the first double-bookings.

    The places are on the same day, clear the double-booking and bring no error. At most
    ``most`` findings are advised on, and of them those that are errors and count. Raises
    ValueError for wrong settings.
    """
    concerned = [i for i, finding in enumerate(findings) if _is_double_booking(finding)]
    advised = list(findings)
    if not 0 < len(concerned) <= _HOPELESS:
        return advised
    adviser = _Adviser(Judged(subject, settings, today))
    for i in concerned[:most]:
        said = adviser.advice(findings[i])
        if said:
            help_ = findings[i].help
            advised[i] = replace(findings[i], help=f"{help_}; {said}" if help_ else said)
    return advised


def _is_double_booking(finding: Finding) -> bool:
    return (
        finding.rule in DOUBLE_BOOKINGS
        and finding.severity is Severity.ERROR
        and finding.accepted is None
        and len(finding.subject.sessions) == 2
    )


class _Adviser:
    """Looks for free places of sessions; each is looked at once."""

    def __init__(self, judged: Judged) -> None:
        self._judged = judged
        programme = judged.programme
        self._task = task(
            programme, judge(judged.subject, settings=judged.settings, today=judged.today)
        )
        self._board = Board(self._task)
        self._known: dict[tuple[int, tuple[int, ...]], tuple[Offer, ...]] = {}

    def advice(self, finding: Finding) -> str:
        """Return where one of the two sessions could go instead; nothing where neither could."""
        one, other = (self._task.session_at[key] for key in finding.subject.sessions)
        order = sorted((one, other), key=lambda s: (self._task.now[s] or Place(0, ()), s))
        parts = [
            f"for {self._named(s, one + other - s)}: {', '.join(places)}"
            for s in order
            if (places := list(self._places(s, one + other - s, finding.rule)))
        ]
        return f"free {'; '.join(parts)}" if parts else ""

    def _named(self, s: int, other: int) -> str:
        """Return what one of two sessions is called; its start, too, where both are alike."""
        title, now = titled(self._task.sessions[s]), self._task.now[s]
        if now is None or title != titled(self._task.sessions[other]):
            return title
        return f"{title} at {self._clock(now.start)}"

    def _places(self, s: int, other: int, rule: str) -> Iterator[str]:
        """Yield the best places of a session that clear the finding, some time apart.

        Where some clear its other errors too, only these.
        """
        if s in self._task.held or self._task.now[s] is None:
            return
        chosen: list[Place] = []
        least = 0
        length = self._task.lengths[s] or 0
        for offer in self._offers(s):
            if any((b.rule, b.session) == (rule, other) for b in offer.kept):
                continue
            if offer.errors < least:
                chosen, least = [], offer.errors
            apart = all(abs(offer.place.start - each.start) >= length for each in chosen)
            if apart and offer.errors == least:
                chosen.append(offer.place)
            if len(chosen) == _NAMED:
                break
        for place in sorted(chosen):
            yield self._worded(s, place)

    def _offers(self, s: int) -> Iterator[Offer]:
        """Yield the free places of a session on its day: in its rooms, then in some others."""
        rooms = room_choices(self._task, s)
        for some in (rooms[:1], rooms[1:_ROOMS]):
            if some:
                known = self._known.get((s, some[0]))
                if known is None:
                    day = self._task.programme.day_of(self._task.sessions[s])
                    grid = Grid(days=frozenset({day.key} if day else ()))
                    known = survey(self._judged, self._board, s, grid, rooms=some).offers
                    self._known[s, some[0]] = known
                yield from known

    def _worded(self, s: int, place: Place) -> str:
        time = self._clock(place.start)
        now = self._task.now[s]
        if now is None or set(now.rooms) == set(place.rooms):
            return time
        rooms = [self._task.programme.rooms[i].label for i in place.rooms]
        return f"{time} in {listed(rooms)}"

    def _clock(self, start: int) -> str:
        return f"{instant(start).astimezone(self._task.programme.zone):%H:%M}"

"""What people are asked: to change rooms in time, to work all day, to go without lunch."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from coopsched.findings import Place, Problem, Subject
from coopsched.interval import Interval
from coopsched.moment import Moment, utc
from coopsched.planning.counting.facts import Attendance, Facts, interval
from coopsched.planning.counting.groups import Failing, Groups
from coopsched.planning.counting.halls import Spot
from coopsched.planning.counting.ledger import Ledger
from coopsched.planning.counting.pairs import sessions_of
from coopsched.planning.counting.walks import Walks
from coopsched.planning.task import MINUTE, number
from coopsched.rules.no_lunch import FREE
from coopsched.rules.wording import MOST_PLACES

_MICROSECOND = timedelta(microseconds=1)


class People(Groups[int]):
    """A rule about the sessions of one person; a group is a person."""

    def appearances(self, speaker: int, extra: Spot | None) -> list[Attendance]:
        """Return when somebody is where, in order, perhaps with one more session."""
        known = self.ledger.people[speaker]
        if extra is None:
            return known
        more = [each for each in self.facts.attending(extra) if each.speaker == speaker]
        return sorted([*known, *more])

    def outermost(self, found: Sequence[Attendance]) -> list[Attendance]:
        """Leave out what is part of another appearance of the same person."""
        around = self.facts.around
        if not any(around[each.session] for each in found):
            return list(found)
        return [
            each
            for each in found
            if not any(
                longer.begin <= each.begin and each.end <= longer.end
                for longer in found
                if longer.session in around[each.session]
            )
        ]

    def problem(
        self,
        speaker: int,
        found: Sequence[Attendance],
        *,
        day: str | None = None,
        span: Interval | None = None,
    ) -> Problem:
        """Return the problem of somebody's appearances, the first of which stands for all."""
        routes = [self.facts.route(each.session, "speakers", each.entry) for each in found]
        keys = [self.facts.keys[each.session] for each in found]
        return Problem(
            message="",
            route=routes[0],
            related=tuple(Place(route) for route in routes[1 : MOST_PLACES + 1]),
            subject=Subject(
                sessions=tuple(dict.fromkeys(keys)),
                speakers=(self.facts.programme.speakers[speaker].key,),
                day=day,
            ),
            interval=span,
        )


class ShortPause(People):
    """People with too little time to go from one room to another."""

    rule = "pause-too-short"
    by_room = True

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        self._walks = Walks(facts.programme, facts.halls.keys)
        self._least: int = self.facts.judge.options(self.rule).minutes * MINUTE
        self._reach = self._least + self._walks.longest
        self._busy = sessions_of(facts)
        for speaker, sessions in self._busy.items():
            if len(sessions) > 1 and self._reach:
                for s in sessions:
                    self.join(s, speaker)

    def added(self, spot: Spot) -> int:
        """Count the pauses that would be too short, for those who are elsewhere soon or before."""
        reach, people = self._reach, self.ledger.people
        near = {
            here.speaker
            for here in self.facts.attending(spot)
            if not self.facts.organisation[here.speaker]
            for there in people[here.speaker]
            if there.begin < here.end + reach and here.begin - reach < there.end
        }
        if not near:
            return 0
        return sum(len(self.failing(speaker, spot)) - self.present(speaker) for speaker in near)

    def failing(self, group: int, extra: Spot | None) -> list[Failing]:
        """Return each two successive sessions of somebody with too little time between."""
        found: dict[tuple[int, int], Failing] = {}
        for first, second in _successive(self.outermost(self.appearances(group, extra))):
            pair, pause = (first.session, second.session), second.begin - first.end
            walk = None
            if pair not in found and pause < self._reach:
                walk = self._walk(first, second, extra)
            if walk is None or pause >= walk + self._least:
                continue
            span = interval(first.end, second.begin) if self.lenient else None
            if not self.lenient or self.counts(self.problem(group, (first, second), span=span)):
                others = self._in_between(group, pause)
                around = (*self.facts.around[pair[0]], *self.facts.around[pair[1]])
                found[pair] = Failing(
                    (*pair, *others, *around), pair, first.end, second.begin, group
                )
        return list(found.values())

    def _in_between(self, speaker: int, pause: int) -> list[int]:
        """Return the sessions of somebody that would fit into a pause, and so part two others."""
        lengths, line_ups = self.facts.lengths, self.facts.line_ups
        return [
            s
            for s in self._busy[speaker]
            if lengths[s] <= pause
            or any(each.comes is not None or each.leaves is not None for each in line_ups[s])
        ]

    def _walk(self, first: Attendance, second: Attendance, extra: Spot | None) -> int | None:
        here, there = self._rooms(first.session, extra), self._rooms(second.session, extra)
        return self._walks.between(here, first.remote, there, second.remote)

    def _rooms(self, s: int, extra: Spot | None) -> tuple[int, ...]:
        rooms = self.ledger.rooms[s]
        if extra is not None and extra.session == s:
            rooms = extra.rooms
        return () if rooms is None else rooms.rooms


def _successive(found: Sequence[Attendance]) -> Iterable[tuple[Attendance, Attendance]]:
    """Yield each two appearances that follow each other with none between them."""
    for first in found:
        soonest = None
        for second in found:
            if second.begin < first.end:
                continue
            if soonest is not None and soonest <= second.begin:
                break
            soonest = min(second.end, soonest or second.end)
            yield first, second


class Overload(People):
    """People with too much to do on one day."""

    rule = "speaker-overloaded"

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        options = facts.judge.options(self.rule)
        self._sessions = options.sessions
        self._time = timedelta(hours=options.hours) // _MICROSECOND
        for speaker, sessions in sessions_of(facts).items():
            working = [s for s in sessions if not facts.on_the_side[s]]
            if self._can_be_too_much(working):
                for s in working:
                    self.join(s, speaker)

    def _can_be_too_much(self, sessions: list[int]) -> bool:
        """Tell whether somebody has too much to do if all the sessions are on one day."""
        if any(self.facts.open_ended[s] for s in sessions):
            return True
        whole = sum(self.facts.lengths[s] for s in sessions)
        return len(sessions) > self._sessions or whole > self._time

    def failing(self, group: int, extra: Spot | None) -> list[Failing]:
        """Return the days on which somebody has too many sessions, or too long ones."""
        on_the_side = self.facts.on_the_side
        working = [each for each in self.appearances(group, extra) if not on_the_side[each.session]]
        if not working:
            return []
        days: dict[int, list[Attendance]] = {}
        for each in self.outermost(working):
            s = each.session
            start = extra.start if extra and extra.session == s else self.ledger.starts[s]
            days.setdefault(self.facts.days.of(s, start).order, []).append(each)
        return [
            Failing(
                self._clearing(busy),
                tuple(sorted({each.session for each in busy})),
                busy[0].begin,
                max(each.end for each in busy),
                group,
            )
            for day, busy in days.items()
            if self._is_too_much(busy) and self._is_counted(group, day, busy)
        ]

    def _is_too_much(self, busy: list[Attendance]) -> bool:
        if len({each.session for each in busy}) > self._sessions:
            return True
        return _union([(each.begin, each.end) for each in busy]) > self._time

    def _is_counted(self, speaker: int, day: int, busy: list[Attendance]) -> bool:
        if not self.lenient:
            return True
        key = self.facts.days.numbered(day).day.key
        return self.counts(self.problem(speaker, busy, day=key))

    def _clearing(self, busy: list[Attendance]) -> tuple[int, ...]:
        """Return the sessions, and the longer ones into which they could be moved."""
        sessions = dict.fromkeys(each.session for each in busy)
        return (*sessions, *(t for s in sessions for t in self.facts.around[s]))


def _union(spans: list[tuple[int, int]]) -> int:
    """Return how long spans last that come by start, each moment counted once."""
    whole, reached = 0, spans[0][0]
    for start, end in spans:
        if end > reached:
            whole += end - max(start, reached)
            reached = end
    return whole


class NoLunch(People):
    """People without time for lunch."""

    rule = "no-lunch"

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        options = facts.judge.options(self.rule)
        self._between = options.from_, options.until
        self._least: int = options.minutes * MINUTE
        self._noons: dict[int, tuple[int, int]] = {}
        self._at_noon: dict[tuple[int, int], bool] = {}
        self._free = [session.kind in FREE for session in facts.sessions]
        self._pauses: dict[int, list[int]] = {}
        for s, around in enumerate(facts.around):
            if self._free[s] and around:
                self._pauses.setdefault(around[0], []).append(s)
        for speaker, sessions in sessions_of(facts).items():
            busy = [s for s in sessions if not self._free[s]]
            pauses = {t for s in busy for t in self._pauses.get(s, ())}
            if self._can_go_without(busy, len(pauses)):
                for s in sorted({*busy, *pauses}):
                    self.join(s, speaker)

    def _can_go_without(self, sessions: list[int], pauses: int) -> bool:
        """Tell whether the sessions can fill a noon, an hour shorter where the clock changes."""
        if any(self.facts.open_ended[s] for s in sessions):
            return True
        start, end = self._between
        noon: timedelta = end - start - timedelta(hours=1)
        taken = sum(self.facts.lengths[s] for s in sessions)
        return noon // _MICROSECOND - taken < (len(sessions) + pauses + 1) * self._least

    def added(self, spot: Spot) -> int:
        """Count the people and days without lunch, where a session is held at noon."""
        if self._free[spot.session] or self._is_at_noon(spot):
            return super().added(spot)
        return 0

    def _is_at_noon(self, spot: Spot) -> bool:
        known = self._at_noon
        for each in self.facts.attending(spot):
            span = each.begin, each.end
            if span not in known:
                known[span] = self._meets_noon(*span)
            if known[span]:
                return True
        return False

    def _meets_noon(self, begin: int, end: int) -> bool:
        noons = (self._noon(self.facts.days.date(moment)) for moment in (begin, end))
        return any(begin < until and start < end for start, until in noons)

    def _noon(self, day: int) -> tuple[int, int]:
        known = self._noons.get(day)
        if known is None:
            on, zone = date.fromordinal(day), self.facts.programme.zone
            start, end = (number(utc(Moment(None, time).on(on, zone))) for time in self._between)
            known = self._noons[day] = start, end
        return known

    def failing(self, group: int, extra: Spot | None) -> list[Failing]:
        """Return the days on which somebody has no time for lunch."""
        days: dict[int, list[Attendance]] = {}
        date_of = self.facts.days.date
        for each in self.appearances(group, extra):
            if not self._free[each.session]:
                for day in {date_of(each.begin), date_of(each.end)}:
                    days.setdefault(day, []).append(each)
        found = []
        for day, present in days.items():
            start, end = self._noon(day)
            busy = [each for each in present if max(each.begin, start) < min(each.end, end)]
            if busy and self._free_time(busy, start, end, extra) < self._least:
                others = tuple(dict.fromkeys(each.session for each in busy))
                if self._is_counted(group, day, busy):
                    pauses = (t for s in others for t in self._pauses.get(s, ()))
                    found.append(Failing((*others, *pauses), others, start, end, group))
        return found

    def _free_time(self, busy: list[Attendance], start: int, end: int, extra: Spot | None) -> int:
        """Return the longest stretch of a noon in which somebody is in no session."""
        taken = [span for each in busy for span in self._without_pauses(each, extra)]
        longest, reached = 0, start
        for begin, finish in sorted(taken):
            longest = max(longest, min(begin, end) - reached)
            reached = max(reached, finish)
        return max(longest, end - reached)

    def _without_pauses(self, each: Attendance, extra: Spot | None) -> list[tuple[int, int]]:
        pauses = self._pauses.get(each.session, ())
        spans = sorted(span for s in pauses if (span := self.span(s, extra)) is not None)
        pieces, reached = [], each.begin
        for begin, finish in spans:
            if begin < finish and finish > reached:
                if min(begin, each.end) > reached:
                    pieces.append((reached, min(begin, each.end)))
                reached = finish
        if reached < each.end:
            pieces.append((reached, each.end))
        return pieces

    def _is_counted(self, speaker: int, day: int, busy: list[Attendance]) -> bool:
        if not self.lenient:
            return True
        on = date.fromordinal(day)
        named = (known.key for known in self.facts.programme.all_days if known.date == on)
        problem = self.problem(
            speaker, busy, day=next(named, str(on)), span=interval(*self._noon(day))
        )
        return self.counts(problem)

"""Languages in which nothing is held for a while, day by day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from coopsched.findings import Problem, Subject
from coopsched.planning.counting.count import Count
from coopsched.planning.counting.coverage import Coverage, Span, joined
from coopsched.planning.counting.facts import Facts, interval
from coopsched.planning.counting.halls import Spot
from coopsched.planning.counting.ledger import Ledger
from coopsched.planning.task import MINUTE
from coopsched.rules.language_gap import by_night
from coopsched.rules.languages import serves, spoken


class Held:
    """The sessions of a day that state a language, and when anything is held."""

    def __init__(self) -> None:
        self.members: dict[int, Span] = {}
        self.running = Coverage()
        self.lasting: dict[int, Span] = {}
        """The open-ended ones, and how long they serve: until the day's last end."""


class LanguageGap(Count):
    """Days with holes in a language."""

    rule = "language-gap"

    def __init__(self, facts: Facts, ledger: Ledger) -> None:
        super().__init__(facts, ledger)
        self._least = facts.judge.options(self.rule).minutes * MINUTE
        self._languages = spoken(facts.programme)
        self._states = [
            bool(session.languages or session.interpretation or session.captions)
            and not facts.on_the_side[s]
            and len(self._languages) > 1
            for s, session in enumerate(facts.sessions)
        ]
        self._served = [
            tuple(i for i, tag in enumerate(self._languages) if states and serves(session, tag))
            for session, states in zip(facts.sessions, self._states, strict=True)
        ]
        self._days: dict[int, Held] = {}
        self._service = [Coverage() for _ in self._languages]
        self._gaps: set[tuple[int, int]] = set()
        """The languages and days with holes."""

    def concerns(self, s: int) -> bool:
        """Tell whether a session states a language, and there are several."""
        return self._states[s]

    def added(self, spot: Spot) -> int:
        """Count the languages and days that get holes, less those whose holes are filled."""
        s, start, end, _ = spot
        day = self._day(spot)
        held = self._days[day]
        if self.facts.open_ended[s] or held.lasting:
            return self._tried(spot)
        span = start, end
        runs = held.running.covers(span)
        fills = [i for i in self._served[s] if not self._service[i].covers(span)]
        if runs and not (fills and any(i in fills for i, _ in self._gaps)):
            return 0
        more = span if not runs else None
        return sum(
            self._has_gap(i, on, more if on == day else None, span if i in fills else None)
            - ((i, on) in self._gaps)
            for i, on in self._affected(day, span, fills, runs=runs)
        )

    def _affected(
        self, day: int, span: Span, fills: Sequence[int], *, runs: bool
    ) -> list[tuple[int, int]]:
        """Return the languages and days whose holes can change with one more span."""
        found = [(i, day) for i in (fills if runs else range(len(self._languages)))]
        for on, held in self._days.items() if fills else ():
            running = held.running.spans()
            if on != day and running and span[0] < running[-1][1] and running[0][0] < span[1]:
                found += [(i, on) for i in fills]
        return found

    def _tried(self, spot: Spot) -> int:
        """Return what changes by trying it, where the length of other sessions changes too."""
        before = len(self._gaps)
        self.put(spot)
        after = len(self._gaps)
        self.take(spot)
        return after - before

    def _day(self, spot: Spot) -> int:
        day = self.facts.days.of(spot.session, spot.start).order
        if day not in self._days:
            self._days[day] = Held()
        return day

    def put(self, spot: Spot) -> None:
        """Note when a session is held, and whom it serves."""
        s, start, end, _ = spot
        day, span = self._day(spot), (start, end)
        held = self._days[day]
        runs = held.running.covers(span)
        fills = [i for i in self._served[s] if not self._service[i].covers(span)]
        is_wide = bool(held.lasting) or self.facts.open_ended[s]
        held.members[s] = span
        held.running.add(span)
        if self.facts.open_ended[s]:
            held.lasting[s] = (start, start)
        else:
            self._serve(s, span)
        self._note(day, None if is_wide else self._affected(day, span, fills, runs=runs))

    def take(self, spot: Spot) -> None:
        """Forget a session."""
        s, start, end, _ = spot
        day, span = self._day(spot), (start, end)
        held = self._days[day]
        is_wide = bool(held.lasting)
        del held.members[s]
        held.running.remove(span)
        self._serve(s, held.lasting.pop(s, span), withdrawn=True)
        runs = held.running.covers(span)
        fills = [i for i in self._served[s] if not self._service[i].covers(span)]
        self._note(day, None if is_wide else self._affected(day, span, fills, runs=runs))

    def _serve(self, s: int, span: Span, *, withdrawn: bool = False) -> None:
        for i in self._served[s]:
            if withdrawn:
                self._service[i].remove(span)
            else:
                self._service[i].add(span)

    def _note(self, day: int, affected: list[tuple[int, int]] | None) -> None:
        """Look anew for holes, everywhere where the length of open-ended sessions may change."""
        if affected is None:
            self._stretch(self._days[day])
            affected = [(i, on) for i in range(len(self._languages)) for on in self._days]
        for i, on in affected:
            if self._has_gap(i, on, None, None):
                self._gaps.add((i, on))
            else:
                self._gaps.discard((i, on))

    def _stretch(self, held: Held) -> None:
        """Let what is open-ended last until the last end of its day."""
        last = max((end for _, end in held.members.values()), default=0)
        for s, (start, end) in held.lasting.items():
            if end != last:
                self._serve(s, (start, end), withdrawn=True)
                self._serve(s, (start, last))
                held.lasting[s] = (start, last)

    def _has_gap(self, i: int, day: int, more: Span | None, service: Span | None) -> bool:
        running = self._days[day].running.spans()
        served = self._service[i].spans()
        if more is not None:
            running = joined(running, more)
        if service is not None:
            served = joined(served, service)
        holes = self._holes(running, served)
        on = self.facts.days.numbered(day).day
        if holes and on.closes is None:
            programme = self.facts.programme
            holes = [hole for hole in holes if not by_night(programme, interval(*hole))]
        if not holes or not self.lenient:
            return bool(holes)
        language = self._languages[i]
        problem = Problem(
            message="",
            route=("languages", self.facts.programme.languages.index(language)),
            subject=Subject(language=language, day=on.key),
            interval=interval(holes[0][0], holes[-1][1]),
        )
        return self.counts(problem)

    def _holes(self, running: list[Span], served: list[Span]) -> list[Span]:
        """Return the long stretches that are not served while something else is held."""
        return [
            hole
            for stretch in _bridged(running, self._least)
            for hole in _between(served, stretch)
            if hole[1] - hole[0] >= self._least and _shared(running, hole) >= self._least
        ]

    def violations(self) -> Iterator[tuple[int, ...]]:
        """Yield those who are held on the day, and all that could fill a hole."""
        for i, day in sorted(self._gaps):
            able = [s for s, served in enumerate(self._served) if i in served]
            yield tuple(dict.fromkeys((*self._days[day].members, *able)))

    def related(self, s: int) -> Iterable[int]:
        """Return the sessions that state a language."""
        return (t for t, states in enumerate(self._states) if states and t != s)


def _bridged(running: list[Span], least: int) -> list[Span]:
    found: list[Span] = []
    for start, end in running:
        if found and start - found[-1][1] < least:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def _reaching(spans: list[Span], within: Span) -> list[Span]:
    first = bisect_right(spans, within[0], key=lambda span: span[1])
    return spans[first : bisect_left(spans, within[1], key=lambda span: span[0])]


def _between(served: list[Span], within: Span) -> list[Span]:
    """Return what of a span is not served."""
    found = []
    reached, last = within
    for start, end in _reaching(served, within):
        if reached < start:
            found.append((reached, start))
        reached = max(reached, end)
    if reached < last:
        found.append((reached, last))
    return found


def _shared(running: list[Span], hole: Span) -> int:
    return sum(min(end, hole[1]) - max(start, hole[0]) for start, end in _reaching(running, hole))

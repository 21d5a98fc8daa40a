"""Which findings stay, whatever is placed later, so that a search may give up because of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from coopsched.findings import Severity
from coopsched.model import Session
from coopsched.planning.judged import PLACED
from coopsched.planning.task import Task

# Each finding is about one session, or about two: a third one neither clears nor replaces it.
_ALONE_OR_PAIRS = frozenset(
    (
        "ambiguous-time",
        "before-prerequisite-ends",
        "feature-missing",
        "nonexistent-time",
        "outside-opening-hours",
        "outside-parent-session",
        "parallel-to-plenary",
        "repeat-in-parallel",
        "room-double-booking",
        "room-too-small",
        "room-unavailable",
        "speaker-double-booking",
        "speaker-unavailable",
    )
)
# So many sessions of one track have at most ten pairs, and those are told one by one.
_FEW = 5
_FREE = ("meal", "break")

OF_ROOMS = frozenset(
    (
        "feature-missing",
        "room-double-booking",
        "room-too-small",
        "room-unavailable",
        "session-unplaced",
    )
)
"""The rules that have nothing against a session of which nobody knows the room."""


def fleeting(task: Task, open_: Iterable[int]) -> frozenset[str]:
    """Return the rules of which placing ``open_`` may clear a finding that placing some caused.

    And those that warn and whose findings do not add up: two sessions together cause one, and
    so does either alone. Rules that count for nothing are left out.
    """
    waiting = _Waiting(task, open_)
    return frozenset(
        rule
        for rule in PLACED
        if rule not in _ALONE_OR_PAIRS
        and (
            waiting.may_clear(rule)
            if task.judge.is_error(rule)
            else task.judge.weight(rule) and waiting.must_be_counted_together(rule)
        )
    )


def errors_only(task: Task) -> Task:
    """Return a task in which no warning counts, for those who ask only what is possible."""
    return without(task, frozenset(rule for rule in PLACED if not task.judge.is_error(rule)))


def without(task: Task, rules: frozenset[str]) -> Task:
    """Return a task in which some rules count for nothing."""
    configuration = task.judge.configuration
    off = {**configuration.severities, **dict.fromkeys(rules, Severity.OFF)}
    judge = replace(task.judge, configuration=replace(configuration, severities=off))
    return replace(task, judge=judge)


class _Waiting:
    """What the sessions that wait for a place could do to each other's findings."""

    def __init__(self, task: Task, open_: Iterable[int]) -> None:
        self._task = task
        self._sessions = [task.sessions[i] for i in sorted(set(open_))]
        self._keys = {session.key for session in self._sessions}

    def may_clear(self, rule: str) -> bool:
        """Tell whether placing one more may clear a finding."""
        clears = _CLEARS.get(rule)
        return clears is None or clears(self)

    def must_be_counted_together(self, rule: str) -> bool:
        """Tell whether the warnings of a rule may be other than the sum over sessions and pairs."""
        if len(self._sessions) < 2:
            return False
        if rule == "changeover-too-short":
            return bool(self._task.judge.options(rule).minutes)
        if rule == "resource-overbooked":
            return any(session.resources for session in self._sessions)
        if rule in ("no-lunch", "speaker-overloaded"):
            return self._meet_in_a_person()
        if rule == "pause-too-short":
            return self._meet_in_a_person() and self.may_come_between()
        return self.may_clear(rule)

    def speak_several_languages(self) -> bool:
        """Tell whether a language can be left out."""
        return len(self._task.programme.languages) > 1

    def have_no_end(self) -> bool:
        """Tell whether some session is open-ended."""
        return any(session.is_open_ended for session in self._task.sessions)

    def _is_forbidden(self, rule: str) -> bool:
        return self._task.judge.is_error(rule) and rule not in self._task.judge.allowed

    def may_overlap(self) -> bool:
        """Tell whether two sessions in one room may be taken to follow neither the other."""
        minutes = self._task.judge.options("changeover-too-short").minutes
        return bool(minutes) and not all(
            map(self._is_forbidden, ("room-double-booking", "outside-parent-session"))
        )

    def have_a_full_track(self) -> bool:
        """Tell whether a track is so full that its findings may become one."""
        if not self._task.judge.options("audience-clash").tracks:
            return False
        sizes = Counter(session.track for session in self._task.sessions)
        return any(sizes[each.track] > _FEW for each in self._sessions if each.track)

    def have_holders(self) -> bool:
        """Tell whether a session that waits lies within another, or another within it."""
        return any(each.within for each in self._sessions) or any(
            each.within in self._keys for each in self._task.sessions
        )

    def have_pauses_within(self) -> bool:
        """Tell whether a session that waits is a pause in another one."""
        return any(session.within and session.kind in _FREE for session in self._sessions)

    def may_stretch(self) -> bool:
        """Tell whether too much of a resource may be used, so that two such times may join."""
        return not self._is_forbidden("resource-overbooked")

    def may_come_between(self) -> bool:
        """Tell whether somebody who waits may come between two others of the same person."""
        found = Counter(person for each in self._task.sessions for person in _people(each))
        waiting = {person for each in self._sessions for person in _people(each)}
        return self.have_holders() or any(found[person] > 2 for person in waiting)

    def _meet_in_a_person(self) -> bool:
        """Tell whether two that wait bear on one person's day; a meal does within another."""
        found: Counter[str] = Counter()
        for session in self._sessions:
            found.update({person for each in self._around(session) for person in _people(each)})
        return max(found.values(), default=0) > 1

    def _around(self, session: Session) -> Iterator[Session]:
        yield session
        if session.within is not None:
            yield self._task.programme.session(session.within)


def _people(session: Session) -> list[str]:
    return [entry.speaker for entry in session.speakers]


_CLEARS: Mapping[str, Callable[[_Waiting], bool]] = {
    "audience-clash": _Waiting.have_a_full_track,
    "changeover-too-short": _Waiting.may_overlap,
    "language-gap": _Waiting.speak_several_languages,
    "no-lunch": _Waiting.have_pauses_within,
    "pause-too-short": _Waiting.may_come_between,
    "resource-overbooked": _Waiting.may_stretch,
    "session-open-ended": _Waiting.have_no_end,
    "session-unplaced": _Waiting.have_holders,
    "speaker-overloaded": _Waiting.have_holders,
}
"""What lets placing one more session clear a finding of a rule."""

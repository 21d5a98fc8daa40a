"""Findings that an author accepted, with a reason."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta

from coopsched.configuring import Configuration
from coopsched.findings import (
    Acceptance,
    Allowance,
    Finding,
    Position,
    Problem,
    Route,
    Rule,
    Severity,
)


class Allowances:
    """The allowances of a document, and which of them were of use."""

    def __init__(
        self,
        allowances: Iterable[Allowance],
        *,
        today: dt.date | None,
        rules: Iterable[Rule] = (),
    ) -> None:
        self._rules: set[str] = set()
        self._candidates: defaultdict[tuple[str, str | None], list[Allowance]] = defaultdict(list)
        ids = {alias: rule.id for rule in rules for alias in rule.aliases}
        self._all = [each._replace(rule=ids.get(each.rule, each.rule)) for each in allowances]
        for allowance in self._all:
            self._rules.add(allowance.rule)
            # What a subject covers has each of its keys, so that one finds it.
            key = min(allowance.subject, default=None) if allowance.route is None else None
            self._candidates[allowance.rule, key].append(allowance)
        self._today = today
        self._used: set[int] = set()

    def name(self, rule: Rule) -> bool:
        """Tell whether any of them is for a rule."""
        return rule.id in self._rules

    def acceptance(self, finding: Finding) -> Acceptance | None:
        """Return why a finding does not count; None where it does.

        An allowance of a settings file that names a finding's whole subject accepts
        one finding, so that one more of the same counts; one that names a part of
        it accepts all. An overlap that grew past the accepted minutes counts.
        """
        if finding.rule not in self._rules:
            return None
        keys = keys_of(finding)
        exact = 0
        for allowance in self._candidates_for(finding.rule, keys):
            if allowance.route is None and allowance.subject == keys:
                exact += 1
                if exact != finding.ordinal + 1:
                    continue
            if self._covers(allowance, finding, keys):
                self._used.add(id(allowance))
                if not self._expired(allowance) and not _grew(allowance, finding):
                    in_source = allowance.route is not None
                    return Acceptance(allowance.reason, allowance.until, in_source)
        return None

    def _candidates_for(self, rule: str, keys: frozenset[str]) -> Iterator[Allowance]:
        for key in (None, *sorted(keys)):
            yield from self._candidates.get((rule, key), ())

    def unused(self, configuration: Configuration) -> Iterator[Problem]:
        """Yield a problem for each allowance that covers no finding, or is over."""
        severities = {rule.id: configuration.severity(rule) for rule in configuration.rules}
        for allowance in self._all:
            if severities.get(allowance.rule) is Severity.OFF:
                continue
            if allowance.rule not in severities:
                yield _unused(allowance, f"no rule is called `{allowance.rule}`")
            elif id(allowance) not in self._used:
                about = f" of {', '.join(sorted(allowance.subject))}" if allowance.subject else ""
                yield _unused(allowance, f"nothing here needs `allow[{allowance.rule}]`{about}")
            elif self._expired(allowance):
                yield _unused(allowance, f"this allowance ended on {allowance.until}")

    def _expired(self, allowance: Allowance) -> bool:
        if self._today is None or allowance.until is None:
            return False
        return allowance.until < self._today

    def _covers(self, allowance: Allowance, finding: Finding, keys: frozenset[str]) -> bool:
        if allowance.other is not None and allowance.other not in keys:
            return False
        if allowance.route is None:
            return bool(allowance.subject) and allowance.subject <= keys
        return any(
            _within(route, allowance.route) or _same_line(position, allowance)
            for route, position in _places(finding)
        )


def keys_of(finding: Finding) -> frozenset[str]:
    """Return all that a finding is about, as one set of keys."""
    subject = finding.subject
    one = [key for key in (subject.language, subject.day) if key is not None]
    return frozenset(
        [*subject.sessions, *subject.speakers, *subject.rooms, *subject.resources, *one]
    )


def _places(finding: Finding) -> Iterator[tuple[Route, Position | None]]:
    yield finding.route, finding.position
    for place in finding.related:
        yield place.route, place.position


def _within(route: Route, holder: Route) -> bool:
    return route[: len(holder)] == holder


def _same_line(position: Position | None, allowance: Allowance) -> bool:
    own = allowance.position
    return position is not None and own is not None and position[:2] == own[:2]


def _grew(allowance: Allowance, finding: Finding) -> bool:
    """Tell whether an overlap is longer than what was accepted."""
    if allowance.minutes is None or finding.interval is None:
        return False
    return finding.interval.length > timedelta(minutes=allowance.minutes)


def _unused(allowance: Allowance, message: str) -> Problem:
    return Problem(
        message=message,
        route=allowance.route or (),
        position=allowance.position,
        help="take the allowance out",
    )

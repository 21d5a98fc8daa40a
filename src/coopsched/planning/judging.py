"""How planning minds each rule: as an error, by a weight, or not at all."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coopsched.allowing import Allowances
from coopsched.checking import (
    RULES,
    Context,
    configured,
    context_of,
    finding_of,
    is_silent,
    needed_by,
    rests_on_unread,
)
from coopsched.configuring import Configuration, Given
from coopsched.document import Document
from coopsched.findings import Finding, Problem, Rule, Severity, Subject
from coopsched.model import Programme

_BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}


@dataclass(frozen=True)
class Judge:
    """What is set for the rules of a document or programme, and which findings it accepts."""

    configuration: Configuration
    allowances: Allowances
    context: Context
    allowed: frozenset[str] = field(default=frozenset())
    """Rules of which some finding may be accepted: for all others nobody need ask."""
    uncertain: frozenset[str] = field(default=frozenset())
    """Rules that need something which could not be read of some session."""

    def is_error(self, rule: str) -> bool:
        """Tell whether a plan may have no finding of a rule."""
        return self._severity(rule) is Severity.ERROR

    def weight(self, rule: str) -> float:
        """Return how much a finding of a rule is minded where it is no error; 0 where it is off."""
        if self._severity(rule) is Severity.WARNING:
            return self.configuration.weight(_BY_ID[rule])
        return 0.0

    def options(self, rule: str) -> Any:
        """Return the options of a rule, with what was set."""
        return self.configuration.options(_BY_ID[rule])

    def accepts(self, finding: Finding) -> bool:
        """Tell whether a finding does not count, because its author said so."""
        return self.allowances.acceptance(finding) is not None

    def is_lenient(self, rule: str) -> bool:
        """Tell whether some problem of a rule may not count, so that each must be asked about."""
        return rule in self.allowed or rule in self.uncertain

    def counts(self, rule: str, problem: Problem, ordinal: int = 0) -> bool:
        """Tell whether a problem of a rule counts: not accepted, and about what could be read.

        ``ordinal`` numbers the problems of the rule with that subject, as findings do.
        """
        known = _BY_ID[rule]
        if self.context.unread and rests_on_unread(problem, known, self.context):
            return False
        if rule not in self.allowed:
            return True
        sessions, speakers, rooms, resources = (tuple(sorted(part)) for part in problem.subject[:4])
        subject = problem.subject._replace(
            sessions=sessions, speakers=speakers, rooms=rooms, resources=resources
        )
        before = Counter[Subject]({subject: ordinal})
        finding = finding_of(known, self._severity(rule), problem, self.context, before)
        return not self.accepts(finding)

    def _severity(self, rule: str) -> Severity:
        known = _BY_ID[rule]
        if is_silent(known, self.context):
            return Severity.OFF
        return self.configuration.severity(known)


def judge(
    subject: Document | Programme,
    *,
    settings: Given | None = None,
    today: dt.date | None = None,
) -> Judge:
    """Return how a document or programme is judged. Raises ValueError for wrong settings."""
    allowances = subject.allowances if isinstance(subject, Document) else ()
    context = context_of(subject)
    unread = {name for _, name in context.unread}
    aliases = {alias: rule.id for rule in RULES for alias in rule.aliases}
    return Judge(
        configured(subject, given=settings),
        Allowances(allowances, today=today, rules=RULES),
        context,
        frozenset(aliases.get(each.rule, each.rule) for each in allowances),
        frozenset(rule.id for rule in RULES if unread.intersection(needed_by(rule))),
    )

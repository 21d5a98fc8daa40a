"""A document or programme that planning judges by the rules themselves."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from coopsched.checking import RULES, check
from coopsched.configuring import Given
from coopsched.document import Document
from coopsched.findings import Finding, Severity
from coopsched.model import Programme

PLACED = tuple(rule.id for rule in RULES if rule.placed)
"""The rules whose findings depend on when and where sessions are held."""

MOST = 20_000
"""How many findings of one rule are compared: only files that are nothing but clashes have more."""


@dataclass(frozen=True)
class Judged:
    """A document or programme, with what decides on how it is judged."""

    subject: Document | Programme
    settings: Given | None = None
    today: dt.date | None = None

    @property
    def programme(self) -> Programme:
        """The programme."""
        return self.subject.programme if isinstance(self.subject, Document) else self.subject

    def having(self, programme: Programme) -> "Judged":
        """Return another programme to be judged likewise, with the text of this one."""
        if isinstance(self.subject, Document):
            return replace(self, subject=replace(self.subject, programme=programme))
        return replace(self, subject=programme)

    def findings(self, rules: Iterable[str] = PLACED) -> list[Finding]:
        """Return what some rules find, as far as it counts."""
        found = check(
            self.subject, settings=self.settings, today=self.today, select=rules, most=MOST
        )
        return [finding for finding in found if finding.rule in rules]

    def errors(self, rules: Iterable[str]) -> list[Finding]:
        """Return what some rules find that counts as an error."""
        return [each for each in self.findings(rules) if each.severity is Severity.ERROR]

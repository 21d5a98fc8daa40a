"""What checking speaks about: problems, findings, rules and places."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from coopsched.interval import Interval

Route = tuple[str | int, ...]
"""A place in a programme: the keys and indices that lead to it, outermost first."""


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """The programme cannot be held as written."""
    WARNING = "warning"
    """It can, but somebody minds."""
    OFF = "off"
    """The rule is not run."""


class Position(NamedTuple):
    """A stretch of a file: lines and columns from 1, in code points, end exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


class Subject(NamedTuple):
    """Who and what a finding is about: the part of it that outlives a move."""

    sessions: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    language: str | None = None
    day: str | None = None


class Place(NamedTuple):
    """A route with what there is to say about it."""

    route: Route
    message: str = ""


NOBODY = Subject()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What a rule yields: what is wrong, and where, in the programme's own terms.

    ``message`` is one sentence that names both sides. ``label`` is the note
    beside the primary place. ``at_key`` points at the key that leads to the
    route, and not at its value. ``position`` overrides the route where the place is
    known already; the route is then the text's own. ``help`` says what to do about it.
    ``meant`` is the key for which one that is unknown was probably written.
    """

    message: str
    route: Route = ()
    label: str = ""
    related: tuple[Place, ...] = ()
    subject: Subject = NOBODY
    interval: Interval | None = None
    help: str | None = None
    at_key: bool = False
    position: Position | None = None
    meant: str | None = None


class RelatedPlace(NamedTuple):
    """A second place that a finding points at."""

    position: Position | None
    route: Route
    message: str


class Acceptance(NamedTuple):
    """Why a finding does not count, and until which day, that day included.

    ``in_source`` tells whether the programme's own text says so.
    """

    reason: str
    until: date | None = None
    in_source: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A problem with the rule that found it, its severity and its place.

    ``position`` is None where there is no file. ``ordinal`` numbers findings of
    one rule with equal subjects from 0. ``accepted`` tells why it does not count.
    """

    rule: str
    severity: Severity
    message: str
    position: Position | None = None
    route: Route = ()
    label: str = ""
    related: tuple[RelatedPlace, ...] = ()
    subject: Subject = NOBODY
    ordinal: int = 0
    interval: Interval | None = None
    help: str | None = None
    accepted: Acceptance | None = None

    @property
    def identity(self) -> tuple[str, Subject, int]:
        """What stays the same when lines, times and wording change."""
        return self.rule, self.subject, self.ordinal

    def __str__(self) -> str:
        place = ""
        if self.position is not None:
            place = f"{self.position.file}:{self.position.line}:{self.position.column}: "
        return f"{place}{self.severity}: {self.message} [{self.rule}]"


class Setting(NamedTuple):
    """What a file says about one rule; option values are still text, as written."""

    rule: str
    severity: Severity | None = None
    reason: str | None = None
    weight: str | None = None
    options: tuple[tuple[str, object], ...] = ()
    position: Position | None = None


class Allowance(NamedTuple):
    """Leave to ignore findings of one rule, with the reason.

    One in the programme's text covers what lies under ``route`` or begins on the
    line of ``position``; ``other`` narrows it to findings that also concern that
    key. One in a settings file names a ``subject`` and, for an overlap, how many
    ``minutes`` of it are accepted.
    """

    rule: str
    reason: str
    route: Route | None = None
    other: str | None = None
    until: date | None = None
    subject: frozenset[str] = frozenset()
    minutes: float | None = None
    position: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A named check.

    ``check`` takes a programme, and the options where ``options`` is given: an
    instance of a frozen dataclass that holds the defaults. It is None for a rule
    whose problems come from elsewhere: from reading (``family`` "document") or
    from checking itself ("engine"). One of the family "publication" also takes what was
    published, and today's date or None; one of the family "feed" takes the lines of a calendar
    instead. ``needs`` names the fields of a session that
    the rule leans on: where a format cannot carry one, or a session's own could
    not be read, the rule keeps silent. ``placed`` tells whether its findings depend on
    where and when sessions are held, so that a move can clear them. ``summary`` is one line.
    """

    id: str
    severity: Severity
    summary: str
    check: Callable[..., Iterable[Problem]] | None = None
    options: Any = None
    needs: tuple[str, ...] = ()
    family: str = "programme"
    aliases: tuple[str, ...] = ()
    placed: bool = False

"""Checking: runs the rules, applies settings and allowances, places and orders findings."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from coopsched.allowing import Allowances
from coopsched.configuring import Configuration, Given, configure
from coopsched.document import Document
from coopsched.feedrules import RULES as FEED_RULES
from coopsched.feedrules.feed import Feed
from coopsched.findings import (
    NOBODY,
    Allowance,
    Finding,
    Position,
    Problem,
    RelatedPlace,
    Rule,
    Severity,
    Subject,
)
from coopsched.model import Programme
from coopsched.model.inheriting import INHERITED
from coopsched.published.records import Publication
from coopsched.reading.errors import ReadError
from coopsched.rules import RULES as PROGRAMME_RULES

RULES: tuple[Rule, ...] = (*PROGRAMME_RULES, *FEED_RULES)
"""All rules: those of programmes, and those of feeds, by which only iCalendar files are judged."""

KEPT = 1000
"""How many findings of one rule are kept; a last one says how many more there are."""

# A file in which everything clashes with everything has more pairs than time allows to count.
_COUNTED = 20_000

# What lets a session off many a warning: while it cannot be read, none is sure.
_SETTING_ASIDE = ("kind", "permanent", "status", "repeats")


class Context(NamedTuple):
    """What the rules are run on: a document, or a programme alone.

    ``problems`` are those of reading, by rule; ``unread`` the fields of sessions
    that could not be read, and ``blind`` the parts of the programme. ``feed`` is the
    text of an iCalendar file, and ``uids`` tells which session has which UID of it.
    ``published`` is what attendees were shown, as far as that is known.
    """

    programme: Programme
    document: Document | None
    problems: Mapping[str, Sequence[Problem]]
    unread: frozenset[tuple[str, str]]
    blind: frozenset[str]
    feed: Feed | None = None
    uids: Mapping[str, str] = MappingProxyType({})
    published: Publication | None = None
    today: dt.date | None = None


def check(
    subject: Document | Programme,
    *,
    rules: Sequence[Rule] = RULES,
    settings: Given | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    today: dt.date | None = None,
    published: Publication | None = None,
    accepted: bool = False,
    most: int = KEPT,
) -> list[Finding]:
    """Return what the rules find in a document or a programme, in the order of the text.

    ``settings`` are written as in a file, ``{"no-lunch": "off", "pause-too-short":
    {"minutes": 10}}``. They win over those of the file beside the programme, which
    win over the programme's own. ``select`` and ``ignore`` name rules to run alone, or not
    at all. Without ``today`` no allowance expires. ``published`` is the publication that rules
    need to tell what attendees would miss; without it they are not run. Findings that an allowance
    accepts are left out unless ``accepted`` is true. ``most`` findings of a rule
    are kept; a last one says how many more there are. Findings in a programme
    without a document have no position.

    Raises ValueError for a rule or an option that does not exist.
    """
    if not isinstance(subject, Document | Programme):
        raise TypeError("check takes a Document or a Programme: read the file first")
    context = context_of(subject)._replace(today=today)
    if published is not None and published.key == context.programme.key:
        context = context._replace(published=published)
    configuration = configured(subject, rules, given=settings, select=select, ignore=ignore)
    allowances = Allowances(_allowed(context, rules), today=today, rules=rules)
    found = [
        finding
        for rule in rules
        for finding in _findings_of(rule, configuration, context, allowances, most)
    ]
    found.extend(_engine_findings(configuration, context, allowances))
    found.sort(key=_in_text_order)
    return found if accepted else [finding for finding in found if finding.accepted is None]


def configured(
    subject: Document | Programme,
    rules: Sequence[Rule] = RULES,
    *,
    given: Given | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Configuration:
    """Return what is set for each rule, by a programme, by the file beside it, and by the caller.

    Raises ValueError for a rule or an option of the caller's that does not exist.
    """
    programme = subject.programme if isinstance(subject, Document) else subject
    beside = subject.settings if isinstance(subject, Document) else ()
    written = [*programme.rules, *beside]
    return configure(rules, written, given=given, select=select, ignore=ignore)


def refusal(error: ReadError, path: str) -> list[Finding]:
    """Return the findings in a file of which no programme could be made."""
    found = [
        ("unreadable", Problem(message=error.message, position=error.position, help=error.help)),
        *error.problems,
    ]
    findings = [
        Finding(
            rule=rule,
            severity=Severity.ERROR,
            message=problem.message,
            position=problem.position or Position(path, 1, 1, 1, 1),
            help=problem.help,
            ordinal=ordinal,
        )
        for ordinal, (rule, problem) in enumerate(found)
    ]
    return sorted(findings, key=_in_text_order)


def skipped(document: Document, *, rules: Sequence[Rule] = RULES) -> list[tuple[Rule, str]]:
    """Return the rules that are silent because the format cannot carry what they need."""
    said = document.says
    if said is None:
        return []
    return [
        (rule, ", ".join(missing))
        for rule in rules
        if (missing := [need for need in rule.needs if need not in said])
    ]


def context_of(subject: Document | Programme) -> Context:
    """Return what the rules are run on."""
    if isinstance(subject, Programme):
        return Context(subject, None, {}, frozenset(), frozenset())
    problems: dict[str, list[Problem]] = {}
    for rule, problem in subject.problems:
        problems.setdefault(rule, []).append(problem)
    unread = _unread(subject)
    context = Context(subject.programme, subject, problems, unread, _blind(subject))
    if subject.format != "ical":
        return context
    uids = {session.uid: session.key for session in subject.programme.sessions if session.uid}
    return context._replace(feed=Feed(subject.source), uids=uids)


def _allowed(context: Context, rules: Sequence[Rule]) -> tuple[Allowance, ...]:
    """Return the allowances that may be needed: not those for rules that nothing is run on."""
    allowed = context.document.allowances if context.document else ()
    there = {"publication": context.published, "feed": context.feed}
    idle = {rule.id for rule in rules if there.get(rule.family, context) is None}
    return tuple(allowance for allowance in allowed if allowance.rule not in idle)


def _unread(subject: Document) -> frozenset[tuple[str, str]]:
    """Return the fields of sessions that could not be read, in the programme's own keys."""
    keys = {
        old: str(new[1])
        for new, old in subject.moved.items()
        if len(new) == 2 and new[0] == "sessions"
    }
    unread = {
        (keys.get(problem.route[:2], str(problem.route[1])), problem.meant or str(problem.route[2]))
        for _, problem in subject.problems
        if len(problem.route) > 2 and problem.route[0] == "sessions"
    }
    # Without its day nothing else can be read of a session's times.
    unread |= {(key, time) for key, name in unread if name == "day" for time in ("start", "end")}
    unread |= {
        (session.key, name)
        for session in subject.programme.sessions
        for name in INHERITED
        if (session.repeats, name) in unread and name not in session.model_fields_set
    }
    return frozenset(unread)


def _blind(subject: Document) -> frozenset[str]:
    """Return what could not be read of the programme itself: its sessions, its languages."""
    routes = [problem.route for _, problem in subject.problems]
    blind = {"sessions"} if ("sessions",) in routes else set()
    return frozenset(blind | ({"languages"} & {route[0] for route in routes if route}))


def _findings_of(
    rule: Rule,
    configuration: Configuration,
    context: Context,
    allowances: Allowances,
    most: int,
) -> Iterator[Finding]:
    severity = configuration.severity(rule)
    if severity is Severity.OFF:
        return
    problems = _problems(rule, configuration, context)
    ordinals: Counter[Subject] = Counter()

    def found(problem: Problem) -> Finding:
        finding = finding_of(rule, severity, problem, context, ordinals)
        acceptance = allowances.acceptance(finding)
        return finding if acceptance is None else replace(finding, accepted=acceptance)

    kept = 0
    for finding in map(found, problems):
        yield finding
        kept += finding.accepted is None
        if kept == most:
            break
    rest = list(islice(problems, _COUNTED))
    more = len(rest)
    if allowances.name(rule):
        more = sum(found(problem).accepted is None for problem in rest)
    if more:
        number = f"at least {more:,}" if len(rest) == _COUNTED else f"{more:,}"
        findings = "finding of this rule is" if more == 1 else "findings of this rule are"
        message = f"{number} more {findings} not shown"
        yield Finding(rule=rule.id, severity=severity, message=message, ordinal=-1)


def _problems(rule: Rule, configuration: Configuration, context: Context) -> Iterator[Problem]:
    """Yield a rule's problems, but for those that rest on what could not be read."""
    yield from context.problems.get(rule.id, ())
    if rule.family == "feed":
        if rule.check is not None and context.feed is not None:
            yield from rule.check(context.feed)
        return
    if rule.check is None or is_silent(rule, context):
        return
    if rule.family == "publication" and (context.published is None or _leaves_out(context)):
        return
    for problem in rule.check(*_arguments(rule, configuration, context)):
        if not context.unread or not rests_on_unread(problem, rule, context):
            yield problem


def _arguments(rule: Rule, configuration: Configuration, context: Context) -> tuple[object, ...]:
    """Return what a rule is run on."""
    if rule.family == "publication":
        return context.programme, context.published, context.today
    options = configuration.options(rule)
    return (context.programme,) if options is None else (context.programme, options)


def _leaves_out(context: Context) -> bool:
    """Tell whether something of a session could not be read: it may not be gone at all."""
    return bool(context.unread) or "session-refused" in context.problems


def rests_on_unread(problem: Problem, rule: Rule, context: Context) -> bool:
    """Tell whether a problem may come of a value that could not be read.

    One that points at an item of a list does not: that item was read, whatever
    became of the others.
    """
    about = problem.subject if any(problem.subject) else _subject_of(problem)
    routes = [problem.route, *(place.route for place in problem.related)]
    items = {route[1:3] for route in routes if len(route) > 3 and isinstance(route[3], int)}
    return any(
        (key, need) in context.unread and (key, need) not in items
        for key in about.sessions
        for need in needed_by(rule)
    )


def needed_by(rule: Rule) -> tuple[str, ...]:
    """Return the fields of a session without which a rule says nothing of it."""
    return rule.needs if rule.severity is Severity.ERROR else (*rule.needs, *_SETTING_ASIDE)


def is_silent(rule: Rule, context: Context) -> bool:
    """Tell whether a rule of programmes cannot judge: what it needs is not carried, or not read."""
    said = context.document.says if context.document is not None else None
    if said is not None and not said.issuperset(rule.needs):
        return True
    return "sessions" in context.blind or not context.blind.isdisjoint(rule.needs)


def finding_of(
    rule: Rule,
    severity: Severity,
    problem: Problem,
    context: Context,
    ordinals: Counter[Subject],
) -> Finding:
    """Return the finding that a problem is; ``ordinals`` counts the ones of equal subjects."""
    document = context.document
    subject = _sorted(problem.subject if any(problem.subject) else _subject_of(problem))
    if rule.family == "feed":  # which knows UIDs, and no keys
        keys = tuple(context.uids[uid] for uid in subject.sessions if uid in context.uids)
        subject = subject._replace(sessions=keys)
    ordinals[subject] += 1
    position = problem.position
    if position is None and document is not None:
        position = document.position(problem.route, at_key=problem.at_key)
    return Finding(
        rule=rule.id,
        severity=severity,
        message=problem.message,
        position=position,
        route=document.route(problem.route) if document and not problem.position else problem.route,
        label=problem.label,
        related=tuple(
            RelatedPlace(
                document.position(place.route) if document else None,
                document.route(place.route) if document else place.route,
                place.message,
            )
            for place in problem.related
        ),
        subject=subject,
        ordinal=ordinals[subject] - 1,
        interval=problem.interval,
        help=problem.help,
    )


def _subject_of(problem: Problem) -> Subject:
    """Return the session, speaker or room under which a problem stands, where no rule says."""
    match problem.route:
        case ("sessions", str(key), *_):
            return Subject(sessions=(key,))
        case ("speakers", str(key), *_):
            return Subject(speakers=(key,))
        case ("rooms", str(key), *_):
            return Subject(rooms=(key,))
        case ("resources", str(key), *_):
            return Subject(resources=(key,))
    return NOBODY


def _sorted(subject: Subject) -> Subject:
    sessions, speakers, rooms, resources = (tuple(sorted(part)) for part in subject[:4])
    return Subject(sessions, speakers, rooms, resources, subject.language, subject.day)


def _engine_findings(
    configuration: Configuration, context: Context, allowances: Allowances
) -> Iterator[Finding]:
    """Yield what only checking itself can know: settings and allowances without effect."""
    found = [("unknown-setting", problem) for problem in configuration.problems]
    found += [("unused-allowance", problem) for problem in allowances.unused(configuration)]
    for rule in configuration.rules:
        severity = configuration.severity(rule)
        ordinals: Counter[Subject] = Counter()
        for name, problem in found:
            if name == rule.id and severity is not Severity.OFF:
                yield finding_of(rule, severity, problem, context, ordinals)


def _in_text_order(finding: Finding) -> tuple[object, ...]:
    place = finding.position
    where = (place.file, place.line, place.column) if place else ("\U0010ffff", 0, 0)
    return (*where, finding.severity, finding.rule, finding.message)

"""Findings that an author accepted."""

from datetime import UTC, date, datetime, timedelta

import pytest

from coopsched.allowing import Allowances, keys_of
from coopsched.configuring import configure
from coopsched.findings import Allowance, Finding, Position, Rule, Severity, Subject
from coopsched.interval import Interval

START = datetime(2017, 6, 20, 10, tzinfo=UTC)
PAIR = Subject(sessions=("a", "b"), speakers=("ana",))
RULE = Rule(id="clash", severity=Severity.ERROR, summary="")


def finding(
    subject: Subject = PAIR, *, ordinal: int = 0, minutes: float | None = None, line: int = 3
) -> Finding:
    """Return a finding about two sessions and a speaker."""
    return Finding(
        rule="clash",
        severity=Severity.ERROR,
        message="",
        position=Position("p.yaml", line, 1, line, 2),
        route=("sessions", "a", "speakers", 0),
        subject=subject,
        ordinal=ordinal,
        interval=None if minutes is None else Interval(START, START + timedelta(minutes=minutes)),
    )


def accepts(allowance: Allowance, found: Finding, today: date | None = None) -> bool:
    """Tell whether an allowance alone accepts a finding."""
    return Allowances([allowance], today=today).acceptance(found) is not None


def about(*keys: str, minutes: float | None = None) -> Allowance:
    """Return an allowance of a settings file."""
    return Allowance("clash", "reason", subject=frozenset(keys), minutes=minutes)


@pytest.mark.parametrize(
    ("allowance", "accepted"),
    [
        (about("a", "b", "ana"), True),
        (about("ana"), True),
        (about("a", "b"), True),
        (about("a", "c"), False),
        (about(), False),
        (Allowance("other", "reason", subject=frozenset({"a"})), False),
        (Allowance("clash", "reason", route=("sessions", "a")), True),
        (Allowance("clash", "reason", route=("sessions", "a", "speakers", 0)), True),
        (Allowance("clash", "reason", route=("sessions", "a", "rooms")), False),
        (Allowance("clash", "reason", route=("sessions", "c")), False),
        (Allowance("clash", "reason", route=("sessions", "a"), other="b"), True),
        (Allowance("clash", "reason", route=("sessions", "a"), other="c"), False),
        (
            Allowance("clash", "r", route=("x",), position=Position("p.yaml", 3, 9, 3, 20)),
            True,
        ),
        (
            Allowance("clash", "r", route=("x",), position=Position("p.yaml", 4, 9, 4, 20)),
            False,
        ),
        (
            Allowance("clash", "r", route=("x",), position=Position("q.yaml", 3, 9, 3, 20)),
            False,
        ),
    ],
)
def test_an_allowance_covers_what_it_names(allowance: Allowance, *, accepted: bool) -> None:
    assert accepts(allowance, finding()) is accepted


def test_acceptance_says_why_and_until_when() -> None:
    allowance = Allowance("clash", "why", subject=frozenset({"a"}), until=date(2017, 6, 1))
    acceptance = Allowances([allowance], today=None).acceptance(finding())
    assert acceptance is not None
    assert (acceptance.reason, acceptance.until) == ("why", date(2017, 6, 1))


@pytest.mark.parametrize(
    ("today", "accepted"),
    [(None, True), (date(2017, 6, 1), True), (date(2017, 6, 2), False)],
)
def test_until_is_inclusive(today: date | None, *, accepted: bool) -> None:
    allowance = Allowance("clash", "r", subject=frozenset({"a"}), until=date(2017, 6, 1))
    assert accepts(allowance, finding(), today) is accepted


@pytest.mark.parametrize(
    ("allowed", "minutes", "accepted"),
    [
        (30, 30, True),
        (30, 29.5, True),
        (30, 30.5, False),
        (None, 300, True),
        (30, None, True),
        (0.333333333, 1 / 3, True),
    ],
)
def test_an_overlap_that_grew_counts(
    allowed: float | None, minutes: float | None, *, accepted: bool
) -> None:
    assert accepts(about("a", "b", "ana", minutes=allowed), finding(minutes=minutes)) is accepted


def test_one_allowance_of_the_whole_subject_accepts_one_finding() -> None:
    allowances = Allowances([about("a", "b", "ana")], today=None)
    accepted = [allowances.acceptance(finding(ordinal=i)) is not None for i in range(3)]
    assert accepted == [True, False, False]


def test_two_allowances_of_the_whole_subject_accept_two() -> None:
    allowances = Allowances([about("a", "b", "ana")] * 2, today=None)
    accepted = [allowances.acceptance(finding(ordinal=i)) is not None for i in range(3)]
    assert accepted == [True, True, False]


def test_an_allowance_of_a_part_accepts_all() -> None:
    allowances = Allowances([about("ana")], today=None)
    assert all(allowances.acceptance(finding(ordinal=i)) for i in range(3))


def test_allowances_that_were_of_no_use_are_told() -> None:
    used, unused = about("ana"), about("zoe")
    allowances = Allowances([used, unused, Allowance("old", "r")], today=None)
    allowances.acceptance(finding())
    messages = [problem.message for problem in allowances.unused(configure([RULE], ()))]
    assert messages == ["nothing here needs `allow[clash]` of zoe", "no rule is called `old`"]


def test_an_alias_allows_as_the_id_does() -> None:
    rule = Rule(id="clash", severity=Severity.ERROR, summary="", aliases=("old-clash",))
    allowance = Allowance("old-clash", "r", subject=frozenset({"a"}))
    allowances = Allowances([allowance], today=None, rules=[rule])
    assert allowances.acceptance(finding()) is not None
    assert list(allowances.unused(configure([rule], ()))) == []


def test_the_keys_of_a_finding_are_all_it_is_about() -> None:
    subject = Subject(("a",), ("ana",), ("hall",), ("camera",), "nl", "2017-06-20")
    keys = {"a", "ana", "hall", "camera", "nl", "2017-06-20"}
    assert keys_of(finding(subject)) == keys

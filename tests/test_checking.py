"""Checking: rules run, settings and allowances applied, findings placed and ordered."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

import coopsched
from builders import HEAD, read, stretch
from coopsched.checking import KEPT, check, refusal, skipped
from coopsched.findings import (
    Finding,
    Place,
    Position,
    Problem,
    Rule,
    Severity,
    Subject,
)
from coopsched.interval import Interval
from coopsched.model import Programme

BODY = """\
sessions:
  b: {title: B, start: 11:00, rooms: hall}
  a: {title: A, start: 10:00, rooms: [attic, hall]}
rooms: {hall: , attic: }
"""


def titles(programme: Programme) -> Iterator[Problem]:
    """Find every session."""
    for session in programme.sessions:
        yield Problem(
            message=f"this is {session.key}",
            route=("sessions", session.key, "title"),
            related=(Place(("sessions", session.key, "rooms", 0), "here"),),
            interval=Interval(
                datetime(2017, 6, 20, tzinfo=UTC), datetime(2017, 6, 20, 0, 30, tzinfo=UTC)
            ),
            help="write another",
            label="see",
        )


@dataclass(frozen=True)
class Options:
    """How many problems to find."""

    times: int = 3


def several(programme: Programme, options: Options) -> Iterator[Problem]:
    """Find the first session so many times, and the sessions' order not at all."""
    first = min(programme.sessions, key=lambda session: session.key)
    for i in range(options.times):
        yield Problem(message=f"number {i}", subject=Subject(sessions=("z", first.key)))


TITLES = Rule(id="titles", severity=Severity.WARNING, summary="", check=titles, needs=("kind",))
SEVERAL = Rule(id="several", severity=Severity.ERROR, summary="", check=several, options=Options())
INVALID = Rule(id="invalid-value", severity=Severity.ERROR, summary="", family="document")
UNUSED = Rule(id="unused-allowance", severity=Severity.WARNING, summary="", family="engine")
UNKNOWN = Rule(id="unknown-setting", severity=Severity.WARNING, summary="", family="engine")


def found(body: str, *rules: Rule, **options: Any) -> list[Finding]:
    """Check a small programme with some rules."""
    return check(read(body), rules=rules, **options)


def test_a_finding_is_a_problem_with_its_rule_and_its_place() -> None:
    document = read(BODY)
    finding = check(document, rules=[TITLES])[1]
    assert (finding.rule, finding.severity, finding.message) == (
        "titles",
        Severity.WARNING,
        "this is a",
    )
    assert (finding.route, finding.help, finding.label) == (
        ("sessions", "a", "title"),
        "write another",
        "see",
    )
    assert (finding.subject, finding.ordinal) == (Subject(sessions=("a",)), 0)
    assert finding.accepted is None
    places = [finding.position, finding.related[0].position]
    assert [place and stretch(document.source.text, place) for place in places] == ["A", "attic"]
    assert str(finding) == "programme.yaml:8:14: warning: this is a [titles]"


def test_findings_come_in_the_order_of_the_text() -> None:
    assert [f.message for f in found(BODY, SEVERAL, TITLES, select=["titles"])] == [
        "this is b",
        "this is a",
    ]


def test_without_a_document_there_are_no_places() -> None:
    findings = check(read(BODY).programme, rules=[TITLES])
    assert [(f.message, f.position) for f in findings] == [("this is a", None), ("this is b", None)]
    assert str(findings[0]) == "warning: this is a [titles]"


def test_subjects_are_sorted_and_equal_ones_numbered() -> None:
    findings = found(BODY, SEVERAL)
    assert {f.subject for f in findings} == {Subject(sessions=("a", "z"))}
    assert sorted((f.ordinal, f.message) for f in findings) == [
        (0, "number 0"),
        (1, "number 1"),
        (2, "number 2"),
    ]
    assert len({f.identity for f in findings}) == 3


def test_options_and_severities_are_set() -> None:
    settings = {"several": {"severity": "warning", "times": 1}}
    (finding,) = found(BODY, SEVERAL, settings=settings)
    assert finding.severity is Severity.WARNING
    assert found(BODY, SEVERAL, settings={"several": "off"}) == []
    assert found(f"rules: {{several: off}}\n{BODY}", SEVERAL) == []


def test_settings_given_win_over_those_of_the_file() -> None:
    body = f"rules: {{several: {{severity: off, times: 1}}}}\n{BODY}"
    (finding,) = found(body, SEVERAL, settings={"several": "error"})
    assert finding.severity is Severity.ERROR


def test_a_thousand_findings_are_kept_and_the_rest_counted() -> None:
    def times(number: int) -> list[Finding]:
        return found(BODY, SEVERAL, settings={"several": {"times": number}})

    assert len(times(KEPT)) == KEPT
    findings = times(KEPT + 5)
    assert len(findings) == KEPT + 1
    assert findings[-1].message == "5 more findings of this rule are not shown"
    assert times(200_000)[-1].message.startswith("at least ")


def test_accepted_findings_are_not_among_the_thousand() -> None:
    body = BODY.replace("hall]}\n", "hall]}  # coopsched: allow[titles] r\n")
    everyone = replace(TITLES, check=lambda programme: [*titles(programme)] * KEPT)
    findings = found(body, everyone, accepted=True)
    assert sum(finding.accepted is None for finding in findings) == KEPT
    assert sum(finding.accepted is not None for finding in findings) == KEPT - 1


def test_problems_of_reading_are_findings_at_their_place() -> None:
    document = read("sessions: {a b: {title: A, start: ten, rooms: [x y, z w]}}")
    findings = check(document, rules=[INVALID])
    places = [finding.position for finding in findings]
    assert [place and stretch(document.source.text, place) for place in places] == [
        "a b",
        "ten",
        "x y",
        "z w",
    ]
    assert {finding.rule for finding in findings} == {"invalid-value"}


@pytest.mark.parametrize(
    ("keys", "silent"),
    [
        ("kind: party", True),
        ("kind: talk", False),
        ("audience: many", False),
        ("kindd: talk", True),
        ("qqq: talk", False),
    ],
)
def test_what_could_not_be_read_leads_to_no_other_finding(keys: str, *, silent: bool) -> None:
    for key in ("a", "a b"):
        findings = found(f"sessions: {{{key}: {{title: A, {keys}}}}}", TITLES)
        assert (findings == []) is silent


def test_what_a_showing_inherits_unread_leads_to_no_finding() -> None:
    body = "sessions: {a: {title: A, kind: party}, b: {repeats: a}, c: {repeats: a, kind: lab}}"
    assert [finding.message for finding in found(body, TITLES)] == ["this is c"]


@pytest.mark.parametrize("time", ["start", "end"])
def test_an_unread_day_leaves_the_times_unread(time: str) -> None:
    rule = replace(TITLES, needs=(time,))
    head = HEAD.replace("[2017-06-20]", "[2017-06-20, 2017-06-21]")
    document = read("sessions: {a: {title: A, day: soon, start: 10:00, end: 11:00}}", head=head)
    assert check(document, rules=[rule]) == []


@pytest.mark.parametrize(
    ("carries", "run"),
    [(None, True), (frozenset({"kind", "title"}), True), (frozenset({"title"}), False)],
)
def test_a_rule_is_not_run_where_a_format_cannot_carry_its_needs(
    carries: frozenset[str] | None, *, run: bool
) -> None:
    document = replace(read(BODY), carries=carries)
    assert bool(check(document, rules=[TITLES])) is run
    assert skipped(document, rules=[TITLES]) == ([] if run else [(TITLES, "kind")])


def noted(line: str) -> str:
    """Return the body with a note behind a session."""
    return BODY.replace("rooms: hall}\n", f"rooms: hall}}  # {line}\n")


def test_what_is_allowed_does_not_count() -> None:
    body = noted("coopsched: allow[titles] it is a good title")
    assert [f.message for f in found(body, TITLES, UNUSED)] == ["this is a"]
    everything = found(body, TITLES, UNUSED, accepted=True)
    assert [f.accepted and f.accepted.reason for f in everything] == [
        "it is a good title",
        None,
    ]


@pytest.mark.parametrize(
    ("today", "messages"),
    [
        (None, ["this is a"]),
        (date(2017, 6, 1), ["this is a"]),
        (date(2017, 6, 2), ["this is b", "this allowance ended on 2017-06-01", "this is a"]),
    ],
)
def test_an_allowance_ends_after_its_last_day(today: date | None, messages: list[str]) -> None:
    body = noted("coopsched: allow[titles until 2017-06-01] reason")
    assert [f.message for f in found(body, TITLES, UNUSED, today=today)] == messages


@pytest.mark.parametrize(
    ("note", "message"),
    [
        ("coopsched: allow[several] r", "nothing here needs `allow[several]`"),
        ("coopsched: allow[tittles] r", "no rule is called `tittles`"),
        ("coopsched: allow[titles with c] r", "nothing here needs `allow[titles]`"),
    ],
)
def test_an_allowance_without_use_is_told_where_it_stands(note: str, message: str) -> None:
    document = read(noted(note))
    rules = [replace(SEVERAL, options=Options(0)), UNUSED, TITLES]
    unused = [f for f in check(document, rules=rules) if f.rule == "unused-allowance"]
    (finding,) = unused
    assert finding.message == message
    assert finding.position is not None
    assert stretch(document.source.text, finding.position) == f"# {note}"


def test_an_allowance_of_a_rule_that_is_not_run_is_let_be() -> None:
    body = noted("coopsched: allow[several] r")
    assert found(body, UNUSED, SEVERAL, ignore=["several"]) == []


def test_a_setting_without_effect_is_told_where_it_stands() -> None:
    document = read(f"rules: {{tittles: off}}\n{BODY}")
    (finding,) = check(document, rules=[TITLES, UNKNOWN], ignore=["titles"])
    assert finding.rule == "unknown-setting"
    assert finding.position is not None
    assert stretch(document.source.text, finding.position) == "tittles"


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_a_rule_that_is_not_there_cannot_be_chosen(option: str) -> None:
    with pytest.raises(ValueError, match="no rule is called 'zzz'"):
        found(BODY, TITLES, **{option: ["zzz"]})


def test_a_refusal_is_a_finding_at_its_place() -> None:
    with pytest.raises(coopsched.ReadError) as caught:
        coopsched.loads("coopsched: 2\n", name="p.yaml")
    (finding,) = refusal(caught.value, "p.yaml")
    assert (finding.rule, finding.severity) == ("unreadable", Severity.ERROR)
    assert finding.position == Position("p.yaml", 1, 12, 1, 13)
    assert finding.help


def test_a_refusal_without_a_place_is_at_the_beginning() -> None:
    (finding,) = refusal(coopsched.ReadError("gone"), "p.yaml")
    assert finding.position == Position("p.yaml", 1, 1, 1, 1)


def test_a_refusal_also_tells_what_was_found_before() -> None:
    before = Problem(message="a tab", position=Position("p.yaml", 1, 1, 1, 2), help="spaces")
    error = coopsched.ReadError(
        "the end", position=Position("p.yaml", 2, 1, 2, 1), problems=(("invalid-value", before),)
    )
    assert [(f.rule, f.message) for f in refusal(error, "p.yaml")] == [
        ("invalid-value", "a tab"),
        ("unreadable", "the end"),
    ]


def test_an_unreadable_name_does_not_hide_the_others_of_its_line_up() -> None:
    document = coopsched.loads(
        "key: k\ntitle: T\ntimezone: UTC\ndays: [2025-05-14]\nspeakers: {ana: Ana}\nsessions:\n"
        "  a: {title: A, start: 10:00, end: 11:00, speakers: [nobody, ana]}\n"
        "  b: {title: B, start: 10:30, end: 11:30, speakers: [ana]}\n"
    )
    (found,) = coopsched.check(document, select=["speaker-double-booking"])
    assert found.position is not None
    line = document.source.lines[found.position.line - 1]
    assert line[found.position.column - 1 :] == "ana]}"


@pytest.mark.parametrize("written", ["room: hall", "rom: [hall]", "begin: 10:00"])
def test_a_misspelt_key_is_not_said_to_be_missing(written: str) -> None:
    start = "" if "begin" in written else "start: 10:00, minutes: 30, "
    rooms = "rooms: [hall], " if "begin" in written else ""
    document = coopsched.loads(
        "key: k\ntitle: T\ntimezone: UTC\ndays: [2025-05-14]\nrooms: {hall: Hall}\n"
        f"sessions: {{a: {{title: A, kind: other, {start}{rooms}{written}}}}}\n"
    )
    assert [finding.rule for finding in coopsched.check(document)] == ["unknown-field"]

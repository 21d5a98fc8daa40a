"""Accepting today's findings: the text of a settings file."""

from datetime import UTC, date, datetime, timedelta

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from coopsched.accepting import accept
from coopsched.allowing import Allowances
from coopsched.findings import Finding, Severity, Subject
from coopsched.interval import INSTANT, Interval
from coopsched.reading import yaml
from coopsched.reading.beside import Beside, read_beside
from coopsched.source import Source

START = datetime(2017, 6, 20, 10, tzinfo=UTC)


def finding(
    *sessions: str,
    rule: str = "clash",
    ordinal: int = 0,
    length: timedelta | None = None,
) -> Finding:
    """Return a finding about some sessions."""
    return Finding(
        rule=rule,
        severity=Severity.ERROR,
        message="",
        subject=Subject(sessions=sessions),
        ordinal=ordinal,
        interval=None if length is None else Interval(START, START + length),
    )


def accepted(text: str, *findings: Finding, reason: str = "why") -> str:
    return accept(text, yaml.parse(Source("coopsched.yaml", text)), findings, reason)


def read(text: str) -> Beside:
    """Read a settings file in which nothing is wrong."""
    source = Source("coopsched.yaml", text)
    found = read_beside(source, yaml.parse(source))
    assert found.problems == ()
    return found


def counts(text: str, found: Finding) -> bool:
    """Tell whether a finding counts beside a settings file."""
    return Allowances(read(text).allowances, today=None).acceptance(found) is None


HALF_AN_HOUR = timedelta(minutes=30)
ENTRY = '{rule: clash, subject: [a, b], minutes: 30, reason: "why"}'


def test_a_new_file_holds_the_findings() -> None:
    text = accepted("", finding("b", "a", length=HALF_AN_HOUR), finding("c"))
    assert text == (f'allow:\n  - {ENTRY}\n  - {{rule: clash, subject: [c], reason: "why"}}\n')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# a comment\n",
        "rules: {no-lunch: off}\n",
        "rules: {no-lunch: off}",
        "rules:\r\n  no-lunch: off\r\n",
        "allow:\n  - {rule: x, subject: y, reason: z}\n",
        "allow:\n  - {rule: x, subject: y, reason: z}",
        "allow:\n- {rule: x, subject: y, reason: z}\n",
        "allow:\n    - rule: x\n      subject: y\n      reason: z\n# the end\n",
        "allow:\n  - {rule: x, subject: y, reason: z}  # note\n\nrules: {no-lunch: off}\n",
        "allow:\n  - rule: x\n    subject:\n      - y\n    reason: >-\n      long\n\nrules: {}\n",
        "allow:\r\n  - {rule: x, subject: y, reason: z}\r\nrules: {}\r\n",
    ],
)
def test_what_is_there_stays(text: str) -> None:
    result = accepted(text, finding("a", "b", length=HALF_AN_HOUR))
    before, after = read(text), read(result)
    assert [s[:5] for s in after.settings] == [s[:5] for s in before.settings]
    assert [a[:7] for a in after.allowances[:-1]] == [a[:7] for a in before.allowances]
    assert after.allowances[-1].subject == {"a", "b"}
    assert not counts(result, finding("a", "b", length=HALF_AN_HOUR))
    kept = [line for line in text.splitlines() if line.strip()]
    assert [line for line in result.splitlines() if line in kept] == kept


def test_accepting_again_changes_nothing() -> None:
    once = accepted("", finding("a", "b", length=HALF_AN_HOUR), finding("c"))
    assert accepted(once, finding("a", "b", length=HALF_AN_HOUR), finding("c")) == once


@pytest.mark.parametrize(
    "before",
    [
        ENTRY,
        "{reason: old, rule: clash, subject: [b, a], minutes: 20}",
        "rule: clash\n    subject: [a, b]\n    reason: old\n    until: 2001-01-01",
    ],
)
@pytest.mark.parametrize("after", ["", "  - {rule: x, subject: y, reason: z}\n", "rules: {}\n"])
def test_what_grew_gives_way_to_what_it_is_now(before: str, after: str) -> None:
    text = f"# first\nallow:\n  - {before}\n{after}"
    result = accepted(text, finding("a", "b", length=2 * HALF_AN_HOUR), finding("c"))
    assert result.count("clash") == 2
    assert "minutes: 60" in result
    assert result.startswith("# first\nallow:\n")
    assert not counts(result, finding("a", "b", length=2 * HALF_AN_HOUR))
    assert not counts(result, finding("c"))
    assert "{rule: x, subject: y, reason: z}" in result or "x" not in after
    assert read(result).allowances[0].until is None


def test_several_that_grew_give_way_at_once() -> None:
    text = accepted("", finding("a", length=HALF_AN_HOUR), finding("b", length=HALF_AN_HOUR))
    grown = [finding(key, length=200 * HALF_AN_HOUR) for key in "ab"]
    result = accepted(text, *grown, finding("c"), reason="a much longer reason than before")
    assert [len(each.subject) for each in read(result).allowances] == [1, 1, 1]
    assert not any(counts(result, each) for each in grown)


def test_equal_findings_have_an_allowance_each() -> None:
    both = [finding("a", ordinal=i) for i in range(2)]
    text = accepted("", *both)
    assert text.count("clash") == 2
    assert not any(counts(text, each) for each in both)
    assert counts(text, finding("a", ordinal=2))


@pytest.mark.parametrize("left_out", [finding(), finding("a", rule="unused-allowance")])
def test_what_no_allowance_helps_is_left_out(left_out: Finding) -> None:
    assert accepted("", left_out) == ""


@pytest.mark.parametrize(
    "text",
    [
        "allow: [{rule: x, subject: y, reason: z}]\n",
        "allow: []\n",
        "allow:\n",
        "allow: all\n",
        "- a\n",
        "hello\n",
        "{rules: {no-lunch: off}}\n",
        '{"allow": []}',
        "rules: {no-lunch: off\n",
    ],
)
def test_a_file_without_a_place_for_allowances_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"`allow`|settings"):
        accepted(text, finding("a"))


LENGTHS = st.integers(1, 10_000_000).map(lambda seconds: timedelta(seconds=seconds))


@given(LENGTHS | st.just(INSTANT))
def test_what_was_accepted_is_accepted_and_a_minute_more_is_not(length: timedelta) -> None:
    text = accepted("", finding("a", length=length))
    assert not counts(text, finding("a", length=length))
    assert counts(text, finding("a", length=length + timedelta(minutes=1)))


@given(st.text(min_size=1).filter(str.strip))
def test_any_reason_can_be_read_back(reason: str) -> None:
    text = accepted("", finding("a"), reason=reason)
    (allowance,) = read(text).allowances
    assert allowance.reason == reason


@pytest.mark.parametrize(
    "key", ["null", "true", "no", "1.5", "2017-06-20", "nl-BE", "a~b", "A", "~"]
)
def test_any_key_can_be_read_back(key: str) -> None:
    text = accepted("", finding(key))
    assert read(text).allowances[0].subject == {key}
    assert pyyaml.safe_load(text)["allow"][0]["subject"] == [key]


def test_an_allowance_that_is_over_is_renewed() -> None:
    text = "allow:\n  - {rule: clash, subject: [a], reason: r, until: 2001-01-01}\n"
    result = accepted(text, finding("a"))
    today = date(2017, 6, 20)
    assert Allowances(read(text).allowances, today=today).acceptance(finding("a")) is None
    assert Allowances(read(result).allowances, today=today).acceptance(finding("a")) is not None

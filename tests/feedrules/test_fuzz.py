"""Whatever a feed holds, the rules say what is wrong and where, in a time that grows as it does."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsched.feedrules import RULES
from feeds import QUIET, calendar, event, feed, problems
from steps import growth

LINES = QUIET.split("\r\n")
# What breaks parsers of calendars.
PIECES = [
    *"\\;,:\"'=^/TZ0 \t\x00\x7f\u2028\ufeff\ufffdÃ©",
    "\r\n", "\n", "\r", "\r\n ", "\\n", ";TZID=", ";VALUE=DATE", ";VALUE=PERIOD", ";X=", '"',
    "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "END:VCALENDAR\r\n", "BEGIN:STANDARD\r\n",
    "99999999T999999Z", "00010101T000000", "99991231T235959Z", "DTSTART:99991231T000000\r\n",
    "DTSTART:00010101T000000\r\n", "TZOFFSETTO:+2359\r\n", "RDATE:", "RRULE:FREQ=", ";BYDAY=1SU",
    ";UNTIL=", ";COUNT=9", "-P1W", "P9999999999D", "9" * 400, "x" * 200,
]  # fmt: skip


def judge(text: str) -> None:
    """Run all rules; each problem has a place in the text."""
    found = feed(text)
    lines = found.source.lines
    for rule in RULES:
        for problem in problems(found, rule):
            position = problem.position
            assert problem.message
            assert position is not None
            assert 1 <= position.line <= position.end_line <= len(lines)
            assert 1 <= position.column <= len(lines[position.line - 1]) + 1
            assert (position.line, position.column) <= (position.end_line, position.end_column)


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    judge(text)


@given(st.lists(st.sampled_from([*LINES, *PIECES]), max_size=60))
def test_any_lines_in_any_order(lines: list[str]) -> None:
    judge("\r\n".join(lines))


@settings(max_examples=300)
@given(st.data())
def test_a_feed_with_something_put_in_or_taken_out(data: st.DataObject) -> None:
    text = QUIET
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.sampled_from([0, 0, 1, 5, 60, 400])))
        text = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end:]
    judge(text)


@given(st.integers(0, len(QUIET)))
def test_a_feed_that_is_cut_off(length: int) -> None:
    judge(QUIET[:length])


def events(number: int) -> str:
    lines = (line for i in range(number) for line in event(f"UID:{i}@harbour"))
    return calendar(*lines).source.text


HOSTILE: dict[str, Callable[[int], str]] = {
    "events": events,
    "faulty events": lambda n: events(n).replace("DTSTAMP", "DTSTAMP,").replace(":Knots", ":a,b"),
    "one UID": lambda n: "\r\n".join(calendar(*(event() * n)).source.lines),
    "components in components": lambda n: "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * n,
    "ends of nothing": lambda n: "BEGIN:VCALENDAR\r\n" + "END:VTODO\r\n" * n,
    "folds": lambda n: "BEGIN:VCALENDAR\r\nDESCRIPTION:" + "a,\r\n " * n,
    "parameters": lambda n: "BEGIN:VCALENDAR\r\nDESCRIPTION" + ";A=1" * n + ":x",
    "quotes": lambda n: "BEGIN:VCALENDAR\r\nDESCRIPTION" + ';A="' * n,
    "stray parameters": lambda n: "BEGIN:VCALENDAR\r\nDESCRIPTION" + ";" * n + ":",
    "colons": lambda n: "BEGIN:VCALENDAR\r\nDTSTART;TZID=" + "a:" * n,
    "zones": lambda n: "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;TZID=" + "a/" * n + ":20250514",
    "exceptions": lambda n: calendar(*event("EXDATE:" + "20250515T100000Z," * n)).source.text,
    "a rule": lambda n: calendar(*event("RRULE:FREQ=DAILY;BYHOUR=" + "1," * n)).source.text,
    "parts of a rule": lambda n: calendar(*event("RRULE:" + "FREQ=DAILY;" * n)).source.text,
    "observances": lambda n: calendar(
        "BEGIN:VTIMEZONE", "TZID:Europe/Brussels",
        *("BEGIN:STANDARD", "DTSTART:16010101T000000", "RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=1SU",
          "TZOFFSETFROM:+0100", "TZOFFSETTO:+0100", "END:STANDARD") * n,
        "END:VTIMEZONE", *event("DTSTART;TZID=Europe/Brussels:20250514T100000"),
    ).source.text,
    "times in zones": lambda n: events(n).replace("DTSTART:", "DTSTART;TZID=Nowhere:"),
    "relations": lambda n: calendar(*event(*[f"RELATED-TO:{i}" for i in range(n)])).source.text,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_the_work_grows_no_faster_than_the_feed(name: str) -> None:
    def run(size: int) -> Callable[[], object]:
        text = HOSTILE[name](size)

        def once() -> None:
            found = feed(text)
            for rule in RULES:
                problems(found, rule)

        return once

    assert growth(run, 300) < 1.5


@pytest.mark.parametrize("name", ["quotes", "colons", "stray parameters", "zones", "folds"])
def test_a_line_without_end_is_taken_apart(name: str) -> None:
    assert len(feed(HOSTILE[name](200_000)).lines) > 1


def test_nothing_is_a_feed_without_lines() -> None:
    assert feed("").lines == []

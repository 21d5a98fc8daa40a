"""Faults planted one by one into a feed without any: each is found, and by the rule that is meant.

Half of them no validator reports that was tried: bare line feeds, lines that are too long, commas
and semicolons that are not escaped, REFRESH-INTERVAL without VALUE, addresses that nobody can write
to, relations to nothing, and summer that begins an hour late.
"""

from typing import NamedTuple

import pytest

from feeds import QUIET, feed, found_by


class Planted(NamedTuple):
    """A fault: what it is, what it replaces in the quiet feed, and the rule that finds it."""

    what: str
    before: str
    after: str
    rule: str


PLANTED = [
    Planted("bare line feeds", "\r\n", "\n", "line-ending"),
    Planted("a bare carriage return", "SEQUENCE:2\r\n", "SEQUENCE:2\r", "line-ending"),
    Planted("no line break at the end", "END:VCALENDAR\r\n", "END:VCALENDAR", "line-ending"),
    Planted("a line of 98 octets", "SUMMARY:Bring rope", f"SUMMARY:{'rope ' * 18}", "long-line"),
    Planted("a comma", r"Knots\, and", "Knots, and", "unescaped-text"),
    Planted("a semicolon", r"bends\;", "bends;", "unescaped-text"),
    Planted("a backslash", "SUMMARY:Bring rope", r"SUMMARY:C:\rope", "unescaped-text"),
    Planted("an escaped colon", "SUMMARY:CANCELLED:", r"SUMMARY:CANCELLED\:", "unescaped-text"),
    Planted("no VALUE", "-INTERVAL;VALUE=DURATION", "-INTERVAL", "missing-parameter"),
    Planted("nobody's address", "mailto:nora@example.org", "invalid:nomail", "invalid-address"),
    Planted("a bare address", "mailto:nora@example.org", "nora@example.org", "invalid-address"),
    Planted("a relation to nothing", "SIBLING:knots@", "SIBLING:gone@", "dangling-relation"),
    Planted("summer an hour late", "20240331T020000", "20240331T030000", "timezone-wrong"),
    Planted("winter an hour early", "20231029T030000", "20231029T020000", "timezone-wrong"),
    Planted("another offset", "TZOFFSETTO:+0200", "TZOFFSETTO:+0230", "timezone-wrong"),
    Planted("no UID", "UID:bends@harbour\r\n", "", "missing-property"),
    Planted("no DTSTAMP", "UID:rope@harbour\r\nDTSTAMP:20250301T120000Z", "UID:rope@harbour",
            "missing-property"),
    Planted("no DTSTART", "DTSTART:20250514T100000Z\r\nDTEND:20250514T110000Z\r\n", "",
            "missing-property"),
    Planted("no VERSION", "VERSION:2.0\r\n", "", "missing-property"),
    Planted("no PRODID", "PRODID:-//Harbour//Programme//EN\r\n", "", "missing-property"),
    Planted("no TZOFFSETFROM", "TZOFFSETFROM:+0100\r\n", "", "missing-property"),
    Planted("two titles", "SUMMARY:Bring rope", "SUMMARY:Bring rope\r\nSUMMARY:Corde",
            "repeated-property"),
    Planted("one UID twice", "UID:bends@harbour", "UID:knots@harbour", "duplicate-uid"),
    Planted("an end before the start", "DTEND:20250514T11", "DTEND:20250514T09",
            "end-before-start"),
    Planted("no length", "DTEND:20250514T110000Z", "DTEND:20250514T100000Z", "no-length"),
    Planted("an end of another kind", "DTEND;VALUE=DATE:20250516", "DTEND:20250516T000000Z",
            "mismatched-times"),
    Planted("an end and a length", "DTEND:20250514T110000Z",
            "DTEND:20250514T110000Z\r\nDURATION:PT1H", "conflicting-properties"),
    Planted("a day that is none", "20250514T100000Z\r\nDTEND", "20250230T100000Z\r\nDTEND",
            "invalid-value"),
    Planted("a time with an offset", "DTEND:20250514T110000Z", "DTEND:20250514T120000+0100",
            "invalid-value"),
    Planted("DTSTAMP in no zone", "DTSTAMP:20250301T120000Z", "DTSTAMP:20250301T120000",
            "invalid-value"),
    Planted("a place off the globe", "GEO:51.2301;", "GEO:151.2301;", "invalid-value"),
    Planted("an address without a scheme", "URL:https://example.org/knots", "URL:example.org/knots",
            "invalid-value"),
    Planted("a length in words", "DURATION:P1D", "DURATION:1 day", "invalid-value"),
    Planted("an offset without its sign", "TZOFFSETTO:+0200", "TZOFFSETTO:0200", "invalid-value"),
    Planted("a status that is none", "STATUS:CONFIRMED", "STATUS:PLANNED", "unknown-value"),
    Planted("TRANSP that is none", "TRANSP:OPAQUE", "TRANSP:CLEAR", "unknown-value"),
    Planted("another version", "VERSION:2.0", "VERSION:1.0", "unknown-value"),
    Planted("a colour in hexadecimals", "COLOR:turquoise", "COLOR:#40e0d0", "unknown-value"),
    Planted("a rule without FREQ", "FREQ=YEARLY;COUNT=3", "COUNT=3", "invalid-recurrence"),
    Planted("COUNT and UNTIL", "COUNT=3", "COUNT=3;UNTIL=20270514", "invalid-recurrence"),
    Planted("UNTIL of another kind", "COUNT=3", "UNTIL=20270514T000000Z", "invalid-recurrence"),
    Planted("a zone without VTIMEZONE", "DTEND;TZID=Europe/Brussels", "DTEND;TZID=Europe/Paris",
            "timezone-missing"),
    Planted("TZID beside UTC", "DTEND:20250514T110000Z",
            "DTEND;TZID=Europe/Brussels:20250514T110000Z", "parameter-misplaced"),
    Planted("a quote in a parameter", 'CN="Nora Tide"', 'CN=Nora "Tide"', "invalid-parameter"),
    Planted("an address without quotes", 'ALTREP="https://example.org/attic"',
            "ALTREP=https://example.org/attic", "invalid-parameter"),
    Planted("a language that is none", "LANGUAGE=fr", "LANGUAGE=francais", "invalid-parameter"),
    Planted("VALUE that is none", "URL:https://example.org/knots",
            "URL;VALUE=TEXT:https://example.org/knots", "value-type"),
    Planted("a property of others", "TRANSP:OPAQUE", "DUE:20250514T110000Z", "property-misplaced"),
    Planted("COMMENT in VTIMEZONE", "TZID:Europe/Brussels", "TZID:Europe/Brussels\r\nCOMMENT:CET",
            "property-misplaced"),
    Planted("a stray END", "BEGIN:VTODO", "END:VTODO\r\nBEGIN:VTODO", "component-structure"),
    Planted("the end is cut off", "END:VFREEBUSY\r\nEND:VCALENDAR\r\n", "", "component-structure"),
    Planted("an observance in no zone", "BEGIN:VTODO", "BEGIN:STANDARD\r\nDTSTART:19700101T000000"
            "\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nBEGIN:VTODO",
            "component-misplaced"),
    Planted("a raw line break", "SUMMARY:Bring rope", "SUMMARY:Bring\r\nrope", "content-line"),
    Planted("a control character", "SUMMARY:Bring rope", "SUMMARY:Bring\x0b rope",
            "control-character"),
    Planted("a name that is none", "PRIORITY:5", "PRIORTY:5", "unknown-name"),
    Planted("METHOD", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "method"),
    Planted("a UID of the calendar", "CALSCALE:GREGORIAN", "UID:harbour", "calendar-uid"),
    Planted("a line break in a title", "SUMMARY:Bring rope", r"SUMMARY:CANCELLED: a\nb",
            "newline-in-summary"),
    Planted("a silent cancellation", "SUMMARY:CANCELLED: Bends", "SUMMARY:Bends",
            "cancelled-silently"),
    Planted("an opaque cancellation", "SEQUENCE:3\r\nSTATUS:CANCELLED\r\nTRANSP:TRANSPARENT",
            "SEQUENCE:3\r\nSTATUS:CANCELLED", "cancelled-silently"),
    Planted("no LAST-MODIFIED", "LAST-MODIFIED:20250301T120000Z\r\nSEQUENCE:3", "SEQUENCE:3",
            "changes-unmarked"),
    Planted("an attendee", "PRIORITY:5", "ATTENDEE:mailto:nora@example.org", "attendee"),
    Planted("two rules", "RRULE:FREQ=YEARLY;COUNT=3", "RRULE:FREQ=YEARLY;COUNT=3\r\n"
            "RRULE:FREQ=WEEKLY;COUNT=3", "repeated-recurrence"),
]  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.what)
def test_a_planted_fault_is_found_by_its_rule_and_no_other(planted: Planted) -> None:
    assert planted.before in QUIET
    changed = QUIET.replace(planted.before, planted.after)
    assert found_by(feed(changed)) == {f"feed-{planted.rule}"}


def test_at_least_34_kinds_are_planted() -> None:
    assert len({planted.what for planted in PLANTED}) == len(PLANTED) >= 34

"""A parameter is missing without which a value is read as another type.

A property has a type, and programs read its value by it. Where the value is of another type
that the property can have, VALUE says so: a date without a time in DTSTART needs VALUE=DATE
(RFC 5545 3.2.20). REFRESH-INTERVAL, SOURCE, IMAGE and CONFERENCE have no type of their own
and always need it (RFC 7986 3, 5): without it, programs that know only the older RFC read the
value as text. Data that stands in the feed itself needs ENCODING=BASE64.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
REFRESH-INTERVAL:PT1H
BEGIN:VEVENT
UID:knots@harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Write the parameter: `REFRESH-INTERVAL;VALUE=DURATION:PT1H`, `DTSTART;VALUE=DATE:20250514`.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed, at_name
from coopsched.feedrules.grammar import KINDS, parts_of
from coopsched.feedrules.lines import ContentLine
from coopsched.feedrules.values import fault
from coopsched.feedrules.wording import listed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each property that lacks VALUE or ENCODING."""
    for component, line in feed.judged():
        found = _missing(line)
        if found is not None:
            message, help_ = found
            yield feed.problem(message, line, at_name(line), component=component, help=help_)


def _missing(line: ContentLine) -> tuple[str, str] | None:
    """Return what a line lacks, and what to write."""
    said, kind = line.says("VALUE"), KINDS.get(line.name)
    if said == "BINARY" and line.says("ENCODING") != "BASE64":
        help_ = f"write {line.name};ENCODING=BASE64;VALUE=BINARY:…"
        return f"{line.name} holds data and does not say how it is encoded", help_
    if said or kind is None or line.parameter("VALUE") is not None:
        return None
    if kind.explicit:
        meant = meant_type(line) or kind.types[0]
        names = listed([f"VALUE={each}" for each in kind.types], "or")
        help_ = f"write {line.name};VALUE={meant}:{line.value[:40]}"
        return f"{line.name} has no default type, and needs {names}", help_
    other = meant_type(line)
    if other is None or other == kind.types[0]:
        return None
    help_ = f"write {line.name};VALUE={other}:{line.value[:40]}"
    return f"{line.name} is a {kind.types[0]} where nothing else is said, and this is none", help_


def meant_type(line: ContentLine) -> str | None:
    """Return the first type of a property that all of a line's values are of; None for none."""
    kind = KINDS.get(line.name)
    if kind is None or kind.parted or not line.value.strip():
        return None
    texts = [line.value[start:end] for start, end in parts_of(line)]
    for each in kind.types:
        if each == "TEXT" or all(fault(each, text) is None for text in texts):
            return each
    return None


RULE = Rule(
    id="feed-missing-parameter",
    severity=Severity.ERROR,
    summary="A parameter is missing without which a value is read as another type.",
    check=check,
    family="feed",
)

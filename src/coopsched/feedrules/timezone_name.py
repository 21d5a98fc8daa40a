"""A zone has a name that is not one of the tz database.

RFC 5545 allows any name, and VTIMEZONE says what it means. FullCalendar and other programs do
not read VTIMEZONE: they know `Europe/Brussels`, and take `Romance Standard Time` or
`(UTC+01:00) Paris` for no zone at all.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VTIMEZONE
TZID:Harbour time
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0100
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:knots@harbour
DTSTAMP:20250301T120000Z
DTSTART;TZID=Harbour time:20250514T100000
DTEND;TZID=Harbour time:20250514T110000
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Name it as the tz database does, such as `Europe/Brussels`, or write the times in UTC.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed, at_value
from coopsched.feedrules.wording import quoted
from coopsched.findings import Problem, Rule, Severity
from coopsched.zones import zone_names


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each VTIMEZONE whose name the tz database does not have."""
    for zone in feed.named("VTIMEZONE"):
        line = zone.first("TZID")
        if line is not None and line.value.strip() and line.value not in zone_names():
            yield feed.problem(
                f"{quoted(line.value)} is not a name of the tz database",
                line,
                at_value(line),
                help="name it as Europe/Brussels is named, or write the times in UTC",
            )


RULE = Rule(
    id="feed-timezone-name",
    severity=Severity.WARNING,
    summary="A zone has a name that is not one of the tz database.",
    check=check,
    family="feed",
)

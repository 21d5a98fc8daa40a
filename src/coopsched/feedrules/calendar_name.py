"""The calendar has no name.

Programs name a subscription after NAME (RFC 7986 5.1) or X-WR-CALNAME, which all of them
read. Without either, it is called after its address, or “Untitled”, among all others in the
reader's list.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:knots@harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T100000Z
DTEND:20250514T110000Z
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Write both: `NAME:Harbour days` and `X-WR-CALNAME:Harbour days`.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each calendar without a name."""
    for calendar in feed.named("VCALENDAR"):
        names = calendar.all("NAME", "X-WR-CALNAME")
        if not any(line.value.strip() for line in names):
            yield feed.problem(
                "this calendar has no name to be shown by",
                calendar.begin,
                help="write NAME and X-WR-CALNAME",
            )


RULE = Rule(
    id="feed-calendar-name",
    severity=Severity.WARNING,
    summary="The calendar has no name.",
    check=check,
    family="feed",
)

"""Two events have one UID.

The UID tells events apart (RFC 5545 3.8.4.7). Programs keep one of all that share it, mostly
the last: the others are on nobody's calendar, and nothing says so. Showings of an event that
repeats share its UID, and each has a RECURRENCE-ID of its own.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
BEGIN:VEVENT
UID:harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T100000Z
DTEND:20250514T110000Z
SUMMARY:Knots
END:VEVENT
BEGIN:VEVENT
UID:harbour
DTSTAMP:20250301T120000Z
DTSTART:20250514T110000Z
DTEND:20250514T120000Z
SUMMARY:Bends
END:VEVENT
END:VCALENDAR
```

## What to do

Give each event a UID that nothing else has, such as its number and the name of the
conference; and keep it when the event moves.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import SHOWN, Component, Feed, at_value
from coopsched.feedrules.wording import counted, quoted
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the second use of each UID, and how often it is used."""
    uses: dict[tuple[str, str], list[Component]] = {}
    for component in feed.named(*sorted(SHOWN)):
        if component.uid:
            showing = component.first("RECURRENCE-ID")
            key = (component.uid, showing.value.strip() if showing is not None else "")
            uses.setdefault(key, []).append(component)
    for (uid, _), components in uses.items():
        line = components[1].first("UID") if len(components) > 1 else None
        if line is not None:
            first = feed.source.place(components[0].begin.offset(0))[0]
            yield feed.problem(
                f"{counted(len(components), 'entry').replace('entrys', 'entries')} have the UID "
                f"{quoted(uid)}, the first of them on line {first}",
                line,
                at_value(line),
                component=components[1],
                help="give each a UID that nothing else has: programs keep one of them",
            )


RULE = Rule(
    id="feed-duplicate-uid",
    severity=Severity.ERROR,
    summary="Two events have one UID.",
    check=check,
    family="feed",
)

"""A published event has attendees.

ATTENDEE is for those who are invited and asked to answer; a calendar that is published must
not have it (RFC 5545 3.8.4.1). Programs show a subscriber an invitation to answer, or send
e-mail to speakers, whose addresses are then in the hands of everybody who subscribes. The
first is shown, and the others are counted.

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
ATTENDEE;CN=Nora Tide:mailto:nora@example.org
END:VEVENT
END:VCALENDAR
```

## What to do

Name speakers in the DESCRIPTION. Delete ATTENDEE.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed, gathered
from coopsched.findings import Problem, Rule, Severity

_PUBLISHED = ("", "PUBLISH")


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the first attendee of a calendar that invites nobody, and how many there are."""
    if all(line.value.strip().upper() in _PUBLISHED for _, line in feed.properties("METHOD")):
        yield from gathered(_attendees(feed), ("is", "are"))


def _attendees(feed: Feed) -> Iterator[Problem]:
    for component, line in feed.properties("ATTENDEE"):
        if component.name in ("VEVENT", "VTODO", "VJOURNAL"):
            yield feed.problem(
                "this is an attendee of something that is published",
                line,
                component=component,
                help="name speakers in the DESCRIPTION, and delete ATTENDEE",
            )


RULE = Rule(
    id="feed-attendee",
    severity=Severity.WARNING,
    summary="A published event has attendees.",
    check=check,
    family="feed",
)

"""The calendar has a METHOD, as if it were an invitation.

METHOD belongs to messages that are sent to invite, answer or cancel (RFC 5545 3.7.2, RFC
5546), and asks for an ORGANIZER in each event: without one, two of the validators that were
tried report an error. Outlook takes a file with METHOD for one to import rather than to
follow. A feed needs none.

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
METHOD:PUBLISH
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

Delete the line.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the METHOD of each calendar."""
    for calendar in feed.named("VCALENDAR"):
        line = calendar.first("METHOD")
        if line is not None:
            yield feed.problem(
                "METHOD is for invitations, and this is a feed", line, help="delete the line"
            )


RULE = Rule(
    id="feed-method",
    severity=Severity.WARNING,
    summary="The calendar has a METHOD, as if it were an invitation.",
    check=check,
    family="feed",
)

"""A feed tells everybody how to moderate a conference call.

CONFERENCE with FEATURE=MODERATOR holds the access of whoever leads the call, and is never
sent to those who take part (RFC 7986 6.3, 7).

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
CONFERENCE;VALUE=URI;FEATURE=VIDEO,MODERATOR:https://call.example.org/knots?key=1
END:VEVENT
END:VCALENDAR
```

## What to do

Delete the line, and change the code: whoever subscribed may have it.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each way into a call that is its moderator's."""
    for component, line in feed.properties("CONFERENCE"):
        feature = line.parameter("FEATURE")
        if feature is not None and "MODERATOR" in {each.text.upper() for each in feature.values}:
            yield feed.problem(
                "this is the moderator's access to the call, for all to see",
                line,
                (feature.start, feature.end),
                component=component,
                help="delete the line, and change the code",
            )


RULE = Rule(
    id="feed-moderator-access",
    severity=Severity.WARNING,
    summary="A feed tells everybody how to moderate a conference call.",
    check=check,
    family="feed",
)

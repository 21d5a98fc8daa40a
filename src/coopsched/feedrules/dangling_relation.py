"""RELATED-TO or RECURRENCE-ID points at an event that is not in the feed.

RELATED-TO names the UID of another event, and RECURRENCE-ID a showing of one that repeats
(RFC 5545 3.8.4.4, 3.8.4.5). Where that event is not in the feed, programs have nothing to
lead to; a showing whose event is gone, some show and some do not.

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
RELATED-TO:workshops@harbour
END:VEVENT
END:VCALENDAR
```

## What to do

Take the property out, or put the event into the feed; a cancelled one stays in it, with
STATUS:CANCELLED.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import SHOWN, Feed, at_value
from coopsched.feedrules.grammar import type_of
from coopsched.feedrules.wording import quoted
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each relation to nothing, and each showing of nothing."""
    yield from _relations(feed)
    yield from _showings(feed)


def _relations(feed: Feed) -> Iterator[Problem]:
    uids = {line.value.strip() for _, line in feed.properties("UID")}
    for component, line in feed.judged("RELATED-TO"):
        if type_of(line) in ("TEXT", "UID") and line.value.strip() not in uids:
            yield feed.problem(
                f"no event in this feed has the UID {quoted(line.value)}",
                line,
                at_value(line),
                component=component,
                help="take RELATED-TO out, or put that event into the feed",
            )


def _showings(feed: Feed) -> Iterator[Problem]:
    """Yield each changed showing of an event that is not itself in the feed."""
    shown = feed.named(*sorted(SHOWN))
    whole = {each.uid for each in shown if each.first("RECURRENCE-ID") is None}
    for component, line in feed.properties("RECURRENCE-ID"):
        if component.uid and component.uid not in whole:
            yield feed.problem(
                "this is a showing of an event that is not in the feed",
                line,
                component=component,
                help="put the event that repeats into the feed, or take RECURRENCE-ID out",
            )


RULE = Rule(
    id="feed-dangling-relation",
    severity=Severity.WARNING,
    summary="RELATED-TO or RECURRENCE-ID points at an event that is not in the feed.",
    check=check,
    family="feed",
)

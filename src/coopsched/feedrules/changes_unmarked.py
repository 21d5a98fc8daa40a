"""Events do not say when they were last changed, or how often.

Programs that refresh a feed compare. Evolution passes over a move or a cancellation unless
SEQUENCE, DTSTAMP or LAST-MODIFIED changed; ICSx5 unless LAST-MODIFIED grew. An event that has
neither SEQUENCE nor LAST-MODIFIED may stay where it was. The first is shown, and the others
are counted.

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

Write `LAST-MODIFIED` with the moment of the event's own last change, in UTC, and `SEQUENCE`,
from 0 on and one more with each change. Never the moment of the export: then each refresh is
a change of everything.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Component, Feed, gathered
from coopsched.feedrules.wording import listed
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the first event that lacks LAST-MODIFIED or SEQUENCE, and how many there are."""
    yield from gathered(_unmarked(feed), ("does", "do"), "event")


def _unmarked(feed: Feed) -> Iterator[Problem]:
    for event in feed.named("VEVENT"):
        missing = _missing(event)
        if missing:
            yield feed.problem(
                f"this event lacks {listed(missing)}",
                event.begin,
                component=event,
                help="without them, some programs do not notice that an event moved",
            )


def _missing(event: Component) -> list[str]:
    return [name for name in ("LAST-MODIFIED", "SEQUENCE") if event.first(name) is None]


RULE = Rule(
    id="feed-changes-unmarked",
    severity=Severity.WARNING,
    summary="Events do not say when they were last changed, or how often.",
    check=check,
    family="feed",
)

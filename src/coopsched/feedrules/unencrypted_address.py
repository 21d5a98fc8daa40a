"""A feed or its pictures are fetched without encryption.

SOURCE and IMAGE are fetched by the reader's program, again and again. With `http:` everybody
on the way sees who follows what, and can change it; whoever wants to protect subscribers uses
`https:` (RFC 7986 8).

## Example

```ics
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Harbour//Programme//EN
SOURCE;VALUE=URI:http://example.org/programme.ics
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

Write `https:`, and let the server answer there.
"""

from collections.abc import Iterator

from coopsched.feedrules.feed import Feed, at_value
from coopsched.findings import Problem, Rule, Severity


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each SOURCE and IMAGE whose address begins with http."""
    for component, line in feed.properties("SOURCE", "IMAGE"):
        if line.value.lower().startswith("http:"):
            yield feed.problem(
                f"{line.name} is fetched without encryption",
                line,
                at_value(line, 0, 5),
                component=component,
                help="write https:",
            )


RULE = Rule(
    id="feed-unencrypted-address",
    severity=Severity.WARNING,
    summary="A feed or its pictures are fetched without encryption.",
    check=check,
    family="feed",
)

"""A cancelled event looks like any other.

Google Calendar hides what has STATUS:CANCELLED; Apple Calendar, Nextcloud and Thunderbird
strike it out; FullCalendar, khal and calcurse show it as if nothing had happened. So the
title says it too, and TRANSP:TRANSPARENT frees the time.

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
STATUS:CANCELLED
SUMMARY:Knots
END:VEVENT
END:VCALENDAR
```

## What to do

Write the word before the title, in its language: `SUMMARY:CANCELLED: Knots`. And add
`TRANSP:TRANSPARENT`.
"""

import re
from collections.abc import Iterator

from coopsched.feedrules.feed import Component, Feed
from coopsched.feedrules.wording import listed
from coopsched.findings import Problem, Rule, Severity
from coopsched.text import fold

_WORDS = tuple(
    """
    cancel annul geannuleerd afgelast vervallen abgesagt entfallt fallt aus gestrichen cancelad
    cancellat suspend installt inställt aflyst avlyst peruttu peruutettu zruseno odwolan lemondva
    elmarad anulat отмен скасован ακυρω iptal 中止 取消 취소
    """.split()  # noqa: SIM905  a wall of quotation marks says no more
)
# A word in capitals before the title is meant to be seen, in whatever language.
_SHOUTED = re.compile(r"\W*[^\W\d_a-z]{4,}\s*[\])}:!–—-]")


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each cancelled event whose title, or whose time, does not say so."""
    for event in feed.named("VEVENT"):
        status = event.first("STATUS")
        if status is None or status.value.strip().upper() != "CANCELLED":
            continue
        missing = _missing(event)
        if missing:
            yield feed.problem(
                f"this event is cancelled, and {listed(missing)}",
                status,
                component=event,
                help="write the word before the title, and add TRANSP:TRANSPARENT",
            )


def _missing(event: Component) -> list[str]:
    title, transparency = event.first("SUMMARY"), event.first("TRANSP")
    missing = []
    if title is None or not _says_so(title.value):
        missing.append("its title does not say so")
    if transparency is None or transparency.value.strip().upper() != "TRANSPARENT":
        missing.append("it still takes up time")
    return missing


def _says_so(title: str) -> bool:
    folded = fold(title)
    return any(word in folded for word in _WORDS) or _SHOUTED.match(title) is not None


RULE = Rule(
    id="feed-cancelled-silently",
    severity=Severity.WARNING,
    summary="A cancelled event looks like any other.",
    check=check,
    family="feed",
)

"""A property that can stand once stands twice.

An event has one start, one title, one description (RFC 5545 3.6). A second SUMMARY in another
language is no translation: programs show the first, or the last, or refuse the event. A
calendar can have its NAME and DESCRIPTION in several languages, once in each (RFC 7986 5.1,
5.2).

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
SUMMARY;LANGUAGE=en:Knots
SUMMARY;LANGUAGE=fr:Nœuds
END:VEVENT
END:VCALENDAR
```

## What to do

Keep one of the two. For readers of several languages, publish one feed in each.
"""

from collections import Counter
from collections.abc import Iterator

from coopsched.feedrules.feed import Component, Feed
from coopsched.feedrules.grammar import JUDGED, SHAPES
from coopsched.feedrules.lines import ContentLine
from coopsched.findings import Problem, Rule, Severity

_ONCE_IN_A_LANGUAGE = ("NAME", "DESCRIPTION")
_TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION")


def check(feed: Feed) -> Iterator[Problem]:
    """Yield the second of what can stand once, and each one after it."""
    for component in feed.components:
        if component.name not in JUDGED:
            continue
        seen: Counter[tuple[str, str]] = Counter()
        for line in component.lines:
            key = (line.name, _language(component, line))
            seen[key] += 1
            if seen[key] > 1 and _is_single(component, line.name):
                yield feed.problem(
                    f"this {component.name} has {line.name} more than once",
                    line,
                    component=component,
                    help=_help(line),
                )


def _language(component: Component, line: ContentLine) -> str:
    if component.name == "VCALENDAR" and line.name in _ONCE_IN_A_LANGUAGE:
        return line.says("LANGUAGE")
    return ""


def _is_single(component: Component, name: str) -> bool:
    if component.name == "VCALENDAR" and name in _ONCE_IN_A_LANGUAGE:
        return True
    if component.name == "VALARM" and name == "ATTACH":
        action = component.first("ACTION")
        return action is not None and action.value.strip().upper() == "AUDIO"
    return name in SHAPES[component.name].single


def _help(line: ContentLine) -> str:
    if line.name in _TEXTS and line.parameter("LANGUAGE") is not None:
        return "keep one, and publish one feed for each language"
    return "keep one of them"


RULE = Rule(
    id="feed-repeated-property",
    severity=Severity.ERROR,
    summary="A property that can stand once stands twice.",
    check=check,
    family="feed",
)

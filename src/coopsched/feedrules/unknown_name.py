"""A name is neither registered nor one's own.

Properties, parameters and components have names that are registered with IANA, or begin with
`X-`, which anybody may make up (RFC 5545 3.1, 8.3). Any other is most often a typing error,
and what it says is lost: programs pass over what they do not know.

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
LOCATON:Attic
END:VEVENT
END:VCALENDAR
```

## What to do

Correct the name; put `X-` before one of your own.
"""

from collections.abc import Collection, Iterator

from coopsched.feedrules.feed import Feed, at_name, at_value
from coopsched.feedrules.grammar import KINDS
from coopsched.feedrules.lines import ContentLine
from coopsched.feedrules.names import COMPONENTS, PARAMETERS, PROPERTIES, TYPES, is_own
from coopsched.feedrules.wording import quoted
from coopsched.findings import Problem, Rule, Severity
from coopsched.text import nearest


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each name that nobody registered: of components, properties, parameters, types."""
    for component in feed.components:
        if component.name and not _is_known(component.name, COMPONENTS):
            help_ = _help(component.name, COMPONENTS)
            message = f"no component is called {quoted(component.name)}"
            span = at_value(component.begin)
            yield feed.problem(message, component.begin, span, component=component, help=help_)
    for component, line in feed.properties():
        if line.name and not _is_known(line.name, PROPERTIES) and component.name in COMPONENTS:
            message = f"no property is called {quoted(line.name)}"
            help_ = _help(line.name, PROPERTIES)
            yield feed.problem(message, line, at_name(line), component=component, help=help_)
        for message, span, help_ in _parameters(line):
            yield feed.problem(message, line, span, component=component, help=help_)


def _parameters(line: ContentLine) -> Iterator[tuple[str, tuple[int, int], str]]:
    for parameter in line.parameters:
        span = (parameter.start, parameter.end)
        if not _is_known(parameter.name, PARAMETERS):
            message = f"no parameter is called {quoted(parameter.name)}"
            yield message, span, _help(parameter.name, PARAMETERS)
        type_ = parameter.text.upper()
        # Of a property whose types are known, a wrong one is said to be wrong.
        judged = parameter.name == "VALUE" and type_ and line.name not in KINDS
        if judged and not _is_known(type_, TYPES):
            yield f"no type is called {quoted(type_)}", span, _help(type_, TYPES)


def _is_known(name: str, known: Collection[str]) -> bool:
    return name in known or is_own(name)


def _help(name: str, known: Collection[str]) -> str:
    close = nearest(name, known)
    return f"did you mean {close}?" if close else f"one of your own is written X-{name}"


RULE = Rule(
    id="feed-unknown-name",
    severity=Severity.WARNING,
    summary="A name is neither registered nor one's own.",
    check=check,
    family="feed",
)

"""A parameter is malformed, is given twice, or has a value that it cannot have.

Parameters stand between the name of a property and its colon: `;NAME=value`. A value with a
colon, a semicolon or a comma needs quotation marks around it, an address always does, and
none can hold a quotation mark (RFC 5545 3.1, 3.2). Some choose among few words: RSVP is TRUE
or FALSE. Programs that meet another form cut the value in the wrong place, and the rest of it
becomes text.

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
SUMMARY;LANGUAGE=english:Knots
LOCATION;ALTREP=https://example.org/attic:Attic
END:VEVENT
END:VCALENDAR
```

## What to do

Write the value as the finding says. A language is a tag such as `en` or `fr-BE`.
"""

import re
from collections.abc import Callable, Iterator

from coopsched.feedrules.choices import (
    LANGUAGES_OF_OLD,
    OF_PARAMETER,
    OPEN_PARAMETERS,
    PARTSTAT,
    SINGLE_PARAMETERS,
)
from coopsched.feedrules.feed import Component, Feed
from coopsched.feedrules.lines import NEEDS_QUOTES, ContentLine, Parameter, Value
from coopsched.feedrules.names import ADDRESS_PARAMETERS
from coopsched.feedrules.values import is_uri
from coopsched.feedrules.wording import listed, quoted
from coopsched.findings import Problem, Rule, Severity
from coopsched.text import language_tag

_WORD = re.compile(r"[A-Za-z0-9-]+", re.ASCII)
_MEDIA = re.compile(r"[A-Za-z0-9!#$&.+^_-]+/[A-Za-z0-9!#$&.+^_-]+", re.ASCII)
# Of which properties the media type tells of a picture (RFC 7986 5.10).
_MEDIA_OF = {"IMAGE": "image"}
_SILENT = ("text", "image", "video")  # a sound may well be application/ogg
_PRIVATE = re.compile(r"x(?:-[A-Za-z0-9]{1,8})+", re.ASCII | re.IGNORECASE)


def check(feed: Feed) -> Iterator[Problem]:
    """Yield what is wrong with each parameter, its form first."""
    for component, line in feed.properties():
        for flaw in line.flaws:
            help_ = (
                "put the whole value in quotation marks" if NEEDS_QUOTES in flaw.message else None
            )
            span = (flaw.start, flaw.end)
            yield feed.problem(flaw.message, line, span, component=component, help=help_)
        seen: set[str] = set()
        for parameter in line.parameters:
            if parameter.name in seen:
                yield feed.problem(
                    f"{line.name} has {parameter.name} twice",
                    line,
                    (parameter.start, parameter.end),
                    component=component,
                    help="keep one of the two",
                )
            seen.add(parameter.name)
            yield from _values(feed, component, line, parameter)


def _values(
    feed: Feed, component: Component, line: ContentLine, parameter: Parameter
) -> Iterator[Problem]:
    if len(parameter.values) > 1 and parameter.name in SINGLE_PARAMETERS:
        yield feed.problem(
            f"{parameter.name} takes one value: a comma in it {NEEDS_QUOTES}",
            line,
            (parameter.start, parameter.end),
            component=component,
            help="put the whole value in quotation marks",
        )
        return
    for value in parameter.values:
        message = _fault(component, line, parameter.name, value)
        if message is not None:
            yield feed.problem(message, line, (value.start, value.end), component=component)


def _fault(component: Component, line: ContentLine, name: str, value: Value) -> str | None:
    """Return what is wrong with a value of a parameter."""
    if name == "ALTREP" and not line.value.strip():
        return "ALTREP gives another form of a text, and there is none"
    if name in ADDRESS_PARAMETERS:
        return _not_address(name, value)
    words = OF_PARAMETER.get(name)
    if words is not None and value.text.upper() not in words:
        return f"{name} is {listed(sorted(words), 'or')}, and not {quoted(value.text)}"
    if name == "PARTSTAT":
        return _not_answer(component, value.text)
    if name == "FMTTYPE":
        return _not_media(component, line, value.text)
    judge = _JUDGES.get(name)
    return judge(name, value.text) if judge is not None else None


def _not_address(name: str, value: Value) -> str | None:
    # RFC 5545 escapes a comma in an ALTREP of its own (3.8.4.2).
    if not is_uri(value.text.replace("\\,", ",")):
        return f'{name} is an address, such as "mailto:nora@example.org", in quotation marks'
    if name == "SENT-BY" and not value.text.lower().startswith("mailto:"):
        return "SENT-BY is an address that begins with mailto:"
    # A value that holds a colon and no quotes was told already.
    return None if value.quoted or ":" in value.text else f"the value of {name} {NEEDS_QUOTES}"


def _not_answer(component: Component, text: str) -> str | None:
    """Return what is wrong with PARTSTAT: a word of another component's, or no word (3.2.12)."""
    others = set().union(*PARTSTAT.values()) - PARTSTAT.get(component.name, set())
    if component.name in PARTSTAT and text.upper() in others:
        words = listed(sorted(PARTSTAT[component.name]), "or")
        return f"in a {component.name}, PARTSTAT is {words}, and not {quoted(text)}"
    return _not_word("PARTSTAT", text)


def _not_media(component: Component, line: ContentLine, text: str) -> str | None:
    if _MEDIA.fullmatch(text) is None:
        return f"FMTTYPE is a media type such as image/png, and not {quoted(text)}"
    kind, begins = _MEDIA_OF.get(line.name), text.lower().partition("/")[0]
    if kind is not None and begins != kind:
        return f"this {line.name} is of a media type that begins with {kind}/"
    action = component.first("ACTION") if component.name == "VALARM" else None
    sounds = action is not None and action.value.upper() == "AUDIO"
    if sounds and line.name == "ATTACH" and begins in _SILENT:
        return f"this {line.name} is a sound, and {quoted(text)} is none"
    return None


def _not_word(name: str, text: str) -> str | None:
    return None if _WORD.fullmatch(text) else f"{name} is one word, and not {quoted(text)}"


def _not_language(name: str, text: str) -> str | None:
    if text.lower() in LANGUAGES_OF_OLD or _PRIVATE.fullmatch(text) or language_tag(text):
        return None
    return f"{name} is a tag such as en or fr-BE, and not {quoted(text)}"


def _empty(name: str, text: str) -> str | None:
    return None if text.strip() else f"{name} has no value"


_JUDGES: dict[str, Callable[[str, str], str | None]] = {
    "LANGUAGE": _not_language,
    "TZID": _empty,
    "VALUE": _empty,
    **dict.fromkeys(OPEN_PARAMETERS - {"PARTSTAT"}, _not_word),
}

RULE = Rule(
    id="feed-invalid-parameter",
    severity=Severity.ERROR,
    summary="A parameter is malformed, is given twice, or has a value that it cannot have.",
    check=check,
    family="feed",
)

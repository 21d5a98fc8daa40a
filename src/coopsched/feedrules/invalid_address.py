"""ORGANIZER or ATTENDEE has an address that is none.

The value of both is an address with its scheme, which for e-mail is `mailto:` (RFC 5545
3.3.3). Calendars whose organisers have none make something up: Google Calendar writes
`mailto:unknownorganizer@calendar.google.com`, others `invalid:nomail` or a bare name. Strict
programs refuse the event; others offer to write to nobody.

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
ORGANIZER;CN=Nora Tide:invalid:nomail
END:VEVENT
END:VCALENDAR
```

## What to do

Write an address: `ORGANIZER;CN=Nora Tide:mailto:nora@example.org`. Where there is none, leave
the property out: a feed that people subscribe to needs neither.
"""

import re
from collections.abc import Iterator

from coopsched.feedrules.feed import Feed, at_value
from coopsched.feedrules.values import is_uri
from coopsched.findings import Problem, Rule, Severity

_MAIL = re.compile(r"mailto:[^@\s?]+@[^@\s?]+(?:\?.*)?", re.IGNORECASE)
_BARE_MAIL = re.compile(r"[^@\s:]+@[^@\s:]+")
# No such scheme is registered; each was met in a feed in place of an address.
_MADE_UP = frozenset({"invalid", "noemail", "nomail", "none", "unknown"})


def check(feed: Feed) -> Iterator[Problem]:
    """Yield each address of a person that nobody could write to."""
    for component, line in feed.judged("ORGANIZER", "ATTENDEE", "CALENDAR-ADDRESS"):
        if line.says("VALUE") not in ("", "CAL-ADDRESS"):
            continue
        found = _fault(line.value)
        if found is not None:
            message, help_ = found
            yield feed.problem(
                f"{line.name}: {message}", line, at_value(line), component=component, help=help_
            )


def _fault(text: str) -> tuple[str, str] | None:
    """Return what is wrong with an address, and what to do."""
    if _BARE_MAIL.fullmatch(text):
        return "an address of e-mail begins with mailto:", f"write mailto:{text}"
    leave_out = "write mailto: and an address, or leave the property out"
    if not is_uri(text):
        return "this is no address", leave_out
    scheme = text.partition(":")[0].lower()
    if scheme in _MADE_UP:
        return f"“{scheme}:” is no kind of address, and nobody can be reached there", leave_out
    if scheme == "mailto" and _MAIL.fullmatch(text) is None:
        return "no address follows mailto:", leave_out
    return None


RULE = Rule(
    id="feed-invalid-address",
    severity=Severity.ERROR,
    summary="ORGANIZER or ATTENDEE has an address that is none.",
    check=check,
    family="feed",
)

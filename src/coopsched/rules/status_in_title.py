"""A title says that a session is cancelled or changed, and its status does not.

Organisers write CANCELLED or AMENDMENT before a title, for all to see. Programs cannot
see it: the room stays taken, the speaker double-booked, and feeds go on announcing the
session. Found are such words in capitals at the beginning or the end of a title, in
brackets there, or before a colon or a dash, in English, French, Dutch and German.
“Cancelling system calls” is an ordinary talk.

## Example

```yaml
sessions:
  calm: {title: "CANCELLED: Calm seas", start: 10:00, end: 11:00, rooms: [attic], speakers: [nora]}
```

## What to do

Write `status: cancelled` (or `tentative`) and take the word out of the title: feeds and
pages put it there, in the reader's language. What was changed is said in `notice`.
"""

import re
from collections.abc import Iterator

from coopsched.findings import Problem, Rule, Severity, Subject
from coopsched.model import Programme, Session
from coopsched.rules.wording import titled
from coopsched.text import fold

_CANCELLED = (
    "cancelled", "canceled", "annule", "annulee", "geannuleerd", "afgelast", "abgesagt",
    "entfallt", "vervalt",
)  # fmt: skip
_CHANGED = (
    "amendment", "amended", "postponed", "rescheduled", "moved", "reporte", "reportee",
    "deplace", "deplacee", "uitgesteld", "verplaatst", "verschoben", "verlegt",
)  # fmt: skip
_WORDS = frozenset((*_CANCELLED, *_CHANGED))
_FIRST = re.compile(r"[\s\[({*_!]*(?P<word>[^\W\d_]+)[\s\])}*_!]*(?P<sign>[:–—-]?)")
_LAST = re.compile(r"(?P<sign>[–—-]|[\[({])?[\s*_!]*(?P<word>[^\W\d_]+)[\s\])}*_!]*\Z")
_BRACKETS = re.compile(r"[\[({]\s*(?P<word>[^\W\d_]+)\s*[\])}]")


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each session whose title alone says that it is cancelled or changed."""
    for session in programme.sessions:
        word = next((w for w in map(_status_word, session.title.values()) if w), None)
        cancelled = word is not None and fold(word) in _CANCELLED
        if word is None or (cancelled and session.status == "cancelled"):
            continue
        yield Problem(
            message=f"{titled(session)} says {word} in its title only",
            route=("sessions", session.key, "title"),
            subject=Subject(sessions=(session.key,)),
            interval=session.interval,
            help=_help(session, cancelled),
        )


def _help(session: Session, cancelled: bool) -> str:
    if cancelled:
        return "write `status: cancelled`, and take the word out of the title"
    return (
        f"say in the `notice` of `{session.key}` what changed, and take the word out of the title"
    )


def _status_word(title: str) -> str | None:
    """Return the word of a title that tells its status, as it is written; or None."""
    brackets = [match["word"] for match in _BRACKETS.finditer(title)]
    found = [word for word in brackets if fold(word) in _WORDS]
    for pattern in (_FIRST, _LAST):
        match = pattern.search(title) if pattern is _LAST else pattern.match(title)
        if match is not None and fold(match["word"]) in _WORDS:
            capitals = len(match["word"]) > 1 and match["word"].isupper()
            if capitals or match["sign"]:
                found.append(match["word"])
    return found[0] if found else None


RULE = Rule(
    id="status-in-title",
    severity=Severity.WARNING,
    summary="A title says that a session is cancelled or changed, and its status does not.",
    check=check,
    needs=("title",),
)

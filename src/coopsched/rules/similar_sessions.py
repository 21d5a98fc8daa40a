"""Two sessions have nearly the same title, and nothing says how they belong together.

The same thing offered twice is linked by `repeats`, its second part by `continues`, and
what stands in for a cancelled session by `replaces`. Without the link, neither page
leads to the other, and changes reach only one of the two. Found are equal titles, and
long ones that differ by one slip of the pen, in one language. A short title is common
(« Keynote », « Questions »), so it also takes a speaker in both. Numbered parts, breaks,
meals, registration, social and exhibitions are aside.

## Example

```yaml
sessions:
  knots: {title: Useful knots, start: 10:00, end: 11:00, rooms: [attic], speakers: [nora]}
  knots-2: {title: Useful knots, start: 14:00, end: 15:00, rooms: [attic], speakers: [nora]}
```

## What to do

If it is the same thing again, say `repeats: knots`; if it goes on, `continues: knots`. If
the two are different, give them titles that tell them apart.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.interval import Interval
from coopsched.model import SIDE_KINDS, Programme, Session
from coopsched.rules.clashes import nested
from coopsched.rules.likeness import slips
from coopsched.rules.wording import titled, when
from coopsched.text import covers, fold

_WORDS = 4
_LETTERS = 18
_LAST = datetime.max.replace(tzinfo=UTC)
_UNPLACED = Interval(_LAST, _LAST)


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each session with the title of an earlier one, or nearly, and no link to it."""
    seen: set[tuple[str, str]] = set()
    for first, second in chain(_equal(programme), _nearly_equal(programme)):
        one, other = sorted((first, second), key=_order)
        pair = one.key, other.key
        if pair in seen or not _share_a_language(one, other) or _linked(programme, one, other):
            continue
        seen.add(pair)
        yield _problem(programme, one, other)


def _order(session: Session) -> tuple[Interval, str]:
    return session.interval or _UNPLACED, session.key


def _candidates(programme: Programme) -> Iterator[tuple[str, tuple[str, ...], Session]]:
    """Yield the sessions in order, with the language and the words of their titles."""
    for session in sorted(programme.sessions, key=_order):
        if session.status == "cancelled" or session.permanent or session.kind in SIDE_KINDS:
            continue
        tag, title = next(iter(session.title.items()))
        # C, C++ and C# are three things.
        words = fold(title.replace("+", " plus ").replace("#", " sharp ")).split()
        yield tag.partition("-")[0], tuple(words), session


def _is_long(words: tuple[str, ...]) -> bool:
    return len(words) >= _WORDS and sum(map(len, words)) >= _LETTERS


def _equal(programme: Programme) -> Iterator[tuple[Session, Session]]:
    """Yield each session with the first of that title; of a short title, by the same person."""
    first: dict[tuple[str, ...], Session] = {}
    for tag, words, session in _candidates(programme):
        people = [()] if _is_long(words) else [(entry.speaker,) for entry in session.speakers]
        for person in people:
            earlier = first.setdefault((tag, *words, "", *person), session)
            if earlier is not session:
                yield earlier, session


def _nearly_equal(programme: Programme) -> Iterator[tuple[Session, Session]]:
    """Yield the first sessions of each two long titles that differ by one slip of the pen."""
    titles: defaultdict[str, dict[tuple[str, ...], Session]] = defaultdict(dict)
    for tag, words, session in _candidates(programme):
        if words and _is_long(words):
            titles[tag].setdefault(words, session)
    for _, sessions in sorted(titles.items()):
        for one, other, _, _ in slips(sessions.items(), least=5):
            yield one, other


def _share_a_language(one: Session, other: Session) -> bool:
    if not one.languages or not other.languages:
        return True
    return any(covers(a, b) for a in one.languages for b in other.languages)


def _linked(programme: Programme, one: Session, other: Session) -> bool:
    """Tell whether the programme says how two sessions belong together."""
    if (one.repeats or one.key) == (other.repeats or other.key):
        return True
    if one.key in other.replaces or other.key in one.replaces:
        return True
    return _beginning(programme, one) == _beginning(programme, other) or nested(
        programme, one, other
    )


def _beginning(programme: Programme, session: Session) -> str:
    while session.continues is not None:
        session = programme.session(session.continues)
    return session.repeats or session.key


def _problem(programme: Programme, one: Session, other: Session) -> Problem:
    if str(one.title) == str(other.title):
        message = f"two sessions are called {titled(one)}"
    else:
        message = f"{titled(one)} and {titled(other)} have nearly the same title"
    return Problem(
        message=message,
        route=("sessions", one.key, "title"),
        label=when(programme, one),
        related=(Place(("sessions", other.key, "title"), when(programme, other)),),
        subject=Subject(sessions=(one.key, other.key)),
        help=f"if it is the same thing again, say `repeats: {one.repeats or one.key}` in "
        f"`{other.key}`; if it goes on, `continues: {one.key}`",
    )


RULE = Rule(
    id="similar-sessions",
    severity=Severity.WARNING,
    summary="Two sessions have nearly the same title, and nothing says how they belong together.",
    check=check,
    needs=("title",),
)

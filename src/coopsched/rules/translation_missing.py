"""A text is given in several languages, but not in all of the programme's.

Whoever reads the programme in the missing language sees the first of the others. Titles,
descriptions, notices and biographies are looked at. A text in a single language is a
choice, and left alone, and so are the names of rooms and of the venue, and its address:
these are what the signs on the doors say.

## Example

```yaml
languages: [fr, nl, en]
sessions:
  assembly:
    title: {fr: Assemblée générale, nl: Algemene vergadering}
    languages: [fr, nl, en]
    start: 15:30
    end: 17:30
    rooms: [attic]
    speakers: [nora]
```

## What to do

Add the missing wording to the text: `en: General assembly`.
"""

from collections.abc import Iterator
from operator import attrgetter

from coopsched.findings import Problem, Route, Rule, Severity
from coopsched.model import Programme
from coopsched.rules.languages import is_among, names, speaking, spoken
from coopsched.rules.wording import titled
from coopsched.text import Text


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each text of several languages that lacks one."""
    for text, route, owner in _texts(programme):
        missing = [tag for tag in spoken(programme) if not is_among(tag, text)]
        if len(text) > 1 and missing:
            yield _problem(text, route, owner, missing)


def _texts(programme: Programme) -> Iterator[tuple[Text, Route, str]]:
    """Yield all texts that are translated, where they stand, and what they are about."""
    yield from _of(programme, (), "the programme", "title", "description")
    for track in sorted(programme.tracks, key=attrgetter("key")):
        owner = f"the track “{track.title}”"
        yield from _of(track, ("tracks", track.key), owner, "title", "description")
    for speaker in sorted(programme.speakers, key=attrgetter("key")):
        yield from _of(speaker, ("speakers", speaker.key), speaker.name, "biography")
    for field in ("title", "description"):
        for session in speaking(programme, field):
            yield from _of(session, ("sessions", session.key), titled(session), field)
    for session in sorted(programme.sessions, key=attrgetter("key")):
        yield from _of(session, ("sessions", session.key), titled(session), "notice")


def _of(part: object, route: Route, owner: str, *fields: str) -> Iterator[tuple[Text, Route, str]]:
    for field in fields:
        text = getattr(part, field)
        if text is not None:
            yield text, (*route, field), owner


def _problem(text: Text, route: Route, owner: str, missing: list[str]) -> Problem:
    field = route[-1]
    more = " and ".join(f"`{tag}: …`" for tag in missing)
    return Problem(
        message=f"the {field} of {owner} is in {names(text)}, and not in {names(missing)}",
        route=route,
        label=f"not in {names(missing)}",
        help=f"add {more}; until then the wording in {names(list(text)[:1])} is shown instead",
    )


RULE = Rule(
    id="translation-missing",
    severity=Severity.WARNING,
    summary="A text is given in several languages, but not in all of the programme's.",
    check=check,
)

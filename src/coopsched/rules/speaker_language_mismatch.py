"""A speaker speaks none of the languages of a session.

The `languages` of a speaker are those that the speaker can hold a session in, the
`languages` of a session those that it is held in. One in common is enough, and `nl` and
`nl-BE` count as one. Where there is none, the session is held in one more language than it
says, or the speaker's list is incomplete, or the wrong person was asked. A session is also
held in the language of a speaker who is interpreted. An interpreter must speak one of the
languages that the session is carried into (`interpretation`). Speakers or sessions that
state no languages, authors and organisations are left alone.

## Example

```yaml
languages: [fr, nl]
speakers:
  ana: {name: Ana Pérez, languages: [en, es]}
sessions:
  knots:
    title: Les nœuds
    languages: [fr, nl]
    start: 10:00
    end: 12:00
    rooms: [attic]
    speakers: [ana]
```

## What to do

If Ana speaks English there, the session is held in English as well: `languages: [fr, nl,
en]`, and `interpretation: [fr, nl]` where she is translated. If she can do it in French,
say so of her: `languages: [en, es, fr]`. If neither is so, ask somebody else.
"""

from collections.abc import Iterator

from coopsched.findings import Place, Problem, Rule, Severity, Subject
from coopsched.model import LineUpEntry, Programme, Session, Speaker
from coopsched.rules.languages import is_among, names, speaking
from coopsched.rules.wording import titled
from coopsched.text import WORDLESS

_INTERPRETER = "interpreter"


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each person of a line-up who cannot speak there."""
    for session in speaking(programme, "speakers", "languages", "interpretation"):
        for i, entry in enumerate(session.speakers):
            speaker = programme.speaker(entry.speaker)
            wanted = _wanted(session, entry)
            if not entry.present or speaker.organisation or WORDLESS in wanted:
                continue
            if wanted and speaker.languages and not _speaks(speaker, wanted):
                yield _problem(session, i, speaker, wanted)


def _wanted(session: Session, entry: LineUpEntry) -> tuple[str, ...]:
    return session.interpretation if entry.role == _INTERPRETER else session.languages


def _speaks(speaker: Speaker, wanted: tuple[str, ...]) -> bool:
    return any(is_among(tag, wanted) for tag in speaker.languages)


def _problem(session: Session, i: int, speaker: Speaker, wanted: tuple[str, ...]) -> Problem:
    interprets = session.speakers[i].role == _INTERPRETER
    field = "interpretation" if interprets else "languages"
    how = "carried into" if interprets else "held in"
    added = ", ".join((*wanted, speaker.languages[0]))
    return Problem(
        message=f"{speaker.name} speaks {names(speaker.languages)}, and "
        f"{titled(session)} is {how} {names(wanted)}",
        route=("sessions", session.key, "speakers", i),
        label=f"speaks {names(speaker.languages)}",
        related=(Place(("sessions", session.key, field), f"{how} {names(wanted)}"),),
        subject=Subject(sessions=(session.key,), speakers=(speaker.key,)),
        help=f"say what is spoken, `{field}: [{added}]`, or add to the languages of {speaker.name}",
    )


RULE = Rule(
    id="speaker-language-mismatch",
    severity=Severity.WARNING,
    summary="A speaker speaks none of the languages of a session.",
    check=check,
    needs=("languages", "interpretation", "speakers"),
)

"""A session's language is not one of the programme's, or is not said at all.

Pages, feeds and the rules on languages go by the `languages` of the programme: a
session in any other is offered to nobody. Where a programme has several, a session
that states none leaves its readers to guess; breaks, meals, registration, social
items, exhibitions and what is permanent need none. If no session states any, that
is one finding. A form of a language is that language: `nl-BE` is covered by `nl`.

## Example

```yaml
languages: [fr, nl]
sessions:
  debate: {title: Table ronde, languages: [fr, nl, de], start: 10:00, end: 11:00}
  assembly: {title: Assemblée générale, kind: assembly, start: 11:00, end: 12:00}
```

## What to do

Correct the session's language, or add it to the programme's: `languages: [fr, nl, de]`.
A concert, or whatever else has no words, is `languages: [zxx]`.
"""

from collections.abc import Iterator

from coopsched.findings import Problem, Rule, Severity, Subject
from coopsched.model import SIDE_KINDS, Programme, Session
from coopsched.rules.languages import is_among, named, names, speaking, spoken
from coopsched.rules.wording import counted, titled
from coopsched.text import WORDLESS


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each language that the programme does not list, and each session without one."""
    known = spoken(programme)
    if not known:
        return
    silent = []
    sessions = list(speaking(programme, "languages"))
    for session in sessions:
        yield from _unlisted(session, known)
        if not session.languages and not session.permanent and session.kind not in SIDE_KINDS:
            silent.append(session)
    if len(known) < 2:
        return
    if len(silent) > 1 and not any(session.languages for session in sessions):
        yield _all_silent(known, len(silent))
    else:
        yield from (_silent(session, known) for session in silent)


def _unlisted(session: Session, known: tuple[str, ...]) -> Iterator[Problem]:
    for i, tag in enumerate(session.languages):
        if tag != WORDLESS and not is_among(tag, known):
            yield Problem(
                message=f"{titled(session)} is held in {named(tag)}, "
                "which is not one of the programme's languages",
                route=("sessions", session.key, "languages", i),
                label=f"the programme has {names(known)}",
                subject=Subject(sessions=(session.key,), language=tag),
                help=f"correct it, or add it to the programme: {_written((*known, tag))}",
            )


def _silent(session: Session, known: tuple[str, ...]) -> Problem:
    return Problem(
        message=f"{titled(session)} does not say in which language it is held",
        route=("sessions", session.key),
        at_key=True,
        label=f"the programme has {names(known)}",
        subject=Subject(sessions=(session.key,)),
        help=f"add what it is held in, such as {_written(known[:1])}",
    )


def _all_silent(known: tuple[str, ...], number: int) -> Problem:
    return Problem(
        message=f"the programme is in {names(known)}, and none of "
        f"{counted(number, 'session')} says in which language it is held",
        route=("languages",),
        help=f"give each session what it is held in: {_written(known[:1])}",
    )


def _written(tags: tuple[str, ...]) -> str:
    return f"`languages: [{', '.join(tags)}]`"


RULE = Rule(
    id="language-undeclared",
    severity=Severity.WARNING,
    summary="A session's language is not one of the programme's, or is not said at all.",
    check=check,
    needs=("languages",),
)

"""A plenary or an assembly leaves out one of the programme's languages.

Everybody is meant to be there, and in an assembly to vote. Whoever follows only one of
the programme's `languages` needs it to be spoken (`languages`), interpreted
(`interpretation`) or shown in live captions (`captions`), or sits there without a word.
Looked at are sessions of `kind: plenary` and `kind: assembly`; others may leave a language
out as long as there is something else to go to, which is the matter of `language-gap`. A
session that does not state its languages is left to `language-undeclared`.

## Example

```yaml
languages: [fr, nl, en]
sessions:
  welcome:
    title: Mot d'accueil
    kind: plenary
    languages: [fr]
    interpretation: [nl]
    start: 09:30
    end: 09:50
    rooms: [attic]
    speakers: [nora]
```

## What to do

Find interpreters and say so, `interpretation: [nl, en]`, or have live captions and say so,
`captions: [en]`. If nobody needs it, accept it with a reason, at the end of the line:
`# coopsched: allow[interpretation-missing] all English speakers understand French`.
"""

from collections.abc import Iterator

from coopsched.findings import Problem, Rule, Severity, Subject
from coopsched.model import Programme, Session
from coopsched.rules.languages import names, serves, spoken
from coopsched.rules.wording import titled, when

_FOR_EVERYBODY = ("plenary", "assembly")


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each session for everybody that some of them cannot follow."""
    for session in sorted(programme.sessions, key=lambda session: session.key):
        if session.kind not in _FOR_EVERYBODY or session.status == "cancelled":
            continue
        missing = tuple(tag for tag in spoken(programme) if not serves(session, tag))
        if session.languages and missing:
            yield _problem(programme, session, missing)


def _problem(programme: Programme, session: Session, missing: tuple[str, ...]) -> Problem:
    carried = ", ".join((*session.interpretation, *missing))
    return Problem(
        message=f"{titled(session)} is for everybody, and is neither held in "
        f"{names(missing)} nor carried into {'it' if len(missing) == 1 else 'them'}",
        route=("sessions", session.key, _last_said(session)),
        label=when(programme, session),
        subject=Subject(sessions=(session.key,)),
        interval=session.interval,
        help=f"find interpreters: `interpretation: [{carried}]`",
    )


def _last_said(session: Session) -> str:
    return "interpretation" if session.interpretation else "languages"


RULE = Rule(
    id="interpretation-missing",
    severity=Severity.WARNING,
    summary="A plenary or an assembly leaves out one of the programme's languages.",
    check=check,
    needs=("kind", "languages", "interpretation"),
)

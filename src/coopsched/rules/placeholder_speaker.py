"""A speaker is called “tbd”, “Deleted User”, or the like.

Such a name stands for nobody, or for several people: one “tbd” in two sessions at once
is double-booked on paper only, and it has a page and a feed of its own.

## Example

```yaml
speakers:
  nora: {name: Nora Quist}
  tbd: {name: tbd}
sessions:
  calm: {title: Calm, start: 10:00, end: 11:00, rooms: [attic], speakers: [nora, tbd]}
```

## What to do

Leave the line-up empty until somebody is found, with `status: tentative` where the
session itself is uncertain. If it is a name after all, accept it with a reason.
"""

import unicodedata
from collections.abc import Iterator

from coopsched.findings import Problem, Rule, Severity, Subject
from coopsched.model import Programme
from coopsched.text import fold

_NOBODY = frozenset(
    (
        *("tbd", "tba", "tbc", "t b d", "t b a", "nn", "n n", "n a", "xxx", "test", "speaker"),
        *("to be announced", "to be confirmed", "to be defined", "to be determined"),
        *("deleted", "deleted user", "user deleted", "unknown", "unknown speaker", "test user"),
        *("speaker tbd", "speaker tba", "test speaker", "various", "various speakers"),
        *("a confirmer", "a definir", "a determiner", "a preciser", "a venir", "inconnu", "divers"),
        *("nog te bepalen", "nog te bevestigen", "nog onbekend", "onbekend", "ntb", "n t b", "nnb"),
        *("nader te bepalen", "diverse"),
        *("noch offen", "noch unbekannt", "unbekannt", "folgt", "wird noch bekannt gegeben"),
    )
)
"""Names that stand for nobody, folded."""


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each speaker whose name stands for nobody."""
    for speaker in programme.speakers:
        if _is_nobody(speaker.name):
            yield Problem(
                message=f"“{speaker.name}” is no name of a speaker",
                route=("speakers", speaker.key, "name"),
                subject=Subject(speakers=(speaker.key,)),
                help="leave the line-up empty until somebody is found",
            )


def _is_nobody(name: str) -> bool:
    # A name can be a symbol; marks alone, as in ??? or –, are none.
    marks_alone = all(unicodedata.category(letter)[0] in "PZ" for letter in name)
    return marks_alone or fold(name) in _NOBODY


RULE = Rule(
    id="placeholder-speaker",
    severity=Severity.WARNING,
    summary="A speaker is called “tbd”, “Deleted User”, or the like.",
    check=check,
)

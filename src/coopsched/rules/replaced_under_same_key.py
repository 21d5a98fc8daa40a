"""A key that was published now belongs to a session with another title and other speakers.

To calendars the key is the session. People who put the old one in theirs would find the
new one in its place, at their old reminder, as if it had been retitled. The rule is
run where a publication is at hand, `programme.publication.json` beside `programme.yaml`.

## Example

```yaml
speakers:
  nora: {name: Nora Quist}
  ana: {name: Ana Pérez}
sessions:
  calm: {title: Splicing wire, start: 10:00, end: 11:00, rooms: [attic], speakers: [ana]}
```

What was published before:

```yaml
sessions:
  calm: {title: Calm seas, start: 10:00, end: 11:00, rooms: [attic], speakers: [nora]}
```

## What to do

Give the new session a key of its own, with `replaces: [calm]`, and keep the old one with
`status: cancelled`. Then calendars show the old one as cancelled, with what stands in its
place. If it is the same session after all, state the UID that it was published with, as
the message does.
"""

from collections.abc import Iterator
from datetime import date

from coopsched.findings import Problem, Rule, Severity, Subject
from coopsched.model import Programme
from coopsched.published.records import Publication
from coopsched.rules.announced import is_to_come, quoted


def check(programme: Programme, published: Publication, today: date | None) -> Iterator[Problem]:
    """Yield each session that is another one than its key stood for."""
    from coopsched.published.noticing import is_another
    from coopsched.published.recognising import recognised
    from coopsched.published.showing import shown

    visible = shown(programme)
    found = recognised(programme, visible, published, rematch=False)
    for key, record_key in found.items():
        record, now = published.records[record_key], visible[key]
        if programme.session(key).uid == record.uid or not is_another(record.shown, now):
            continue
        if record.state != "shown" or not is_to_come(record.shown, today):
            continue
        yield Problem(
            message=f"{quoted(now.title)} has the key under which {quoted(record.shown.title)} "
            "was published, by others",
            route=("sessions", key),
            at_key=True,
            subject=Subject(sessions=(key,)),
            help=f"give it a key of its own, with `replaces: [{key}]`, and keep the other, "
            f"cancelled; if they are the same session, say so with `uid: {record.uid}`",
        )


RULE = Rule(
    id="replaced-under-same-key",
    severity=Severity.WARNING,
    summary="A key that was published now belongs to a session with another title and other "
    "speakers.",
    check=check,
    needs=("title", "speakers"),
    family="publication",
)

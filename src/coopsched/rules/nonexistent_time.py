"""A time is written that the clock skips.

When clocks go forward, an hour of that night is missing: in Brussels, on 30 March
2025, the clock goes from 02:00 to 03:00, and nobody ever sees 02:30.

## Example

```yaml
days: [2025-03-30]
sessions:
  night: {title: Night walk, kind: social, start: 01:00, end: 02:30, speakers: [nora]}
```

## What to do

Write the time that the clock shows then (the help of the finding names it), or correct
the date or the programme's `timezone`.
"""

from collections.abc import Iterator

from coopsched.findings import Problem, Rule, Severity
from coopsched.model import Programme
from coopsched.moment import is_skipped, utc
from coopsched.rules.written import full, written_times


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each stated time that a clock change leaves out."""
    for session in programme.held:
        for moment, route, clause in written_times(programme, session):
            if is_skipped(moment):
                shown = utc(moment).astimezone(moment.tzinfo)
                yield Problem(
                    message=f"{clause} at {moment:%H:%M} on {moment:%Y-%m-%d}, "
                    "a time that does not exist: the clocks go forward",
                    route=route,
                    label="skipped by the clock change",
                    help=f"the clock shows {shown:%H:%M} then: write `{route[-1]}: {full(shown)}`",
                )


RULE = Rule(
    id="nonexistent-time",
    severity=Severity.ERROR,
    summary="A time is written that the clock skips.",
    check=check,
    needs=("start", "end"),
    placed=True,
)

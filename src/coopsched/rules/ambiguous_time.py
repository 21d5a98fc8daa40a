"""A time is written that the clock shows twice.

When clocks go back, an hour of that night comes twice: in Brussels, on 26 October
2025, 02:30 is followed by another 02:30 an hour later. Without an offset the first is
meant; attendees may well come to the second. An end that follows from `minutes` is
clear, and so is a time with an offset.

## Example

```yaml
days: [2025-10-26]
sessions:
  night: {title: Night walk, kind: social, start: 01:00, end: 02:30, speakers: [nora]}
```

## What to do

Write the offset: `end: 2025-10-26T02:30+02:00` is the first, `+01:00` the second.
"""

from collections.abc import Iterator

from coopsched.findings import Problem, Rule, Severity
from coopsched.model import Programme
from coopsched.moment import comes_twice
from coopsched.rules.written import full, written_times


def check(programme: Programme) -> Iterator[Problem]:
    """Yield each stated time that stands for two instants."""
    for session in programme.held:
        for moment, route, clause in written_times(programme, session):
            if moment.fold or not comes_twice(moment):
                continue  # text never gives the second: who does, means it
            first, second = moment, moment.replace(fold=1)
            yield Problem(
                message=f"{clause} at {moment:%H:%M} on {moment:%Y-%m-%d}, which the clock "
                "shows twice: the first is taken",
                route=route,
                label="comes twice",
                help=f"write `{route[-1]}: {full(first, offset=True)}` for the first, "
                f"`{full(second, offset=True)}` for the second",
            )


RULE = Rule(
    id="ambiguous-time",
    severity=Severity.WARNING,
    summary="A time is written that the clock shows twice.",
    check=check,
    needs=("start", "end"),
    placed=True,
)

"""An allowance accepts nothing.

What it accepted is gone, or it stands in the wrong place, or its last day (`until`) is
over. Left there, it would hide the next finding of that rule.

## Example

```yaml
sessions:
  # coopsched: allow[speaker-double-booking] she leaves at half past ten
  calm: {title: Calm seas, start: 10:00, end: 11:00, rooms: [attic], speakers: [nora]}
```

## What to do

Take it out. At the end of a line an allowance is about the entry that begins on that
line, on a line of its own about the next one.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="unused-allowance",
    severity=Severity.WARNING,
    summary="An allowance accepts nothing.",
    family="engine",
)

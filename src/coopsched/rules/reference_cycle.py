"""References go round in a circle.

Two sessions each come `after` the other, lie `within` each other or stand in each other's
place (`replaces`), or a room is part of itself. `repeats` names the first showing; one that
itself repeats another is no first one. The reference that closes the circle is left out,
and the rest is checked.

## Example

```yaml
sessions:
  calm: {title: Calm seas, kind: social, start: 10:00, end: 11:00, speakers: nora, after: storm}
  storm: {title: Rough seas, kind: social, start: 11:00, end: 12:00, after: calm}
```

## What to do

Take one of the references out.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="reference-cycle",
    severity=Severity.ERROR,
    summary="References go round in a circle.",
    family="document",
)

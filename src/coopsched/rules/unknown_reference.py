"""A key is named that nothing has.

A session names a room, a speaker, a track, a resource or another session by a key that
the programme does not hold. It is checked as if that one were left out.

## Example

```yaml
sessions:
  calm: {title: Calm seas, start: 10:00, end: 11:00, rooms: [atic], speakers: [nora]}
```

## What to do

Correct the key, or add what it names. A speaker need not be listed: a full name, as in
`speakers: ["Nora Quist (The Mill)"]`, declares one.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="unknown-reference",
    severity=Severity.ERROR,
    summary="A key is named that nothing has.",
    family="document",
)

"""A key is given twice.

Most programs keep the last of the two, and lose a session in silence. Here the first
keeps the key, and the second is read as `calm~2`, so that both are checked. Keys that
differ only in case count as the same, for they would share an address.

## Example

```yaml
sessions:
  calm: {title: Calm seas, start: 10:00, end: 11:00, rooms: [attic], speakers: [nora]}
  calm: {title: Still waters, start: 11:00, end: 12:00, rooms: [attic], speakers: [nora]}
```

## What to do

Rename one of the two, or delete it. If sessions of these keys were published already,
let each keep the key that it had.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="duplicate-key",
    severity=Severity.ERROR,
    summary="A key is given twice.",
    family="document",
)

"""A value is not what its key asks for.

A time is not a time, a word is none of those to choose from, a list stands where a text
is expected, or `end` contradicts `minutes`. Only this value is left out; the rest of its
session is checked. Text that YAML would misread, such as one that holds `: `, is read as
it was meant, and reported all the same, for other programs do not.

## Example

```yaml
rooms:
  attic: {name: Attic, capacity: about 40}
sessions:
  calm: {title: Calm seas, kind: wokshop, start: 10h30, minutes: 60, rooms: attic, speakers: nora}
```

## What to do

Write the value as the help shows. Times are `10:30`, `24:30` (half past midnight) or
`2025-05-14T10:30`; dates are `2025-05-14`; yes and no are `true` and `false`.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="invalid-value",
    severity=Severity.ERROR,
    summary="A value is not what its key asks for.",
    family="document",
)

"""Something that has to be there is missing.

A programme needs `key`, `title` and `timezone`; a session needs a `title`, unless it
`repeats` another; a speaker needs a `name`. A day of several keys needs its `date`, a
link its `url`.

## Example

```yaml
sessions:
  calm: {start: 10:00, end: 11:00, rooms: [attic], speakers: [nora]}
```

## What to do

Add it, as the help shows.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="missing-field",
    severity=Severity.ERROR,
    summary="Something that has to be there is missing.",
    family="document",
)

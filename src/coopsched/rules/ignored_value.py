"""Something in an imported file was left out.

A value that cannot be used (an address that is none, a column of unknown meaning) is
left out rather than guessed at, and said: once for each kind of it. In YAML, so is a label
(`&name`) that nothing refers to.

## Example

```csv
title,date,start,end,room,shoe size
Calm seas,2025-05-14,10:00,11:00,Attic,43
```

## What to do

Nothing, if it does not matter. Otherwise correct it where the file comes from, or add it
to the programme that `coopsched convert` writes. A column of a table can be named:
`--hint column.track=Podcast`.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="ignored-value",
    severity=Severity.WARNING,
    summary="Something in an imported file was left out.",
    family="document",
)

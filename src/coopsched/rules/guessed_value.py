"""Something in an imported file was guessed.

Tables and prose leave things open: whether 03/04 is in March or in April, in which
language a title is, where a name ends. What was guessed is said, once for what is guessed
the same way throughout.

## Example

```csv
title,date,start,end,room
Calm seas,03/04/2025,10:00,11:00,Attic
```

## What to do

Look whether the guess is right. If it is not, correct it in the programme that
`coopsched convert` writes, or tell what is right with `--hint`, where the finding says so.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="guessed-value",
    severity=Severity.WARNING,
    summary="Something in an imported file was guessed.",
    family="document",
)

"""A time of an imported file has an hour of 24 or more.

It is read as people mean it: 24:15 of Friday is a quarter past midnight, at the end of
Friday. Many programs refuse it, or show it a day too early.

## Example

```csv
title,date,start,end,room
Calm seas,2025-05-14,23:00,24:15,Attic
```

## What to do

Nothing, if that is what is meant. For other programs, write the next day and 00:15.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="hour-24",
    severity=Severity.WARNING,
    summary="A time of an imported file has an hour of 24 or more.",
    family="document",
)

"""An entry of an imported file is no session that could be read.

It has no title, no time that could be understood, or is broken off. It is left out; all
others are read. Sessions read and sessions refused are together all that the file holds.
A calendar that ends in the middle is told here too, for sessions may be missing.

## Example

```md
# Mill Days, 14 May 2025

**10:00-11:00**

**11:00-12:00**

Calm seas
with Nora Quist (The Mill)
```

## What to do

Complete the entry, or remove it, where the file comes from.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="session-refused",
    severity=Severity.ERROR,
    summary="An entry of an imported file is no session that could be read.",
    family="document",
)

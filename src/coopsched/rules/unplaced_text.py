"""A passage of a programme in prose could not be placed.

Among the sessions stands a text that is neither a time nor a title nor a line-up, or one
that has no session to belong to.

## Example

```md
## Programme, 14 May 2025

**10:00-11:00**

Calm seas
with Nora Quist (The Mill)

(this page was printed on recycled paper)

**11:00-12:00**

Storm
```

## What to do

If it belongs to the programme, add it to the draft that `coopsched convert` writes.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="unplaced-text",
    severity=Severity.WARNING,
    summary="A passage of a programme in prose could not be placed.",
    family="document",
)

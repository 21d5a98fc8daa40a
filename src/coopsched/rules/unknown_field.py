"""A key is none of those that can stand there.

It is most often misspelt. Nobody reads what stands under it: a session with `romos` is
in no room. Keys of your own begin with `x-`; they are kept, and never published.

## Example

```yaml
sessions:
  calm: {title: Calm seas, start: 10:00, end: 11:00, romos: [attic], speakers: [nora]}
```

## What to do

Correct the key, move it to where it belongs, or write `x-` before it.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="unknown-field",
    severity=Severity.ERROR,
    summary="A key is none of those that can stand there.",
    family="document",
)

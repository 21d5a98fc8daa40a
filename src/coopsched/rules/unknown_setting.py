"""A setting has no effect.

`rules` names a rule that does not exist, an option that the rule does not have, or a value
that does not fit the option. Everything runs as if the setting were not there.

## Example

```yaml
rules:
  room-double-bookings: off
  changeover-too-short: {minuts: 10}
```

## What to do

Correct the name or the value. `coopsched explain` lists the rules, and
`coopsched explain changeover-too-short` the options of one.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="unknown-setting",
    severity=Severity.WARNING,
    summary="A setting has no effect.",
    family="engine",
)

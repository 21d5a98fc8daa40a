"""The time zone is none of those in the IANA database.

All times of the programme are read in it. Until it is right, they are read as UTC: what
overlaps is found all the same, but every feed would be hours off.

## Example

```yaml
timezone: Europe/Bruxelles
```

## What to do

Write an IANA name, such as `Europe/Brussels`: a continent and a city, in English.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="unknown-timezone",
    severity=Severity.ERROR,
    summary="The time zone is none of those in the IANA database.",
    family="document",
)

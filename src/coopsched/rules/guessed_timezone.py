"""An imported file does not name its time zone.

Without one, nobody knows which instant 10:00 is: a feed would be hours off for some. The
zone is then made of the offsets that the times have, or is UTC where they have none.
Told are also names that can mean several zones, and times without a zone among others
that have one. Conflicts are found all the same.

## Example

```xml
<schedule>
  <conference><title>Mill Days</title></conference>
  <day date="2025-05-14">
    <event id="7"><start>10:00</start><duration>01:00</duration><title>Calm seas</title></event>
  </day>
</schedule>
```

## What to do

Tell the zone: `--hint timezone=Europe/Brussels` on the command line, or
`hints: {timezone: Europe/Brussels}` in a `coopsched.yaml` beside the file.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="guessed-timezone",
    severity=Severity.WARNING,
    summary="An imported file does not name its time zone.",
    family="document",
)

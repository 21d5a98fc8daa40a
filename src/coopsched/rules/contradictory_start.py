"""An imported session says twice when it is, and not the same.

Schedules give a date with the time, a start, a duration and sometimes an end. Where two of
them contradict each other, the full date is believed, then the start and the duration:
but whoever reads the other one comes at a wrong hour.

## Example

```xml
<schedule>
  <conference><title>Mill Days</title><time_zone_name>Europe/Brussels</time_zone_name></conference>
  <day date="2025-05-14">
    <event id="7"><date>2025-05-14T10:00:00+02:00</date><start>11:00</start>
      <duration>01:00</duration><title>Calm seas</title></event>
  </day>
</schedule>
```

## What to do

Find out which is right, and correct the other where the file comes from.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="contradictory-start",
    severity=Severity.WARNING,
    summary="An imported session says twice when it is, and not the same.",
    family="document",
)

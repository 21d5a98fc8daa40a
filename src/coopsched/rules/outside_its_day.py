"""An imported session stands under a day on which it is not held.

Its own date is believed. After midnight, until the day changes (04:00 unless the file
says otherwise), it still belongs to the evening before.

## Example

```xml
<schedule>
  <conference><title>Mill Days</title><time_zone_name>Europe/Brussels</time_zone_name></conference>
  <day date="2025-05-14">
    <event id="7"><date>2025-05-15T10:00:00+02:00</date><start>10:00</start>
      <duration>01:00</duration><title>Calm seas</title></event>
  </day>
</schedule>
```

## What to do

Move it under its day, or correct its date, where the file comes from.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="outside-its-day",
    severity=Severity.WARNING,
    summary="An imported session stands under a day on which it is not held.",
    family="document",
)

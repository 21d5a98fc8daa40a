"""An imported session stands under one room and names another.

The room that the session itself names is believed. Programs that go by the place in the
file show it in the other one.

## Example

```xml
<schedule>
  <conference><title>Mill Days</title><time_zone_name>Europe/Brussels</time_zone_name></conference>
  <day date="2025-05-14">
    <room name="Attic">
      <event id="7"><start>10:00</start><duration>01:00</duration><title>Calm seas</title>
        <room>Cellar</room></event>
    </room>
  </day>
</schedule>
```

## What to do

Correct the one that is wrong where the file comes from.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="contradictory-room",
    severity=Severity.WARNING,
    summary="An imported session stands under one room and names another.",
    family="document",
)

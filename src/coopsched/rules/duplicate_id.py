"""Several sessions of an imported file have one id.

Exports that merge several schedules, or give a repeated talk one id, do so. Most programs
keep the last and lose the others. Here the first has the id for its key, the others are
read as `7~2`, `7~3`…, so that all are checked, and the first alone keeps the UID: two
entries with one UID are one entry to a calendar.

## Example

```xml
<schedule>
  <conference><title>Mill Days</title><time_zone_name>Europe/Brussels</time_zone_name></conference>
  <day date="2025-05-14">
    <event id="7"><start>10:00</start><duration>01:00</duration><title>Calm seas</title></event>
    <event id="7"><start>11:00</start><duration>01:00</duration><title>Storm</title></event>
  </day>
</schedule>
```

## What to do

Give each session an id of its own where the file comes from. If they are showings of one
session, that is no fault: say so with `repeats` in a programme of our own format.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="duplicate-id",
    severity=Severity.WARNING,
    summary="Several sessions of an imported file have one id.",
    family="document",
)

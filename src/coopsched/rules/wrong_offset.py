"""A time of an imported file has an offset that the zone does not have then.

Mostly these are local times that a program labelled `+00:00`. Where the start says the
same time of day, that time is believed and the offset is not; else the instant is.

## Example

```xml
<schedule>
  <conference><title>Mill Days</title><time_zone_name>Europe/Brussels</time_zone_name></conference>
  <day date="2025-05-14">
    <event id="7"><date>2025-05-14T10:00:00+00:00</date><start>10:00</start>
      <duration>01:00</duration><title>Calm seas</title></event>
  </day>
</schedule>
```

## What to do

Correct the zone where the file comes from. If the zone is what is wrong, tell the right
one: `--hint timezone=Europe/London`.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="wrong-offset",
    severity=Severity.WARNING,
    summary="A time of an imported file has an offset that the zone does not have then.",
    family="document",
)

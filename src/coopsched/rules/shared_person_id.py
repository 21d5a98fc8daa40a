"""A person id of an imported file stands for several names.

An id that is 0 for everybody, or the number of a talk with a digit behind it, is no id of
a person: taking it for one puts everybody into all sessions at once. People with such an
id are told apart by id and name.

## Example

```xml
<schedule>
  <conference><title>Mill Days</title><time_zone_name>Europe/Brussels</time_zone_name></conference>
  <day date="2025-05-14">
    <event id="7"><start>10:00</start><duration>01:00</duration><title>Calm seas</title>
      <persons>
        <person id="0">Nora Quist</person>
        <person id="0">Otto Brandt</person>
      </persons>
    </event>
  </day>
</schedule>
```

## What to do

Give each person an id of their own where the file comes from. If one of two names is only
another spelling, write it the same way everywhere.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="shared-person-id",
    severity=Severity.WARNING,
    summary="A person id of an imported file stands for several names.",
    family="document",
)

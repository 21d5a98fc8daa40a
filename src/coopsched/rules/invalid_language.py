"""A language is not written as a language tag.

Languages are BCP 47 tags: `fr`, `nl`, `nl-BE`, `zh-Hant`. Pages and feeds carry them, and
browsers and screen readers go by them; a name or a country's letters mean nothing there.

## Example

```yaml
sessions:
  calm:
    title: Calm seas
    languages: [English]
    start: 10:00
    end: 11:00
    rooms: [attic]
    speakers: [nora]
```

## What to do

Write the tag that the help proposes. Most are the two letters of ISO 639-1.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="invalid-language",
    severity=Severity.ERROR,
    summary="A language is not written as a language tag.",
    family="document",
)

"""A text holds a sign at which YAML would end or lose it.

YAML takes ` #` for the beginning of a comment, `!` before a text for a tag and `&` for an
anchor, and inside `{ }` and `[ ]` it ends a text at a comma: « Coop #3 » would be
published as « Coop », and nobody would notice. The text is read in full, and reported,
for other programs read less.

## Example

```yaml
speakers:
  nora: {name: Nora Quist, affiliation: &Sons}
sessions:
  calm:
    title: Coop #3
    start: 10:00
    end: 11:00
    rooms: [attic]
    speakers: [nora]
```

## What to do

Put quotation marks around the text: `title: "Coop #3"`. If it is a comment, put two
spaces before the `#`.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="truncated-value",
    severity=Severity.ERROR,
    summary="A text holds a sign at which YAML would end or lose it.",
    family="document",
)

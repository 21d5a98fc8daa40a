"""A stretch of the file cannot be read.

What it holds is left out, and reading goes on where it can, so that the rest is checked
as well. It may be a line that belongs nowhere, or a bracket or quotation mark that
nothing closes. Where no programme at all can be made of a file (it is missing, empty, not
in UTF-8, or in no format that is read), that is the only finding, and nothing is checked.

## Example

```yaml
title: Quiet Days
- a room is still to be found
timezone: Europe/Brussels
```

## What to do

Look at the place, and at the line above it. Text that goes on from the line above is
indented further than that line; everything else has a name, a colon and a space before
it. Save the file as UTF-8.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="unreadable",
    severity=Severity.ERROR,
    summary="A stretch of the file cannot be read.",
    family="document",
)

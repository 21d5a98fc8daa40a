"""Git left a conflict in the file.

Two versions of some lines stand between `<<<<<<<`, `=======` and `>>>>>>>`. The first is
read, so that the rest can be checked.

## Example

```yaml
sessions:
<<<<<<< main
  calm: {title: Calm seas, start: 10:00, end: 11:00, rooms: [attic], speakers: [nora]}
=======
  calm: {title: Calm seas, start: 10:30, end: 11:30, rooms: [attic], speakers: [nora]}
>>>>>>> evening
```

## What to do

Keep the version that is right, and remove the other and the three marking lines.
"""

from coopsched.findings import Rule, Severity

RULE = Rule(
    id="merge-conflict",
    severity=Severity.ERROR,
    summary="Git left a conflict in the file.",
    family="document",
)

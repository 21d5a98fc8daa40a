"""A difference as a changelog to publish, in Markdown (CommonMark, as GitHub reads it too)."""

import re
from collections.abc import Iterator, Sequence

from coopsched.comparing import Change, Difference
from coopsched.model import Session
from coopsched.reporting.cells import NO_BREAK, plain
from coopsched.reporting.describing import View, joined
from coopsched.reporting.differences.about import about as about_programme
from coopsched.reporting.differences.wording import Said, Sides, about, stayed

# What begins or ends markup inside a line. All of it may be escaped (CommonMark 0.31.2,
# section 2.4). The last three keep addresses from becoming links by themselves.
_MARKUP = re.compile(r"[\\`*_\[\]<>&#|~$@]|:(?=//)|(?<=www)\.|(?<=mailto):", re.IGNORECASE)


def render(difference: Difference, **_: object) -> str:
    """Return the changelog: what people must know first, texts last, and nobody's errands.

    A difference for the public is one that was made without drafts.
    """
    sides = Sides(difference)
    kept = stayed(difference)
    lines = [f"# What changed: {escaped(str(difference.new.title))}"]
    programme = list(_programme(difference))
    urgent = bool(difference.beside.notable)
    lines += programme if urgent else []
    lines += _sessions("Cancelled", [each.new for each in difference.cancelled], sides.new)
    lines += _sessions("No longer on the programme", difference.removed, sides.old)
    lines += _changes("Held after all", difference.restored, sides)
    lines += _changes("Changed", [each for each in kept if each.notable], sides)
    lines += _sessions("New", difference.added, sides.new)
    lines += [] if urgent else programme
    lines += _changes("Texts", [each for each in kept if not each.notable], sides)
    return joined(lines if difference else [*lines, "", "Nothing changed."])


def escaped(text: str) -> str:
    """Return a text on one line in which nothing is markup."""
    one_line = plain(text).replace(NO_BREAK, " ")
    return _MARKUP.sub(lambda match: f"\\{match[0]}", one_line)


def _sessions(heading: str, sessions: Sequence[Session], view: View) -> Iterator[str]:
    if sessions:
        yield from ("", f"## {heading}", "")
    for session in sessions:
        facts = ", ".join(map(escaped, about(session, view)))
        yield f"- **{escaped(view.title(session))}**" + (f" ({facts})" if facts else "")


def _changes(heading: str, changes: Sequence[Change], sides: Sides) -> Iterator[str]:
    if changes:
        yield from ("", f"## {heading}", "")
    for change in changes:
        yield f"- **{escaped(sides.new.title(change.new))}**"
        yield from (f"  - {_line(said)}" for said in sides.changes(change))


def _programme(difference: Difference) -> Iterator[str]:
    lines = [f"- {_line(said)}" for said in about_programme(difference)]
    if lines:
        yield from ("", "## The programme", "", *lines)


def _line(said: Said) -> str:
    if said.old is None or said.new is None:
        return escaped(said.label)
    return f"{escaped(said.label)}: {escaped(said.old)} → {escaped(said.new)}"

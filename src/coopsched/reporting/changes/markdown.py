"""What a publishing changes, as a changelog to publish, in Markdown."""

from collections.abc import Iterator, Sequence

from coopsched.model import Programme
from coopsched.published.changes import Changed, Changes
from coopsched.reporting.changes.wording import about, said, title
from coopsched.reporting.describing import joined
from coopsched.reporting.differences.markdown import escaped
from coopsched.reporting.differences.wording import Said


def render(changes: Changes, programme: Programme, **_: object) -> str:
    """Return the changelog: what people must know first, texts last, and nobody's errands."""
    languages = programme.languages
    lines = [f"# What changed: {escaped(str(programme.title))}"]
    lines += _sessions("Cancelled", changes.cancelled, languages)
    gone = (*changes.removed, *changes.replaced)
    lines += _sessions("No longer on the programme", gone, languages)
    lines += _changes("Held after all", changes.restored, languages)
    lines += _changes("Changed", (*changes.moved, *changes.altered), languages)
    lines += _sessions("New", changes.new, languages)
    lines += _changes("Texts", changes.texts, languages)
    return joined(lines if len(lines) > 1 else [*lines, "", "Nothing changed."])


def _sessions(heading: str, found: Sequence[Changed], languages: Sequence[str]) -> Iterator[str]:
    if found:
        yield from ("", f"## {heading}", "")
    for changed in found:
        facts = ", ".join(map(escaped, about(changed, languages)))
        yield f"- **{_title(changed, languages)}**" + (f" ({facts})" if facts else "")


def _changes(heading: str, found: Sequence[Changed], languages: Sequence[str]) -> Iterator[str]:
    if found:
        yield from ("", f"## {heading}", "")
    for changed in found:
        yield f"- **{_title(changed, languages)}**"
        yield from (f"  - {_line(each)}" for each in said(changed, languages))


def _title(changed: Changed, languages: Sequence[str]) -> str:
    return escaped(title(changed.new.shown, languages))


def _line(said: Said) -> str:
    if said.old is None or said.new is None:
        return escaped(said.label)
    return f"{escaped(said.label)}: {escaped(said.old)} → {escaped(said.new)}"

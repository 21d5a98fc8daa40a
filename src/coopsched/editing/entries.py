"""Edits that add and take out entries of mappings and items of lists, and rename keys."""

from collections.abc import Iterator, Sequence

from coopsched.editing.edits import Edit, EditError
from coopsched.editing.sheet import Sheet
from coopsched.source import Entry, Node


def with_entries(
    sheet: Sheet, holder: Node, entries: Sequence[str], *, behind: str | None = None
) -> Iterator[Edit]:
    """Yield the edits that add written entries, ``key: value``, to a mapping.

    They stand behind the entry of the key ``behind``, else behind the last one, in
    the style of the mapping: on lines of their own, or in its braces.
    """
    there = holder.value
    if not isinstance(there, dict) or sheet.is_copy(holder):
        raise EditError("no entries can be added to what is written here: write it as a mapping")
    if not there:
        opening = sheet.opening(holder)
        at = holder.end - 1 if opening is None else opening + 1
        yield Edit(at, at, ", ".join(entries))
        return
    anchor = there[behind] if behind is not None else list(there.values())[-1]
    yield from _behind(sheet, holder, (anchor.key.start, _end(anchor)), entries)


def appended(sheet: Sheet, holder: Node, items: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits that add written items at the end of a list, in its style."""
    there = holder.value
    assert isinstance(there, list)  # noqa: S101  the caller has looked
    opening = sheet.opening(holder)
    if not there:
        at = holder.end if opening is None else opening + 1
        yield Edit(at, at, ", ".join(items))
        return
    last = there[-1]
    yield from _behind(sheet, holder, (last.start, last.end), items)


def _behind(
    sheet: Sheet, holder: Node, neighbour: tuple[int, int], texts: Sequence[str]
) -> Iterator[Edit]:
    """Yield the edits that write more behind an entry or item of a list or mapping."""
    start, end = neighbour
    if sheet.opening(holder) is None:
        prefix = _dash(sheet, start) if isinstance(holder.value, list) else sheet.indent(start)
        line = sheet.line_end(end)
        added = "".join(f"{sheet.line_break(start)}{prefix}{text}" for text in texts)
        yield Edit(line, line, added)
        return
    comma = sheet.skip_blanks(end)
    followed = sheet.text.startswith(",", comma)
    behind = comma + 1 if followed else end
    if not sheet.is_first_on_line(start) or not sheet.is_last_on_line(behind):
        gap = "," if is_tight(sheet) else ", "
        yield Edit(end, end, "".join(f"{gap}{text}" for text in texts))
        return
    if not followed:
        yield Edit(end, end, ",")
    between = f"{sheet.line_break(start)}{sheet.indent(start)}"
    line = sheet.line_end(behind)
    added = ",".join(f"{between}{text}" for text in texts)
    yield Edit(line, line, added + ("," if followed else ""))


def is_tight(sheet: Sheet) -> bool:
    """Tell whether JSON is written without blanks behind its commas and colons."""
    return sheet.json and '": ' not in sheet.text


def _dash(sheet: Sheet, start: int) -> str:
    """Return what stands before an item of a list with dashes."""
    prefix = sheet.text[sheet.line_start(start) : start]
    if prefix.strip() != "-":
        raise EditError("this list is written in an unusual way: write its items one a line")
    return prefix


def without_entry(sheet: Sheet, holder: Node, name: str) -> Edit:
    """Return the edit that takes an entry out of a mapping, whole lines of a block."""
    there = holder.value
    assert isinstance(there, dict)  # noqa: S101  the caller has looked
    names = list(there)
    spans = [(entry.key.start, _end(entry)) for entry in there.values()]
    return _without(sheet, holder, spans, names.index(name))


def without_item(sheet: Sheet, holder: Node, index: int) -> Edit:
    """Return the edit that takes an item out of a list, whole lines of a block."""
    assert isinstance(holder.value, list)  # noqa: S101  the caller has looked
    spans = [(item.start, item.end) for item in holder.value]
    return _without(sheet, holder, spans, index)


def _without(sheet: Sheet, holder: Node, spans: Sequence[tuple[int, int]], index: int) -> Edit:
    start, end = spans[index]
    if sheet.opening(holder) is not None:
        if index > 0:
            return Edit(spans[index - 1][1], end, "")
        return Edit(start, spans[1][0] if len(spans) > 1 else end, "")
    is_item = isinstance(holder.value, list)
    prefix = sheet.text[sheet.line_start(start) : start].strip(" \t")
    if len(spans) == 1 or prefix != ("-" if is_item else ""):
        raise EditError("what is to be taken out shares its line with more: take it out by hand")
    return Edit(sheet.line_start(start), sheet.next_line(end), "")


def renamed_key(sheet: Sheet, key: Node, new: str, *, flow: bool) -> Edit:
    """Return the edit that writes another key."""
    text = sheet.scalar(new, like=sheet.written(key), flow=flow)
    return Edit(key.start, key.end, text)


def _end(entry: Entry) -> int:
    """Return where an entry ends; a value that is copied from elsewhere ends with its name."""
    return max(entry.key.end, entry.node.end)

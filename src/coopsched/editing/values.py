"""Edits that put a value in the place of another."""

import re
from collections.abc import Iterator, Sequence

from coopsched.editing.edits import Edit, EditError
from coopsched.editing.entries import appended, is_tight, without_item
from coopsched.editing.sheet import Sheet, Spot
from coopsched.source import Node

Value = str | int | Sequence[str]
"""What a place can hold: one value, or a list of them."""

_HEADER = re.compile(r"(?:[&!]\S*[ \t]+)*[|>][-+0-9]*")


def written(sheet: Sheet, value: Value, *, flow: bool = False) -> str:
    """Return a value as it stands where nothing stood before."""
    if isinstance(value, str | int):
        return sheet.scalar(value, flow=flow)
    return f"[{', '.join(sheet.scalar(item, flow=True) for item in value)}]"


def entry(sheet: Sheet, holder: Node, name: str, value: Value) -> str:
    """Return an entry as it is to be written into a mapping."""
    flow = sheet.opening(holder) is not None
    colon = ":" if is_tight(sheet) else ": "
    return f"{sheet.scalar(name, flow=flow)}{colon}{written(sheet, value, flow=flow)}"


def put(sheet: Sheet, spot: Spot, value: Value) -> Iterator[Edit]:
    """Yield the edits that make a value of what stands at a spot.

    Quotes, brackets and dashes stay as they are as far as the value allows; of a
    list only the items that differ are touched. Raises EditError where other
    places would change too.
    """
    node = spot.node
    if sheet.is_copy(node):
        yield Edit(node.start, node.end, written(sheet, value, flow=spot.flow))
        return
    if sheet.is_copied(node):
        name = sheet.written(node).split()[0].removeprefix("&")
        raise EditError(f"what is written here is also read at `*{name}`: write it out there first")
    if isinstance(value, str | int):
        yield from _put_scalar(sheet, spot, str(value))
    elif isinstance(node.value, list):
        yield from _put_items(sheet, node, value)
    elif len(value) == 1:
        yield from _put_scalar(sheet, spot, value[0])
    elif isinstance(node.value, dict):
        raise EditError("a mapping stands where a list is to be written: change it in the file")
    else:
        yield _instead(sheet, spot, written(sheet, value, flow=spot.flow))


def _put_scalar(sheet: Sheet, spot: Spot, value: str) -> Iterator[Edit]:
    node, old = spot.node, sheet.written(spot.node)
    if isinstance(node.value, dict | list):
        what = "a mapping" if isinstance(node.value, dict) else "a list"
        raise EditError(f"{what} stands where one value is to be written: change it in the file")
    if isinstance(node.value, str) and node.value == value:
        return
    header = _HEADER.match(old) if node.quoted and not sheet.json else None
    if header is not None:
        # What follows the header of a block on its line can only be a comment: it stays.
        yield Edit(node.start, node.start + header.end(), sheet.scalar(value, flow=spot.flow))
        yield Edit(sheet.line_end(node.start), node.end, "")
        return
    yield _instead(sheet, spot, sheet.scalar(value, like=_quotes(old), flow=spot.flow))


def _quotes(old: str) -> str:
    """Return what of an old value tells how to write a new one; not where it is `null` or so."""
    return "" if old in ("~", "null", "Null", "NULL") else old


def _instead(sheet: Sheet, spot: Spot, text: str) -> Edit:
    """Return the edit that writes a text in the place of one value, or where none stands."""
    node = spot.node
    if node.start != node.end:
        return Edit(node.start, node.end, text)
    before = sheet.text[spot.key.end : node.start] if spot.key is not None else ""
    colon = ":" if spot.key is not None and ":" not in before else ""
    blank = "" if before[-1:].isspace() and not colon else " "
    if sheet.text.startswith(" #", node.end) and text[0] not in "\"'[":
        # In front of a comment a plain text could be taken to go on.
        text = sheet.scalar(text, like='"', flow=spot.flow)
    return Edit(node.start, node.end, f"{colon}{blank}{text}")


def _put_items(sheet: Sheet, holder: Node, values: Sequence[str]) -> Iterator[Edit]:
    """Yield the edits that make a list hold some single values."""
    items = holder.value
    assert isinstance(items, list)  # noqa: S101  the caller has looked
    flow = sheet.opening(holder) is not None
    if not values:
        raise EditError("a list cannot be left empty: take its key out")
    for item, value in zip(items, values, strict=False):
        yield from put(sheet, Spot(None, item, flow), value)
    for i in range(len(values), len(items)):
        yield without_item(sheet, holder, i)
    if len(values) > len(items):
        texts = [sheet.scalar(value, flow=flow) for value in values[len(items) :]]
        yield from appended(sheet, holder, texts)

"""Edits of a text by position."""

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """What to write in place of a stretch of text, in code points, end exclusive."""

    start: int
    end: int
    text: str


class EditError(ValueError):
    """Why a document cannot be edited as asked, for its author; nothing is changed then."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made, each at its place in the text as it was.

    Edits that insert at one place do so in the order given. Raises EditError where
    two would change the same characters.
    """
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        if edit.start < at:
            raise EditError("two changes meet at the same place of the text")
        pieces += text[at : edit.start], edit.text
        at = edit.end
    return "".join([*pieces, text[at:]])

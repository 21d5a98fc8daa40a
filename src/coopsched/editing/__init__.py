"""Edits of programme files: the smallest that make a change, all else kept byte for byte."""

from coopsched.editing.cancelling import cancel
from coopsched.editing.changing import Change, carry_out
from coopsched.editing.edits import Edit, EditError, apply
from coopsched.editing.placing import place, place_as
from coopsched.editing.renaming import rename

__all__ = [
    "Change",
    "Edit",
    "EditError",
    "apply",
    "cancel",
    "carry_out",
    "place",
    "place_as",
    "rename",
]

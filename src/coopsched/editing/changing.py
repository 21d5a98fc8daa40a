"""A change of a document: its edits, and the programme that they must lead to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from coopsched.document import Document
from coopsched.editing.edits import Edit, EditError, apply
from coopsched.model import Programme
from coopsched.model.parts import Part, fields_of
from coopsched.moment import utc


class Change(NamedTuple):
    """Edits of a document's text, and the programme that it must then hold."""

    edits: tuple[Edit, ...]
    programme: Programme


def carry_out(document: Document, change: Change, read: Callable[[str], Document]) -> Document:
    """Return the document with a change made, read again from its new text by ``read``.

    What a settings file beside the programme said is kept. Raises EditError where
    the text does not hold the programme that was to come of it.
    """
    text = apply(document.source.text, change.edits)
    again = read(text)
    if _meant(again.programme) != _meant(change.programme):
        raise EditError(
            "this cannot be changed here without changing more: make the change in the file"
        )
    beside = tuple(each for each in document.allowances if each.route is None)
    others = tuple(
        (rule, problem)
        for rule, problem in document.problems
        if problem.position is not None and problem.position.file != document.source.name
    )
    return replace(
        again,
        settings=document.settings,
        allowances=(*again.allowances, *beside),
        problems=(*again.problems, *others),
    )


def _meant(value: object) -> object:
    """Return what a value stands for, to be compared: of a time, the instant.

    In an hour that comes twice, times of one zone are equal although an hour lies
    between them, and those of two zones never are (PEP 495).
    """
    if isinstance(value, datetime):
        return utc(value)
    if isinstance(value, Part):
        return type(value), [_meant(each) for each in fields_of(value).values()]
    if isinstance(value, tuple):
        return [_meant(each) for each in value]
    return value

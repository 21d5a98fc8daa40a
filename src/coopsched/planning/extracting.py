"""A part of a planning task: a few sessions to be placed, and all that can matter to them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from coopsched.model import Session
from coopsched.model.parts import fields_of
from coopsched.planning.task import Place, Task


class Extract(NamedTuple):
    """A smaller task, and in its own numbers the sessions to be placed and those that are held."""

    task: Task
    open_: tuple[int, ...]
    held: Mapping[int, Place]


def extract(task: Task, open_: Sequence[int], held: Mapping[int, Place]) -> Extract:
    """Leave out what is neither to be placed nor held, nor named by what is.

    Without `days` all is kept: then the sessions tell which days there are.
    """
    kept = sorted(_named(task, {*open_, *held}))
    if not task.programme.days or len(kept) == len(task.sessions):
        return Extract(task, tuple(open_), held)
    sessions = tuple(task.sessions[i] for i in kept)
    programme = type(task.programme)(**{**fields_of(task.programme), "sessions": sessions})
    new = {old: i for i, old in enumerate(kept)}
    smaller = replace(task, programme=programme, held=frozenset(), published=frozenset())
    return Extract(
        smaller, tuple(new[s] for s in open_), {new[s]: place for s, place in held.items()}
    )


def _named(task: Task, start: set[int]) -> set[int]:
    showings: dict[str, list[int]] = {}
    for i, session in enumerate(task.sessions):
        showings.setdefault(session.repeats or session.key, []).append(i)
    found, waiting = set(start), list(start)
    while waiting:
        session = task.sessions[waiting.pop()]
        near = {task.session_at[key] for key in _references(session)}
        # A first showing stands for all: one that is not placed takes a demand back.
        near.update(showings.get(session.key, ()))
        waiting += near - found
        found |= near
    return found


def _references(session: Session) -> Iterator[str]:
    for key in (session.repeats, session.continues, session.within):
        if key is not None:
            yield key
    yield from (*session.after, *session.not_with, *session.replaces)

"""A programme in one language: of each text, the wording that serves its readers best."""

from typing import Any, TypeVar

from coopsched.model import Programme, Session
from coopsched.model.parts import Part
from coopsched.publishing.losses import SECTIONS, Loss, merged
from coopsched.publishing.wordings import own_language
from coopsched.text import Text

P = TypeVar("P", bound=Part)


def in_language(programme: Programme, language: str) -> tuple[Programme, tuple[Loss, ...]]:
    """Return a programme with one wording of each text, and the others as losses.

    It is that in ``language``, else in the language that a plain text would have, and
    still says which language it is in.
    """
    lost: list[Loss] = []

    def narrowed(part: P, prefix: str, keys: tuple[str, ...], own: str) -> P:
        update: dict[str, Any] = {}
        for name, field in type(part).model_fields.items():
            text = getattr(part, name)
            if isinstance(text, Text):
                wording = text.best(language, own)
                kept = next(tag for tag, each in text.items() if each == wording)
                what = f"{prefix}{field.alias or name}"
                lost.extend(Loss(f"{what} in {tag}", keys) for tag in text if tag != kept)
                update[name] = Text({kept: wording})
        return part.model_copy(update=update)

    own = own_language(programme)
    changes: dict[str, Any] = {}
    if programme.venue is not None:
        changes["venue"] = narrowed(programme.venue, "programme: venue: ", (), own)
    for section in SECTIONS:
        prefix = "" if section == "sessions" else f"{section}: "
        changes[section] = tuple(
            narrowed(
                part,
                prefix,
                (part.key,),
                own_language(programme, part) if isinstance(part, Session) else own,
            )
            for part in getattr(programme, section)
        )
    whole = narrowed(programme, "programme: ", (), own)
    return whole.model_copy(update=changes), merged(lost)

"""Texts in several languages, for formats that hold one wording of each."""

from collections.abc import Iterator, Sequence
from typing import Any

from coopsched.model import Programme, Session, Speaker
from coopsched.publishing.losses import SECTIONS, Carried, Loss, merged
from coopsched.text import UNDETERMINED, Text


def own_language(programme: Programme, session: Session | None = None) -> str:
    """Return the language that a plain text has: the session's first, else the programme's."""
    languages = (*(session.languages if session else ()), *programme.languages)
    return languages[0] if languages else UNDETERMINED


def one_wording(programme: Programme, text: Text | None, session: Session | None = None) -> str:
    """Return the wording that a format of one language holds; empty where there is no text.

    It is that in the language of plain texts, or the one nearest to it.
    """
    if text is None:
        return ""
    return text[_kept(text, own_language(programme, session))]


def other_wordings(
    programme: Programme,
    carried: Carried,
    *,
    sessions: Sequence[Session],
    speakers: Sequence[Speaker] | None = None,
) -> tuple[Loss, ...]:
    """Return what a format loses that holds the one wording of each text that it carries.

    That is the others (`title in nl`), and the language of the one that is kept,
    where it is not what readers take it for (`title: its language`).
    """
    return merged(
        [
            *_of_part(programme, "programme: ", programme, carried.programme),
            *_of_the_venue(programme, carried),
            *_of_sections(programme, carried, speakers),
            *(
                loss
                for session in sessions
                for loss in _of_part(programme, "", session, carried.session, session)
            ),
        ]
    )


def _of_the_venue(programme: Programme, carried: Carried) -> Iterator[Loss]:
    if "venue" in carried.programme and programme.venue is not None:
        yield from _of_part(programme, "programme: venue: ", programme.venue, carried.venue)


def _of_sections(
    programme: Programme, carried: Carried, speakers: Sequence[Speaker] | None
) -> Iterator[Loss]:
    for section, kind in SECTIONS.items():
        if section in carried.programme and section != "sessions":
            written = speakers if section == "speakers" else None
            for part in getattr(programme, section) if written is None else written:
                yield from _of_part(programme, f"{section}: ", part, getattr(carried, kind))


def _of_part(
    programme: Programme,
    prefix: str,
    part: Any,
    carried: frozenset[str],
    session: Session | None = None,
) -> Iterator[Loss]:
    language = own_language(programme, session)
    keys = () if prefix.startswith("programme") else (part.key,)
    for name, field in type(part).model_fields.items():
        spelling, text = field.alias or name, getattr(part, name)
        if spelling in carried and isinstance(text, Text):
            kept = _kept(text, language)
            for tag in text:
                if tag != kept:
                    yield Loss(f"{prefix}{spelling} in {tag}", keys)
            if kept not in (language, UNDETERMINED):
                yield Loss(f"{prefix}{spelling}: its language", keys)


def _kept(text: Text, language: str) -> str:
    """Return the tag of the wording that is kept."""
    wording = text.best(language)
    same = [tag for tag, each in text.items() if each == wording]
    return language if language in same else same[0]

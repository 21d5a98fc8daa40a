"""Line-ups as formats without keys tell them: names, with affiliations in brackets."""

import re
from collections.abc import Iterator

from coopsched.model import LineUpEntry, Programme, Session
from coopsched.publishing.losses import Loss
from coopsched.publishing.naming import on_one_line

_BRACKETS = str.maketrans("()", "[]")
_READABLE = re.compile(r"[^()]*+(?:\([^()]*+\)[^()]*+)*+")
"""Brackets that can stand within brackets: each is closed, and none holds another."""


def named(programme: Programme, entry: LineUpEntry) -> str:
    """Return a name with the affiliation that counts here: `Ana Pérez (UCL, CSC)`.

    Brackets in a name would be taken for one, and become square; so do those in an
    affiliation that are not closed.
    """
    speaker = programme.speaker(entry.speaker)
    affiliation = ", ".join(map(on_one_line, entry.affiliation or speaker.affiliation))
    if not _is_readable(affiliation):
        affiliation = affiliation.translate(_BRACKETS)
    name = (on_one_line(speaker.name) or speaker.key).translate(_BRACKETS)
    return f"{name} ({affiliation})" if affiliation else name


def people_losses(programme: Programme, sessions: tuple[Session, ...]) -> Iterator[Loss]:
    """Yield what is lost of people who are told apart by their names."""
    used = {entry.speaker for session in sessions for entry in session.speakers}
    unused = tuple(speaker.key for speaker in programme.speakers if speaker.key not in used)
    if unused:
        yield Loss("speakers without a session", unused)
    by_name: dict[str, list[str]] = {}
    for speaker in programme.speakers:
        if speaker.key in used:
            by_name.setdefault(on_one_line(speaker.name).casefold(), []).append(speaker.key)
    alike = tuple(key for keys in by_name.values() if len(keys) > 1 for key in keys)
    if alike:
        yield Loss("speakers of one name are one", alike)
    said = {
        speaker.key: [speaker.affiliation] for speaker in programme.speakers if speaker.key in used
    }
    for entry in (entry for session in sessions for entry in session.speakers):
        said[entry.speaker].append(entry.affiliation)
    for key, affiliations in said.items():
        if any(len(each) > 1 for each in affiliations):
            yield Loss("speakers: affiliations but as one text", (key,))
        name = programme.speaker(key).name
        if name.translate(_BRACKETS) != name:
            yield Loss("speakers: brackets in names", (key,))
        if not all(_is_readable(text) for each in affiliations for text in each):
            yield Loss("speakers: brackets in affiliations", (key,))


def _is_readable(affiliation: str) -> bool:
    return not affiliation.startswith("(") and _READABLE.fullmatch(affiliation) is not None

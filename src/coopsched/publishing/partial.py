"""What `schedule.xml` and `schedule.json` hold a part of: the rest is told as losses."""

from collections.abc import Iterator, Mapping, Sequence

from coopsched.model import Programme, Session
from coopsched.publishing.losses import Loss, on_stage
from coopsched.publishing.naming import writable
from coopsched.publishing.numbering import code_of, key_fits_slug


def partial_losses(programme: Programme, sessions: Sequence[Session]) -> Iterator[Loss]:
    """Yield what is lost of fields that are carried in part."""
    for session in sessions:
        yield from (Loss(what, (session.key,)) for what in _of_session(session))
    if _is_stripped(programme.title) or _is_stripped(programme.description):
        yield Loss("programme: control characters")
    used = on_stage(programme, sessions)
    for speaker in used:
        if _is_stripped(speaker.biography):
            yield Loss("speakers: control characters", (speaker.key,))
    keys = {speaker.key for speaker in used}
    unused = tuple(speaker.key for speaker in programme.speakers if speaker.key not in keys)
    if unused:
        yield Loss("speakers without a session", unused)


def _of_session(session: Session) -> Iterator[str]:
    if not key_fits_slug(session.key) and code_of(session.key) is None:
        yield "key"
    if len(session.languages) > 1:
        yield "languages but the first"
    if session.is_open_ended:
        yield "end: that it is not given"
    elif session.interval and session.interval.start > session.interval.end:
        yield "end"
    if len(session.rooms) > 1:
        yield "rooms but the first"
    if _is_stripped(session.title) or _is_stripped(session.description):
        yield "control characters"


def _is_stripped(text: Mapping[str, str] | None) -> bool:
    return text is not None and any(wording != writable(wording) for wording in text.values())

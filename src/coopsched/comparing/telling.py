"""Who must be told of a change."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from coopsched.comparing.alike import Alike, folded
from coopsched.model import Programme, Session, Speaker


class Told(NamedTuple):
    """Somebody who must be told, and the keys of the sessions that concern them.

    Speaker and sessions are those of the new version, or where it has them no
    more, of the old one.
    """

    speaker: Speaker
    sessions: tuple[str, ...]


class Concern(NamedTuple):
    """A session whose people must be told: as it was, as it is, or both."""

    old: Session | None
    new: Session | None

    @property
    def now(self) -> Session:
        """The session as it is, or was when last seen."""
        session = self.new or self.old
        assert session is not None  # noqa: S101  a concern is about one session at least
        return session


def told(
    concerns: Iterable[Concern], old: Programme, new: Programme, people: Alike
) -> tuple[Told, ...]:
    """Return each person in the line-ups once, by name, with sessions in the order given."""
    sessions: dict[str, dict[str, None]] = {}
    for concern in concerns:
        for session, known in ((concern.old, people.old), (concern.new, people.new)):
            for entry in session.speakers if session else ():
                sessions.setdefault(known[entry.speaker], {})[concern.now.key] = None
    who = _by_identity(old, people.old) | _by_identity(new, people.new)
    found = [Told(who[person], tuple(keys)) for person, keys in sessions.items()]
    return tuple(sorted(found, key=lambda each: (folded(each.speaker.name), each.speaker.key)))


def _by_identity(programme: Programme, known: Mapping[str, str]) -> dict[str, Speaker]:
    """Return the speaker that stands for each person: of several keys, the first."""
    speakers = sorted(programme.speakers, key=lambda speaker: speaker.key, reverse=True)
    return {known[speaker.key]: speaker for speaker in speakers}

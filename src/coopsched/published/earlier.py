"""A publication as the programme that attendees were shown, to be compared with another."""

from collections.abc import Iterable, Mapping

from coopsched.comparing.alike import same_people
from coopsched.comparing.matching import match
from coopsched.model import LineUpEntry, Programme, Session, Speaker
from coopsched.model.parts import fields_of
from coopsched.published.records import Publication, Record
from coopsched.published.shown import Person, Shown


def same_by_title(
    programme: Programme, shown: Mapping[str, Shown], previous: Publication
) -> dict[str, str]:
    """Return the keys of sessions with those of the records that they are by title and people.

    What attendees still expect comes first, and only then what had gone.
    """
    found: dict[str, str] = {}
    for there in (True, False):
        records = [
            record for record in previous.records.values() if (record.state == "shown") == there
        ]
        left = shown.keys() - found.keys()
        sessions = [session for session in programme.sessions if session.key in left]
        old, new = _published(previous, records), _only(programme, sessions)
        for pair in match(old, new, same_people(old, new)):
            found[pair.new.key] = pair.old.key
    return found


def _only(programme: Programme, sessions: Iterable[Session]) -> Programme:
    # Without what they refer to, they would be no valid programme.
    return Programme.model_construct(**{**fields_of(programme), "sessions": tuple(sessions)})


def _published(previous: Publication, records: Iterable[Record]) -> Programme:
    """Return what was published of some sessions, as far as sessions are known by it."""
    people = _People()
    sessions = tuple(_session(record, previous, people) for record in records)
    return Programme.model_construct(
        key=previous.key, sessions=sessions, speakers=tuple(people.speakers.values())
    )


class _People:
    """The speakers of records: one key may have had several names over time."""

    def __init__(self) -> None:
        self.speakers: dict[str, Speaker] = {}

    def key(self, person: Person) -> str:
        """Return the key of somebody, which is a made-up one for a second name."""
        known = self.speakers.get(person.key)
        key = person.key if known is None or known.name == person.name else f"{person[:2]}"
        self.speakers.setdefault(key, Speaker.model_construct(key=key, name=person.name))
        return key


def _session(record: Record, previous: Publication, people: _People) -> Session:
    shown = record.shown
    defaults = {f"{key}@{previous.key}" for key in (record.key, *record.keys)}
    return Session.model_construct(
        key=record.key,
        title=shown.title,
        status=shown.status,
        start=shown.start,
        end=shown.end,
        speakers=tuple(
            LineUpEntry.model_construct(speaker=people.key(person), role=person.role)
            for person in shown.speakers
        ),
        uid=None if record.uid in defaults else record.uid,
        was=record.keys,
    )

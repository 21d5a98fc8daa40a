"""The difference between two versions of a programme."""

from dataclasses import dataclass
from datetime import UTC, datetime

from coopsched.comparing.alike import same_people, same_rooms, same_tracks
from coopsched.comparing.beside import Beside, beside
from coopsched.comparing.fields import NOTABLE, Alikes, changed_fields
from coopsched.comparing.matching import match
from coopsched.comparing.telling import Concern, Told, told
from coopsched.model import Programme, Session

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Change:
    """A session that is in both versions and not the same in them."""

    old: Session
    new: Session
    fields: tuple[str, ...]
    """The names of what differs, of `FIELDS`, in their order."""

    @property
    def notable(self) -> tuple[str, ...]:
        """The fields among them that people must be told; none where it is cancelled in both."""
        if self.old.status == self.new.status == "cancelled":
            return ()
        return tuple(name for name in self.fields if name in NOTABLE)

    @property
    def is_cancelled(self) -> bool:
        """Whether it was to be held, and is not any more."""
        return "status" in self.fields and self.new.status == "cancelled"

    @property
    def is_restored(self) -> bool:
        """Whether it was cancelled, and is to be held after all."""
        return "status" in self.fields and self.old.status == "cancelled"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """What changed from one version of a programme to another, each list by start, then by key.

    A session that is in both versions and differs is in `changed`, also if it was
    cancelled or restored. One that is only in the new version, and cancelled
    there, is in `added` all the same.
    """

    old: Programme
    new: Programme
    added: tuple[Session, ...]
    removed: tuple[Session, ...]
    changed: tuple[Change, ...]
    tell: tuple[Told, ...]
    """Who must be told, by name: see `compare`."""
    beside: Beside
    """What differs of the programme beside its sessions."""

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.added or self.removed or self.changed or self.beside)

    @property
    def cancelled(self) -> tuple[Change, ...]:
        """The changes by which a session was cancelled."""
        return tuple(change for change in self.changed if change.is_cancelled)

    @property
    def restored(self) -> tuple[Change, ...]:
        """The changes by which a cancelled session is held after all."""
        return tuple(change for change in self.changed if change.is_restored)


def compare(
    old: Programme,
    new: Programme,
    *,
    drafts: bool = True,
    notable: bool = False,
    carried: frozenset[str] | None = None,
    said: frozenset[str] | None = None,
) -> Difference:
    """Return what changed, whichever keys and order the two versions have.

    Told is everybody in the line-up, before or after, of a session that was
    added, removed, cancelled or restored, or of which something notable changed:
    start, end, room, status, line-up, or the link by which one joins. So somebody
    who was replaced is told, and an author or an organisation is, too. Nobody is
    told of a session that is a draft, or cancelled, in each version that has it.

    Without ``drafts`` a draft is as good as absent, and so is a private link: what is
    left is what attendees see. ``notable`` leaves out changes of texts alone. ``carried``
    names the fields of a session, and ``said`` those of the programme, that both
    sources can hold; others are not compared. Where it is given, nor are private links.
    """
    alikes = Alikes(same_people(old, new), same_rooms(old, new), same_tracks(old, new))
    pairs = match(old, new, alikes.people, drafts=drafts)
    private = drafts and said is None
    all_changes = [
        Change(*pair, changed_fields(*pair, alikes, carried=carried, private=private))
        for pair in pairs
    ]
    changed = [change for change in all_changes if (change.notable if notable else change.fields)]
    changed.sort(key=lambda change: _order(change.new))
    about = beside(old, new, said=said)
    removed = _others(old, {pair.old.key for pair in pairs}, drafts=drafts)
    added = _others(new, {pair.new.key for pair in pairs}, drafts=drafts)
    concerns = [
        *(Concern(session, None) for session in removed),
        *(Concern(None, session) for session in added),
        *(Concern(change.old, change.new) for change in changed if change.notable),
    ]
    expected = [concern for concern in concerns if _is_expected(concern)]
    expected.sort(key=lambda concern: _order(concern.now))
    return Difference(
        old=old,
        new=new,
        added=added,
        removed=removed,
        changed=tuple(changed),
        tell=told(expected, old, new, alikes.people),
        beside=Beside(about.notable) if notable else about,
    )


def _others(programme: Programme, paired: set[str], *, drafts: bool) -> tuple[Session, ...]:
    """Return the sessions that are in one version only."""
    found = [each for each in programme.sessions if drafts or each.status != "draft"]
    return tuple(sorted((each for each in found if each.key not in paired), key=_order))


def _is_expected(concern: Concern) -> bool:
    """Tell whether a session was or is announced, and to be held."""
    sessions = (concern.old, concern.new)
    return any(each and each.status not in ("draft", "cancelled") for each in sessions)


def _order(session: Session) -> tuple[datetime, str]:
    return session.interval.start if session.interval else _NEVER, session.key

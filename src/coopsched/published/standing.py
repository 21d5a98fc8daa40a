"""Which sessions still are where attendees were shown them."""

from coopsched.model import Programme
from coopsched.published.noticing import PLACED, noticed
from coopsched.published.records import Publication
from coopsched.published.showing import shown


def standing(programme: Programme, publication: Publication) -> frozenset[str]:
    """Return the keys of the sessions that are held when and where it was published.

    None where the publication is that of another programme.
    """
    if publication.key != programme.key:
        return frozenset()
    former = {old: session.key for session in programme.sessions for old in session.was}
    now = shown(programme)
    return frozenset(
        new.key
        for record in publication.records.values()
        if record.state == "shown"
        and (new := now.get(record.key) or now.get(former.get(record.key, ""))) is not None
        and not PLACED.intersection(noticed(record.shown, new))
    )

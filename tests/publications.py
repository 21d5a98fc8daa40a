"""Programmes that are published again and again, a day apart."""

from datetime import UTC, datetime, timedelta

from builders import HEAD, programme
from coopsched.model import Programme
from coopsched.published.records import Publication, Record
from coopsched.published.succeeding import Succession, succeed

FIRST = datetime(2017, 5, 1, 12, tzinfo=UTC)
"""When the first version is published: weeks before the day of the programme."""


class History:
    """Versions of a programme, each published a day after the one before."""

    def __init__(self, *versions: str, head: str = HEAD) -> None:
        self.publication: Publication | None = None
        self.at = FIRST
        self._head = head
        for version in versions:
            self.publish(version)

    def publish(self, body: str, *, head: str | None = None, rematch: bool = False) -> Succession:
        """Publish the next version, with the usual head or another one."""
        self._head = head or self._head
        return self.publish_programme(programme(body, head=self._head), rematch=rematch)

    def publish_programme(self, version: Programme, *, rematch: bool = False) -> Succession:
        """Publish the next version."""
        found = succeed(version, self.publication, at=self.at, rematch=rematch)
        self.publication = found.publication
        self.at += timedelta(days=1)
        return found

    def record(self, key: str) -> Record:
        """Return the record of a session as it is by now."""
        assert self.publication is not None
        return self.publication.records[key]

    @property
    def last(self) -> Publication:
        """The publication as it is by now."""
        assert self.publication is not None
        return self.publication


def published(body: str, *, head: str = HEAD) -> Succession:
    """Return what the first publishing of a programme comes to."""
    return History().publish(body, head=head)

"""Nothing is found in the feeds that coopsched publishes itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import coopsched
from coopsched.published.succeeding import succeed
from coopsched.publishing.feeds import feeds
from coopsched.publishing.feeds.joining import Times
from coopsched.publishing.timezones import vtimezone
from coopsched.zones import zone_names
from feeds import calendar, event, feed, found_by

PROGRAMME = Path(__file__).parent.parent.parent / "data" / "programme.yaml"
AT = datetime(2017, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize("times", ["utc", "local"])
def test_the_feeds_of_a_programme_and_of_what_became_of_it(times: Times) -> None:
    programme = coopsched.read(PROGRAMME).programme
    first = succeed(programme, None, at=AT)
    one, other, *_ = (session.key for session in programme.sessions)
    later = programme.replace(one, status="cancelled").replace(other, notice="Bring a rope; a hook")
    second = succeed(later, first.publication, at=AT + timedelta(days=1))
    for each, succession in ((programme, first), (later, second)):
        for path, data in feeds(each, succession.publication, succession.shown, times=times):
            assert found_by(feed(data.decode())) == set(), path


@pytest.mark.parametrize("name", sorted(zone_names())[::10])
def test_the_time_zones_that_are_written(name: str) -> None:
    lines = vtimezone(name, 2024, 2026).decode().rstrip().split("\r\n")
    for month in range(1, 13):
        start, end = (f";TZID={name}:2025{month:02}15T{hour}0000" for hour in (12, 13))
        assert found_by(calendar(*lines, *event(f"DTSTART{start}", f"DTEND{end}"))) == set()

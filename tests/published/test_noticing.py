"""What people must be told of a session that changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coopsched.comparing import NOTABLE, PRIVATE
from coopsched.published.noticing import NOTICED, before, is_another, noticed, reduced
from coopsched.published.shown import Named, Person, PublicLink, Shown
from coopsched.text import Text
from coopsched.zones import zone

START = datetime(2017, 6, 20, 10, tzinfo=zone("Europe/Brussels"))
ATTIC = Named("attic", Text({"fr": "Grenier", "en": "Attic"}))
JOIN = PublicLink("join", "https://join.example/")
OLD = Shown(
    key="a",
    status="confirmed",
    title=Text({"fr": "Futur du travail"}),
    start=START,
    end=START + timedelta(hours=1),
    rooms=(ATTIC,),
    speakers=(Person("ana", "Ana Pérez"), Person("bo", "Bo Lind", role="moderator")),
    links=(JOIN, PublicLink("page", "https://page.example/")),
)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"start": START + timedelta(minutes=5)}, ("start",)),
        ({"end": START + timedelta(hours=2)}, ("end",)),
        ({"end_given": False}, ("end",)),
        ({"rooms": ()}, ("room",)),
        ({"rooms": (ATTIC, Named("hall", Text({"fr": "Salle"})))}, ("room",)),
        ({"rooms": (Named("attic", Text({"fr": "Sous le toit"})),)}, ("room",)),
        ({"status": "cancelled"}, ("status",)),
        ({"status": "tentative"}, ("status",)),
        ({"speakers": OLD.speakers[:1]}, ("speakers",)),
        ({"speakers": (*OLD.speakers, Person("c", "Cy"))}, ("speakers",)),
        ({"speakers": (OLD.speakers[0], Person("bo", "Bo Lind"))}, ("speakers",)),
        ({"speakers": (OLD.speakers[0]._replace(remote=True), OLD.speakers[1])}, ("speakers",)),
        ({"speakers": (Person("ana", "Cy Twombly"), OLD.speakers[1])}, ("speakers",)),
        ({"links": (PublicLink("join", "https://other.example/"),)}, ("join",)),
        ({"start": None, "end": None, "permanent": True}, ("start", "end")),
    ],
)
def test_what_people_must_know_is_noticed(changes: dict[str, Any], told: tuple[str, ...]) -> None:
    assert noticed(OLD, replace(OLD, **changes)) == told


@pytest.mark.parametrize(
    "changes",
    [
        {"title": Text({"fr": "Futur"})},
        {"description": Text({"fr": "Plus"})},
        {"notice": Text({"fr": "Note"})},
        {"start": START.astimezone(UTC)},
        {"rooms": (Named("loft", Text({"en": "ATTIC"})),)},
        {"speakers": OLD.speakers[::-1]},
        {"speakers": (Person("perez", "Pérez Ana"), OLD.speakers[1])},
        {"speakers": (Person("ana", "Ana Pérez-Coll"), OLD.speakers[1])},
        {"speakers": (OLD.speakers[0]._replace(affiliation=("UCL",)), OLD.speakers[1])},
        {"links": (JOIN,)},
        {"track": Named("t", Text({"fr": "T"}))},
        {"languages": ("nl",)},
    ],
)
def test_what_is_only_worded_otherwise_is_not(changes: dict[str, Any]) -> None:
    assert noticed(OLD, replace(OLD, **changes)) == ()


def test_of_what_was_and_is_cancelled_there_is_nothing_to_tell() -> None:
    gone = replace(OLD, status="cancelled")
    assert noticed(gone, replace(gone, start=START + timedelta(hours=3))) == ()


def test_all_fields_of_comparing_are_noticed_but_what_is_private() -> None:
    assert set(NOTABLE) - set(PRIVATE) == set(NOTICED)


def test_what_was_is_remembered_with_times_in_utc() -> None:
    at = datetime(2017, 5, 1, tzinfo=UTC)
    found = before(OLD, ("start",), at)
    assert found.start is not None
    assert found.start.isoformat() == "2017-06-20T08:00:00+00:00"
    assert (found.at, found.fields, found.status) == (at, ("start",), "confirmed")
    assert found.rooms == (ATTIC.name,)


def test_an_end_that_nobody_gave_is_not_remembered() -> None:
    found = before(replace(OLD, end_given=False), ("start",), datetime(2017, 5, 1, tzinfo=UTC))
    assert found.end is None


def test_what_is_kept_is_enough_to_notice_all_that_changes() -> None:
    full = replace(
        OLD,
        description=Text({"fr": "Plus"}),
        venue=Text({"fr": "SMart"}),
        tags=("x",),
        within="b",
        replaces=("c",),
    )
    kept = reduced(full)
    assert noticed(kept, full) == noticed(full, kept) == ()
    assert kept.links == (JOIN,)
    assert (kept.description, kept.venue, kept.tags) == (None, None, ())
    assert (kept.within, kept.replaces) == (None, ())
    assert reduced(kept) == kept


@pytest.mark.parametrize(
    ("changes", "another"),
    [
        ({"title": Text({"fr": "Autre"}), "speakers": (Person("c", "Cy"),)}, True),
        ({"title": Text({"fr": "Autre"})}, False),
        ({"speakers": (Person("c", "Cy"),)}, False),
        ({"title": Text({"fr": "Autre"}), "speakers": ()}, False),
        ({"title": Text({"nl": "FUTUR du travail"}), "speakers": (Person("c", "Cy"),)}, False),
        ({"title": Text({"fr": "Autre"}), "speakers": (Person("x", "Pérez Ana"),)}, False),
    ],
)
def test_a_session_is_another_when_title_and_people_are(
    changes: dict[str, Any], *, another: bool
) -> None:
    assert is_another(OLD, replace(OLD, **changes)) is another

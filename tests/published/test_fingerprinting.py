"""Fingerprints: what is marked as a change and what is not."""

import os
import subprocess
import sys
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from coopsched.published.fingerprinting import fingerprint
from coopsched.published.shown import Named, Person, PublicLink, Shown
from coopsched.text import Text
from coopsched.zones import zone

BRUSSELS = zone("Europe/Brussels")
UIDS = {"a": "a@p", "b": "b@p", "c": "c@p"}
START = datetime(2017, 6, 20, 10, tzinfo=BRUSSELS)
SHOWN = Shown(
    key="a",
    status="confirmed",
    title=Text({"fr": "Futur", "nl": "Toekomst"}),
    start=START,
    end=START + timedelta(hours=1),
    timezone="Europe/Brussels",
    rooms=(Named("attic", Text({"fr": "Grenier"})),),
    speakers=(Person("ana", "Ana"), Person("bo", "Bo")),
    track=Named("t", Text({"fr": "Coops"})),
    within="b",
)


def mark(shown: Shown, state: str = "shown") -> str:
    return fingerprint(shown, state, UIDS)


OTHERS: dict[str, Any] = {
    "status": "tentative",
    "title": Text({"fr": "Futur !", "nl": "Toekomst"}),
    "description": Text({"fr": "Plus"}),
    "notice": Text({"fr": "Note"}),
    "permanent": True,
    "days": (date(2017, 6, 20),),
    "start": START + timedelta(minutes=1),
    "end": START + timedelta(hours=2),
    "end_given": False,
    "timezone": "UTC",
    "rooms": (Named("attic", Text({"fr": "Sous le toit"})),),
    "online": True,
    "venue": Text({"fr": "SMart"}),
    "address": Text({"fr": "72 rue Coenraets"}),
    "position": (50.0, 4.0),
    "speakers": (Person("ana", "Ana"),),
    "languages": ("fr",),
    "interpretation": ("nl",),
    "captions": ("en",),
    "track": Named("t", Text({"fr": "Coopératives"})),
    "colour": "teal",
    "kind": "panel",
    "tags": ("x",),
    "links": (PublicLink("page", "https://a.example/"),),
    "within": "c",
    "repeats": "b",
    "replaces": ("b",),
    "replaced_by": (Named("b", Text({"fr": "B"})),),
}


def test_all_that_is_shown_is_marked_but_the_key() -> None:
    assert OTHERS.keys() == {each.name for each in fields(Shown)} - {"key"}


@pytest.mark.parametrize("name", OTHERS)
def test_a_change_of_anything_that_is_shown_changes_the_mark(name: str) -> None:
    assert mark(replace(SHOWN, **{name: OTHERS[name]})) != mark(SHOWN)


def test_no_two_changes_have_one_mark() -> None:
    marks = {mark(replace(SHOWN, **{name: value})) for name, value in OTHERS.items()}
    assert len(marks) == len(OTHERS)


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "z"},
        {"rooms": (Named("loft", Text({"fr": "Grenier"})),)},
        {"speakers": (Person("ana-2", "Ana"), Person("bo-2", "Bo"))},
        {"track": Named("u", Text({"fr": "Coops"}))},
    ],
)
def test_a_key_is_not_shown_and_not_marked(changes: dict[str, Any]) -> None:
    assert mark(replace(SHOWN, **changes)) == mark(SHOWN)


def test_another_session_is_known_by_its_uid_whatever_its_key() -> None:
    renamed = replace(SHOWN, within="new")
    assert fingerprint(renamed, "shown", {"new": "b@p"}) == mark(SHOWN)


@pytest.mark.parametrize(
    "changes",
    [
        {"speakers": SHOWN.speakers[::-1]},
        {"title": Text({"nl": "Toekomst", "fr": "Futur"})},
    ],
)
def test_the_order_of_what_is_shown_in_an_order_counts(changes: dict[str, Any]) -> None:
    assert mark(replace(SHOWN, **changes)) != mark(SHOWN)


def test_a_state_is_marked() -> None:
    assert len({mark(SHOWN, state) for state in ("shown", "gone", "replaced")}) == 3


def test_the_zone_and_the_clock_count_as_the_instant_does() -> None:
    there = START.astimezone(timezone(timedelta(hours=2)))
    assert there == START
    assert mark(replace(SHOWN, start=there)) != mark(SHOWN)
    assert mark(replace(SHOWN, start=START.astimezone(UTC))) != mark(SHOWN)


def test_the_two_hours_of_one_clock_time_have_two_marks() -> None:
    first = datetime(2017, 10, 29, 2, 30, tzinfo=BRUSSELS)
    second = first.replace(fold=1)
    assert first == second  # as Python compares times of one zone
    assert mark(replace(SHOWN, start=first)) != mark(replace(SHOWN, start=second))


def test_a_mark_is_the_same_with_every_release_and_machine() -> None:
    # Another one here would tell all subscribers that every session has changed.
    assert mark(SHOWN) == "3d66c7813b9087361480621847bc7b8eab034edfbd6d02c7bc7197882e5553ec"


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_a_mark_is_the_same_under_any_hash_seed(seed: str) -> None:
    script = (
        "from coopsched.published.fingerprinting import fingerprint\n"
        "from coopsched.published.shown import Shown\n"
        "from coopsched.text import Text\n"
        "shown = Shown(key='a', status='confirmed', title=Text({'fr': 'A', 'nl': 'B'}),"
        " permanent=True, tags=('x', 'y'), replaces=('b', 'c'))\n"
        "print(fingerprint(shown, 'shown', {'b': 'b@p', 'c': 'c@p'}))"
    )
    found = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Kathmandu"},
        capture_output=True,
        text=True,
        check=True,
    )
    shown = Shown(
        key="a",
        status="confirmed",
        title=Text({"fr": "A", "nl": "B"}),
        permanent=True,
        tags=("x", "y"),
        replaces=("b", "c"),
    )
    assert found.stdout.strip() == mark(shown)

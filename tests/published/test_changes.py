"""What a publishing says that it changes."""

from dataclasses import fields

import pytest

from builders import HEAD
from coopsched.published.changes import Changed, Changes
from publications import History, published

BODY = """\
rooms: {attic: Attic, hall: Hall}
speakers: {ana: Ana Pérez, bo: Bo Lind}
sessions:
  a: {title: A, start: 10:00, end: 11:00, rooms: [attic], speakers: [ana]}
  b: {title: B, start: 9:00, end: 10:00, rooms: [hall], speakers: [bo]}
"""


def sorts(changes: Changes) -> dict[str, list[str]]:
    """Return the keys of sessions by what became of them."""
    found = {}
    for each in fields(changes):
        value = getattr(changes, each.name)
        if value and isinstance(value[0], Changed):
            found[each.name] = [changed.new.key for changed in value]
    return found


def changed(old: str, new: str, body: str = BODY) -> Changes:
    """Return what one change to a programme changes."""
    assert old in body
    return History(body).publish(body.replace(old, new)).changes


def told(changes: Changes) -> list[tuple[str, tuple[str, ...]]]:
    """Return who is told, and of which sessions."""
    return [(each.speaker.name, each.sessions) for each in changes.tell]


def test_at_first_everything_is_new_by_start() -> None:
    found = published(BODY).changes
    assert sorts(found) == {"new": ["b", "a"]}
    assert found.new_languages == ("fr", "nl")
    assert ("room", "attic") in found.new_feeds
    assert found.feeds == ()


def test_nothing_that_changes_is_false() -> None:
    assert not History(BODY).publish(BODY).changes


@pytest.mark.parametrize(
    ("old", "new", "sort", "names"),
    [
        ("start: 10:00, end: 11:00", "start: 14:00, end: 15:00", "moved", ("start", "end")),
        ("rooms: [attic]", "rooms: [hall]", "moved", ("room",)),
        ("speakers: [ana]", "speakers: [bo]", "altered", ("speakers",)),
        ("title: A,", "title: A, status: tentative,", "altered", ("status",)),
        ("title: A,", "title: A, status: cancelled,", "cancelled", ("status",)),
        ("title: A,", "title: A, status: draft,", "removed", ("status",)),
        ("title: A,", "title: Another,", "texts", ()),
        ("title: A,", "title: A, description: More,", "texts", ()),
    ],
)
def test_a_session_that_changes_is_in_one_list(
    old: str, new: str, sort: str, names: tuple[str, ...]
) -> None:
    found = changed(old, new)
    assert sorts(found) == {sort: ["a"]}
    assert getattr(found, sort)[0].fields == names
    assert found


CANCELLED = BODY.replace("title: A,", "title: A, status: cancelled,")


def test_a_session_that_is_held_after_all_is_restored() -> None:
    assert sorts(History(BODY, CANCELLED).publish(BODY).changes) == {"restored": ["a"]}


def test_a_session_that_returns_is_restored() -> None:
    without = BODY.replace("  a: {title: A,", "  a: {title: A, status: draft,")
    assert sorts(History(BODY, without).publish(BODY).changes) == {"restored": ["a"]}


def test_a_session_that_another_replaces_is_in_the_list_of_those() -> None:
    body = CANCELLED + "  c: {title: C, start: 10:00, end: 11:00, replaces: [a]}\n"
    assert sorts(History(BODY).publish(body).changes) == {"new": ["c"], "replaced": ["a"]}


def test_a_renamed_session_is_in_a_list_of_its_own_though_nobody_sees_it() -> None:
    found = changed("  a: {title: A,", "  z: {title: A, was: a,")
    assert sorts(found) == {"renamed": ["z"]}
    assert found.renamed[0].old is not None
    assert found.renamed[0].old.key == "a"
    assert found.tell == ()
    assert found.new_feeds == (("session", "z"),)


def test_feeds_that_change_are_named() -> None:
    found = changed("rooms: [hall]", "rooms: [attic]")
    assert {("room", "attic"), ("room", "hall"), ("session", "b")} <= set(found.feeds)
    assert ("session", "a") not in found.feeds
    assert found.new_feeds == ()


def test_a_feed_that_only_goes_on_under_another_key_does_not_change() -> None:
    renamed = BODY.replace("attic: Attic", "loft: {name: Attic, was: attic}")
    found = History(BODY).publish(renamed.replace("[attic]", "[loft]")).changes
    assert found.feeds == ()
    assert found.new_feeds == (("room", "loft"),)


def test_a_new_language_is_named() -> None:
    found = History(BODY).publish(BODY, head=HEAD.replace("[fr, nl]", "[fr, de]")).changes
    assert found.new_languages == ("de",)
    assert found.new_feeds == (("in", "de"),)


def test_people_are_told_of_what_they_must_know() -> None:
    assert told(changed("start: 10:00, end: 11:00", "start: 10:30, end: 11:30")) == [
        ("Ana Pérez", ("a",))
    ]


def test_who_comes_and_who_goes_are_both_told() -> None:
    assert told(changed("speakers: [ana]", "speakers: [bo]")) == [
        ("Ana Pérez", ("a",)),
        ("Bo Lind", ("a",)),
    ]


def test_somebody_is_told_once_of_all_sessions_by_start() -> None:
    found = changed("speakers: [bo]", "speakers: [ana], links: [{url: https://x/, kind: join}]")
    assert told(found) == [("Ana Pérez", ("b",)), ("Bo Lind", ("b",))]
    everything = published(BODY.replace("[bo]", "[ana]")).changes
    assert told(everything) == [("Ana Pérez", ("b", "a"))]


@pytest.mark.parametrize("new", ["title: Another,", "title: A, description: More,"])
def test_nobody_is_told_of_texts(new: str) -> None:
    assert told(changed("title: A,", new)) == []


def test_nobody_is_told_that_what_was_cancelled_is_gone() -> None:
    without = BODY[: BODY.index("  a:")] + BODY[BODY.index("  b:") :]
    assert told(History(BODY, CANCELLED).publish(without).changes) == []


def test_somebody_who_left_the_programme_is_told_by_name() -> None:
    without = BODY.replace("ana: Ana Pérez, ", "").replace(", speakers: [ana]", "")
    assert told(History(BODY).publish(without).changes) == [("Ana Pérez", ("a",))]

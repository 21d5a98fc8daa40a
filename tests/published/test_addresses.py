"""Which feeds there are, and what each of them holds."""

import pytest

from builders import HEAD
from coopsched.published.addresses import every_members, members
from coopsched.published.records import Address, Publication
from coopsched.published.succeeding import Succession
from publications import FIRST, History, published

BODY = """\
rooms: {attic: Attic, hall: Hall, unused: Cellar}
speakers: {ana: Ana Pérez, bo: Bo Lind, cy: Cy Oak, di: Di Ash}
tracks: {t: Trade}
sessions:
  a: {title: A, start: 10:00, rooms: [attic], speakers: [ana], track: t, languages: [fr]}
  b: {title: B, start: 12:00, rooms: [hall, attic], speakers: [bo], kind: panel, languages: [nl]}
  c: {title: C, start: 11:00, speakers: [{speaker: cy, role: author}], languages: [nl, en]}
  d: {title: D, start: 13:00, speakers: [di], status: draft}
  x: {title: X, permanent: true, rooms: [attic], speakers: [ana]}
"""


def held(found: Succession, kind: str, key: str = "") -> tuple[str, ...]:
    """Return what a feed holds."""
    address = found.publication.addresses[kind, key]
    one = members(address, found.publication, found.shown)
    assert every_members(found.publication, found.shown)[kind, key] == one
    return one


def names(publication: Publication) -> set[str]:
    """Return the addresses of a publication."""
    return {"/".join(filter(None, place)) for place in publication.addresses}


def test_there_is_an_address_for_all_that_is_shown_and_for_nothing_else() -> None:
    # Somebody whose only session is a draft is not announced by an address.
    assert names(published(BODY).publication) == {
        "programme", "permanent", "in/fr", "in/nl", "room/attic", "room/hall", "speaker/ana",
        "speaker/bo", "speaker/cy", "track/t", "kind/talk", "kind/panel", "session/a", "session/b",
        "session/c", "session/x",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "key", "keys"),
    [
        ("programme", "", "acb"),
        ("permanent", "", "x"),
        ("room", "attic", "ab"),
        ("room", "hall", "b"),
        ("speaker", "ana", "a"),
        ("speaker", "cy", "c"),
        ("track", "t", "a"),
        ("kind", "talk", "ac"),
        ("kind", "panel", "b"),
        ("session", "x", "x"),
        ("in", "fr", "a"),
        ("in", "nl", "cb"),
    ],
)
def test_a_feed_holds_its_sessions_by_start(kind: str, key: str, keys: str) -> None:
    assert held(published(BODY), kind, key) == tuple(keys)


def test_an_address_that_is_not_published_can_be_asked_for() -> None:
    found = published(BODY)
    for kind, key, keys in (("in", "en", ("c",)), ("room", "unused", ()), ("in", "nl-BE", "cb")):
        address = Address(kind=kind, key=key, name=None, modified=FIRST, fingerprint="")
        assert members(address, found.publication, found.shown) == tuple(keys)


@pytest.mark.parametrize(
    ("keys", "languages"),
    [
        ("languages: [fr]", {"fr"}),
        ("languages: [fr-BE]", {"fr"}),
        ("languages: [fr], interpretation: [nl]", {"fr", "nl"}),
        ("languages: [en], captions: [nl]", {"nl"}),
        ("languages: [en]", set()),
        ("languages: [zxx]", {"fr", "nl"}),
        ("kind: meal", {"fr", "nl"}),
    ],
)
def test_a_language_feed_holds_what_its_readers_can_follow(keys: str, languages: set[str]) -> None:
    found = published(f"sessions:\n  a: {{title: A, start: 10:00, {keys}}}")
    assert {tag for tag in ("fr", "nl") if held(found, "in", tag)} == languages


ROOM = "rooms: {%s: {name: Attic%s}}\nsessions:\n"
IN_ROOM = "  %s: {title: Session %s, start: 10:00, rooms: [%s]}\n"


def test_a_renamed_room_keeps_its_feed_and_has_a_new_one() -> None:
    # The old address must not become a 404, nor an empty calendar.
    history = History(ROOM % ("attic", "") + IN_ROOM % ("a", "a", "attic"))
    found = history.publish(ROOM % ("loft", ", was: attic") + IN_ROOM % ("a", "a", "loft"))
    assert held(found, "room", "attic") == held(found, "room", "loft") == ("a",)
    assert found.publication.addresses["room", "attic"].leads_to == "loft"
    assert found.publication.addresses["room", "loft"].leads_to is None


def test_a_room_that_is_renamed_again_keeps_both_feeds() -> None:
    history = History(ROOM % ("attic", "") + IN_ROOM % ("a", "a", "attic"))
    history.publish(ROOM % ("loft", ", was: attic") + IN_ROOM % ("a", "a", "loft"))
    found = history.publish(ROOM % ("tower", ", was: loft") + IN_ROOM % ("a", "a", "tower"))
    for key in ("attic", "loft", "tower"):
        assert held(found, "room", key) == ("a",)
    assert found.publication.addresses["room", "attic"].leads_to == "tower"


def test_a_renaming_is_remembered_when_the_file_forgets_it() -> None:
    history = History(ROOM % ("attic", "") + IN_ROOM % ("a", "a", "attic"))
    history.publish(ROOM % ("loft", ", was: attic") + IN_ROOM % ("a", "a", "loft"))
    found = history.publish(ROOM % ("loft", "") + IN_ROOM % ("a", "a", "loft"))
    assert held(found, "room", "attic") == ("a",)


def test_a_room_that_has_its_old_key_again_leads_nowhere_else() -> None:
    history = History(ROOM % ("attic", "") + IN_ROOM % ("a", "a", "attic"))
    history.publish(ROOM % ("loft", ", was: attic") + IN_ROOM % ("a", "a", "loft"))
    found = history.publish(ROOM % ("attic", ", was: loft") + IN_ROOM % ("a", "a", "attic"))
    assert found.publication.addresses["room", "attic"].leads_to is None
    assert held(found, "room", "attic") == held(found, "room", "loft") == ("a",)


def test_what_was_cancelled_before_a_renaming_stays_in_all_feeds_of_the_room() -> None:
    history = History(
        ROOM % ("attic", "") + IN_ROOM % ("a", "a", "attic") + IN_ROOM % ("b", "b", "attic"),
        ROOM % ("attic", "") + IN_ROOM % ("a", "a", "attic"),
    )
    found = history.publish(ROOM % ("loft", ", was: attic") + IN_ROOM % ("a", "a", "loft"))
    assert held(found, "room", "attic") == held(found, "room", "loft") == ("a", "b")


def test_a_new_room_of_an_old_key_does_not_take_the_feed_away() -> None:
    # Who follows the old room would miss what moved; a session too many costs a glance.
    history = History(ROOM % ("attic", "") + IN_ROOM % ("a", "a", "attic"))
    found = history.publish(
        "rooms: {loft: {name: Attic, was: attic}, attic: New}\nsessions:\n"
        + IN_ROOM % ("a", "a", "loft")
        + IN_ROOM % ("b", "b", "attic")
    )
    assert held(found, "room", "attic") == ("a", "b")
    assert held(found, "room", "loft") == ("a",)


def test_rooms_can_swap_their_keys() -> None:
    two = "rooms: {a: {name: %s}, b: {name: %s}}\nsessions:\n"
    history = History(two % ("A", "B") + IN_ROOM % ("one", "1", "a") + IN_ROOM % ("two", "2", "b"))
    found = history.publish(
        two % ("B, was: b", "A, was: a") + IN_ROOM % ("one", "1", "b") + IN_ROOM % ("two", "2", "a")
    )
    assert set(held(found, "room", "a")) == set(held(found, "room", "b")) == {"one", "two"}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("speakers: {x: Ana}", "speakers: {y: {name: Ana, was: x}}", "speaker"),
        ("tracks: {x: T}", "tracks: {y: {title: T, was: x}}", "track"),
    ],
)
def test_speakers_and_tracks_keep_their_feeds_too(before: str, after: str, kind: str) -> None:
    field = "track: %s" if kind == "track" else "speakers: [%s]"
    history = History(f"{before}\nsessions:\n  a: {{title: A, start: 10:00, {field % 'x'}}}")
    found = history.publish(f"{after}\nsessions:\n  a: {{title: A, start: 10:00, {field % 'y'}}}")
    assert held(found, kind, "x") == held(found, kind, "y") == ("a",)


def test_a_renamed_session_keeps_its_feed() -> None:
    history = History("sessions:\n  a: {title: A, start: 10:00}")
    found = history.publish("sessions:\n  b: {title: A, start: 10:00, was: a}")
    assert held(found, "session", "a") == held(found, "session", "b") == ("b",)
    assert found.publication.addresses["session", "a"].leads_to == "b"


def test_the_feed_of_a_session_goes_on_though_another_has_its_key() -> None:
    history = History("sessions:\n  a: {title: A, start: 10:00}")
    history.publish("sessions:\n  b: {title: A, start: 10:00, was: a}")
    found = history.publish(
        "sessions:\n  b: {title: A, start: 10:00, was: a}\n  a: {title: New, start: 12:00}"
    )
    assert held(found, "session", "a") == ("b", "a")
    assert held(found, "session", "b") == ("b",)


def test_sessions_that_pass_on_their_keys_do_not_pass_on_their_feeds() -> None:
    history = History("sessions:\n  a: {title: A, start: 10:00}\n  b: {title: B, start: 11:00}")
    found = history.publish(
        "sessions:\n  b: {title: A, start: 10:00, was: a}\n  c: {title: B, start: 11:00, was: b}"
    )
    assert held(found, "session", "a") == ("b",)
    assert held(found, "session", "b") == ("b", "c")
    assert found.publication.addresses["session", "a"].leads_to == "b"


def test_what_is_removed_keeps_its_feeds_with_what_is_left() -> None:
    history = History(BODY)
    found = history.publish("sessions: {}")
    assert names(found.publication) == names(published(BODY).publication)
    assert held(found, "speaker", "ana") == ("a",)
    assert held(found, "kind", "panel") == ("b",)
    assert held(found, "in", "nl") == ("c", "b")
    assert str(found.publication.addresses["speaker", "ana"].name) == "Ana Pérez"


def test_a_session_that_moves_leaves_the_feed_of_its_room_for_another() -> None:
    history = History(BODY)
    found = history.publish(
        BODY.replace(
            "rooms: [attic], speakers: [ana], track", "rooms: [hall], speakers: [ana], track"
        )
    )
    assert held(found, "room", "attic") == ("b",)
    assert held(found, "room", "hall") == ("a", "b")


def test_a_feed_that_becomes_empty_keeps_its_address() -> None:
    history = History("rooms: {x: X, y: Y}\nsessions:\n  a: {title: A, start: 10:00, rooms: [x]}")
    found = history.publish("rooms: {y: Y}\nsessions:\n  a: {title: A, start: 10:00, rooms: [y]}")
    assert held(found, "room", "x") == ()
    assert str(found.publication.addresses["room", "x"].name) == "X"


def changed(history: History, body: str, *, head: str = HEAD) -> set[str]:
    """Return the feeds that were modified by publishing another version."""
    before = history.last.addresses
    after = history.publish(body, head=head).publication.addresses
    for place, address in after.items():
        if place in before:
            same = address.modified == before[place].modified
            assert same == (address.fingerprint == before[place].fingerprint)
            assert address.modified >= before[place].modified
    return {
        "/".join(filter(None, place))
        for place in after
        if place in before and after[place].modified != before[place].modified
    }


def test_a_change_modifies_the_feeds_that_hold_the_session_and_no_other() -> None:
    history = History(BODY)
    assert changed(history, BODY.replace("title: A,", "title: Z,")) == {
        "programme", "in/fr", "room/attic", "speaker/ana", "track/t", "kind/talk", "session/a"
    }  # fmt: skip


def test_a_session_that_moves_modifies_the_feeds_that_it_leaves_and_those_it_joins() -> None:
    history = History(BODY)
    body = BODY.replace("rooms: [hall, attic]", "rooms: [hall]")
    assert changed(history, body) == {
        "programme", "in/nl", "room/attic", "room/hall", "speaker/bo", "kind/panel", "session/b"
    }  # fmt: skip


def test_the_title_of_the_programme_is_in_the_head_of_every_feed() -> None:
    history = History(BODY)
    head = HEAD.replace("title: Conference", "title: Congress")
    assert changed(history, BODY, head=head) == names(history.last)


def test_the_colour_of_a_track_is_in_the_head_of_its_feed() -> None:
    body = "tracks: {t: {title: T, colour: %s}}\nsessions:\n  a: {title: A, start: 10:00, track: t}"
    assert "track/t" in changed(History(body % "teal"), body % "navy")


def test_the_colour_of_a_track_that_is_empty_by_now_is_too() -> None:
    history = History("tracks: {t: T}\nsessions:\n  a: {title: A, start: 10:00, track: t}")
    history.publish("tracks: {t: T}")
    assert changed(history, "tracks: {t: {title: T, colour: navy}}") == {"track/t"}


@pytest.mark.parametrize("rooms", [("loft", "tower"), ("tower", "loft")])
def test_of_two_rooms_that_had_one_key_the_first_by_key_has_its_feed(
    rooms: tuple[str, ...],
) -> None:
    history = History(ROOM % ("attic", "") + IN_ROOM % ("a", "a", "attic"))
    split = "".join(f"  {key}: {{name: Attic, was: attic}}\n" for key in rooms)
    found = history.publish(f"rooms:\n{split}sessions:\n" + IN_ROOM % ("a", "a", "loft"))
    assert found.publication.addresses["room", "attic"].leads_to == "loft"


def test_feeds_have_the_names_of_today() -> None:
    history = History(ROOM % ("attic", "") + IN_ROOM % ("a", "a", "attic"))
    found = history.publish(
        "rooms: {loft: {name: Under the roof, was: attic}}\nsessions:\n"
        + IN_ROOM % ("a", "a", "loft")
    )
    known = found.publication.addresses
    assert str(known["room", "attic"].name) == str(known["room", "loft"].name) == "Under the roof"
    assert str(known["session", "a"].name) == "Session a"
    assert known["programme", ""].name is None

"""A person who wants to be forgotten."""

import pytest

from coopsched.published.forgetting import forget, spelling
from coopsched.published.storing import dumps, loads
from publications import History

BODY = """\
rooms: {attic: Ana Pérez Room}
speakers:
  %s: {name: Ana Pérez, affiliation: [UCL]}
  bo: {name: Bo Lind, affiliation: Ana Pérez Ltd}
sessions:
  a: {title: Ana Pérez at work, start: 10:00, speakers: [%s, bo], notice: "With ana pérez, live"}
  b: {title: B, start: 11:00, speakers: [bo], rooms: [attic]}
  c: {title: C, start: 12:00, speakers: [{speaker: %s, role: moderator}]}
"""
KEPT = """\
speakers: {bo: Bo Lind}
sessions:
  b: {title: B, start: 11:00, speakers: [bo]}
  c: {title: C, start: 12:00}
"""


def version(key: str = "ana") -> str:
    """Return the programme with Ana under a key."""
    return BODY % (key, key, key)


def history() -> History:
    """Return the history of a programme that lost Ana and one of her sessions."""
    return History(version(), KEPT)


def test_no_name_and_no_key_is_left_anywhere() -> None:
    text = dumps(forget(history().last, "ana"))
    assert "ana" not in text.casefold()
    assert "pérez" not in text.casefold()
    assert "Bo Lind" in text


def test_the_person_is_in_the_publication_until_then() -> None:
    text = dumps(history().last)
    assert '"ana"' in text
    assert "Ana Pérez" in text


def test_what_else_was_published_stays() -> None:
    before = history().last
    after = forget(before, "ana")
    assert after.records.keys() == before.records.keys()
    assert before.addresses.keys() - after.addresses.keys() == {("speaker", "ana")}
    assert str(after.records["a"].shown.title) == "… at work"
    assert [each.key for each in after.records["a"].shown.speakers] == ["bo"]
    for key in "abc":
        assert after.records[key].uid == before.records[key].uid
        assert after.records[key].sequence == before.records[key].sequence


def test_the_result_is_another_publication() -> None:
    # Its copy in a folder that was not written anew is then known to be an older one.
    before = history().last
    after = forget(before, "ana")
    assert after.serial == before.serial + 1
    assert loads(dumps(after), "x") == after


def test_earlier_keys_are_forgotten_too() -> None:
    renamed = version("ana-perez").replace("name: Ana Pérez,", "name: Ana Pérez, was: ana,")
    past = History(version(), renamed, KEPT)
    for key in ("ana", "ana-perez"):
        after = forget(past.last, key)
        assert "ana" not in dumps(after).casefold()
        assert not {place for place in after.addresses if "ana" in place[1]}


def test_the_same_name_under_another_key_is_forgotten_too() -> None:
    another = version("perez") + "  d: {title: D, start: 13:00, speakers: [perez]}\n"
    past = History(version(), another, KEPT)
    assert '"perez"' in dumps(past.last)
    assert "Pérez" not in dumps(forget(past.last, "ana"))


def test_a_longer_name_is_forgotten_in_full() -> None:
    body = "speakers: {ana: %s}\nsessions:\n  a: {title: By %s, start: 10:00, speakers: [ana]}\n"
    gone = "  b: {title: B, start: 11:00, speakers: [ana]}\n"
    past = History(body % ("Ana", "Ana") + gone, body % ("Ana Pérez", "Ana Pérez"))
    assert past.record("b").shown.speakers[0].name == "Ana"
    assert str(forget(past.last, "ana").records["a"].shown.title) == "By …"


def test_a_name_inside_another_word_stays() -> None:
    past = History(
        "speakers: {li: Li}\nsessions:\n  a: {title: Listening to Li, start: 10:00, speakers: [li]}"
    )
    assert str(forget(past.last, "li").records["a"].shown.title) == "Listening to …"


def test_the_next_publishing_tells_calendars_of_tombstones_that_changed() -> None:
    past = history()
    before = past.record("a")
    past.publication = forget(past.last, "ana")
    past.publish(KEPT)
    assert past.record("a").sequence == before.sequence + 1
    assert past.record("a").modified > before.modified
    assert ("speaker", "ana") not in past.last.addresses
    assert "ana" not in dumps(past.last).casefold()
    once = past.last
    assert past.publish(KEPT).publication is once


def test_a_session_that_still_names_the_person_names_them_again() -> None:
    past = History(version())
    past.publication = forget(past.last, "ana")
    past.publish(version())
    assert ("speaker", "ana") in past.last.addresses


@pytest.mark.parametrize("key", ["nobody", "b"])
def test_forgetting_somebody_unknown_changes_nothing(key: str) -> None:
    before = history().last
    assert forget(before, key) is before


def test_keys_of_sessions_that_spell_the_person_are_named() -> None:
    past = History(
        "speakers: {ana: Ana}\nsessions:\n"
        "  talk-ana: {title: A, start: 10:00, speakers: [ana]}\n"
        "  b: {title: B, start: 10:00, uid: ana@example.org}\n"
        "  c: {title: C, start: 10:00}"
    )
    assert spelling(past.last, "ana") == ("b", "talk-ana")


def test_addresses_to_join_of_what_the_person_was_in_are_forgotten() -> None:
    body = (
        "speakers: {ann: Ann Lee}\nsessions:\n  a: {title: A, start: 10:00, end: 11:00, "
        "speakers: [ann], links: [{kind: join, url: https://z.example/ann-lee}]}\n"
    )
    history = History(body, "sessions: {}\n")
    assert "ann-lee" in dumps(history.last)
    assert "ann-lee" not in dumps(forget(history.last, "ann"))

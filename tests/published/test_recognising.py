"""Which session is which of those that were published."""

from builders import HEAD
from publications import History, published


def uids(history: History) -> dict[str, str]:
    """Return the UIDs of what is shown by now, by title."""
    return {str(each.shown.title): each.uid for each in history.last.records.values()}


def test_a_session_gets_a_uid_of_its_key_and_the_programmes() -> None:
    assert uids(History("sessions:\n  a: {title: A, start: 10:00}")) == {"A": "a@conf"}


def test_a_session_that_has_a_uid_keeps_it() -> None:
    history = History("sessions:\n  a: {title: A, start: 10:00, uid: x@old.example}")
    assert uids(history) == {"A": "x@old.example"}


def test_of_sessions_that_state_one_uid_only_the_first_by_key_has_it() -> None:
    keys = "hgfedcba"
    sessions = (f"  {key}: {{title: {key}, start: 10:00, uid: x}}\n" for key in keys)
    found = uids(History("sessions:\n" + "".join(sessions)))
    assert found == {key: f"{key}@conf" for key in keys} | {"a": "x"}


def test_the_uid_that_attendees_have_stays_whatever_is_stated_later() -> None:
    # Another UID would show them the session twice: the old one never goes away.
    history = History(
        "sessions:\n  a: {title: A, start: 10:00}",
        "sessions:\n  a: {title: A, start: 10:00, uid: x@new.example}",
        "sessions:\n  a: {title: A, start: 10:00, uid: y@new.example}",
    )
    assert uids(history) == {"A": "a@conf"}
    assert history.record("a").sequence == 0


def test_a_renamed_session_keeps_its_uid() -> None:
    history = History(
        "sessions:\n  a: {title: A, start: 10:00}",
        "sessions:\n  b: {title: A, start: 10:00, was: a}",
        "sessions:\n  c: {title: A, start: 10:00, was: [b, a]}",
    )
    assert uids(history) == {"A": "a@conf"}
    assert history.record("c").keys == ("a", "b")
    assert history.record("c").sequence == 0


def test_a_session_can_name_its_first_key_alone() -> None:
    history = History(
        "sessions:\n  a: {title: A, start: 10:00}",
        "sessions:\n  b: {title: A, start: 10:00, was: a}",
        "sessions:\n  c: {title: A, start: 10:00, was: a}",
    )
    assert uids(history) == {"A": "a@conf"}
    assert history.record("c").keys == ("a", "b")


def test_a_session_that_has_its_first_key_again_keeps_its_uid() -> None:
    history = History(
        "sessions:\n  a: {title: A, start: 10:00}",
        "sessions:\n  b: {title: A, start: 10:00, was: a}",
        "sessions:\n  a: {title: A, start: 10:00}",
    )
    assert uids(history) == {"A": "a@conf"}
    assert history.record("a").keys == ("b",)


def test_an_old_key_that_another_session_was_given_does_not_make_it_the_same() -> None:
    history = History(
        "sessions:\n  key: {title: Friday, start: 10:00}",
        "sessions:\n  key: {title: Saturday, start: 12:00}\n"
        "  key-fri: {title: Friday, start: 10:00, was: key}",
        "sessions:\n  key: {title: Saturday, start: 12:00}\n"
        "  key-fri: {title: Friday, start: 10:00, was: key}",
    )
    assert uids(history) == {"Friday": "key@conf", "Saturday": "key~2@conf"}


def test_a_new_session_of_an_old_key_does_not_take_the_place_of_what_had_it() -> None:
    history = History(
        "sessions:\n  a: {title: A, start: 10:00}",
        "sessions:\n  b: {title: A, start: 10:00, was: a}",
        "sessions:\n  a: {title: New, start: 12:00}\n  b: {title: Better, start: 10:00, was: a}",
    )
    assert uids(history) == {"Better": "a@conf", "New": "a~2@conf"}


def test_two_sessions_can_swap_their_keys() -> None:
    history = History(
        "sessions:\n  a: {title: A, start: 10:00}\n  b: {title: B, start: 11:00}",
        "sessions:\n  a: {title: B, start: 11:00, was: b}\n  b: {title: A, start: 10:00, was: a}",
        "sessions:\n  a: {title: B, start: 11:00, was: b}\n  b: {title: A, start: 10:00, was: a}",
    )
    assert uids(history) == {"A": "a@conf", "B": "b@conf"}
    assert history.record("a").sequence == history.record("b").sequence == 0


def test_a_copy_that_kept_the_note_of_an_earlier_key_does_not_take_the_uid() -> None:
    history = History(
        "sessions:\n  a: {title: A, start: 10:00}",
        "sessions:\n  a: {title: A, start: 10:00}\n  b: {title: B, start: 11:00, was: a}",
    )
    assert uids(history) == {"A": "a@conf", "B": "b@conf"}


def test_a_session_is_known_by_a_uid_that_it_states_under_any_key() -> None:
    history = History(
        "sessions:\n  one: {title: A, start: 10:00, uid: x@old.example}",
        "sessions:\n  two: {title: New title, start: 10:00, uid: x@old.example}",
    )
    assert uids(history) == {"New title": "x@old.example"}


def test_a_new_title_under_the_same_key_is_the_same_session() -> None:
    history = History(
        "sessions:\n  a: {title: A, start: 10:00}", "sessions:\n  a: {title: Z, start: 10:00}"
    )
    assert uids(history) == {"Z": "a@conf"}


NUMBERED = """\
sessions:
  "1": {title: Solar roofs, start: 10:00, speakers: [Ana Pérez]}
  "2": {title: Wind parks, start: 11:00, speakers: [Bo Lind]}
  "3": {title: Tidal mills, start: 12:00, speakers: [Cy Oak]}
"""
RENUMBERED = """\
sessions:
  "2": {title: Solar roofs, start: 10:00, speakers: [Ana Pérez]}
  "3": {title: Wind parks, start: 11:00, speakers: [Bo Lind]}
  "4": {title: Open mic, start: 12:00, speakers: [Di Ash]}
"""


def test_without_rematch_a_session_of_the_same_number_is_taken_for_the_same() -> None:
    history = History(NUMBERED, RENUMBERED)
    assert uids(history)["Solar roofs"] == "2@conf"


def test_rematch_recognises_sessions_that_were_numbered_anew() -> None:
    history = History(NUMBERED)
    history.publish(RENUMBERED, rematch=True)
    assert uids(history) == {
        "Solar roofs": "1@conf",
        "Wind parks": "2@conf",
        "Tidal mills": "3@conf",
        "Open mic": "4@conf",
    }
    assert history.record("2").sequence == 0
    assert history.record("2").keys == ("1",)


def test_a_tombstone_makes_room_for_the_session_that_has_its_number_now() -> None:
    history = History(NUMBERED)
    history.publish(RENUMBERED, rematch=True)
    grave = history.record("3~gone")
    assert (str(grave.shown.title), grave.uid, grave.keys) == ("Tidal mills", "3@conf", ("3",))
    assert (grave.state, grave.sequence) == ("gone", 1)


def test_a_tombstone_takes_no_notice_from_the_session_that_has_its_number_now() -> None:
    history = History(NUMBERED)
    called_off = "status: cancelled, notice: Ill, title: Wind parks"
    cancelled = RENUMBERED.replace("title: Wind parks", called_off)
    history.publish(cancelled, rematch=True)
    assert history.record("3").shown.notice is not None
    assert history.record("3~gone").shown.notice is None
    assert history.record("3~gone").state == "gone"


def test_what_was_rematched_is_known_by_its_new_number_from_then_on() -> None:
    history = History(NUMBERED)
    history.publish(RENUMBERED, rematch=True)
    once = history.last
    history.publish(RENUMBERED)
    assert history.last is once


def test_rematch_brings_back_what_had_gone() -> None:
    history = History(NUMBERED, "sessions: {}")
    history.publish('sessions:\n  "9": {title: Wind parks, start: 11:00, speakers: [Bo Lind]}')
    assert uids(history)["Wind parks"] == "9@conf"
    other = History(NUMBERED, "sessions: {}")
    other.publish(
        'sessions:\n  "9": {title: Wind parks, start: 11:00, speakers: [Bo Lind]}', rematch=True
    )
    assert uids(other)["Wind parks"] == "2@conf"
    assert other.record("9").sequence == 2


def test_rematch_takes_what_attendees_still_expect_before_what_had_gone() -> None:
    one = '  "%s": {title: Solar roofs, start: %s, speakers: [Ana Pérez]}\n'
    history = History(
        "sessions:\n" + one % ("1", "09:00") + one % ("2", "15:00"),
        "sessions:\n" + one % ("2", "15:00"),
    )
    history.publish("sessions:\n" + one % ("9", "09:00"), rematch=True)
    assert history.record("9").uid == "2@conf"
    assert history.record("1").state == "gone"


def test_rematch_takes_no_draft_for_what_was_published() -> None:
    history = History(NUMBERED)
    history.publish(
        'sessions:\n  "7": {title: Solar roofs, start: 10:00, speakers: [Ana Pérez], '
        "status: draft}",
        rematch=True,
    )
    assert {record.state for record in history.last.records.values()} == {"gone"}


def test_a_person_whose_name_changed_under_one_key_is_known_all_the_same() -> None:
    people = (
        "speakers: {ana: {name: %s}}\nsessions:\n  a: {title: A, start: 10:00, speakers: [ana]}"
    )
    history = History(people % "Ana Pérez", people % "Ana Pérez-Coll")
    history.publish(
        "speakers: {ana: {name: Ana Pérez-Coll}}\n"
        "sessions:\n  x: {title: A, start: 10:00, speakers: [ana]}",
        rematch=True,
    )
    assert uids(history) == {"A": "a@conf"}


def test_nothing_is_recognised_where_nothing_was_published() -> None:
    found = published("sessions:\n  a: {title: A, start: 10:00, was: b}", head=HEAD)
    assert [record.uid for record in found.publication.records.values()] == ["a@conf"]

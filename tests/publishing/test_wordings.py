"""Formats that hold one wording of each text: which it is, and what that loses."""

from builders import programme
from coopsched.publishing.losses import Carried, Loss
from coopsched.publishing.wordings import one_wording, other_wordings

CARRIED = Carried(
    programme=frozenset({"title", "rooms", "venue", "speakers", "sessions"}),
    room=frozenset({"name"}),
    venue=frozenset({"name"}),
    speaker=frozenset({"biography"}),
    session=frozenset({"title"}),
)
BODY = """
venue: {name: {fr: Ici, nl: Hier}}
rooms: {hall: {name: {nl: Zaal}}, lab: Labo}
speakers: {ana: {name: Ana, biography: {fr: F, nl: N}}}
sessions:
  a: {title: {fr: Un, nl: Een, en: One}, languages: [nl]}
  b: {title: {fr: Deux}, languages: [nl], description: {fr: D, nl: D}}
  c: {title: {en: Three, nl-BE: Drie}, languages: [nl]}
  d: {title: {nl: Vier, fr: Quatre}}
"""


def test_the_wording_is_in_the_session_s_language_else_the_programme_s() -> None:
    made = programme(BODY)
    found = {s.key: one_wording(made, s.title, s) for s in made.sessions}
    assert found == {"a": "Een", "b": "Deux", "c": "Drie", "d": "Quatre"}
    assert one_wording(made, made.room("hall").name) == "Zaal"
    assert one_wording(made, None) == ""


def test_the_others_are_lost_and_a_language_that_nobody_expects() -> None:
    made = programme(BODY)
    assert other_wordings(made, CARRIED, sessions=made.sessions) == (
        Loss("programme: venue: name in nl"),
        Loss("rooms: name: its language", ("hall",)),
        Loss("speakers: biography in nl", ("ana",)),
        Loss("title in fr", ("a",)),
        Loss("title in en", ("a", "c")),
        Loss("title: its language", ("b", "c")),
        Loss("title in nl", ("d",)),
    )


def test_texts_of_what_is_left_out_are_not_lost() -> None:
    made = programme(BODY)
    carried = Carried(programme=frozenset({"speakers", "sessions"}), speaker=CARRIED.speaker)
    assert other_wordings(made, carried, sessions=(), speakers=()) == ()


def test_a_wording_that_two_languages_share_is_in_the_expected_one() -> None:
    made = programme("sessions: {a: {title: {nl: Quiz, fr: Quiz}}}")
    assert other_wordings(made, CARRIED, sessions=made.sessions) == (Loss("title in nl", ("a",)),)

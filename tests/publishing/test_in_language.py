"""A programme in one language."""

from hypothesis import given
from hypothesis import strategies as st

from builders import programme
from coopsched.model import Programme
from coopsched.publishing.in_language import in_language
from coopsched.publishing.losses import Loss
from coopsched.text import Text
from programmes import LANGUAGES, PROGRAMMES

BODY = """\
venue: {name: {fr: Le Moulin, nl: De Molen}}
rooms: {hall: {name: {fr: Salle, nl: Zaal}}}
sessions:
  a: {title: {fr: Ouverture, nl: Opening}, languages: [fr]}
  b: {title: {en: Welcome, fr: Bienvenue}, languages: [en]}
"""


def test_texts_are_those_of_the_language_else_of_the_session() -> None:
    found, lost = in_language(programme(BODY), "nl")
    assert [session.title for session in found.sessions] == [
        Text({"nl": "Opening"}),
        Text({"en": "Welcome"}),
    ]
    assert found.room("hall").name == Text({"nl": "Zaal"})
    assert found.venue is not None
    assert found.venue.name == Text({"nl": "De Molen"})
    assert lost == (
        Loss("programme: venue: name in fr"),
        Loss("rooms: name in fr", ("hall",)),
        Loss("title in fr", ("a", "b")),
    )


@given(PROGRAMMES, st.sampled_from(LANGUAGES))
def test_once_is_enough(before: Programme, language: str) -> None:
    once, _ = in_language(before, language)
    assert in_language(once, language) == (once, ())

"""What the words of other tools for a session mean."""

import pytest

from coopsched.model.session import KINDS
from coopsched.reading.foreign.kinds import kind_of


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_words_mean_themselves(kind: str) -> None:
    assert kind_of(kind) == kind


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("lecture", "talk"),
        ("Talk (45 mins)", "talk"),
        ("Vortrag 60min  (inkl. Q&A)", "talk"),
        ("conférence", "talk"),
        ("Lightning Talk", "lightning"),
        ("lightning_talk", "lightning"),
        ("lightningtalk", "lightning"),
        ("Atelier", "workshop"),
        ("Solder Workshop 2h", "workshop"),
        ("hands-on", "workshop"),
        ("Table ronde", "panel"),
        ("Podiumsdiskussion", "panel"),
        ("Kaffeepause", "break"),
        ("Pause café", "break"),
        ("Coffee Break", "break"),
        ("Lunch break", "meal"),
        ("Déjeuner", "meal"),
        ("Lunch talk", "talk"),
        ("Onthaal", "registration"),
        ("Interactive Screening and Q&A", "screening"),
    ],
)
def test_words_in_four_languages_have_a_kind(words: str, kind: str) -> None:
    assert kind_of(words) == kind


@pytest.mark.parametrize("words", ["", "devroom", "Normale Länge", "45 minutes", "junior"])
def test_words_that_mean_no_kind_have_none(words: str) -> None:
    assert kind_of(words) is None

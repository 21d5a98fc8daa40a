"""An agenda in Markdown: every session on a line, and nothing in it that is markup."""

import html
import re
from textwrap import dedent

import pytest
from hypothesis import given

from builders import HEAD, TWO_DAYS, lets_coop, programme
from coopsched.model import Programme
from coopsched.publishing.losses import Loss
from coopsched.publishing.markdown import escaped, write
from programmes import PROGRAMMES
from strategies import HARD_TITLES, NAMES


def agenda(body: str, *, head: str = HEAD, language: str | None = None) -> list[str]:
    """Return the lines below the title."""
    text = write(programme(body, head=head), language=language).data.decode()
    return [line for line in text.splitlines() if line][1:]


def test_an_agenda_has_days_times_rooms_people_and_languages() -> None:
    body = """\
        venue: {name: La Poudrière, address: "Rue 1, Bruxelles"}
        rooms: {hall: Grande salle, bar: {}}
        speakers: {ana: {name: Ana Pérez, affiliation: [UCL, CSC]}, bo: Bo}
        sessions:
          late: {title: Tard, start: 15:00, minutes: 30, notice: Apportez un mug}
          early:
            title: Tôt
            languages: [fr, en]
            interpretation: [nl]
            start: 10:00
            end: 11:30
            rooms: [hall, bar]
            speakers: [{speaker: ana, role: moderator}, {speaker: bo, affiliation: SMart}]
        """
    assert write(programme(body)).data.decode() == dedent("""\
        # Conference

        La Poudrière, Rue 1, Bruxelles

        ## Mardi 20 juin 2017

        - 10:00–11:30 · **Tôt** · Grande salle · bar · Ana Pérez (modération, UCL, CSC), Bo (SMart) · fr, en (interprétation nl)
        - 15:00–15:30 · **Tard** · *Apportez un mug*
        """)  # noqa: E501  one line is one session


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        ("start: 10:00", "- 10:00– · **A**"),
        ("start: 23:00, minutes: 90", "- 23:00–00:30 · **A**"),
        ("start: 2017-06-20T07:30Z, end: 11:00", "- 09:30–11:00 · **A**"),
        ("start: 10:00, status: cancelled", "- 10:00– · *Annulé* · **A**"),
        ("start: 10:00, status: tentative", "- 10:00– · *À confirmer* · **A**"),
        ("minutes: 30", "- 30 minutes · **A**"),
        ("permanent: true", "- **A**"),
    ],
)
def test_a_session_is_a_line(keys: str, line: str) -> None:
    assert agenda(f"sessions: {{a: {{title: A, {keys}}}}}")[-1] == line


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("fr", ["## Lundi 1er mai 2017", "## En permanence", "## Pas encore placé"]),
        ("nl-BE", ["## Maandag 1 mei 2017", "## Doorlopend", "## Nog niet geplaatst"]),
        ("de", ["## Montag, 1. Mai 2017", "## Durchgehend", "## Noch ohne Zeit"]),
        ("en", ["## Monday 1 May 2017", "## All day", "## Not placed yet"]),
        ("ja", ["## Monday 1 May 2017", "## All day", "## Not placed yet"]),
    ],
)
def test_headings_are_in_the_language_asked_for(language: str, lines: list[str]) -> None:
    body = "sessions: {a: {title: A, start: 10:00}, b: {title: B}, c: {title: C, permanent: true}}"
    found = agenda(body, head=HEAD.replace("2017-06-20", "2017-05-01"), language=language)
    assert [line for line in found if line.startswith("#")] == lines


def test_a_session_after_midnight_stands_on_the_day_it_belongs_to() -> None:
    body = """\
        sessions:
          morning: {title: Morning, day: sat, start: 10:00}
          night: {title: Night, day: fri, start: 01:00}
        """
    assert [line.partition(" · ")[2] or line[3:] for line in agenda(body, head=TWO_DAYS)] == [
        "Vendredi 15 mai 2026",
        "**Night**",
        "Samedi 16 mai 2026",
        "**Morning**",
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("[here](https://x.org)", r"\[here\](https\://x.org)"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a *b* _c_ `d` | ~e~", r"a \*b\* \_c\_ \`d\` \| \~e\~"),
        ("&lt; R&D & Co", "&amp;lt; R&amp;D & Co"),
        ("&#0; &#0", r"&amp;\#0; &amp;\#0"),
        ("1. one\n2. two", r"1\. one 2. two"),
        ("- a", r"\- a"),
        ("www.x.org a@x.org", r"www\.x.org a\@x.org"),
        ("a\u202e\x07b", "ab"),
    ],
)
def test_a_text_cannot_be_markup(title: str, text: str) -> None:
    assert escaped(title) == text


@given(HARD_TITLES | NAMES)
def test_an_escaped_text_is_one_line_without_open_marks(text: str) -> None:
    found = escaped(text)
    assert len(found.splitlines()) <= 1
    assert not re.search(r"[<>]|(?<!\\)(?:\\\\)*[*_`\[\]|~]", found)
    shown = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", found))
    assert escaped(shown) == found


@given(PROGRAMMES)
def test_every_session_that_is_no_draft_has_its_line(found: Programme) -> None:
    written = write(found)
    lines = [line for line in written.data.decode().split("\n") if line.startswith("- ")]
    drafts = [session.key for session in found.sessions if session.status == "draft"]
    assert len(lines) == len(found.sessions) - len(drafts)
    assert [loss.keys for loss in written.losses if "drafts" in loss.what] == (
        [tuple(drafts)] if drafts else []
    )


def test_what_an_agenda_leaves_out_is_told() -> None:
    losses = {loss.what for loss in write(lets_coop()).losses}
    assert {"programme: description", "repeats", "speakers: biography"} <= losses
    assert not {"title", "start", "end", "key"} & losses
    assert Loss("speakers without a session", ("cesep",)) in write(lets_coop()).losses

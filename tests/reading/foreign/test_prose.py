"""Programmes in prose: a time, a title, who speaks; and what could not be placed is told."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coopsched
from coopsched.reading.foreign.line_ups import introduced, people
from coopsched.reading.foreign.outline import lines_of, timed
from coopsched.reading.foreign.prose import knows
from coopsched.reading.foreign.tongues import language_of
from coopsched.reading.hints import Hints

DAY = "# Mill Days, 14 May 2025\n\n"


def read(text: str, hints: Hints = Hints()) -> coopsched.Document:  # noqa: B008  immutable
    document = coopsched.loads(text, name="kit.md", hints=hints)
    assert document.format == "prose"
    return document


def sessions(document: coopsched.Document) -> list[str]:
    """Say each session in a line."""
    said = []
    for s in document.programme.sessions:
        start = f"{s.start:%m-%d %H:%M}" if s.start else "–"
        end = f"{s.end:%m-%d %H:%M}" if s.end else "–"
        people = "+".join(entry.speaker for entry in s.speakers)
        said.append(f"{start} {end} {s.title} [{','.join(s.languages)}] {people}".strip())
    return said


def noted(document: coopsched.Document, rule: str) -> list[int]:
    return [p.position.line for id_, p in document.problems if id_ == rule and p.position]


@pytest.mark.parametrize(
    ("line", "start", "end", "rest"),
    [
        ("**10:00-10:30**", 600, 630, ""),
        ("### **9:00-10:00**", 540, 600, ""),
        ("**17 :30**", 1050, None, ""),
        ("11:30 -12:30", 690, 750, ""),
        ("10h30 – 11h : Café", 630, 660, "Café"),
        ("10h-11h", 600, 660, ""),
        ("de 10h à 12h30 Atelier", 600, 750, "Atelier"),
        ("9.30 Uhr – 10.30 Uhr: Begrüßung", 570, 630, "Begrüßung"),
        ("10-11.30 uur Opening", 600, 690, "Opening"),
        ("2-3 pm – Closing", 840, 900, "Closing"),
        ("- 10:00 | Opening", 600, None, "Opening"),
        ("[10:00–11:00] Talk", 600, 660, "Talk"),
        ("22:00-24:30 Ball", 1320, 1470, "Ball"),
    ],
)
def test_a_line_that_begins_with_a_time(line: str, start: int, end: int | None, rest: str) -> None:
    (found,) = lines_of(line)
    time = timed(found)
    assert time is not None
    minute = timedelta(minutes=1)
    assert (time.start / minute, time.end and time.end / minute, time.rest) == (start, end, rest)


@pytest.mark.parametrize(
    "line",
    [
        "20.06.2017",
        "10.30 personnes",
        "178 employés permanents",
        "134.600 millions",
        "2017",
        "3 salles",
        "10.000 sociétaires",
        "72, rue Coenraets",
        "1. Un",
        "",
    ],
)
def test_a_line_that_begins_with_another_number(line: str) -> None:
    assert [timed(each) for each in lines_of(line)] in ([None], [])


def test_markup_is_no_part_of_a_line() -> None:
    (line,) = lines_of("> - **Bold** and _soft_, a [link](https://x.org) &amp; `code` a_b\\")
    assert line.text == "Bold and soft, a link & code a_b"


def test_line_ups_introduce_people_in_a_language() -> None:
    group = introduced("met/avec Ana Pérez (UCL & CESEP), Otto Brandt et Ada Lune (A (B))")
    assert group is not None
    assert (group.role, group.languages) == ("", ("nl", "fr"))
    assert [tuple(each) for each in people(group.names)] == [
        ("Ana Pérez", ("UCL", "CESEP")),
        ("Otto Brandt", ()),
        ("Ada Lune", ("A (B)",)),
    ]


@pytest.mark.parametrize(
    ("line", "role"),
    [("Moderator: Jan Peters", "moderator"), ("Intervenants : A, B", ""), ("by Ana Pérez", "")],
)
def test_other_words_introduce_people_too(line: str, role: str) -> None:
    group = introduced(line)
    assert group is not None
    assert group.role == role


@pytest.mark.parametrize("line", ["avec plaisir", "with a smile", "Mittag", "by the sea", "met"])
def test_a_line_that_introduces_nobody(line: str) -> None:
    assert introduced(line) is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Les chiffres pour les nuls", "fr"),
        ("De cijfers voor dummies", "nl"),
        ("How to live with the others", "en"),
        ("Wie wir mit der Zeit arbeiten", "de"),
        ("Drink & surprises!", None),
        ("Assemblée générale", None),
    ],
)
def test_small_words_tell_a_language(text: str, tag: str | None) -> None:
    assert language_of(text) == tag


def test_a_title_goes_on_over_lines_and_so_does_a_line_up() -> None:
    document = read(
        f"{DAY}**10:00-11:00**\n\nA very long title that was wrapped by the layout of  \n"
        "a page ?\nwith Nora Quist (The  \nMill), Otto\nBrandt\n\n**11:00**\n\nDrink\n"
    )
    first, second = sessions(document)
    assert first.startswith("05-14 10:00 05-14 11:00 A very long title that was wrapped")
    assert first.endswith("by the layout of a page ? [en] nora-quist+otto-brandt")
    assert second == "05-14 11:00 – Drink []"
    assert document.programme.speaker("nora-quist").affiliation == ("The Mill",)


def test_days_and_rooms_head_the_sessions_below_them() -> None:
    document = read(
        "# Tage\n\n## Freitag, 16. Mai 2025\n\n### Saal 2\n\n"
        "10:00-11:00 Eins\n\n11:00-12:00 Zwei\n\n"
        "## Samstag, 17. Mai 2025\n\n10:00-11:00 Drei\nRaum: Keller\n"
    )
    assert [line[:11] for line in sessions(document)] == [
        "05-16 10:00",
        "05-16 11:00",
        "05-17 10:00",
    ]
    assert [s.rooms for s in document.programme.sessions] == [("saal-2",), ("saal-2",), ("keller",)]


def test_an_end_before_its_start_is_on_the_next_morning_and_told() -> None:
    document = read(f"{DAY}22:00-01:00 Ball\n\n23:30-24:30 Last dance\n")
    assert [line[:23] for line in sessions(document)] == [
        "05-14 22:00 05-15 01:00",
        "05-14 23:30 05-15 00:30",
    ]
    assert 3 in noted(document, "guessed-value")
    assert noted(document, "hour-24") == [5]


def test_what_is_open_all_day_is_permanent() -> None:
    document = read(f"{DAY}10:00-11:00 Opening\n\n11:00 Drink\n\nEn permanence : un bookshop\n")
    assert document.programme.sessions[2].permanent


def test_what_cannot_be_placed_is_told_with_its_lines() -> None:
    document = read(
        f"{DAY}10:00-11:00 Opening\n\n(recycled paper)\n\n11:00-12:00 Closing\n\n"
        "## Contact\n\nA\n\nB\n"
    )
    assert noted(document, "unplaced-text") == [5, 9]
    assert len(document.programme.sessions) == 2


def test_a_time_without_a_title_is_refused() -> None:
    document = read(f"{DAY}10:00-11:00\n\n11:00-12:00\n\nClosing\n")
    assert noted(document, "session-refused") == [3]
    assert len(document.programme.sessions) == 1


def test_dates_are_told_guessed_or_stood_in_for() -> None:
    text = "# Mill Days\n\n10:00-11:00 Opening\n\n11:00-12:00 Closing\n"
    assert sessions(read(text))[0].startswith("01-01 10:00")
    told = read(text, Hints(date="2025-05-14", timezone="Europe/Brussels"))
    assert sessions(told)[0].startswith("05-14 10:00")
    assert noted(told, "guessed-timezone") == []
    spread = read(
        "Printed 2024-01-02.\n\n3 May 2025 is the day.\n3 May 2025, a Saturday.\n\n" + text
    )
    assert sessions(spread)[0].startswith("05-03 10:00")


def test_prose_is_known_by_its_times() -> None:
    assert knows("10:00-11:00\nA")
    assert knows("10:00\nA\n\n11:00\nB")
    assert not knows("We meet at 10:00-11:00.\nAnd so on")
    assert not knows("10:00 is early")


PIECES = st.sampled_from(
    ["10:00-11:00", "**9h**", "Title", "avec A (B", "with Ana (X), Otto", "## 14 May 2025", "", "—",
     "Salle 3", "en permanence : x", "24:30-23:00", "(", "&", "Intervenants :", "1999-99-99", "* *"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=12), max_size=12).map("\n".join))
def test_any_prose_is_read_or_refused(text: str) -> None:
    try:
        document = coopsched.loads(text, name="kit.md", hints=Hints(format="prose"))
    except coopsched.ReadError as error:
        place = error.position
    else:
        place = document.position(())
        coopsched.check(document)
    assert place is not None


@pytest.mark.parametrize(
    ("line", "start", "rest"),
    [
        ("10u30 Debat", 630, "Debat"),
        ("10u00 – 11u15: Openingsdebat", 600, "Openingsdebat"),
        ("15.30 uur Lezing", 930, "Lezing"),
        ("9.00 Uhr Einlass", 540, "Einlass"),
        ("10 a.m. Talk", 600, "Talk"),
        ("Midi : repas", 720, "repas"),
        ("Minuit", 1440, ""),
    ],
)
def test_a_time_in_each_language(line: str, start: int, rest: str) -> None:
    (found,) = lines_of(line)
    time = timed(found)
    assert time is not None
    assert (time.start / timedelta(minutes=1), time.rest) == (start, rest)


def test_bare_numbers_are_times_where_several_lines_begin_so() -> None:
    head = "Tag\n3. Mai 2027\n"
    many = read(f"{head}9.00 Anfang\n10.30 Mitte\n11.15 Ende\n16:00 Ball\n")
    assert len(many.programme.sessions) == 4
    few = read(f"{head}9:00 Anfang\n10:00 Mitte\n10.30 personnes\n")
    assert len(few.programme.sessions) == 2


def test_each_line_that_introduces_people_begins_anew() -> None:
    document = read(
        f"{DAY}9:00 Panel\nModerator: Jana Böhm\nPanelists: Udo Fink, Eva Roth\nRoom 5\n"
        "10:00 Zwei\nEs diskutieren: Udo Fink\nLanguage: French\n"
    )
    first, second = document.programme.sessions
    roles = [(entry.speaker, entry.role) for entry in first.speakers]
    assert roles == [
        ("jana-bohm", "moderator"),
        ("udo-fink", "panellist"),
        ("eva-roth", "panellist"),
    ]
    assert first.rooms == ("room-5",)
    assert [entry.speaker for entry in second.speakers] == ["udo-fink"]
    assert noted(document, "unplaced-text") == [9]


def test_no_name_of_a_line_up_is_lost() -> None:
    document = read(f"{DAY}9:00 Panel\nwith Ana (X) of the mill, Otto Brandt\n10:00 End\n")
    assert len(document.programme.sessions[0].speakers) == 2
    assert 4 in noted(document, "guessed-value")


def test_a_room_in_brackets_is_no_part_of_the_title() -> None:
    document = read(f"{DAY}9:00-10:00 Workshop A (Raum 101)\n10:00-11:00 Talk\n")
    (first, _) = document.programme.sessions
    assert (str(first.title), first.rooms, first.languages) == ("Workshop A", ("raum-101",), ())


def test_a_day_without_a_year_is_in_the_year_that_is_named_or_told() -> None:
    text = "Samedi 15 mai\n\n10h Ouverture\n11h Suite\n\nDimanche 16 mai\n10h Fin\n"
    named = [s[:5] for s in sessions(read(f"Festival 2027\n\n{text}"))]
    assert named == ["05-15", "05-15", "05-16"]
    told = read(text, Hints(date="2027"))
    assert {s.start.year for s in told.programme.sessions if s.start} == {2027}
    assert "Samedi" not in str(told.programme.title)
    nobody = read(text)
    assert any("the year is not said" in problem.message for _, problem in nobody.problems)

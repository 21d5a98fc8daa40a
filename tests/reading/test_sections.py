"""Sections whose name is misspelt or given twice, and parts whose key is no key."""

import pytest

import coopsched
from coopsched.document import Document

HEAD = "key: k\ntitle: T\ntimezone: UTC\ndays: [2025-05-14]\n"
CLASH = (
    "sessions:\n"
    "  a: {title: A, start: 10:00, end: 11:00, speakers: [ana]}\n"
    "  b: {title: B, start: 10:30, end: 11:30, speakers: [ana]}\n"
)


def read(text: str) -> Document:
    return coopsched.loads(HEAD + text)


def rules(document: Document) -> list[str]:
    return [finding.rule for finding in coopsched.check(document) if finding.severity == "error"]


@pytest.mark.parametrize("name", ["speekers", "speaker", "Speakers"])
def test_a_misspelt_section_is_one_mistake_and_is_read(name: str) -> None:
    document = read(f"{name}: {{ana: Ana Pérez}}\n{CLASH}")
    assert sorted(rules(document)) == ["speaker-double-booking", "unknown-field"]
    assert document.programme.speaker("ana").name == "Ana Pérez"


def test_a_misspelt_section_keeps_the_places_of_what_is_in_it() -> None:
    document = read("sesions:\n  a: {title: A, kind: tlak}\n")
    (wrong,) = [problem for rule, problem in document.problems if rule == "invalid-value"]
    assert wrong.position is not None
    assert wrong.position[1:3] == (6, 23)


def test_a_section_that_is_no_mapping_is_one_mistake() -> None:
    assert rules(read(f"speakers: [ana, bo]\n{CLASH}")) == ["invalid-value"]


def test_without_its_sessions_nothing_is_said_of_a_programme() -> None:
    document = read("speakers: {ana: Ana}\nsessions: [a, b]\n")
    assert [finding.rule for finding in coopsched.check(document)] == ["invalid-value"]


def test_a_session_is_not_lost_for_its_key() -> None:
    document = read("sessions: {x-ray: {title: X-ray imaging}, x-note: mine, x-mine: {a: b}}")
    assert [(rule, problem.help) for rule, problem in document.problems] == [
        ("invalid-value", "call it otherwise, `ray` for example")
    ]


@pytest.mark.parametrize("people", ["ana, bo", "ana and Bo Lind", "[ana; bo]", "ana & bo"])
def test_several_people_in_one_text_are_told_apart(people: str) -> None:
    document = read(
        f"speakers: {{ana: Ana, bo: Bo Lind}}\nsessions: {{a: {{title: A, speakers: '{people}'}}}}"
        if not people.startswith("[")
        else f"speakers: {{ana: Ana, bo: Bo}}\nsessions: {{a: {{title: A, speakers: {people}}}}}"
    )
    assert [entry.speaker for entry in document.programme.session("a").speakers] == ["ana", "bo"]
    ((rule, problem),) = document.problems
    assert rule == "invalid-value"
    assert "write a list: [ana, " in (problem.help or "")


def test_a_name_with_a_comma_may_be_one_person() -> None:
    document = read("sessions: {a: {title: A, speakers: ['Weber, Thiébaut', Ana and the Knots]}}")
    assert document.problems == ()


@pytest.mark.parametrize("kind", ["kind: lunch", "permanent: maybe", "status: perhaps"])
def test_what_cannot_be_read_lets_a_session_off_the_warnings(kind: str) -> None:
    document = read(f"speakers: {{}}\nrooms: {{a: A}}\nsessions: {{a: {{title: A, {kind}}}}}")
    assert [finding.rule for finding in coopsched.check(document)] == ["invalid-value"]


def test_languages_that_cannot_be_read_say_nothing_of_sessions() -> None:
    document = read("languages: [english, fr]\nsessions: {a: {title: A, languages: [en]}}")
    found = {finding.rule for finding in coopsched.check(document)}
    assert found & {"language-undeclared", "language-gap"} == set()


def test_a_day_without_its_date_keeps_its_hours() -> None:
    document = coopsched.loads(
        "key: k\ntitle: T\ntimezone: UTC\n"
        "days: {fri: {date: 14/05/2027, opens: 09:00, closes: 02:00}}\n"
        "sessions: {a: {title: A, kind: social, start: 23:00, end: 01:00}}\n"
    )
    assert rules(document) == ["invalid-value"]


def test_a_day_that_contradicts_the_date_is_told() -> None:
    document = coopsched.loads(
        "key: k\ntitle: T\ntimezone: UTC\ndays: [2027-05-14, 2027-05-15]\n"
        "sessions: {a: {title: A, day: 2027-05-15, start: 2027-05-14T10:00, minutes: 30}}\n"
    )
    ((rule, problem),) = document.problems
    assert (rule, problem.message) == (
        "invalid-value",
        "“2027-05-14T10:00” is not on the day `2027-05-15`, which is 2027-05-15",
    )


@pytest.mark.parametrize(
    ("written", "remedy"),
    [
        ("start: 10:00-11:00", "write `start: 10:00` and `end: 11:00`"),
        ("start: 10h00 – 11h30", "write `start: 10:00` and `end: 11:30`"),
        ("start: 10:00, minutes: 3h", "write 180"),
        ("start: 10:00, minutes: 1h30", "write 90"),
    ],
)
def test_a_remedy_says_what_was_meant(written: str, remedy: str) -> None:
    document = read(f"sessions: {{a: {{title: A, {written}}}}}")
    assert [problem.help for _, problem in document.problems] == [remedy]

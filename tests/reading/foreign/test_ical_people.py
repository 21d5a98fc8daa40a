"""Who speaks: the conventions that are known, and what is no convention."""

import pytest

from calendars import ZONED, calendar, event, names, noted, programme, read

PRETALX = f"{ZONED}PRODID:-//pretalx//example.org//meet\n"


def participant(kind: str = "SPEAKER", more: str = "") -> str:
    """Return a PARTICIPANT of RFC 9073."""
    return (
        f"BEGIN:PARTICIPANT\nUID:p1\nPARTICIPANT-TYPE:{kind}\nSUMMARY:Ada Bee\n{more}"
        "END:PARTICIPANT"
    )


def test_participants_are_speakers_where_they_say_so() -> None:
    more = "URL:https://example.org/ada\nDESCRIPTION:Keeps bees\n"
    sponsored = event(f"SUMMARY:T\n{participant('SPONSOR')}", uid="b")
    found = programme(event(f"SUMMARY:T\n{participant(more=more)}") + sponsored)
    (ada,) = found.speakers
    assert (ada.name, ada.url, str(ada.biography)) == (
        "Ada Bee",
        "https://example.org/ada",
        "Keeps bees",
    )
    assert [len(each.speakers) for each in found.sessions] == [1, 0]


def test_who_cannot_be_invited_is_on_the_line_up() -> None:
    body = event(
        'ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;CN="Ada Bee":invalid:nomail\n'
        'ATTENDEE;ROLE=REQ-PARTICIPANT;CUTYPE=INDIVIDUAL;CN="Wax, Bo":invalid:nomail\n'
        "ATTENDEE;CUTYPE=ROOM;CN=Hall:invalid:nomail"
    )
    assert noted(body) == []
    assert names(body) == [["Ada Bee", "Wax, Bo"]]


def test_who_is_invited_by_mail_is_no_speaker_and_told() -> None:
    body = event("ATTENDEE;CN=Ada Bee:mailto:a@example.org\nATTENDEE:mailto:b@example.org")
    assert names(body) == [[]]
    assert [(each.rule, each.at, each.message[-10:]) for each in noted(body)] == [
        ("ignored-value", "mailto:a@example.org", "2 ATTENDEE")
    ]


def test_organisers_of_one_mailbox_and_several_names_are_speakers() -> None:
    body = event("ORGANIZER;CN=Ada Bee:MAILTO:info@example.org") + event(
        "ORGANIZER;CN=Bo Wax:mailto:info@example.org", uid="b"
    )
    assert names(body) == [["Ada Bee"], ["Bo Wax"]]
    assert [(each.rule, each.at) for each in noted(body)] == [("guessed-value", "Ada Bee")]


def test_one_organiser_of_all_is_no_speaker() -> None:
    line = "ORGANIZER;CN=The Mill:mailto:info@example.org"
    assert names(event(line) + event(line, uid="b")) == [[], []]
    other = "ORGANIZER;CN=Bo Wax:mailto:bo@example.org"
    assert names(event(line) + event(other, uid="b")) == [[], []]


@pytest.mark.parametrize(
    ("called", "people"),
    [
        ("Ada Bee, Cy Oz", ["Ada Bee", "Cy Oz"]),
        ('"Ada Bee, Cy Oz"', ["Ada Bee, Cy Oz"]),
        ("Bee, Ada", ["Bee, Ada"]),
        ("Ada Bee\\n", ["Ada Bee"]),
        (" Ada  'x' Bee ", ["Ada 'x' Bee"]),
    ],
)
def test_names_that_commas_separate_are_several_people(called: str, people: list[str]) -> None:
    body = event(f"ORGANIZER;CN={called}:mailto:x") + event("ORGANIZER;CN=Bo Wax:mailto:x", uid="b")
    assert names(body)[0] == people


def test_pretalx_names_speakers_behind_the_title() -> None:
    body = event("SUMMARY:Bees - a guide - Ada Bee\\, Bo Wax (Mill)") + event(
        "SUMMARY:Lunch - ", uid="b"
    )
    document = read(calendar(body, head=PRETALX))
    assert [str(each.title) for each in document.programme.sessions] == ["Bees - a guide", "Lunch"]
    assert names(body, head=PRETALX) == [["Ada Bee", "Bo Wax (Mill)"], []]
    assert [(each.rule, each.at) for each in noted(body, head=PRETALX)] == [
        ("guessed-value", "Ada Bee")
    ]


def test_a_dash_in_a_title_of_any_other_tool_is_a_dash() -> None:
    assert names(event("SUMMARY:Bees - Ada Bee")) == [[]]


def test_pretalx_titles_without_names_are_left_alone() -> None:
    body = event("SUMMARY:Bees - a guide") + event("SUMMARY:Wax", uid="b")
    assert names(body, head=PRETALX) == [[], []]


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Speakers: Ada Bee\\, Bo Wax", ["Ada Bee", "Bo Wax"]),
        ("On bees.\\nSpeaker(s): Ada Bee and Bo Wax\\nRoom: x", ["Ada Bee", "Bo Wax"]),
        ("Intervenants : Ada Bee (UCL)", ["Ada Bee"]),
        ("Sprecherin: Ada Bee", ["Ada Bee"]),
        ("Sprekers: Ada Bee en Bo Wax", ["Ada Bee", "Bo Wax"]),
        ("The speakers: loud ones", []),
        ("Speakersystems: two", []),
    ],
)
def test_a_description_may_list_the_speakers(line: str, people: list[str]) -> None:
    body = event(f"DESCRIPTION:{line}")
    assert names(body) == [people]
    assert [each.rule for each in noted(body)] == ["guessed-value"] * bool(people)


def test_an_affiliation_in_brackets_belongs_to_the_line_up() -> None:
    found = read(calendar(event("DESCRIPTION:Speaker: Ada Bee (UCL)"))).programme
    assert found.sessions[0].speakers[0].affiliation == ("UCL",)


def test_a_property_that_a_tool_made_up_for_speakers_is_read() -> None:
    body = event("X-COOPSCHED-SPEAKER;ROLE=moderator:Ada Bee (UCL)\nX-MILL-SPEAKERS:Bo Wax")
    assert noted(body) == []
    found = programme(body).sessions[0].speakers
    assert [each.role for each in found] == ["moderator", "speaker"]
    assert names(body) == [["Ada Bee", "Bo Wax"]]

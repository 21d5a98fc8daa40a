"""What all readers share: keys that are nobody else's, and what a programme is called."""

import json

import pytest

import coopsched
from coopsched.document import Document
from coopsched.reading.hints import Hints

FRAB = """<schedule><conference><title>Meet</title></conference><day date="2026-05-02">
<event><title>X Ray</title><start>10:00</start><duration>01:00</duration><room>X Hall</room>
<track>X Files</track><persons><person>X. Dupont</person></persons></event></day></schedule>"""
EVENT = {
    "title": "X Ray",
    "start": "10:00",
    "duration": "01:00",
    "room": "X Hall",
    "track": "X Files",
    "persons": [{"name": "X. Dupont"}],
}
DAY = {"date": "2026-05-02", "rooms": {"X Hall": [EVENT]}}
C3VOC = json.dumps({"schedule": {"conference": {"title": "Meet", "days": [DAY]}}})
TABLE = """title,date,start,end,room,track,speakers
X Ray,2026-05-02,10:00,11:00,X Hall,X Files,X. Dupont
Bees,2026-05-02,12:00,13:00,X Hall,X Files,X. Dupont
"""
ICAL = """BEGIN:VCALENDAR
PRODID:-//frab//
BEGIN:VEVENT
UID:x-ray
SUMMARY:X Ray
DTSTART:20260502T100000
DTEND:20260502T110000
LOCATION:X Hall
CATEGORIES:X Files
ATTENDEE;ROLE=SPEAKER;CN=X. Dupont:invalid:nomail
END:VEVENT
END:VCALENDAR
"""
PROSE = """Meet

Saturday 2 May 2026

10:00 - 11:00 X Ray, X. Dupont, X Hall
11:00 - 12:00 Bees, Ada Bee, X Hall
"""
UTC = Hints(timezone="UTC")


def read(text: str, name: str = "meet.txt") -> Document:
    """Read a file whose times are in UTC."""
    return coopsched.loads(text, name=name, hints=UTC)


@pytest.mark.parametrize("text", [FRAB, C3VOC, TABLE, ICAL], ids=["frab", "c3voc", "table", "ical"])
def test_names_that_begin_like_the_authors_own_keys_are_kept(text: str) -> None:
    programme = read(text).programme
    session = programme.sessions[0]
    assert str(session.title) == "X Ray"
    assert [programme.room(key).label for key in session.rooms] == ["X Hall"]
    assert [programme.speaker(each.speaker).name for each in session.speakers] == ["X. Dupont"]
    assert [str(track.title) for track in programme.tracks] == ["X Files"]
    assert session.track == programme.tracks[0].key


def test_sessions_of_prose_whose_titles_begin_so_are_kept() -> None:
    titles = [str(session.title) for session in read(PROSE).programme.sessions]
    assert len(titles) == 2
    assert titles[0].startswith("X Ray")


@pytest.mark.parametrize(
    ("name", "title"), [("meet-26.ics", "meet-26"), ("-", "programme"), ("…", "programme")]
)
def test_a_programme_without_a_title_is_called_after_its_file_if_that_has_a_name(
    name: str, title: str
) -> None:
    document = read(ICAL, name)
    assert str(document.programme.title) == title
    [(rule, problem)] = document.problems
    assert rule == "guessed-value"
    assert f"“{title}”" in problem.message

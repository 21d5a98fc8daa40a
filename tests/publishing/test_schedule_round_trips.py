"""What `schedule.xml` and `schedule.json` hold comes back when they are read.

The oracle takes from the programme what the formats have a place for, and shares no code
with writers and readers.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given

import coopsched
from builders import lets_coop
from coopsched.model import Programme, Session
from coopsched.moment import utc
from coopsched.publishing import c3voc, frab
from coopsched.publishing.losses import NothingToWrite, Written
from programmes import PROGRAMMES

FORMATS = {"schedule.xml": frab.write, "schedule.json": c3voc.write}
Write = Callable[[Programme], Written]
_CONTROL = re.compile(r"[^\t\n\r\x85 -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS_IN_JSON = ("page", "slides", "recording")


def reduced(made: Programme, *, to: str) -> Counter[tuple[Any, ...]]:
    """Return what the format holds of each session that is published."""
    return Counter(
        _told(made, session, to=to)
        for session in made.sessions
        if session.start and not session.permanent and session.status in ("confirmed", "tentative")
    )


def found(read: Programme, *, to: str) -> Counter[tuple[Any, ...]]:
    """Return the same of the sessions that were read."""
    return Counter(_told(read, session, to=to) for session in read.sessions)


def _told(made: Programme, session: Session, *, to: str) -> tuple[Any, ...]:
    language = (*session.languages, *made.languages, "und")[0]
    assert session.start is not None
    start = utc(session.start)
    day = made.day_of(session)
    own_id = re.fullmatch(r"[1-9]\d{0,8}", session.source_id or "")
    own_uid = re.fullmatch(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-\w{12}", session.uid or "")
    return (
        session.key if _fits(session.key) else "session-…",
        _line(session.title.best(language)) or session.key,
        _lines(session.description.best(language)) if session.description else "",
        session.kind,
        session.languages[:1],
        start,
        None if session.end is None else max(utc(session.end), start),
        _name(made, session.rooms[0]) if session.rooms else None,
        tuple(dict.fromkeys(_line(made.speaker(each.speaker).name) for each in session.speakers)),
        _line(made.track(session.track).title.best(*made.languages[:1])) if session.track else None,
        tuple(
            (link.kind if to == "schedule.xml" or link.kind in _KINDS_IN_JSON else "page", link.url)
            for link in session.links
            if not link.private
        ),
        session.source_id if own_id else None,
        session.uid if own_uid else None,
        day.date if day else None,
    )


def _fits(key: str) -> bool:
    """Tell whether a key can be had from a slug, or from a code as pretalx makes them."""
    return re.fullmatch(r"[a-z0-9]([a-z0-9_-]*[a-z0-9])?|[0-9A-Z]{6}", key) is not None


def _name(made: Programme, room: str) -> str:
    name = made.room(room).name
    return _line(name.best(*made.languages[:1])) if name else room


def _line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(_CONTROL.sub("", text).split()))


def _lines(text: str) -> str:
    return re.sub("\r\n?|[\x85\u2028\u2029]", "\n", _CONTROL.sub("", text)).strip()


def _is_plain(made: Programme) -> bool:
    """Tell whether names and numbers are given once, so that none had to be changed."""
    rooms = [_name(made, room.key) for room in made.rooms]
    tracks = [_line(track.title.best(*made.languages[:1])) for track in made.tracks]
    people = [_line(speaker.name) for speaker in made.speakers]
    ids = [session.source_id for session in made.sessions if session.source_id]
    uids = [session.uid.lower() for session in made.sessions if session.uid]
    return all(
        len(set(each)) == len(each) and not {"", "-", "–", "—"} & set(each)
        for each in (rooms, tracks, people, ids, uids)
    )


@pytest.fixture(params=list(FORMATS))
def to(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def read_back(made: Programme, *, to: str) -> coopsched.Document:
    return coopsched.loads(FORMATS[to](made).data.decode(), name=to)


def test_lets_coop_comes_back(to: str) -> None:
    made = lets_coop()
    document = read_back(made, to=to)
    assert _without_open_ends(found(document.programme, to=to), reduced(made, to=to))
    assert document.programme.timezone == made.timezone
    assert [day.date for day in document.programme.days] == [day.date for day in made.days]
    if to == "schedule.xml":
        assert document.programme.key == made.key


def test_reading_lets_coop_back_finds_nothing_that_it_had_not(to: str) -> None:
    made = lets_coop()
    before = {(each.rule, each.subject) for each in coopsched.check(made)}
    after = {(each.rule, each.subject) for each in coopsched.check(read_back(made, to=to))}
    assert after <= before


@given(made=PROGRAMMES)
@pytest.mark.parametrize("name", list(FORMATS))
def test_any_programme_comes_back_as_far_as_the_format_goes(made: Programme, name: str) -> None:
    assume(_is_plain(made))
    try:
        document = read_back(made, to=name)
    except NothingToWrite:
        return
    assert _without_open_ends(found(document.programme, to=name), reduced(made, to=name))
    assert document.problems == ()


def _without_open_ends(read: Counter[tuple[Any, ...]], wanted: Counter[tuple[Any, ...]]) -> bool:
    """Compare two counts of sessions, where an end that is wanted to be None can be any.

    So can a key that is wanted to be made of a number.
    """
    left = list(read.elements())
    for want in wanted.elements():
        match = next((each for each in left if _is_as_wanted(each, want)), None)
        assert match is not None, f"{want} is not among {left}"
        left.remove(match)
    assert left == []
    return True


def _is_as_wanted(each: tuple[Any, ...], want: tuple[Any, ...]) -> bool:
    free = {i for i, value in enumerate(want) if (i, value) in ((0, "session-…"), (6, None))}
    return all(a == b for i, (a, b) in enumerate(zip(each, want, strict=True)) if i not in free)

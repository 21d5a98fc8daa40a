"""What does not come back from `schedule.xml` and `schedule.json` was told as a loss, each field.

The programme is compared with what is read of it, field by field of the model: a difference
that no loss names is a failure. Nothing is known here of what the formats can hold.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any

import pytest
from hypothesis import assume, given

import coopsched
from builders import lets_coop, programme
from coopsched.model import Programme, Session
from coopsched.moment import utc
from coopsched.publishing import c3voc, frab
from coopsched.publishing.losses import Loss, NothingToWrite, Written
from coopsched.text import Text
from programmes import PROGRAMMES

Write = Callable[[Programme], Written]
Keys = Mapping[str, Mapping[str, str]]
Gone = Set[tuple[str, str]]
Facts = dict[tuple[str, str | None], Any]
FORMATS: dict[str, Write] = {"schedule.xml": frab.write, "schedule.json": c3voc.write}
SECTIONS = ("rooms", "speakers", "tracks", "resources", "sessions")
_SORTED = ("speakers", "sessions")
_OWN_WAY = frozenset(
    ("key", "repeats", "start", "end", "minutes", "day", "rooms", "track", "speakers", "links")
)
_LEFT_OUT = ("sessions that are ", "sessions without a start", "speakers without a session")


def facts(made: Programme, keys: Keys) -> Facts:
    """Return what a programme says, by field as losses spell it and by whose it is.

    ``keys`` are those of the programme's parts in the one to compare with.
    """
    found: Facts = {}
    for what, value in _fields(made, apart=(*SECTIONS, "coopsched", "days")):
        found[f"programme: {what}", None] = value
    for day in made.days:
        opens, closes = made.calendar.bounds(day)
        named = {"key": day.key, "opens": opens, "closes": closes}
        found |= {(f"programme: days: {n}", day.date.isoformat()): v for n, v in named.items()}
    for section in SECTIONS:
        for part in getattr(made, section):
            prefix = "" if section == "sessions" else f"{section}: "
            told = [("key", part.key), *_fields(part, apart=_OWN_WAY)]
            told += _of_session(made, part, keys) if isinstance(part, Session) else ()
            key = keys[section].get(part.key, part.key)
            found |= {(f"{prefix}{what}", key): value for what, value in told}
    return found


def _fields(part: Any, apart: Sequence[str] | frozenset[str]) -> Iterator[tuple[str, Any]]:
    for name, field in type(part).model_fields.items():
        if name not in apart:
            value = getattr(part, name)
            if name == "name" and value is None:  # of a room, which is called by its key then
                value = Text({"und": part.key})
            if isinstance(value, Text):
                value = set(value.values())
            if name in ("name", "title") and not isinstance(part, Session):
                value = {
                    _on_one_line(each) for each in ([value] if isinstance(value, str) else value)
                }
            yield (field.alias or name), value


def _on_one_line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _of_session(made: Programme, session: Session, keys: Keys) -> list[tuple[str, Any]]:
    day = made.day_of(session)
    public = [link for link in session.links if not link.private]
    people = [
        _visible(made.speaker(key).name) or keys["speakers"].get(key, key)
        for key in (entry.speaker for entry in session.speakers)
    ]
    parts = [(name, name) for name in ("role", "affiliation", "remote", "until")]
    parts.append(("from", "from_"))
    return [
        ("start", session.start and utc(session.start)),
        ("end", session.end and utc(session.end)),
        ("minutes", session.minutes if session.start is None else None),
        ("day", day and day.date),
        ("repeats", keys["sessions"].get(session.repeats or "", session.repeats)),
        ("rooms", [keys["rooms"].get(room, room) for room in session.rooms]),
        ("track", keys["tracks"].get(session.track or "", session.track)),
        ("speakers", people),
        *((f"line-up: {n}", [getattr(e, a) for e in session.speakers]) for n, a in parts),
        ("links", [link.url for link in public]),
        ("links: kind", [link.kind for link in public]),
        ("links that are private", len(session.links) - len(public)),
    ]


def _visible(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(c for c in text if c.isprintable() and c != " "))


def pairs(before: Programme, after: Programme, kept: Set[tuple[str, str]], gone: Gone) -> Keys:
    """Return the keys that the parts of what was read have in the programme.

    Those whose keys are not ``kept`` are put together with what is most like them, of all
    but those that are ``gone``; rooms and tracks by their order.
    """
    found: dict[str, dict[str, str]] = {}
    for section in SECTIONS:
        old, new = (
            [part for part in getattr(made, section) if (section, part.key) not in apart]
            for made, apart in ((before, kept | gone), (after, kept))
        )
        likely = [
            (_likeness(part, other) if section in _SORTED else (), -abs(i - j), part.key, other.key)
            for i, part in enumerate(old)
            for j, other in enumerate(new)
        ]
        found[section] = {}
        for *_, key, other in sorted(likely, reverse=True):
            if other not in found[section] and key not in found[section].values():
                found[section][other] = key
    return found


def _likeness(one: Any, other: Any) -> tuple[Any, ...]:
    fields, others = dict(_fields(one, apart=_OWN_WAY)), dict(_fields(other, apart=_OWN_WAY))
    starts = [getattr(each, "start", None) for each in (one, other)]
    called = [{*(each.get("name") or ()), *(each.get("title") or ())} for each in (fields, others)]
    same = sum(value == others[name] for name, value in fields.items())
    first = [getattr(each, "repeats", None) is None for each in (one, other)]
    alike = len({start and utc(start) for start in starts}) == 1, first[0] == first[1]
    return *alike, len(called[0] & called[1]), same


def untold(before: Programme, after: Programme, losses: Sequence[Loss]) -> list[Any]:
    """Return what differs, and no loss tells."""
    days = {day.key: day.date.isoformat() for day in before.days}
    told = [(loss.what, {days.get(key, key) for key in loss.keys}) for loss in losses]
    gone = {
        (what.split()[0], key) for what, keys in told if what.startswith(_LEFT_OUT) for key in keys
    }
    lost = {(_section(what), key) for what, keys in told if what.endswith("key") for key in keys}
    kept = {(section, part.key) for section in SECTIONS for part in getattr(before, section)}
    read = facts(after, pairs(before, after, kept - lost, gone))
    return [
        (what, key, value, read.get((what, key), "nothing"))
        for (what, key), value in facts(before, {section: {} for section in SECTIONS}).items()
        if (_section(what), key) not in gone
        and read.get((what, key), "nothing") != value
        and not any(_tells(loss, what) and (not keys or key in keys) for loss, keys in told)
    ]


def _section(what: str) -> str:
    """Return the section of a field; one that names none is of a session."""
    section, colon, _ = what.partition(": ")
    return section if colon and section in (*SECTIONS, "programme") else "sessions"


def _tells(loss: str, what: str) -> bool:
    """Tell whether a loss is of a field, or of a part of it."""
    section, colon, field = what.rpartition(": ")
    if (
        field in ("title", "description", "biography")
        and loss == f"{section}{colon}control characters"
    ):
        return True
    whole = loss == f"programme: {section}"
    return whole or loss == what or loss.startswith((f"{what} ", f"{what}: "))


@pytest.mark.parametrize("name", list(FORMATS))
def test_all_that_lets_coop_loses_is_told(name: str) -> None:
    before = lets_coop()
    written = FORMATS[name](before)
    after = coopsched.loads(written.data.decode(), name=name).programme
    assert untold(before, after, written.losses) == []


@pytest.mark.parametrize("name", list(FORMATS))
def test_two_people_of_one_name_stay_two(name: str) -> None:
    before = programme("""
        speakers: {ana: Ana, other: Ana}
        sessions:
          a: {title: A, start: 10:00, end: 11:00, speakers: [ana, other]}
          b: {title: B, start: 11:00, end: 12:00, speakers: other}
        """)
    after = coopsched.loads(FORMATS[name](before).data.decode(), name=name).programme
    first, second = (entry.speaker for entry in after.session("a").speakers)
    assert after.speaker(first).name == after.speaker(second).name == "Ana"
    assert [entry.speaker for entry in after.session("b").speakers] == [second]


@pytest.mark.parametrize("name", list(FORMATS))
@given(before=PROGRAMMES)
def test_all_that_any_programme_loses_is_told(before: Programme, name: str) -> None:
    names = [_visible(speaker.name) for speaker in before.speakers]
    ids = [session.source_id for session in before.sessions if session.source_id]
    for each in (names, ids):
        assume(len(set(each)) == len(each))  # else nothing here could tell which is which
    try:
        written = FORMATS[name](before)
    except NothingToWrite:
        return
    after = coopsched.loads(written.data.decode(), name=name).programme
    assert untold(before, after, written.losses) == []

"""What an independent program counted in a real schedule, and the same counted in a programme."""

import json
import random
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import coopsched
from coopsched.document import Document
from coopsched.model import Session

PROGRAMMES = Path(__file__).resolve().parents[2] / "shared" / "programmes"

End = tuple[str, datetime, str]


class Clash(NamedTuple):
    """Two sessions in one room or with one person, each by id, start and room."""

    who: str
    ends: frozenset[End]


def expected(name: str) -> dict[str, Any]:
    """Return what was counted in a file."""
    text = (PROGRAMMES / "expected" / f"{name}.json").read_text("utf-8")
    counts: dict[str, Any] = json.loads(text)
    return counts


def clashes_expected(name: str, kind: str, *, naive: str) -> set[Clash]:
    """Return the clashes that were found; ``naive`` is the offset of times without one."""
    return {
        Clash(
            each.get("name", ""),
            frozenset(
                (each[end]["id"], _instant(each[end]["start"], naive), _folded(each[end]["room"]))
                for end in "ab"
            ),
        )
        for each in expected(name)[kind]
    }


def clashes_found(document: Document, rule: str) -> set[Clash]:
    """Return the clashes that a rule finds."""
    programme = document.programme
    return {
        Clash(
            " ".join(programme.speaker(key).name for key in finding.subject.speakers),
            frozenset(_end(document, programme.session(key)) for key in finding.subject.sessions),
        )
        for finding in coopsched.check(document, select=[rule])
    }


def counts_found(document: Document) -> dict[str, Any]:
    """Return what the independent program counts, counted in a programme.

    Its days are the dates on which sessions begin, also of those in the night.
    """
    programme = document.programme
    problems = Counter(rule for rule, _ in document.problems)
    starts = [each.start for each in programme.sessions if each.start is not None]
    languages = Counter(each.languages[0] if each.languages else "" for each in programme.sessions)
    return {
        "events": len(programme.sessions) + problems["session-refused"],
        "rooms": len(programme.rooms),
        "persons": len(programme.speakers),
        "days": len({start.astimezone(programme.zone).date() for start in starts}),
        "languages": dict(languages),
        "duplicate_ids": problems["duplicate-id"],
        "ids_with_several_names": problems["shared-person-id"],
        "no_room": sum(not each.rooms for each in programme.sessions),
        "no_person": sum(not each.speakers for each in programme.sessions),
        "no_start": len(programme.sessions) - len(starts),
    }


def spoilt(text: str, seed: int, pieces: list[str]) -> str:
    """Return a text in which a few places are cut, or put over by a piece."""
    source = random.Random(seed)  # noqa: S311  no secret
    for _ in range(source.randint(1, 4)):
        at = source.randrange(len(text))
        text = text[:at] + source.choice(pieces) + text[at + source.randint(0, 30) :]
    return text


def _end(document: Document, session: Session) -> End:
    assert session.start is not None
    room = document.programme.room(session.rooms[0])
    return session.source_id or session.key, session.start, _folded(str(room.name))


def _instant(text: str, naive: str) -> datetime:
    return datetime.fromisoformat(text if "+" in text else f"{text}{naive}")


def _folded(name: str) -> str:
    return " ".join(name.split())

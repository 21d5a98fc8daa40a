"""A data set of OptaPlanner's and Timefold's conference scheduling, as it is read from JSON.

One talk of each data set is marked as pinned. That is not read: the searches that are
compared with did not heed it, for what they reached on the smallest cannot be had with it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

Tags = frozenset[str]
NO_TAGS: Tags = frozenset()


@dataclass(frozen=True)
class Timeslot:
    """When a talk may be held; timeslots may overlap."""

    id: str
    start: datetime
    end: datetime
    tags: Tags = NO_TAGS

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return (self.end - self.start) // timedelta(minutes=1)

    @property
    def day(self) -> date:
        """The date on which it begins."""
        return self.start.date()


@dataclass(frozen=True)
class Room:
    """Where a talk may be held."""

    id: str
    capacity: int = 0
    tags: Tags = NO_TAGS


@dataclass(frozen=True)
class Speaker:
    """Who speaks, when not, and what the speaker asks of timeslots and rooms."""

    id: str
    unavailable: Tags = NO_TAGS
    """Ids of timeslots."""
    preferred_timeslot: Tags = NO_TAGS
    undesired_timeslot: Tags = NO_TAGS
    required_room: Tags = NO_TAGS
    preferred_room: Tags = NO_TAGS
    prohibited_room: Tags = NO_TAGS
    undesired_room: Tags = NO_TAGS


@dataclass(frozen=True)
class Talk:
    """A talk, what it is about, and what it asks of its room."""

    id: str
    timeslots: tuple[str, ...] = ()
    """Ids of the timeslots of its type."""
    rooms: tuple[str, ...] = ()
    """Ids of the rooms of its type."""
    speakers: tuple[Speaker, ...] = ()
    tracks: Tags = NO_TAGS
    sectors: Tags = NO_TAGS
    audiences: Tags = NO_TAGS
    level: int = 1
    contents: Tags = NO_TAGS
    language: str = "en"
    required_room: Tags = NO_TAGS
    preferred_room: Tags = NO_TAGS
    prohibited_room: Tags = NO_TAGS
    undesired_room: Tags = NO_TAGS
    exclusive: Tags = NO_TAGS
    prerequisites: Tags = NO_TAGS
    """Ids of the talks that must be over before."""
    favourites: int = 0
    crowd_risk: int = 0


@dataclass(frozen=True)
class Instance:
    """A data set; ``pause`` is the least number of minutes between two talks of a speaker."""

    name: str
    timeslots: Mapping[str, Timeslot]
    rooms: Mapping[str, Room]
    talks: tuple[Talk, ...]
    pause: int = 15


def read(path: Path) -> Instance:
    """Read a data set. An object stands in full where it is first named, later by its ``@id``."""
    document = json.loads(path.read_text("utf-8"))
    objects = dict(_objects(document))
    speakers = {key: _speaker(key, raw) for key, raw in objects.items() if key[:8] == "Speaker#"}
    return Instance(
        path.stem,
        {key: _timeslot(key, objects[key]) for key in _ids(document["timeslotList"])},
        {key: _room(key, objects[key]) for key in _ids(document["roomList"])},
        tuple(_talk(key, objects[key], speakers) for key in _ids(document["talkList"])),
        document["constraintProperties"]["minimumConsecutiveTalksPauseInMinutes"],
    )


def _objects(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield all objects that stand in full, with their ids."""
    if isinstance(value, dict):
        if "@id" in value:
            yield value["@id"], value
        for child in value.values():
            yield from _objects(child)
    elif isinstance(value, list):
        for child in value:
            yield from _objects(child)


def _id(value: Any) -> str:
    return str(value["@id"] if isinstance(value, dict) else value)


def _ids(values: Any) -> list[str]:
    return [_id(value) for value in values]


def _timeslot(key: str, raw: Mapping[str, Any]) -> Timeslot:
    start, end = (datetime(*raw[name]) for name in ("startDateTime", "endDateTime"))  # noqa: DTZ001  local times without a zone
    return Timeslot(key, start, end, frozenset(raw["tagSet"]))


def _room(key: str, raw: Mapping[str, Any]) -> Room:
    return Room(key, raw["capacity"], frozenset(raw["tagSet"]))


def _speaker(key: str, raw: Mapping[str, Any]) -> Speaker:
    return Speaker(
        key,
        unavailable=frozenset(_ids(raw["unavailableTimeslotSet"])),
        preferred_timeslot=frozenset(raw["preferredTimeslotTagSet"]),
        undesired_timeslot=frozenset(raw["undesiredTimeslotTagSet"]),
        required_room=frozenset(raw["requiredRoomTagSet"]),
        preferred_room=frozenset(raw["preferredRoomTagSet"]),
        prohibited_room=frozenset(raw["prohibitedRoomTagSet"]),
        undesired_room=frozenset(raw["undesiredRoomTagSet"]),
    )


def _talk(key: str, raw: Mapping[str, Any], speakers: Mapping[str, Speaker]) -> Talk:
    return Talk(
        key,
        timeslots=tuple(_ids(raw["timeslotRange"])),
        rooms=tuple(_ids(raw["roomRange"])),
        speakers=tuple(speakers[each] for each in _ids(raw["speakerList"])),
        tracks=frozenset(raw["themeTrackTagSet"]),
        sectors=frozenset(raw["sectorTagSet"]),
        audiences=frozenset(raw["audienceTypeSet"]),
        level=raw["audienceLevel"],
        contents=frozenset(raw["contentTagSet"]),
        language=raw["language"],
        required_room=frozenset(raw["requiredRoomTagSet"]),
        preferred_room=frozenset(raw["preferredRoomTagSet"]),
        prohibited_room=frozenset(raw["prohibitedRoomTagSet"]),
        undesired_room=frozenset(raw["undesiredRoomTagSet"]),
        exclusive=frozenset(raw["mutuallyExclusiveTalksTagSet"]),
        prerequisites=frozenset(_ids(raw["prerequisiteTalkSet"])),
        favourites=raw["favoriteCount"],
        crowd_risk=raw["crowdControlRisk"],
    )

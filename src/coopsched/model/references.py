"""References between the parts of a programme: which of them lead nowhere."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from coopsched.findings import Route
from coopsched.text import nearest

if TYPE_CHECKING:
    from coopsched.model.programme import Programme
    from coopsched.model.session import Session

_LISTED_AT_MOST = 12
# Where all references are wrong, looking for what each may mean would take hours.
_MOST_COMPARED = 200_000
_ONE = ("repeats", "continues", "within")
_SEVERAL = ("after", "not-with", "replaces")
_ORDERED = ("continues", "within", "after", "replaces")


class Broken(NamedTuple):
    """A reference that cannot be kept, with the rule that reports it, and where it led.

    ``route`` leads to the reference, or to the item of a list that holds it.
    """

    rule: str
    route: Route
    message: str
    help: str
    section: str = ""


Known = Mapping[str, Mapping[str, object]]


def broken_references(programme: "Programme") -> Iterator[Broken]:
    """Yield each reference to a key that is not there, and each cycle."""
    known: Known = {
        "room": {room.key: room for room in programme.rooms},
        "speaker": {speaker.key: speaker for speaker in programme.speakers},
        "track": {track.key: track for track in programme.tracks},
        "resource": {resource.key: resource for resource in programme.resources},
        "session": {session.key: session for session in programme.sessions},
    }
    compared = 0
    for kind, route, key in _references(programme, known):
        if key not in known[kind]:
            compared += len(known[kind])
            close = nearest(key, known[kind]) if compared <= _MOST_COMPARED else None
            yield _unknown(kind, key, close, known[kind], route)
    yield from _chains(programme.sessions)
    rooms = {room.key: [(part, i) for i, part in enumerate(room.parts)] for room in programme.rooms}
    yield from _cycles("rooms", "parts", rooms)
    for relation in _ORDERED:
        having = [session for session in programme.sessions if getattr(session, relation)]
        edges = {session.key: _edges(session, relation) for session in having}
        yield from _cycles("sessions", relation, edges)


def related(session: "Session", relation: str) -> tuple[str, ...]:
    """Return the keys that a session names under ``relation``, as the file spells it."""
    value = getattr(session, relation.replace("-", "_"))
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _references(programme: "Programme", known: Known) -> Iterator[tuple[str, Route, str]]:
    """Yield the kind, the route and the key of each reference that may be broken."""
    for room in programme.rooms:
        yield from _each("room", ("rooms", room.key, "parts"), room.parts)
    if programme.venue is not None:
        for i, walk in enumerate(programme.venue.walks):
            yield from _each("room", ("venue", "walks", i, "rooms"), walk.rooms)
    for session in programme.sessions:
        if not _refers_soundly(session, known):
            yield from _references_of(session)


def _refers_soundly(session: "Session", known: Known) -> bool:
    """Tell at once of most sessions that all their references hold."""
    return (
        known["room"].keys() >= set(session.rooms)
        and known["speaker"].keys() >= {entry.speaker for entry in session.speakers}
        and (session.track is None or session.track in known["track"])
        and not (session.resources or session.repeats or session.continues or session.within)
        and not (session.after or session.not_with or session.replaces)
    )


def _references_of(session: "Session") -> Iterator[tuple[str, Route, str]]:
    route: Route = ("sessions", session.key)
    yield from _each("room", (*route, "rooms"), session.rooms)
    for i, entry in enumerate(session.speakers):
        yield "speaker", (*route, "speakers", i, "speaker"), entry.speaker
    if session.track is not None:
        yield "track", (*route, "track"), session.track
    for i, (key, _) in enumerate(session.resources):
        yield "resource", (*route, "resources", i), key
    for relation in _ONE:
        for key in related(session, relation):
            yield "session", (*route, relation), key
    for relation in _SEVERAL:
        yield from _each("session", (*route, relation), related(session, relation))


def _each(kind: str, route: Route, keys: Iterable[str]) -> Iterator[tuple[str, Route, str]]:
    for i, key in enumerate(keys):
        yield kind, (*route, i), key


def _unknown(
    kind: str, key: str, close: str | None, known: Mapping[str, object], route: Route
) -> Broken:
    if close is not None:
        help_ = f"did you mean `{close}`?"
    elif not known:
        help_ = f"the programme has no {kind}s: add `{key}` under `{kind}s:`"
    else:
        more = ", …" if len(known) > _LISTED_AT_MOST else ""
        help_ = f"the {kind}s are {', '.join(islice(known, _LISTED_AT_MOST))}{more}"
    return Broken("unknown-reference", route, f"unknown {kind} `{key}`", help_, f"{kind}s")


def _chains(sessions: Iterable["Session"]) -> Iterator[Broken]:
    """Yield each showing that names a showing which is not the first, or itself."""
    first = {session.key: session.repeats for session in sessions}
    for key, repeated in first.items():
        route: Route = ("sessions", key, "repeats")
        beyond = first.get(repeated or "")
        if repeated == key:
            yield Broken(
                "reference-cycle", route, f"`{key}` repeats itself", "name the first showing"
            )
        elif beyond in first and beyond != repeated:  # else that one's own mistake is told
            yield Broken(
                "reference-cycle",
                route,
                f"`{key}` repeats `{repeated}`, which itself repeats `{beyond}`",
                f"name the first showing: `repeats: {beyond}`",
            )


def _edges(session: "Session", relation: str) -> list[tuple[str, int | None]]:
    keys = related(session, relation)
    return [(key, i if relation in _SEVERAL else None) for i, key in enumerate(keys)]


def _cycles(
    section: str, relation: str, edges: Mapping[str, Iterable[tuple[str, int | None]]]
) -> Iterator[Broken]:
    """Yield one broken reference for each edge that closes a cycle, by depth-first search."""
    finished: set[str] = set()
    for root in sorted(edges):
        path = {root: iter(edges[root])} if root not in finished else {}
        while path:
            key = next(reversed(path))
            following = next(path[key], None)
            if following is None:
                finished.add(key)
                del path[key]
            elif following[0] in path:
                yield _cycle(section, relation, list(path), following)
            elif following[0] in edges and following[0] not in finished:
                path[following[0]] = iter(edges[following[0]])


def _cycle(section: str, relation: str, path: list[str], closing: tuple[str, int | None]) -> Broken:
    key, index = closing
    circle = " → ".join(f"`{step}`" for step in [*path[path.index(key) :], key])
    route: Route = (section, path[-1], relation)
    return Broken(
        "reference-cycle",
        route if index is None else (*route, index),
        f"`{relation}` goes round in a circle: {circle}",
        f"take `{key}` out of the `{relation}` of `{path[-1]}`",
    )

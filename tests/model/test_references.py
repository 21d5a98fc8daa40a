"""References between the parts of a programme."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import noted
from coopsched.model import Programme, Room, Session
from coopsched.model.references import broken_references, related
from coopsched.text import Text

OTHERS = """
rooms: {hall: , attic: }
tracks: {knots: Knots}
resources: {camera: 2}
speakers: {ana-perez: Ana}
"""


def sessions(**keys: str) -> str:
    """Return sessions with these keys."""
    lines = [f"  {key}: {{title: T, {stated}}}\n" for key, stated in keys.items()]
    return "sessions:\n" + "".join(lines) + OTHERS


@pytest.mark.parametrize(
    ("body", "at", "message", "remedy"),
    [
        (sessions(a="rooms: [hall, halll]"), "halll", "unknown room `halll`", "`hall`?"),
        (sessions(a="rooms: zzz"), "zzz", "unknown room `zzz`", "the rooms are hall, attic"),
        (sessions(a="track: knotts"), "knotts", "unknown track `knotts`", "`knots`?"),
        (sessions(a="resources: camara"), "camara", "unknown resource `camara`", "`camera`?"),
        (sessions(a="resources: [camera, zzz]"), "zzz", "unknown resource `zzz`", "camera"),
        (sessions(a="resources: {camera: 1, zzz: 2}"), "zzz", "unknown resource `zzz`", "camera"),
        (sessions(a="speakers: ana-peres"), "ana-peres", "unknown speaker", "`ana-perez`?"),
        (
            sessions(a="speakers: [{speaker: ana-peres, role: chair}]"),
            "ana-peres",
            "unknown speaker",
            "`ana-perez`?",
        ),
        (sessions(a="repeats: zzz"), "zzz", "unknown session `zzz`", "the sessions are a"),
        (sessions(a="continues: zzz"), "zzz", "unknown session", ""),
        (sessions(a="within: zzz"), "zzz", "unknown session", ""),
        (sessions(a="after: [a2, zzz]", a2=""), "zzz", "unknown session", ""),
        (sessions(a="not-with: zzz"), "zzz", "unknown session", ""),
        (sessions(a="replaces: zzz"), "zzz", "unknown session", ""),
        ("rooms: {hall: {parts: [left]}}", "left", "unknown room `left`", "the rooms are hall"),
        (
            "rooms: {hall: }\nvenue: {name: V, walks: {rooms: [hall, moon], minutes: 5}}",
            "moon",
            "unknown room `moon`",
            "hall",
        ),
        (
            "sessions: {a: {title: A, track: t}}",
            "t",
            "unknown track `t`",
            "the programme has no tracks: add `t` under `tracks:`",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_named(
    body: str, at: str, message: str, remedy: str
) -> None:
    (found,) = noted(body)
    assert (found.rule, found.at) == ("unknown-reference", at)
    assert message in found.message
    assert remedy in (found.help or "")


def test_a_long_list_of_what_there_is_is_cut() -> None:
    rooms = "".join(f"  r{i}: \n" for i in range(13))
    (found,) = noted(f"rooms:\n{rooms}sessions: {{a: {{title: A, rooms: zzz}}}}\n")
    assert found.help == "the rooms are " + ", ".join(f"r{i}" for i in range(12)) + ", …"


@pytest.mark.parametrize(
    ("body", "at", "message"),
    [
        (sessions(a="repeats: a"), ["a"], "`a` repeats itself"),
        (
            sessions(a="", b="repeats: a", c="repeats: b"),
            ["b"],
            "`c` repeats `b`, which itself repeats `a`",
        ),
        (sessions(a="repeats: a", b="repeats: a"), ["a"], "`a` repeats itself"),
        (sessions(a="within: a"), ["a"], "goes round in a circle: `a` → `a`"),
        (sessions(a="continues: b", b="continues: a"), ["a"], "circle: `a` → `b` → `a`"),
        (sessions(a="after: [b]", b="after: [c]", c="after: [a]"), ["a"], "`c` → `a`"),
        (sessions(a="after: [b, c]", b="", c="after: a"), ["a"], "circle"),
        ("rooms: {a: {parts: [b]}, b: {parts: [a]}}", ["a"], "`parts` goes round"),
        ("rooms: {a: {parts: a}}", ["a"], "`a` → `a`"),
    ],
)
def test_a_circle_is_named_once(body: str, at: list[str], message: str) -> None:
    found = noted(body)
    assert [(each.rule, each.at) for each in found] == [("reference-cycle", key) for key in at]
    assert message in found[0].message
    assert found[0].help


def test_several_ways_to_one_session_are_no_circle() -> None:
    assert noted(sessions(a="after: [b, c]", b="after: d", c="after: d", d="")) == []


def test_what_two_sessions_must_not_meet_may_be_said_twice() -> None:
    assert noted(sessions(a="not-with: b", b="not-with: a")) == []


def test_a_chain_that_leads_nowhere_is_one_problem() -> None:
    found = noted(sessions(a="repeats: b", b="repeats: zzz"))
    assert [(each.rule, each.at) for each in found] == [("unknown-reference", "zzz")]


def test_relations_are_read_as_lists() -> None:
    found = Session(key="a", title=Text({"fr": "A"}), after=("b", "c"), within="d")
    assert related(found, "after") == ("b", "c")
    assert related(found, "within") == ("d",)
    assert related(found, "repeats") == ()
    assert related(found, "not-with") == ()


KEYS = [f"k{i}" for i in range(6)]
EDGES = st.sets(st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)), max_size=14)


def _is_acyclic(edges: set[tuple[str, str]]) -> bool:
    """Tell whether sources can be taken away until nothing is left."""
    left = set(edges)
    while left:
        ends = {end for _, end in left}
        free = {(start, end) for start, end in left if start not in ends}
        if not free:
            return False
        left -= free
    return True


@given(EDGES)
def test_without_the_broken_references_no_circle_is_left(edges: set[tuple[str, str]]) -> None:
    rooms = tuple(
        Room(key=key, parts=tuple(end for start, end in sorted(edges) if start == key))
        for key in KEYS
    )
    bare = Programme(key="k", title=Text({"fr": "T"}), timezone="UTC")
    broken = list(broken_references(bare.model_copy(update={"rooms": rooms})))
    parts = {room.key: room.parts for room in rooms}
    cut = {(str(b.route[1]), parts[str(b.route[1])][int(b.route[3])]) for b in broken}
    assert _is_acyclic(edges - cut)
    assert bool(broken) != _is_acyclic(edges)


@given(EDGES, st.permutations(KEYS))
def test_the_order_of_parts_changes_no_circle(
    edges: set[tuple[str, str]], order: list[str]
) -> None:
    def broken(keys: list[str]) -> set[object]:
        rooms = tuple(
            Room(key=key, parts=tuple(end for start, end in sorted(edges) if start == key))
            for key in keys
        )
        bare = Programme(key="k", title=Text({"fr": "T"}), timezone="UTC")
        return set(broken_references(bare.model_copy(update={"rooms": rooms})))

    assert broken(KEYS) == broken(order)

"""References that lead nowhere are left out, so that the rest can be checked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import noted, read, stretch
from coopsched.text import Text

OTHERS = """
rooms: {hall: , left: , right: }
tracks: {knots: Knots}
resources: {camera: 2}
speakers: {ana: Ana, bo: Bo}
"""


@pytest.mark.parametrize(
    ("keys", "field", "value"),
    [
        ("rooms: [zzz, hall, yyy, left]", "rooms", ("hall", "left")),
        ("rooms: zzz", "rooms", ()),
        ("track: zzz", "track", None),
        ("resources: {zzz: 1, camera: 2}", "resources", (("camera", 2),)),
        ("resources: [zzz, camera]", "resources", (("camera", 1),)),
        ("repeats: zzz", "repeats", None),
        ("continues: zzz", "continues", None),
        ("within: a", "within", None),
        ("after: [zzz, b, a]", "after", ("b",)),
        ("not-with: [b, zzz]", "not_with", ("b",)),
        ("replaces: [zzz, b]", "replaces", ("b",)),
    ],
)
def test_what_leads_somewhere_is_kept(keys: str, field: str, value: object) -> None:
    body = f"sessions:\n  a: {{title: A, {keys}}}\n  b: {{title: B}}\n{OTHERS}"
    assert noted(body)
    assert getattr(read(body).programme.session("a"), field) == value


def test_a_line_up_keeps_those_who_are_known() -> None:
    body = f"sessions: {{a: {{title: A, speakers: [zz, ana, {{speaker: yy}}, bo]}}}}\n{OTHERS}"
    document = read(body)
    assert [entry.speaker for entry in document.programme.session("a").speakers] == ["ana", "bo"]
    assert [each.at for each in noted(body)] == ["zz", "yy"]
    for i, text in ((0, "ana"), (1, "bo")):
        position = document.position(("sessions", "a", "speakers", i))
        assert stretch(document.source.text, position) == text


def test_a_showing_of_nothing_is_called_by_its_key() -> None:
    found = read("sessions: {a: {repeats: zzz}}").programme.session("a")
    assert found.title == Text({"und": "a"})


def test_rooms_and_walks_lose_parts_that_are_not_there() -> None:
    body = """
    rooms: {hall: {parts: [left, zzz, right]}, left: , right: }
    venue:
      name: V
      walks: [{rooms: [hall, zzz], minutes: 1}, {rooms: [left, right], minutes: 2}]
    """
    found = read(body).programme
    assert found.room("hall").parts == ("left", "right")
    assert found.venue is not None
    assert [walk.minutes for walk in found.venue.walks] == [2]
    assert [each.at for each in noted(body)] == ["zzz", "zzz"]


NAMES = st.sampled_from(("a", "b", "c", "zzz", "bad key"))
RELATIONS = st.sampled_from(("repeats", "continues", "within", "after", "not-with", "replaces"))


@given(
    st.lists(st.tuples(st.sampled_from("abc"), RELATIONS, st.lists(NAMES, max_size=4)), max_size=6)
)
def test_whatever_refers_to_whatever_a_programme_is_left(
    stated: list[tuple[str, str, list[str]]],
) -> None:
    lines = {key: [f"{key}: ", "    title: T"] for key in "abc"}
    for key, relation, names in stated:
        listed = (
            f"[{', '.join(names)}]" if relation in ("after", "not-with", "replaces") else names[:1]
        )
        value = listed if isinstance(listed, str) else "".join(listed)
        if not any(line.startswith(f"    {relation}:") for line in lines[key]):
            lines[key].append(f"    {relation}: {value}")
    body = "sessions:\n" + "".join("  " + "\n".join(each) + "\n" for each in lines.values())
    assert [session.key for session in read(body).programme.sessions] == ["a", "b", "c"]

"""The people whom one cell names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.reading.foreign.names import names_alone, split_names
from coopsched.source import Node


def named(text: str, *, commas: bool = True) -> list[tuple[object, ...]]:
    people = split_names(Node(text, 0, len(text)), commas=commas).people
    found: list[tuple[object, ...]] = []
    for each in people:
        affiliation = each.affiliation.value if each.affiliation else None
        found.append(tuple(x for x in (each.name.value, affiliation, each.role) if x is not None))
    return found


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ann Lee, Bo Ek", [("Ann Lee",), ("Bo Ek",)]),
        ("Ann Lee & Bo Ek", [("Ann Lee",), ("Bo Ek",)]),
        ("Ann Lee et Bo Ek", [("Ann Lee",), ("Bo Ek",)]),
        ("Ann Lee en Bo Ek und Cy Oz", [("Ann Lee",), ("Bo Ek",), ("Cy Oz",)]),
        ("Ann Lee\nBo Ek", [("Ann Lee",), ("Bo Ek",)]),
        ("Lee, Ann; Ek, Bo", [("Lee, Ann",), ("Ek, Bo",)]),
        ("Ann Lee (UCL, Louvain), Bo Ek", [("Ann Lee", "UCL, Louvain"), ("Bo Ek",)]),
        ("Ann Lee (UCL) [moderator]; Bo Ek", [("Ann Lee", "UCL", "moderator"), ("Bo Ek",)]),
        ("Ann Lee (modération)", [("Ann Lee", "moderator")]),
        ("Dr. Ann Lee, PhD, Bo Ek", [("Dr. Ann Lee, PhD",), ("Bo Ek",)]),
        ("Sandy Anderson", [("Sandy Anderson",)]),
        ("tbd", [("tbd",)]),
        ("–", []),
        ("", []),
    ],
)
def test_people_are_told_apart(text: str, people: list[tuple[str, ...]]) -> None:
    assert named(text) == people


@pytest.mark.parametrize("words", ["et al.", "et. al.", "u. a.", "and others", "et autres", "etc."])
def test_words_for_others_name_nobody(words: str) -> None:
    for text in (f"Ann Lee, Bo Ek, {words}", f"Ann Lee, Bo Ek {words}", f"Ann Lee; Bo Ek, {words}"):
        names = split_names(Node(text, 0, len(text)))
        assert [each.name.value for each in names.people] == ["Ann Lee", "Bo Ek"]
        assert names.others is not None
        assert names.others.value == words


def test_a_comma_can_be_part_of_a_name() -> None:
    assert named("Lee, Ann", commas=False) == [("Lee, Ann",)]


def test_each_name_has_its_own_place() -> None:
    text = " Ann Lee (UCL) ,  Bo Ek "
    people = split_names(Node(text, 10, 10 + len(text))).people
    assert [text[each.name.start - 10 : each.name.end - 10] for each in people] == [
        "Ann Lee",
        "Bo Ek",
    ]
    affiliation = people[0].affiliation
    assert affiliation is not None
    assert text[affiliation.start - 10 : affiliation.end - 10] == "UCL"


@given(st.text(st.sampled_from("Ab ,;&()[]\n") | st.characters(), max_size=40))
def test_any_text_names_people_inside_itself(text: str) -> None:
    for each in split_names(Node(text, 0, len(text))).people:
        assert each.name.value
        assert 0 <= each.name.start <= each.name.end <= len(text)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Ann Lee", "Ann Lee"),
        ("by Ann Lee (UCL) & Bo van Ek", "Ann Lee (UCL) & Bo van Ek"),
        ("Ann Lee, Bo Ek and Cy Oz", "Ann Lee, Bo Ek and Cy Oz"),
        ("What bread needs, and why", ""),
        ("Keynote", ""),
        ("Room 5 North", ""),
        ("", ""),
    ],
)
def test_a_line_of_full_names_alone(text: str, people: str) -> None:
    assert names_alone(text) == people

"""Colours by the names of CSS3."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.publishing.feeds.colours import colour_name


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("teal", "teal"),
        ("#008080", "teal"),
        ("#00ff7F", "springgreen"),
        ("#fe6346", "tomato"),
        ("#ffffff", "white"),
        ("#010101", "black"),
        ("#000085", "navy"),
    ],
)
def test_a_colour_is_called_by_the_nearest_name(colour: str, name: str) -> None:
    assert colour_name(colour) == name


@pytest.mark.parametrize("colour", [None, "", "tael", "#12345", "#1234567", "rgb(0,0,0)"])
def test_what_is_no_colour_has_no_name(colour: str | None) -> None:
    assert colour_name(colour) is None


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_name_whose_colour_has_that_name(number: int) -> None:
    name = colour_name(f"#{number:06x}")
    assert name is not None
    assert colour_name(name) == name

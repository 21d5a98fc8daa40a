"""What says that a room is still to be found, and what is the name of one."""

import pytest

from coopsched.reading.foreign.unsettled import is_unsettled


@pytest.mark.parametrize(
    "name",
    ["TBA", "tbd", "T.B.A.", "to be announced", "n.t.b.", "à définir", "N/A", "?", "???", "…"],
)
def test_a_placeholder_is_no_room(name: str) -> None:
    assert is_unsettled(name)


@pytest.mark.parametrize(
    "name", ["", "Aula", "A", "1", "2.17", "Na", "Tba Hall", "会場", "🐝", "★"]
)
def test_a_name_is_a_room_and_so_may_be_a_symbol(name: str) -> None:
    assert not is_unsettled(name)

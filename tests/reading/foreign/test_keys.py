"""Keys for what has none."""

import pytest

from coopsched.model.values import is_key
from coopsched.reading.foreign.keys import Keys, key_for


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("Grand Hall", "room", "grand-hall"),
        ("ABC123", "session", "ABC123"),
        ("ABC123", "room", "abc123"),
        ("x-ray", "room", "room-x-ray"),
        ("X: Ray", "room", "room-x-ray"),
        ("x-ray", "session", "session-x-ray"),
        ("X-Ray", "session", "X-Ray"),
    ],
)
def test_a_key_is_the_name_or_near_to_it(name: str, kind: str, key: str) -> None:
    assert key_for(name, kind) == key


@pytest.mark.parametrize("name", ["日本語", "", "–", "x-" + "y" * 120])
def test_any_name_has_a_key(name: str) -> None:
    assert is_key(key_for(name, "speaker"))


def test_a_key_is_given_once_whatever_its_case() -> None:
    keys = Keys()
    assert [keys.take("a"), keys.take("A"), keys.take("a")] == ["a", "A~2", "a~3"]

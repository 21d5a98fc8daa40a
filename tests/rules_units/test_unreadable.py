"""Files of which no programme can be made: one error, with its place and a remedy."""

from pathlib import Path

import pytest

import coopsched

HEAD = "key: k\ntitle: T\ntimezone: Europe/Brussels\n"


@pytest.mark.parametrize(
    ("data", "place", "word"),
    [
        (b"", (1, 1), "empty"),
        (b"# only a comment\n", (1, 1), "comments"),
        (HEAD.encode("utf-16"), (1, 1), "UTF-16"),
        (b"key: k\ntitle: \xe9t\xe9\n", (2, 8), "UTF-8"),
        (b"key: k\ntitle: a\x00b\n", (2, 9), "zero byte"),
        (b"<feed></feed>\n", (1, 1), "XML"),
        (b"a sentence\n", (1, 1), "no programme"),
        (b'{"key": "k", "title": }', (1, 23), ""),
        (b"coopsched: 99\nkey: k\n", (1, 12), "version 99"),
    ],
)
def test_a_file_that_is_no_programme_is_one_error(
    tmp_path: Path, data: bytes, place: tuple[int, int], word: str
) -> None:
    path = tmp_path / "programme.yaml"
    path.write_bytes(data)
    with pytest.raises(coopsched.ReadError) as raised:
        coopsched.read(path)
    position = raised.value.position
    assert position is not None
    assert (position.line, position.column) == place
    assert word in raised.value.message


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        ("sessions: {calm: {title: Calm, minutes: 10\n", 4),
        ('description: "not closed\n', 4),
        ("url: https://a.example\n  description: Two\n", 5),
        ("stray words\n", 4),
    ],
)
def test_what_can_be_read_around_an_error_is_read(lines: str, line: int) -> None:
    document = coopsched.loads(HEAD + lines)
    assert document.programme.key == "k"
    places = [problem.position for _, problem in document.problems]
    assert [place.line for place in places if place is not None] == [line]

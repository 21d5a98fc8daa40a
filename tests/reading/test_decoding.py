"""Bytes to text: what is refused, where, and what to do about it."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopsched.reading.decoding import Limits, Undecodable, decode


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("title: Créer".encode(), "title: Créer"),
        (codecs.BOM_UTF8 + b"title: x", "title: x"),
        ("a\tb\r\nc\u2028d\x85e\u00a0🎉".encode(), "a\tb\r\nc\u2028d\x85e\u00a0🎉"),
    ],
)
def test_utf8_is_read(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    ("data", "place", "message", "remedy"),
    [
        (
            "title: Créer".encode("cp1252"),
            (1, 10),
            "0xE9 cannot stand here; it looks like",
            "UTF-8",
        ),
        ("a\r\né: ".encode() + b"\x92", (2, 4), 'in which this byte is "’"', "save it again"),
        (b"a\nb: \xff", (2, 4), "byte 0xFF", "UTF-8"),
        (b"a: caf\xc3", (1, 7), "byte 0xC3", "UTF-8"),
        ("title".encode("utf-16"), (1, 1), "in UTF-16", "UTF-8"),
        ("title".encode("utf-16-le"), (1, 1), "seems to be in UTF-16", "UTF-8"),
        ("title".encode("utf-16-be"), (1, 1), "seems to be in UTF-16", "UTF-8"),
        ("title".encode("utf-32"), (1, 1), "in UTF-32", "UTF-8"),
        ("title".encode("utf-32-be"), (1, 1), "seems to be in UTF-32", "UTF-8"),
        (b"title: a long one\nb\0", (2, 2), "zero byte", "UTF-8"),
        (b"a\rb\x07", (2, 2), "control character (U+0007)", "delete it"),
        ("a: \x92".encode(), (1, 4), "(U+0092)", "delete it"),
    ],
)
def test_what_is_no_text_is_refused(
    data: bytes, place: tuple[int, int], message: str, remedy: str
) -> None:
    with pytest.raises(Undecodable) as caught:
        decode(data)
    error = caught.value
    assert (error.line, error.column) == place
    assert message in error.message
    assert remedy in error.help


@pytest.mark.parametrize(
    ("data", "limits", "line", "message"),
    [
        (b"12345", Limits(size=4), 1, "larger than 4 bytes"),
        (b"123\n12345\n1", Limits(line=4), 2, "longer than 4 characters"),
        (b"123\r\n12345", Limits(line=4), 2, "longer than 4 characters"),
    ],
)
def test_limits_are_kept(data: bytes, limits: Limits, line: int, message: str) -> None:
    with pytest.raises(Undecodable, match=message) as caught:
        decode(data, limits=limits)
    assert (caught.value.line, caught.value.column) == (line, 1)


def test_what_reaches_a_limit_is_read() -> None:
    assert decode(b"1234\n1234\n", limits=Limits(size=10, line=5)) == "1234\n1234\n"


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        text = decode(data)
    except Undecodable as error:
        refused = error
    else:
        assert text.encode() == data.removeprefix(codecs.BOM_UTF8)
        return
    assert refused.line >= 1
    assert refused.column >= 1
    assert refused.help

"""Whatever is read ends in a document, or in one clear error with a place."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coopsched
from coopsched.findings import Position
from coopsched.reading.files import load_bytes

REAL = (Path(__file__).parent.parent / "data" / "programme.yaml").read_bytes()
# What breaks parsers, models and terminals.
PIECES = [
    *"{}[]:,#&*!|>'\"%@`-?~\t\\\0\x1b\x85\u2028\ufeff\u202e",
    "---\n", "...\n", "<<: ", ": ", " #", "*a", "&a ", "!!str ", "\r", "\r\n", "null", "2017-06-20",
    "24:30", "99:99", "9999-12-31T23:59", "0001-01-01T00:00", "-1", "1e999", "nan", "x" * 300,
    "{{{{", "]]", "'" * 3, '"\\x', "no", "~", "\n", "\n  ", "\n      ", "sessions:", "repeats: ",
    "within: ", "after: ", "parts: ", "minutes: ", "until: ", "key: ", "timezone: ", "days: ",
]  # fmt: skip


def check(data: bytes) -> None:
    """Read and check; every error says where."""
    try:
        document = load_bytes(data, name="fuzz.yaml")
    except coopsched.ReadError as error:
        place, message = error.position, error.message
    else:
        check_document(document)
        return
    assert isinstance(place, Position)
    assert message


def check_document(document: coopsched.Document) -> None:
    """Check; every finding has a place in the text."""
    lines = len(document.source.lines)
    for finding in coopsched.check(document, accepted=True):
        assert finding.message
        if finding.ordinal >= 0:
            assert finding.position is not None
            assert 1 <= finding.position.line <= finding.position.end_line <= lines
            assert finding.position.column >= 1


def mutated(source: random.Random) -> bytes:
    """Return the real programme with a few places spoilt."""
    text = REAL.decode("utf-8")
    for _ in range(source.randint(1, 6)):
        at, piece = source.randrange(len(text)), source.choice(PIECES)
        match source.randrange(5):
            case 0:
                text = text[:at] + piece + text[at:]
            case 1:
                text = text[:at] + piece + text[at + source.randint(1, 12) :]
            case 2:
                text = text[:at] + text[at + source.randint(1, 200) :]
            case 3:
                lines = text.splitlines(keepends=True)
                lines.insert(source.randrange(len(lines)), source.choice(lines))
                text = "".join(lines)
            case _:
                lines = text.splitlines(keepends=True)
                i = source.randrange(len(lines))
                name, colon, _rest = lines[i].partition(": ")
                lines[i] = f"{name}{colon}{piece}\n"
                text = "".join(lines)
        if not text:
            break
    return text.encode("utf-8", "surrogatepass")


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    check(data)


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@given(st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_a_spoilt_programme(seed: int) -> None:
    check(mutated(random.Random(seed)))  # noqa: S311  no secret


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(PIECES),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(PIECES) | st.sampled_from(["a", "b"]), inner, max_size=4
            )
        ),
    ),
    st.sampled_from(
        ["days", "rooms", "speakers", "tracks", "resources", "sessions", "venue", "rules", "site"]
    ),
)
@settings(max_examples=200, deadline=None)
def test_any_value_in_any_section(value: object, section: str) -> None:
    programme = {"coopsched": 1, "key": "k", "title": "t", "timezone": "UTC", section: value}
    check(json.dumps(programme).encode())


SESSION_KEYS = sorted(
    field.alias or name for name, field in coopsched.Session.model_fields.items() if name != "key"
)


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(SESSION_KEYS),
            st.sampled_from(["a", "b", "c", "10:00", "11:00", "10:30", "30", "en", "true", "fr"])
            | st.lists(st.sampled_from(["a", "b", "en", "nl", "10:00"]), max_size=3)
            | st.dictionaries(
                st.sampled_from(["from", "until", "speaker", "en", "day", "role", "url", "camera"]),
                st.sampled_from(["10:00", "10:30", "a", "b", "author", "2"]),
                max_size=3,
            ),
            max_size=8,
        ),
        max_size=4,
    )
)
@settings(max_examples=300, deadline=None)
def test_any_sessions(sessions: list[dict[str, object]]) -> None:
    programme = {
        "coopsched": 1,
        "key": "k",
        "title": "t",
        "timezone": "Europe/Brussels",
        "languages": ["en", "nl"],
        "days": ["2025-03-30"],
        "rooms": {"a": {"parts": ["b"]}, "b": {"capacity": 5}},
        "speakers": {"a": {"name": "Ana"}, "b": {"name": "Bo"}},
        "resources": {"camera": 1},
        "tracks": {"a": "A"},
        "sessions": dict(zip("abcd", sessions, strict=False)),
    }
    check(json.dumps(programme).encode())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "latin-1", "cp1252"])
def test_another_encoding_is_one_clear_error(encoding: str) -> None:
    with pytest.raises(coopsched.ReadError, match="UTF-8") as caught:
        load_bytes(REAL.decode().encode(encoding, "replace"), name="other.yaml")
    assert caught.value.position is not None

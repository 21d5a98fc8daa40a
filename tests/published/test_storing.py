"""The publication as a file."""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coopsched.published.records import Publication
from coopsched.published.storing import DamagedPublication, dumps, loads
from coopsched.text import Text
from programmes import PROGRAMMES
from publications import History
from strategies import damaged

NAME = "programme.publication.json"
BODY = """\
rooms: {attic: Attic, web: {name: Web, online: true}}
speakers: {ana: {name: Ana Pérez, affiliation: UCL}, bo: Bo}
tracks: {t: {title: {fr: Métier, nl: Vak}, colour: teal}}
sessions:
  a:
    title: {fr: "A\\u2028B", nl: Á}
    start: 10:00
    end: 11:00
    rooms: [attic, web]
    speakers: [{speaker: ana, role: moderator, remote: true}, bo]
    track: t
    kind: panel
    languages: [fr]
    interpretation: [nl]
    captions: [en]
    links: [{url: "https://join.example/", kind: join}]
    notice: Bring a pen
  b: {title: B, start: 2017-06-20T12:00+05:30, status: tentative}
  c: {title: C, permanent: true}
  d: {title: D, start: 15:00, minutes: 30}
"""
MOVED = BODY.replace("start: 10:00", "start: 10:15").replace("  d: {", "  e: {was: d, ")
GONE = """\
sessions:
  e: {title: E, start: 15:00, replaces: [b]}
  b: {title: B, start: 2017-06-20T12:00+05:30}
"""
HISTORY = History(
    BODY,
    MOVED,
    GONE,
    BODY.replace("attic: Attic", "loft: {name: Attic, was: attic}").replace("[attic,", "[loft,"),
)
PUBLICATION = HISTORY.last
TEXT = dumps(PUBLICATION)


def test_what_is_written_is_read_back() -> None:
    assert loads(TEXT, NAME) == PUBLICATION
    assert dumps(loads(TEXT, NAME)) == TEXT


@settings(max_examples=50)
@given(st.lists(PROGRAMMES, min_size=1, max_size=3))
def test_every_publication_is_read_back(versions: list[Any]) -> None:
    history = History()
    for version in versions:
        history.publish_programme(version.model_copy(update={"key": "p"}))
    text = dumps(history.last)
    back = loads(text, NAME)
    assert back == history.last
    assert dumps(back) == text
    again = versions[-1].model_copy(update={"key": "p"})
    history.publication = back
    assert history.publish_programme(again).publication is back


def test_the_file_is_json_with_a_session_and_a_feed_a_line() -> None:
    data = json.loads(TEXT)
    assert data["coopsched-publication"] == 1
    assert (data["programme"], data["serial"], data["languages"]) == ("conf", 4, ["fr", "nl"])
    for name, entries in (("sessions", PUBLICATION.records), ("feeds", PUBLICATION.addresses)):
        block = TEXT.split(f'"{name}": {{\n')[1].split("\n}")[0].split("\n")
        assert len(block) == len(entries) == len(data[name])
        assert block == sorted(block)
    assert set(data["feeds"]["room/attic"]) == {"name", "modified", "fingerprint", "leads_to"}


def test_the_file_is_sorted_whatever_the_order_of_the_publication() -> None:
    turned = replace(
        PUBLICATION,
        records=dict(list(PUBLICATION.records.items())[::-1]),
        addresses=dict(list(PUBLICATION.addresses.items())[::-1]),
    )
    assert dumps(turned) == TEXT


def test_a_line_is_one_in_every_editor() -> None:
    assert TEXT.splitlines() == TEXT.split("\n")[:-1]
    assert "\\u2028" in TEXT
    assert "Á" in TEXT  # what people read stays readable


def test_the_order_of_the_wordings_of_a_text_is_kept() -> None:
    both = Text({"nl": "B", "fr": "A"})
    record = replace(
        PUBLICATION.records["c"], shown=replace(PUBLICATION.records["c"].shown, title=both)
    )
    back = loads(dumps(replace(PUBLICATION, records={"c": record})), NAME)
    assert list(back.records["c"].shown.title) == ["nl", "fr"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not there")
def test_git_merges_changes_to_two_sessions(tmp_path: Path) -> None:
    keys = [f"s{i}" for i in range(9)]
    record = PUBLICATION.records["a"]

    def written(*changed: str) -> str:
        records = {
            key: replace(record, key=key, uid=key, sequence=int(key in changed)) for key in keys
        }
        return dumps(replace(PUBLICATION, records=records, addresses={}))

    for name, changed in (("ours", ["s1"]), ("base", []), ("theirs", ["s7"])):
        (tmp_path / name).write_text(written(*changed), "utf-8")
    merged = subprocess.run(
        ["git", "merge-file", "-p", "ours", "base", "theirs"],  # noqa: S607  wherever git is
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert merged.stdout == written("s1", "s7")


def complaint(text: str) -> str:
    """Return what is said of a damaged file, without its name."""
    with pytest.raises(DamagedPublication) as error:
        loads(text, NAME)
    message = str(error.value)
    assert message.startswith(NAME)
    assert "\n" not in message
    return message.removeprefix(NAME)


def line_of(text: str, begins: str) -> int:
    """Return the number of the line that begins so."""
    return next(i for i, line in enumerate(text.split("\n"), 1) if line.startswith(begins))


def changed(change: Callable[[dict[str, Any]], Any]) -> str:
    """Return the file with something in its data changed, and its lines as they are."""
    data = json.loads(TEXT)
    change(data)

    def block(name: str) -> str:
        entries = (f"{json.dumps(key)}: {json.dumps(each)}" for key, each in data[name].items())
        return json.dumps(name) + ": {\n" + ",\n".join(entries) + "\n}"

    head = [
        f"{json.dumps(name)}: {json.dumps(value)}"
        for name, value in data.items()
        if name not in ("sessions", "feeds")
    ]
    both = [block(name) for name in ("sessions", "feeds") if name in data]
    return "{\n" + ",\n".join([*head, *both]) + "\n}\n"


def test_the_helper_of_these_tests_writes_what_is_read() -> None:
    assert loads(changed(lambda _: None), NAME) == PUBLICATION


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ", line 1: it is damaged: it is broken off, or empty"),
        ("hello", ", line 1: it is damaged: “hello” cannot stand there"),
        ("[]", ": it is no publication of coopsched"),
        ("{}", ": it is no publication of coopsched"),
        (TEXT.replace('"serial": 4', '"serial": NaN'), ": it is damaged: NaN is no number"),
        ("[" * 100_000, ": it is damaged: it is nested too deeply"),
        (
            TEXT.replace('"serial": 4', f'"serial": {"9" * 5000}'),
            ": it is damaged: it holds a number of too many digits",
        ),
    ],
)
def test_what_is_no_publication_is_refused(text: str, said: str) -> None:
    assert complaint(text) == said


def test_a_file_that_is_broken_off_is_refused() -> None:
    for length in range(0, len(TEXT) - 2, 97):
        assert "damaged" in complaint(TEXT[:length])


def test_a_file_of_a_newer_release_is_refused() -> None:
    said = complaint(TEXT.replace('"coopsched-publication": 1', '"coopsched-publication": 2'))
    assert said == (
        ", line 2: it is written in version 2 of the format, and this release of coopsched "
        "reads version 1: upgrade coopsched"
    )


def test_a_conflict_that_git_left_is_named_with_its_line() -> None:
    line = line_of(TEXT, '"b":')
    rows = TEXT.split("\n")
    rows.insert(line - 1, "<<<<<<< HEAD")
    said = complaint("\n".join(rows))
    assert said == f", line {line}: git left a conflict there, which must be resolved first"


def test_a_key_that_stands_there_twice_is_refused_with_its_line() -> None:
    # Git merges two new sessions of one key to this, without a conflict.
    line = line_of(TEXT, '"b":')
    rows = TEXT.split("\n")
    rows.insert(line, rows[line - 1])
    assert complaint("\n".join(rows)) == f", line {line + 1}: “b” stands there twice"


def test_two_sessions_of_one_uid_are_refused() -> None:
    def change(data: dict[str, Any]) -> None:
        data["sessions"]["b"]["uid"] = "a@conf"

    text = changed(change)
    assert complaint(text) == (
        f", line {line_of(text, chr(34) + 'b')}: it is damaged: `a` and `b` have one UID: “a@conf”"
    )


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("serial", "4", "“4” is no whole number"),
        ("serial", True, "“True” is no whole number"),
        ("serial", -1, "“-1” is no number that a sequence can reach"),
        ("programme", "a b", "“a b” is no key"),
        ("languages", ["xyzzy"], "“xyzzy” is no language tag"),
        ("sessions a sequence", 1.5, "“1.5” is no whole number"),
        ("sessions a uid", "", "it is empty"),
        ("sessions a created", "yesterday", "“yesterday” is no time in UTC"),
        ("sessions a created", "2017-13-01T00:00:00Z", "“2017-13-01T00:00:00Z” is no time"),
        ("sessions a fingerprint", "0", "“0” is no fingerprint"),
        ("sessions a state", "new", "“new” is none of shown, gone, replaced"),
        ("sessions a keys", ["a b"], "“a b” is no key"),
        ("sessions a shown", [], "“[]” is no mapping"),
        ("sessions a shown title", {}, "a text has no wording"),
        ("sessions a shown status", "draft", "“draft” is none of confirmed, tentative, cancelled"),
        ("sessions a shown start", "2017-06-20", "“2017-06-20” is no time"),
        ("sessions a shown start", "2017-06-20T10:00Z[Mars/Base]", "“Mars/Base” is no time zone"),
        ("sessions a shown start", "[[", "“[[” is no time"),
        ("sessions c shown days", ["2017-02-31"], "“2017-02-31” is no date"),
        ("sessions a shown speakers", [{"key": "x"}], "`name` is missing"),
        (
            "sessions a before fields",
            ["x"],
            "“x” is none of start, end, room, status, speakers, join",
        ),
        ("feeds room/attic leads_to", "", "“” is no key"),
        ("feeds room/attic modified", None, "“None” is no text"),
    ],
)
def test_a_value_that_is_none_is_refused_where_it_stands(path: str, value: Any, said: str) -> None:
    def change(data: dict[str, Any]) -> None:
        *way, last = path.split()
        for key in way:
            data = data[key]
        data[last] = value

    text = changed(change)
    steps = path.split()
    at = steps if len(steps) == 1 else steps[1:]
    line = line_of(text, json.dumps(at[0]))
    places = "".join(f"`{step}`: " for step in at)
    assert complaint(text) == f", line {line}: it is damaged: {places}{said}"


@pytest.mark.parametrize(
    ("key", "way", "value", "said"),
    [
        ("a", "x", 1, "“x” is nothing that stands there"),
        ("a", "shown description", {"fr": "x"}, "“description” is nothing that stands there"),
        ("a", "shown end", "2017-06-20T08:00:00+02:00", "it ends before it starts"),
        ("c", "shown permanent", False, "it does not tell when the session is"),
        ("a", "created", "2999-01-01T00:00:00Z", "it was modified before it was created"),
    ],
)
def test_a_session_that_cannot_be_is_refused(key: str, way: str, value: Any, said: str) -> None:
    def change(data: dict[str, Any]) -> None:
        entry = data["sessions"][key]
        *inner, last = way.split()
        for step in inner:
            entry = entry[step]
        entry[last] = value

    text = changed(change)
    inner = "`shown`: " if way.startswith("shown") else ""
    line = line_of(text, json.dumps(key))
    assert complaint(text) == f", line {line}: it is damaged: `{key}`: {inner}{said}"


@pytest.mark.parametrize("name", ["serial", "sessions", "feeds"])
def test_what_is_missing_is_named(name: str) -> None:
    text = changed(lambda data: data.pop(name))
    assert complaint(text) == f": it is damaged: `{name}` is missing"


@pytest.mark.parametrize("place", ["attic", "shelf/a", "room/", "room/a b", "programme/x", "in/x1"])
def test_what_is_no_address_is_refused(place: str) -> None:
    def change(data: dict[str, Any]) -> None:
        data["feeds"][place] = data["feeds"]["room/attic"]

    assert "damaged" in complaint(changed(change))


def test_a_session_whose_key_is_none_is_refused() -> None:
    def change(data: dict[str, Any]) -> None:
        data["sessions"]["a b"] = data["sessions"].pop("a")

    assert "`a b`: “a b” is no key" in complaint(changed(change))


def test_a_byte_order_mark_is_let_be() -> None:
    assert loads(f"\ufeff{TEXT}", NAME) == PUBLICATION


@given(damaged(TEXT) | st.text())
def test_no_text_gives_anything_but_a_publication_or_a_clear_sentence(text: str) -> None:
    try:
        found = loads(text, NAME)
    except DamagedPublication as error:
        assert str(error).startswith(NAME)  # noqa: PT017  most texts raise, some do not
    else:
        assert isinstance(found, Publication)
        dumps(found)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    ),
    st.sampled_from(
        [
            path
            for name, entry in json.loads(TEXT).items()
            for path in (
                [(name,)]
                if not isinstance(entry, dict)
                else [
                    (name, key, *rest)
                    for key, each in entry.items()
                    for rest in ((), *((field,) for field in each), ("shown", "start"))
                ]
            )
        ]
    ),
)
def test_no_value_anywhere_gives_anything_else_either(value: Any, path: tuple[str, ...]) -> None:
    data = json.loads(TEXT)
    inner = data
    for key in path[:-1]:
        inner = inner.setdefault(key, {})
    inner[path[-1]] = value
    try:
        dumps(loads(json.dumps(data), NAME))
    except DamagedPublication as error:
        assert str(error).startswith(NAME)  # noqa: PT017  most texts raise, some do not


def test_the_first_publication_of_nothing_is_a_file_too() -> None:
    empty = Publication(key="p", serial=1, tzdata="2025b", languages=("en",))
    assert loads(dumps(empty), NAME) == empty

"""Reading from files: what cannot be read ends in one clear error."""

import codecs
from pathlib import Path

import pytest

import coopsched
from builders import HEAD
from coopsched.reading.decoding import Limits
from coopsched.reading.files import load_bytes, load_with_settings
from coopsched.reading.hints import NO_HINTS, Hints


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "programme.yaml"
    path.write_text(HEAD, "utf-8")
    return path


def test_a_file_is_read_by_path_and_by_name(path: Path) -> None:
    assert coopsched.read(path).programme == coopsched.read(str(path)).programme
    assert coopsched.read(path).source.name == str(path)


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_byte_order_marks_and_line_breaks_make_no_difference(mark: bytes, line_break: str) -> None:
    text = HEAD.replace("Conference", "Séance").replace("\n", line_break)
    document = load_bytes(mark + text.encode(), name="p.yaml")
    assert str(document.programme.title) == "Séance"
    assert document.position(("title",)).line == 2


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(coopsched.ReadError, match=r"no-such\.yaml: no such file") as caught:
        coopsched.read(tmp_path / "no-such.yaml")
    assert caught.value.position is None


def test_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(coopsched.ReadError, match="is a folder") as caught:
        coopsched.read(tmp_path)
    assert caught.value.help == "name a file in it"


@pytest.mark.parametrize("name", ["programme.yaml/inside", "a\0b", "n" * 5000])
def test_a_path_that_leads_nowhere_is_named(path: Path, name: str) -> None:
    with pytest.raises(coopsched.ReadError, match=r"cannot be read|no such file"):
        coopsched.read(path.parent / name)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xff\xfek\x00", "UTF-16"),
        ("title: Séance".encode("cp1252"), "not in UTF-8"),
        (b"title: a\0b", "zero byte"),
        (b"<timetable/>", "XML, but no schedule"),
        (b"\n <!DOCTYPE html>", "a web page"),
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
    ],
)
def test_what_is_no_programme_is_one_clear_error(data: bytes, message: str) -> None:
    with pytest.raises(coopsched.ReadError, match=message) as caught:
        load_bytes(data, name="p.yaml")
    assert caught.value.position is not None
    assert caught.value.position.file == "p.yaml"


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "ical"),
        ("<schedule></schedule>", "frab-xml"),
        ('{"talks": [], "version": "1", "rooms": [], "speakers": []}', "pretalx-json"),
    ],
)
def test_a_file_of_another_tool_may_hold_no_session_yet(text: str, format_: str) -> None:
    document = coopsched.loads(text)
    assert document.format == format_
    assert document.programme.sessions == ()


def test_a_file_with_a_merge_conflict_is_read() -> None:
    text = f"<<<<<<< HEAD\n{HEAD}=======\nkey: other\n>>>>>>> theirs\n"
    document = coopsched.loads(text)
    assert document.programme.key == "conf"
    assert {rule for rule, _ in document.problems} == {"merge-conflict"}


def test_a_text_with_half_a_character_is_refused() -> None:
    with pytest.raises(coopsched.ReadError):
        coopsched.loads("title: \ud800")


@pytest.mark.parametrize("limits", [Limits(size=20), Limits(line=5), Limits(depth=1)])
def test_limits_are_kept(path: Path, limits: Limits) -> None:
    with pytest.raises(coopsched.ReadError):
        coopsched.read(path, limits=limits)


@pytest.mark.parametrize(
    ("text", "json"),
    [('{"key": "a", }', True), ('\n [{"a": 1}]', True), ("{key: a}", False), ("key: a", False)],
)
def test_json_is_told_from_yaml_by_its_beginning(text: str, *, json: bool) -> None:
    try:
        problems = [problem.message for _, problem in coopsched.loads(text).problems]
    except coopsched.ReadError as error:
        problems = [error.message]
    assert any("comma" in message or "no programme" in message for message in problems) is json


def test_the_settings_file_beside_is_read(path: Path) -> None:
    (path.parent / "coopsched.yaml").write_text("rules: {no-lunch: off}\n", "utf-8")
    assert [setting.rule for setting in coopsched.read(path).settings] == ["no-lunch"]


def test_another_settings_file_is_read_instead(path: Path, tmp_path: Path) -> None:
    (path.parent / "coopsched.yaml").write_text("rules: {no-lunch: off}\n", "utf-8")
    (tmp_path / "mine.yaml").write_text("rules: {room-too-small: off}\n", "utf-8")
    document = coopsched.read(path, settings=tmp_path / "mine.yaml")
    assert [setting.rule for setting in document.settings] == ["room-too-small"]
    again = load_with_settings(
        HEAD.encode(), tmp_path / "mine.yaml", name="-", limits=Limits(), hints=NO_HINTS
    )
    assert [setting.rule for setting in again.settings] == ["room-too-small"]


def test_a_settings_file_that_is_not_there_is_named(path: Path) -> None:
    with pytest.raises(coopsched.ReadError, match="no such file"):
        coopsched.read(path, settings=path.parent / "no-such.yaml")


def test_a_programme_called_like_a_settings_file_is_not_its_own(tmp_path: Path) -> None:
    path = tmp_path / "coopsched.yaml"
    path.write_text(HEAD + "rules: {no-lunch: off}\n", "utf-8")
    document = coopsched.read(path)
    assert (document.settings, document.problems) == ((), ())


def test_what_no_session_of_a_file_has_is_nothing_that_each_lacks() -> None:
    hints = Hints(timezone="Europe/Brussels", title="T")
    table = "title,date,start,end{}\nA,2025-05-14,10:00,11:00{}\nB,2025-05-14,11:00,12:00{}\n"
    nobody = coopsched.loads(table.format("", "", ""), hints=hints)
    assert coopsched.check(nobody) == []
    somebody = coopsched.loads(table.format(",speaker", ",Nora Quist", ","), hints=hints)
    assert [f.rule for f in coopsched.check(somebody)] == ["session-without-speaker"]

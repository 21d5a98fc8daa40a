"""The formats in which a programme can be written."""

from pathlib import Path

import pytest
from hypothesis import given, settings

import coopsched
from builders import programme, read
from coopsched.cli.arguments import TARGETS
from coopsched.document import Document
from coopsched.model import Programme
from coopsched.publishing.formats import FORMATS, format_called, format_of, write
from coopsched.publishing.losses import Loss, NothingToWrite
from coopsched.source import Node, Source
from programmes import PROGRAMMES

DATA = Path(__file__).parents[2] / "data" / "programme.yaml"
EACH = pytest.mark.parametrize("name", [each.name for each in FORMATS])


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.yaml", "yaml"),
        ("a.YML", "yaml"),
        ("a.b.json", "json"),
        ("folder.csv/schedule.xml", "frab-xml"),
        ("a.csv", "csv"),
        ("a.xlsx", "xlsx"),
        ("a.ics", "ical"),
        ("a.md", "markdown"),
    ],
)
def test_a_files_name_tells_its_format(file: str, name: str) -> None:
    assert format_of(file).name == name


@pytest.mark.parametrize("file", ["a", "a.txt", "-", ".yaml", "a.yaml.bak"])
def test_other_names_tell_none(file: str) -> None:
    with pytest.raises(LookupError, match="tells no format"):
        format_of(file)


def test_the_command_line_offers_all_of_them() -> None:
    assert tuple(each.name for each in FORMATS) == TARGETS


@EACH
def test_each_format_is_written(name: str) -> None:
    assert write(coopsched.read(DATA), format_called(name)).data


@settings(max_examples=30)
@given(PROGRAMMES)
def test_any_programme_can_be_written_in_each(found: Programme) -> None:
    source = Source("programme.yaml", "")
    document = Document(programme=found, source=source, root=Node({}, 0, 0))
    for each in FORMATS:
        try:
            written = write(document, each)
        except NothingToWrite:
            assert not found.days
        else:
            assert written.data
            assert all(loss.what for loss in written.losses)
            assert len(set(written.losses)) == len(written.losses)


def test_what_is_the_authors_own_is_lost_where_there_is_no_place_for_it() -> None:
    document = read("""\
        x-note: mine
        sessions:
          a: {title: A, start: 10:00}  # coopsched: allow[language-undeclared] none is needed
        """)
    own = {Loss("keys that begin with x-"), Loss("allowances")}
    lost = {each.name: own & set(write(document, each).losses) for each in FORMATS}
    assert lost.pop("yaml") == set()
    assert lost.pop("json") == {Loss("allowances")}
    assert all(each == own for each in lost.values())


def test_a_language_chooses_among_wordings() -> None:
    document = read("sessions: {a: {title: {fr: Ouverture, nl: Opening}, start: 10:00}}")
    written = write(document, format_called("markdown"), language="nl")
    assert "**Opening**" in written.data.decode()
    assert "Dinsdag" in written.data.decode()
    assert Loss("title in fr", ("a",)) in written.losses
    assert "Opening" in write(document, format_called("csv"), language="nl").data.decode()


@pytest.mark.parametrize("name", ["yaml", "json"])
def test_our_own_formats_hold_all_languages(name: str) -> None:
    with pytest.raises(ValueError, match="holds all languages"):
        write(read("sessions: {}"), format_called(name), language="nl")


def test_a_programme_may_have_too_little_for_a_format() -> None:
    head = "key: p\ntitle: P\ntimezone: UTC\n"
    assert programme("sessions: {}", head=head).all_days == ()
    with pytest.raises(ValueError, match="needs a day"):
        write(read("sessions: {}", head=head), format_called("frab-xml"))

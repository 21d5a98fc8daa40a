"""Files that a server may hand out."""

import os
import stat
from contextlib import suppress
from pathlib import Path

import pytest

from coopsched.delivering.contents import content, feeds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder to serve, with a secret beside it."""
    (tmp_path / "secret.ics").write_text("secret")
    folder = tmp_path / "site"
    (folder / "feeds" / "en").mkdir(parents=True)
    (folder / "feeds" / "en" / "programme.ics").write_text("feed")
    return folder


def held(folder: Path, path: str) -> str | None:
    """Return what stands at a path, as text."""
    found = content(folder, path.split("/"))
    return None if found is None else found.data.decode()


def test_a_file_is_found(folder: Path) -> None:
    assert held(folder, "feeds/en/programme.ics") == "feed"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "feeds",
        "feeds/en/",
        "feeds//en/programme.ics",
        "feeds/en/attic.ics",
        "feeds/en/programme.ics/more",
        "../secret.ics",
        "feeds/../../secret.ics",
        "feeds/./en/programme.ics",
        "feeds/../feeds/en/programme.ics",
        "a\0b",
        "feeds/en/programme.ics\0",
        "\ud800",
        "n" * 5000,
        "/".join(["n"] * 5000),
    ],
)
def test_nothing_else_is(folder: Path, path: str) -> None:
    assert held(folder, path) is None


@pytest.mark.parametrize("hidden", [".git", ".coopsched", ".env", "feeds/.old"])
def test_what_is_hidden_stays_so(folder: Path, hidden: str) -> None:
    (folder / hidden).mkdir()
    (folder / hidden / "config.ics").write_text("secret")
    (folder / "feeds" / ".programme.ics.tmp").write_text("half")
    (folder / "shown.ics").symlink_to(folder / hidden / "config.ics")
    assert held(folder, f"{hidden}/config.ics") is None
    assert held(folder, "feeds/.programme.ics.tmp") is None
    assert held(folder, "shown.ics") is None
    assert feeds(folder) == ["feeds/en/programme.ics"]


def test_a_folder_below_a_hidden_one_can_be_served(folder: Path) -> None:
    hidden = folder.rename(folder.parent / ".preview")
    assert held(hidden, "feeds/en/programme.ics") == "feed"
    assert feeds(hidden) == ["feeds/en/programme.ics"]


def test_no_link_leads_out(folder: Path) -> None:
    (folder / "file.ics").symlink_to("../secret.ics")
    (folder / "parent").symlink_to("..")
    (folder / "chain.ics").symlink_to("parent/secret.ics")
    (folder / "circle.ics").symlink_to("circle.ics")
    paths = ["file.ics", "parent/secret.ics", "chain.ics", "circle.ics"]
    assert [held(folder, path) for path in paths] == [None] * 4
    assert feeds(folder) == ["feeds/en/programme.ics"]


def test_a_neighbour_with_a_longer_name_is_outside(folder: Path) -> None:
    neighbour = folder.with_name("site-old")
    neighbour.mkdir()
    (neighbour / "a.ics").write_text("secret")
    (folder / "a.ics").symlink_to("../site-old/a.ics")
    assert held(folder, "a.ics") is None


def test_a_link_within_is_followed(folder: Path) -> None:
    (folder / "all.ics").symlink_to("feeds/en/programme.ics")
    assert held(folder, "all.ics") == "feed"
    assert feeds(folder) == ["all.ics", "feeds/en/programme.ics"]


def test_a_folder_that_is_a_link_is_the_one_it_leads_to_now(folder: Path) -> None:
    newer = folder.with_name("newer")
    newer.mkdir()
    (newer / "a.ics").write_text("new")
    current = folder.with_name("current")
    current.symlink_to(folder)
    assert held(current, "feeds/en/programme.ics") == "feed"
    current.unlink()
    current.symlink_to(newer)
    assert held(current, "a.ics") == "new"
    assert feeds(current) == ["a.ics"]


def test_what_is_no_plain_file_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.ics")
    assert held(folder, "pipe.ics") is None
    assert feeds(folder) == ["feeds/en/programme.ics"]


def test_a_file_that_goes_before_it_is_opened_is_not_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(path: Path, _mode: str) -> None:
        raise FileNotFoundError(path)

    monkeypatch.setattr(Path, "open", gone)
    assert held(folder, "feeds/en/programme.ics") is None


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="who may read all is refused none")
def test_what_may_not_be_read_is_not_there(folder: Path) -> None:
    path = folder / "feeds" / "en" / "programme.ics"
    path.chmod(stat.S_IWUSR)
    assert held(folder, "feeds/en/programme.ics") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.ics", "text/calendar; charset=utf-8"),
        ("A.ICS", "text/calendar; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
        ("schedule.xml", "application/xml"),
        ("schedule.json", "application/json"),
        ("grid.svg", "image/svg+xml"),
        ("none", "application/octet-stream"),
        ("a.b", "application/octet-stream"),
    ],
)
def test_a_type_follows_from_the_name(folder: Path, name: str, expected: str) -> None:
    (folder / name).write_text("x")
    found = content(folder, [name])
    assert found is not None
    assert found.type == expected


@pytest.mark.parametrize(
    ("written", "modified"),
    [(5 * 10**9, 5), (5 * 10**9 + 1, 6), (5 * 10**9 - 1, 5), (0, 0)],
)
def test_when_it_was_written_is_rounded_up(folder: Path, written: int, modified: int) -> None:
    path = folder / "a.ics"
    path.write_text("x")
    os.utime(path, ns=(written, written))
    found = content(folder, ["a.ics"])
    assert found is not None
    assert found.modified == modified


def test_feeds_are_listed_in_order_and_only_those_with_a_name(folder: Path) -> None:
    for name in ("b.ics", "a.ics", "a.ical", "feeds/en/notes.txt", "new\nline.ics"):
        (folder / name).write_text("x")
    with suppress(OSError):  # some systems have only names of letters
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff.ics")).write_text("x")
    assert feeds(folder) == ["a.ics", "b.ics", "feeds/en/programme.ics"]


def test_where_there_is_no_folder_there_is_nothing(tmp_path: Path) -> None:
    assert feeds(tmp_path / "none") == []
    assert held(tmp_path / "none", "a.ics") is None

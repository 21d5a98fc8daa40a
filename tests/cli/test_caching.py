"""Where the command line remembers what it has published."""

import sys
from pathlib import Path

import pytest

from coopsched.cli.caching import cache_folder, known_of


@pytest.fixture(autouse=True)
def nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the environment says of caches."""
    for name in ("COOPSCHED_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("system", "name", "expected"),
    [
        ("linux", None, ".cache"),
        ("linux", "XDG_CACHE_HOME", "elsewhere"),
        ("win32", None, ".cache"),
        ("win32", "LOCALAPPDATA", "elsewhere"),
        ("darwin", None, "Library/Caches"),
        ("darwin", "XDG_CACHE_HOME", "Library/Caches"),
    ],
)
def test_it_is_where_the_system_has_such_things(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, system: str, name: str | None, expected: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("HOME", str(tmp_path))
    if name:
        monkeypatch.setenv(name, str(tmp_path / "elsewhere"))
    assert cache_folder() == tmp_path / expected / "coopsched"


def test_it_is_where_somebody_wants_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COOPSCHED_CACHE", str(tmp_path / "mine"))
    assert cache_folder() == tmp_path / "mine"


@pytest.mark.parametrize("off", ["off", "OFF"])
def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch, off: str) -> None:
    monkeypatch.setenv("COOPSCHED_CACHE", off)
    assert cache_folder() is None


def test_a_relative_folder_of_caches_counts_for_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The XDG base directory specification says so."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert cache_folder() == tmp_path / ".cache/coopsched"


def test_who_has_no_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    assert cache_folder() is None


def test_a_folder_is_known_by_whatever_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COOPSCHED_CACHE", str(tmp_path / "cache"))
    folder, link = tmp_path / "site", tmp_path / "link"
    folder.mkdir()
    link.symlink_to(folder)
    (folder / "a").write_bytes(b"a")
    known = known_of(folder)
    assert dict(known.files([("a", "1", lambda: b"a")])) == {"a": b"a"}
    known.save([])
    assert dict(known_of(link).files([("a", "1", lambda: b"b")])) == {"a": None}
    assert dict(known_of(tmp_path).files([("a", "1", lambda: b"b")])) == {"a": b"b"}


def test_what_another_release_has_made_is_not_known(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("COOPSCHED_CACHE", str(tmp_path / "cache"))
    (tmp_path / "a").write_bytes(b"a")
    known = known_of(tmp_path)
    list(known.files([("a", "1", lambda: b"a")]))
    known.save([])
    monkeypatch.setattr("coopsched.__version__", "99.0")
    assert dict(known_of(tmp_path).files([("a", "1", lambda: b"b")])) == {"a": b"b"}

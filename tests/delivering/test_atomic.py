"""Files are written whole or not at all."""

import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coopsched.delivering.atomic import write, write_all


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return [path.name for path in folder.iterdir()]


def test_a_new_file_holds_what_was_written(tmp_path: Path) -> None:
    write(tmp_path / "new", b"data")
    assert (tmp_path / "new").read_bytes() == b"data"
    assert names(tmp_path) == ["new"]


def test_a_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write(tmp_path / "new", b"")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "old"
    path.write_bytes(b"old")
    path.chmod(0o604)
    write(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o604)


def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "link").symlink_to("target")
    write(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


def test_another_name_of_a_file_keeps_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "copy").hardlink_to(tmp_path / "file")
    write(tmp_path / "file", b"new")
    assert (tmp_path / "file").read_bytes() == b"new"
    assert (tmp_path / "copy").read_bytes() == b"old"


def test_a_file_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o444)
    if os.geteuid() == 0:  # who may write to anything
        monkeypatch.setattr(os, "access", lambda asked, mode: (asked, mode) != (path, os.W_OK))
    with pytest.raises(PermissionError, match="it is read-only") as refused:
        write(path, b"new")
    assert refused.value.filename == str(path)
    assert (names(tmp_path), path.read_bytes()) == (["file"], b"old")


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 127)
    write(path, b"data")
    assert path.read_bytes() == b"data"


def test_a_device_or_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write(pipe, b"data")
    reader.join(timeout=10)
    assert read == [b"data"]
    assert pipe.is_fifo()


@pytest.mark.parametrize(
    "place", [lambda path: path, lambda path: path / "no" / "file", lambda path: path / ("n" * 400)]
)
def test_where_nothing_can_be_written_nothing_is_left(
    tmp_path: Path, place: Callable[[Path], Path]
) -> None:
    with pytest.raises(OSError, match=r".+"):
        write(place(tmp_path), b"data")
    assert names(tmp_path) == []


class Interrupted(BaseException):
    """What stops a program in the midst of it."""


@pytest.mark.parametrize(
    "step", ["os.fdopen", "os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace"]
)
@pytest.mark.parametrize("error", [OSError(28, "no space"), Interrupted()])
@given(old=st.none() | st.binary(max_size=20), new=st.binary(max_size=20))
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_failure_leaves_the_old_file_or_none(
    tmp_path: Path, step: str, error: BaseException, old: bytes | None, new: bytes
) -> None:
    path = tmp_path / "file"
    path.unlink(missing_ok=True)
    if old is not None:
        path.write_bytes(old)

    def fail(*_: Any, **__: Any) -> None:
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(step, fail)
        with pytest.raises(type(error)):
            write(path, new)
    assert (path.read_bytes() if path.exists() else None) == old
    assert names(tmp_path) == ([] if old is None else ["file"])


@pytest.mark.parametrize("error", [OSError(28, "no space"), Interrupted()])
@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_several_files_are_written_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int, error: BaseException
) -> None:
    paths = [tmp_path / name for name in ("old", "new", "other")]
    paths[0].write_bytes(b"0")
    paths[0].chmod(0o604)
    paths[2].write_bytes(b"2")
    replace, calls = Path.replace, 0

    def fail(path: Path, target: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == fails_at:
            raise error
        replace(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(type(error)) as raised:
        write_all(dict.fromkeys(paths, b"x"))
    if isinstance(raised.value, OSError):
        assert raised.value.filename == str(paths[fails_at - 1])
    assert sorted(names(tmp_path)) == ["old", "other"]
    assert (paths[0].read_bytes(), paths[2].read_bytes()) == (b"0", b"2")
    assert stat.S_IMODE(paths[0].stat().st_mode) == 0o604
    write_all(dict.fromkeys(paths, b"x"))
    assert [path.read_bytes() for path in paths] == [b"x"] * 3
    assert len(names(tmp_path)) == 3


def test_where_one_file_cannot_be_prepared_no_other_is_touched(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.write_bytes(b"old")
    before = first.stat()
    with pytest.raises(OSError, match=r".+"):
        write_all({first: b"new", tmp_path / "no" / "file": b"new"})
    assert names(tmp_path) == ["first"]
    assert (first.stat().st_ino, first.read_bytes()) == (before.st_ino, b"old")


def test_readers_see_the_old_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "file"
    contents = [bytes([i]) * 100_000 for i in range(30)]
    write(path, contents[0])
    seen: set[bytes] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=watch)
    reader.start()
    for content in contents:
        write(path, content)
    done.set()
    reader.join()
    assert seen <= set(contents)

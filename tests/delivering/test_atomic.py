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

from coopsched.delivering.atomic import write


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

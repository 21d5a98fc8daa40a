"""Files that one process at a time changes."""

import errno
import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from coopsched.delivering.locking import locked

ADDS = """
import sys
from pathlib import Path
from coopsched.delivering.locking import locked

path = Path(sys.argv[1])
for _ in range(200):
    with locked(path):
        path.write_text(str(int(path.read_text()) + 1))
"""
HOLDS = """
import sys
from pathlib import Path
from coopsched.delivering.locking import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def names(folder: Path) -> list[str]:
    """Return what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def started(script: str, path: Path) -> "subprocess.Popen[bytes]":
    """Run a script in a process of its own."""
    command = [sys.executable, "-c", script, str(path)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def test_processes_wait_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "count"
    path.write_text("0")
    (tmp_path / "link").symlink_to("count")
    found = [started(ADDS, tmp_path / name) for name in ("count", "link", "count", "link")]
    for process in found:
        process.communicate()
    assert [process.returncode for process in found] == [0] * 4
    assert path.read_text() == "800"
    assert names(tmp_path) == ["count", "link"]


def test_a_process_that_is_killed_holds_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with started(HOLDS, path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with (tmp_path / ".file.lock").open() as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        process.kill()
        process.wait()
    assert names(tmp_path) == [".file.lock"]
    with locked(path):
        pass
    assert names(tmp_path) == []


def test_locks_of_several_files_are_taken_in_one_order(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    done = threading.Event()

    def wait() -> None:
        for _ in range(200):
            with locked(two, one):
                pass
        done.set()

    waiting = threading.Thread(target=wait, daemon=True)
    waiting.start()
    for _ in range(200):
        with locked(one, two, one):
            pass
    assert done.wait(timeout=60)
    assert names(tmp_path) == []


def test_a_lock_is_gone_when_its_work_fails(tmp_path: Path) -> None:
    def fail() -> None:
        assert names(tmp_path) == [".file.lock"]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), locked(tmp_path / "file"):
        fail()
    assert names(tmp_path) == []


def test_where_there_is_no_folder_there_is_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "no" / "file"
    with pytest.raises(OSError, match=r"its lock \.file\.lock cannot be taken") as refused:
        locked(path).__enter__()
    assert refused.value.filename == str(path)


def test_a_link_in_place_of_a_lock_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / ".file.lock").symlink_to("elsewhere")
    with pytest.raises(OSError, match="cannot be taken"):
        locked(tmp_path / "file").__enter__()
    assert names(tmp_path) == [".file.lock"]


@pytest.mark.parametrize(("number", "is_fine"), [(errno.ENOLCK, True), (errno.EIO, False)])
def test_a_file_system_without_locks_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, is_fine: bool
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(fcntl, "flock", fail)
    if is_fine:
        with locked(tmp_path / "file"):
            pass
        assert names(tmp_path) == []
    else:
        with pytest.raises(OSError, match="cannot be taken"):
            locked(tmp_path / "file").__enter__()


def test_where_there_is_no_flock_the_other_way_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[tuple[int, int]] = []

    def locking(handle: int, mode: int, size: int) -> None:
        assert os.fstat(handle)
        taken.append((mode, size))

    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_LOCK=7, locking=locking))
    with locked(tmp_path / "file"):
        assert taken == [(7, 1)]
    assert names(tmp_path) == []

"""Files are written in the place of what was read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coopsched.delivering.rewriting import HasChangedError, Rewrite, rewrite

APPENDS = """
import sys
from pathlib import Path
from coopsched.delivering.rewriting import HasChangedError, Rewrite, rewrite

path = Path(sys.argv[1])
for i in range(100):
    text = path.read_text()
    try:
        rewrite(Rewrite(path, text, f"{text}{sys.argv[2]} {i}\\n"))
    except HasChangedError:
        continue
    print(sys.argv[2], i)
"""


def test_a_file_is_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("été\r\n", "utf-8", newline="")
    rewrite(Rewrite(path, "été\r\n", "là\r\n"))
    assert path.read_bytes() == "là\r\n".encode()
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"\xef\xbb\xbfold")
    rewrite(Rewrite(path, "old", "new"))
    assert path.read_bytes() == b"\xef\xbb\xbfnew"


def test_what_was_written_since_is_left(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1")
    two.write_text("mine")
    with pytest.raises(HasChangedError, match="two"):
        rewrite(Rewrite(one, "1", "x"), Rewrite(two, "2", "x"))
    assert (one.read_text(), two.read_text()) == ("1", "mine")


def test_what_is_gone_does_not_come_back(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        rewrite(Rewrite(tmp_path / "gone", "old", "new"))
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="no file of its own"):
        rewrite(Rewrite(tmp_path / "pipe", "old", "new"))


def test_of_several_writers_none_loses_what_it_wrote(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("")
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", APPENDS, str(path), name], stdout=subprocess.PIPE, text=True
        )
        for name in "abcd"
    ]
    said = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 4
    written = path.read_text().splitlines()
    assert sorted(written) == sorted("".join(said).splitlines())
    assert written

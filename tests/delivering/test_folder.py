"""A folder is published whole, whatever happens meanwhile.

`old` and `new` are what a folder should hold before and after; a process that is killed
is gone at a call that it makes of the system: nothing of its own cleans up after it.
"""

import errno
import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from coopsched.delivering.folder import COPY, deliver, differs, finish, held, pending
from coopsched.delivering.staging import STAGING

OLD = {"feeds/en/all.ics": b"old all", "feeds/en/attic.ics": b"same", "feeds/en/ana.ics": b"ana"}
NEW = {"feeds/en/all.ics": b"new all", "feeds/en/attic.ics": b"same", "feeds/nl/all.ics": b"alles"}
CALLS = ("replace", "rename", "mkdir", "rmdir", "unlink", "fsync", "chmod", "open")
Contents = Mapping[str, bytes]


class Interrupted(BaseException):
    """What stops a program in the midst of it."""


def published(folder: Path, publication: Path, files: Contents, kept: bytes) -> None:
    """Publish as the command line does; what was there before and is not now is deleted."""
    with held(folder, publication):
        deliver(folder, files.items(), publication=publication, kept=kept, former={*OLD, *NEW})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder in which the old was published, beside files of its owner."""
    folder = tmp_path / "site"
    published(folder, tmp_path / "publication", OLD, b"1")
    (folder / "CNAME").write_bytes(b"example.org")
    (folder / ".git").mkdir()
    (folder / "feeds/en/mine.ics").write_bytes(b"mine")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return what all files in a folder hold, but for what a kill may leave for the next run."""
    found = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    return {
        name: data
        for name, data in found.items()
        if not name.startswith(STAGING) and not name.endswith(".lock")
    }


def whole(files: Contents, kept: bytes) -> dict[str, bytes]:
    """Return what the folder should hold after a publishing."""
    mine = {"CNAME": b"example.org", "feeds/en/mine.ics": b"mine"}
    return {**mine, **files, COPY: kept}


def hidden(folder: Path) -> list[str]:
    """Return what is left over of a publishing, in the folder and beside the publication."""
    found = [*folder.iterdir(), *folder.parent.iterdir()]
    return sorted(p.name for p in found if p.name.startswith(".") and p.name != ".git")


class Calls:
    """What a program asks of the system, counted; and what becomes of the n-th call."""

    def __init__(self, patched: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.fails: Callable[[int], OSError | None] = lambda _: None
        for name in CALLS:
            patched.setattr(os, name, self._counted(getattr(os, name)))
        patched.setattr(io, "open", self._opening(io.open))

    def _asked(self) -> None:
        self.count += 1
        failure = self.fails(self.count)
        if failure is not None:
            raise failure

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **options: Any) -> Any:
            self._asked()
            return call(*arguments, **options)

        return counted

    def _opening(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def opening(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            if "w" not in mode:
                return call(file, mode, *arguments, **options)
            self._asked()
            opened = call(file, mode, *arguments, **options)
            return _Writing(opened, self._asked)

        return opening


class _Writing:
    """A file of which half is written when its writing fails."""

    def __init__(self, file: Any, asked: Callable[[], None]) -> None:
        self._file = file
        self._asked = asked

    def write(self, data: bytes) -> None:
        half = len(data) // 2
        self._file.write(data[:half])
        self._file.flush()
        self._asked()
        self._file.write(data[half:])

    def __enter__(self) -> "_Writing":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def calls_of(act: Callable[[], None]) -> int:
    """Return how often something asks the system to change something."""
    with pytest.MonkeyPatch.context() as patched:
        calls = Calls(patched)
        act()
        return calls.count


def killed(act: Callable[[], None], last: int) -> None:
    """Do something in a process of its own, which is gone when it makes that call."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of other tests are no concern
        child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    with suppress(BaseException), pytest.MonkeyPatch.context() as patched:
        Calls(patched).fails = lambda number: os._exit(9) if number == last else None
        act()
    os._exit(0)


def failing(act: Callable[[], None], when: int, error: OSError) -> None:
    """Do something of which one call fails."""
    with pytest.MonkeyPatch.context() as patched:
        Calls(patched).fails = lambda number: error if number == when else None
        with suppress(OSError):
            act()


def test_a_folder_gets_files_and_the_publication_with_its_copy(tmp_path: Path) -> None:
    folder, publication = tmp_path / "new/site", tmp_path / "publication"
    with held(folder, publication):
        done = deliver(folder, OLD.items(), publication=publication, kept=b"1")
    assert contents(folder) == {**OLD, COPY: b"1"}
    assert publication.read_bytes() == b"1"
    assert done.written == (*OLD, COPY)
    assert hidden(folder) == []


def test_a_second_publishing_writes_what_differs_and_deletes_what_is_gone(folder: Path) -> None:
    with held(folder, folder.parent / "publication"):
        done = deliver(
            folder,
            NEW.items(),
            publication=folder.parent / "publication",
            kept=b"2",
            former=[*OLD, "feeds/en/never-there.ics"],
        )
    assert contents(folder) == whole(NEW, b"2")
    assert done == (("feeds/en/all.ics", "feeds/nl/all.ics", COPY), ("feeds/en/ana.ics",))
    assert (folder.parent / "publication").read_bytes() == b"2"


def test_what_does_not_change_is_not_touched(folder: Path) -> None:
    def stamps() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}

    for path in (*folder.rglob("*"), folder.parent / "publication"):
        os.utime(path, ns=(1, 1))
    before = stamps()
    with held(folder, folder.parent / "publication"):
        done = deliver(
            folder, OLD.items(), publication=folder.parent / "publication", kept=b"1", former=OLD
        )
    assert not done
    assert stamps() == before
    assert (folder.parent / "publication").stat().st_mtime_ns == 1


def test_one_change_leaves_the_other_files_alone(folder: Path) -> None:
    os.utime(folder / "feeds/en/attic.ics", ns=(1, 1))
    published(folder, folder.parent / "publication", NEW, b"2")
    assert (folder / "feeds/en/attic.ics").stat().st_mtime_ns == 1


def test_a_file_that_is_replaced_keeps_its_mode(folder: Path) -> None:
    (folder / "feeds/en/all.ics").chmod(0o640)
    published(folder, folder.parent / "publication", NEW, b"2")
    assert (folder / "feeds/en/all.ics").stat().st_mode & 0o777 == 0o640


def test_a_preview_keeps_nothing(tmp_path: Path) -> None:
    with held(tmp_path / "preview", None):
        deliver(tmp_path / "preview", OLD.items())
    assert contents(tmp_path / "preview") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["preview"]


def test_a_folder_is_taken_away_again_where_nothing_comes_of_it(tmp_path: Path) -> None:
    with pytest.raises(Interrupted), held(tmp_path / "a/b", tmp_path / "publication"):
        raise Interrupted
    assert list(tmp_path.iterdir()) == []


def test_a_kill_at_any_instant_leaves_old_or_new_and_the_next_run_goes_on(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    template = snapshot(folder.parent)
    whole_run = calls_of(lambda: published(folder, folder.parent / "publication", NEW, b"2"))
    assert whole_run > 20
    for last in range(1, whole_run + 1):
        home = restored(template, tmp_path_factory.mktemp("killed"))
        site, publication = home / "site", home / "publication"
        killed(partial(published, site, publication, NEW, b"2"), last)
        found = contents(site)
        assert found.keys() <= {*whole(OLD, b"1"), *whole(NEW, b"2")}, last
        for name, data in found.items():
            assert data in (whole(OLD, b"1").get(name), whole(NEW, b"2").get(name)), (last, name)
        if found[COPY] == b"2":  # it comes after all feeds
            assert found.items() >= NEW.items(), last
        assert publication.read_bytes() in (b"1", b"2"), last
        if publication.read_bytes() == b"2":
            assert found == whole(NEW, b"2"), last
        published(site, publication, NEW, b"2")
        assert contents(site) == whole(NEW, b"2"), last
        assert publication.read_bytes() == b"2", last
        assert hidden(site) == [], last


def test_a_first_publishing_may_be_killed_at_any_instant_too(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole_run = calls_of(lambda: published(tmp_path / "site", tmp_path / "publication", OLD, b"1"))
    for last in range(1, whole_run + 1):
        home = tmp_path_factory.mktemp("first")
        killed(partial(published, home / "site", home / "publication", OLD, b"1"), last)
        published(home / "site", home / "publication", OLD, b"1")
        assert contents(home / "site") == {**OLD, COPY: b"1"}, last
        assert (home / "publication").read_bytes() == b"1", last
        assert hidden(home / "site") == [], last


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_a_call_that_fails_changes_nothing_or_is_made_good(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, number: int
) -> None:
    """As on a disk that is full for a moment, whichever that is."""
    template = snapshot(folder.parent)
    whole_run = calls_of(lambda: published(folder, folder.parent / "publication", NEW, b"2"))
    for when in range(1, whole_run + 1):
        home = restored(template, tmp_path_factory.mktemp("full"))
        site, publication = home / "site", home / "publication"
        failing(partial(published, site, publication, NEW, b"2"), when, OSError(number, "no luck"))
        if pending(site) is None:
            assert contents(site) in (whole(OLD, b"1"), whole(NEW, b"2")), when
        published(site, publication, NEW, b"2")
        assert contents(site) == whole(NEW, b"2"), when
        assert publication.read_bytes() == b"2", when
        assert hidden(site) == [], when


KILLED = """
import sys
from pathlib import Path
from coopsched.delivering.folder import deliver, held

home = Path(sys.argv[1])
print("ready", flush=True)
for turn in range(10_000):
    files = ((f"feeds/en/{n}.ics", f"{turn}".encode() * 20_000) for n in range(40))
    with held(home / "site", home / "publication"):
        deliver(home / "site", files, publication=home / "publication", kept=f"{turn}".encode())
"""


@pytest.mark.parametrize("seed", range(4))
def test_a_process_that_is_killed_leaves_whole_files(tmp_path: Path, seed: int) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.3 + random.Random(seed).random() / 2)  # noqa: S311  any moment will do
        process.send_signal(signal.SIGKILL)
    site, publication = tmp_path / "site", tmp_path / "publication"
    turns = set()
    for name, data in contents(site).items():
        turn = data[: len(data) // 20_000] if name != COPY else data
        assert data in (turn, turn * 20_000)
        turns.add(int(turn))
    assert max(turns) - min(turns) <= 1
    with held(site, publication):
        pass
    assert {data[: len(data) // 20_000] or data for data in contents(site).values()} == {
        publication.read_bytes()
    }
    assert hidden(site) == []


def test_what_was_agreed_on_is_done_by_the_next_run(folder: Path) -> None:
    agreed(folder, NEW, b"2")
    assert contents(folder) == whole(OLD, b"1")
    assert pending(folder) == b"2"
    with held(folder, folder.parent / "publication"):
        assert contents(folder) == whole(NEW, b"2")
        assert (folder.parent / "publication").read_bytes() == b"2"
    assert pending(folder) is None


def test_what_was_not_agreed_on_is_thrown_away(folder: Path) -> None:
    (folder / STAGING).mkdir()
    (folder / STAGING / "0").write_bytes(b"half")
    (folder.parent / ".publication.next").write_bytes(b"half")
    assert pending(folder) is None
    with held(folder, folder.parent / "publication"):
        assert contents(folder) == whole(OLD, b"1")
    assert hidden(folder) == []


def test_a_publication_that_went_on_elsewhere_is_not_set_back(folder: Path) -> None:
    agreed(folder, NEW, b"2")
    publication = folder.parent / "publication"
    publication.write_bytes(b"3")
    finish(folder, publication)
    assert publication.read_bytes() == b"3"
    assert (folder / COPY).read_bytes() == b"2"


def test_another_publication_is_not_begun_with_what_was_agreed_on(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    agreed(tmp_path / "site", OLD, b"1")
    with held(tmp_path / "site", tmp_path / "another"):
        pass
    assert not (tmp_path / "another").exists()
    assert (tmp_path / "site" / COPY).read_bytes() == b"1"


def test_what_waits_beside_the_publication_may_be_lost(folder: Path) -> None:
    agreed(folder, NEW, b"2")
    (folder.parent / ".publication.next").unlink()
    finish(folder, folder.parent / "publication")
    assert (folder.parent / "publication").read_bytes() == b"2"
    assert hidden(folder) == []


def test_a_staged_file_that_lost_its_end_is_made_anew(folder: Path) -> None:
    """As after a power failure."""
    agreed(folder, NEW, b"2")
    (folder / STAGING / "0").write_bytes(b"")
    with held(folder, folder.parent / "publication"):
        assert (folder / "feeds/en/all.ics").read_bytes() == b"old all"
        deliver(
            folder,
            NEW.items(),
            publication=folder.parent / "publication",
            kept=b"2",
        )
    assert contents(folder) == whole(NEW, b"2")


def test_a_preview_does_not_finish_what_attendees_wait_for(folder: Path) -> None:
    agreed(folder, NEW, b"2")
    with pytest.raises(OSError, match="publish first, to finish it"), held(folder, None):
        pass
    assert pending(folder) == b"2"


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"coopsched-delivery": 2}', None, '{"files": [["../x", ""]]}']
)
def test_a_manifest_of_another_version_is_left_to_it(folder: Path, text: str | None) -> None:
    agreed(folder, NEW, b"2")
    path = folder / STAGING / "manifest.json"
    if text is None:
        manifest = json.loads(path.read_bytes())
        manifest["files"][0][0] = "../outside"
        text = json.dumps(manifest)
    path.write_text(text, "utf-8")
    with pytest.raises(OSError, match="another version of coopsched") as refused:
        published(folder, folder.parent / "publication", NEW, b"2")
    assert refused.value.filename == str(path)
    assert contents(folder) == whole(OLD, b"1")


ODD: dict[str, Callable[[Path], object]] = {
    "a file where a folder must be": lambda site: (site / "feeds/nl").write_bytes(b"mine"),
    "a folder where a file must be": lambda site: (site / "feeds/nl/all.ics").mkdir(parents=True),
    "a link to a folder elsewhere": lambda site: (site / "feeds/nl").symlink_to(site.parent),
    "a link to a file": lambda site: linked(site / "feeds/nl/all.ics", site / "CNAME"),
    "a link to nothing": lambda site: linked(site / "feeds/nl/all.ics", site / "nothing"),
    "a pipe": lambda site: piped(site / "feeds/nl/all.ics"),
    "a link for staging": lambda site: (site / STAGING).symlink_to(site.parent),
    "a file for staging": lambda site: (site / STAGING).write_bytes(b"mine"),
    "a copy that is a link": lambda site: relinked(site / COPY),
}


@pytest.mark.parametrize("oddity", ODD)
def test_what_stands_in_the_way_is_one_message_and_changes_nothing(
    folder: Path, oddity: str
) -> None:
    ODD[oddity](folder)
    before = snapshot(folder.parent)
    with pytest.raises(OSError, match=r".+") as refused:
        published(folder, folder.parent / "publication", NEW, b"2")
    assert str(refused.value.filename).startswith(str(folder))
    assert snapshot(folder.parent) == before


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_bytes(b"mine")
    with pytest.raises(NotADirectoryError, match="a folder must be here"):
        published(tmp_path / "site", tmp_path / "publication", OLD, b"1")


def test_a_folder_that_may_not_be_written_to_is_refused_before_anything_changes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = snapshot(folder.parent)
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "en")
    with pytest.raises(PermissionError, match="nothing can be written in this folder"):
        published(folder, folder.parent / "publication", NEW, b"2")
    assert snapshot(folder.parent) == before


def test_a_folder_that_is_a_link_is_published_where_it_leads(folder: Path) -> None:
    link = folder.parent / "public"
    link.symlink_to("site")
    published(link, folder.parent / "publication", NEW, b"2")
    assert link.is_symlink()
    assert contents(folder) == whole(NEW, b"2")


def test_a_publication_that_is_a_link_stays_one(folder: Path) -> None:
    publication = folder.parent / "publication"
    publication.rename(folder.parent / "kept.json")
    publication.symlink_to("kept.json")
    published(folder, publication, NEW, b"2")
    assert publication.is_symlink()
    assert (folder.parent / "kept.json").read_bytes() == b"2"


@pytest.mark.parametrize("path", ["/etc/feed.ics", "../feed.ics", "a/../b.ics", "", "a//b", "."])
def test_nothing_is_written_outside_the_folder(folder: Path, path: str) -> None:
    with pytest.raises(ValueError, match="is no path inside a folder"):
        deliver(folder, [(path, b"data")])
    assert contents(folder) == whole(OLD, b"1")


PUBLISHES = """
import sys
from pathlib import Path
from coopsched.delivering.folder import deliver, held, read

home = Path(sys.argv[1])
for _ in range(30):
    with held(home / sys.argv[2], home / "publication"):
        number = int(read(home / "publication") or 0) + 1
        files = [("feeds/en/all.ics", b"%d" % number)]
        publication = home / "publication"
        deliver(home / sys.argv[2], files, publication=publication, kept=b"%d" % number)
"""


def test_of_two_publishers_the_second_waits_and_no_number_is_lost(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PUBLISHES, str(tmp_path)]
    found = [subprocess.Popen([*command, name]) for name in ("one", "two", "one")]
    assert [process.wait(timeout=120) for process in found] == [0, 0, 0]
    assert (tmp_path / "publication").read_bytes() == b"90"
    assert hidden(tmp_path / "one") == hidden(tmp_path / "two") == []


def test_whether_a_file_differs_can_be_asked(folder: Path) -> None:
    assert not differs(folder, "feeds/en/all.ics", b"old all")
    assert differs(folder, "feeds/en/all.ics", b"new all")
    assert differs(folder, "feeds/en/other.ics", b"")


def agreed(folder: Path, files: Contents, kept: bytes) -> None:
    """Begin to publish, and be killed as soon as it is agreed on what is to be done."""

    def stopped(*_: object) -> None:
        raise Interrupted

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("coopsched.delivering.folder._carry_out", stopped)
        with suppress(Interrupted):
            published(folder, folder.parent / "publication", files, kept)


def snapshot(home: Path) -> dict[str, bytes | str | None]:
    """Return all that is in a folder: what files hold, where links lead, None for folders."""
    return {
        str(path.relative_to(home)): (
            str(path.readlink())
            if path.is_symlink()
            else path.read_bytes()
            if path.is_file()
            else None
        )
        for path in sorted(home.rglob("*"))
    }


def restored(template: Mapping[str, bytes | str | None], home: Path) -> Path:
    """Make a folder of a snapshot."""
    for name, data in template.items():
        if data is None:
            (home / name).mkdir(exist_ok=True)
        elif isinstance(data, bytes):
            (home / name).write_bytes(data)
    return home


def linked(path: Path, target: Path) -> None:
    path.parent.mkdir(parents=True)
    path.symlink_to(target)


def relinked(path: Path) -> None:
    path.rename(path.with_name("elsewhere.json"))
    path.symlink_to("elsewhere.json")


def piped(path: Path) -> None:
    path.parent.mkdir(parents=True)
    os.mkfifo(path)

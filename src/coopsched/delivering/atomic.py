"""Writing files whole or not at all."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

_Deed = Callable[[], object]


def write(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it there, so that readers see the old or the new.

    The mode of a file that is replaced is kept; a symbolic link stays one. Another
    name of the file (a hard link) keeps what was there. A device or a pipe is
    written to. Raises OSError where it cannot be written, or may not be; nothing is
    left behind then.
    """
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    write_all({path: data})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write several files, all or none, each as `write` does; none is a device or a pipe.

    All are ready before the first is moved to its place, and those that were moved
    get back what they held where a later one cannot be. Raises OSError, with the
    name of the file.
    """
    with ExitStack() as tidying, ExitStack() as undoing:
        ready: list[tuple[Path, _Deed, _Deed]] = []
        for path, data in contents.items():
            with _named(path):
                target = Path(os.path.realpath(path))  # unlike resolve, knows a way out of circles
                _refuse_read_only(target)
                moving = partial(_beside(target, data, tidying).replace, target)
                lone = len(contents) == 1
                ready.append((path, moving, _nothing if lone else _restoring(target, tidying)))
        for path, move, restore in ready:
            undoing.callback(restore)
            with _named(path):
                move()
        undoing.pop_all()


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Give what goes wrong the name of the file that is meant, and not of the one beside."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def _refuse_read_only(target: Path) -> None:
    """Refuse to replace what may not be written to, although its folder would let us."""
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is read-only")


def _beside(target: Path, data: bytes, tidying: ExitStack) -> Path:
    """Write data into a new file beside its place, which is taken away if it stays there."""
    mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    beside = Path(name)
    tidying.callback(beside.unlink, missing_ok=True)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.chmod(mode)
    return beside


def _nothing() -> None:
    """Restore nothing: where one file is written, what fails has not replaced it."""


def _restoring(target: Path, tidying: ExitStack) -> _Deed:
    """Return what gives a place back what it holds now, without writing anything then."""
    if not target.exists():
        return partial(target.unlink, missing_ok=True)
    return partial(_beside(target, target.read_bytes(), tidying).replace, target)


def _umask() -> int:
    """Return the process's file mode mask, which can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask

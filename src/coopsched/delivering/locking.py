"""Locks between processes: files that one at a time may change."""

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

_LOCKLESS = frozenset({errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
_OPENING = os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def locked(*paths: Path) -> Iterator[None]:
    """Wait until no other process holds the lock of any of these files, and hold them all.

    A lock is a hidden file beside, taken away with the lock. The system lets go of
    it when its process ends, however that ends. On a file system that has no locks
    there are none. Raises OSError where the file beside cannot be made.
    """
    locks = {_beside(path): path for path in paths}
    with ExitStack() as held:
        for lock in sorted(locks):  # in one order, so that no two wait for each other
            held.enter_context(_held(lock, locks[lock]))
        yield


def _beside(path: Path) -> Path:
    """Return the lock of a file, the same whichever link leads to it."""
    target = Path(os.path.realpath(path))
    return target.with_name(f".{target.name[:40]}.lock")


@contextmanager
def _held(lock: Path, path: Path) -> Iterator[None]:
    try:
        handle = _taken(lock)
    except OSError as error:
        message = f"its lock {lock.name} cannot be taken: {error.strerror}"
        raise OSError(error.errno, message, str(path)) from None
    try:
        yield
    finally:
        _let_go(handle, lock)


def _taken(lock: Path) -> int:
    """Return the handle of a lock that is ours.

    Whoever had it before has taken its file away. What we waited for may then be no
    lock any more, and another process may hold the next one already.
    """
    while True:
        handle = os.open(lock, _OPENING, 0o666)
        try:
            _wait(handle)
            if _is_there(handle, lock):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _is_there(handle: int, lock: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), lock.lstat())
    except FileNotFoundError:
        return False


def _wait(handle: int) -> None:
    try:
        from fcntl import LOCK_EX, flock
    except ImportError:
        from msvcrt import LK_LOCK, locking  # type: ignore[attr-defined]  # only Windows has them

        locking(handle, LK_LOCK, 1)
        return
    try:
        flock(handle, LOCK_EX)
    except OSError as error:
        if error.errno not in _LOCKLESS:
            raise


def _let_go(handle: int, lock: Path) -> None:
    if os.name == "nt":  # where what is open cannot be taken away, and what others wait for stays
        os.close(handle)
        with suppress(OSError):
            lock.unlink()
        return
    with suppress(OSError):
        lock.unlink()
    os.close(handle)

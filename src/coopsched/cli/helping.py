"""A second process that works beside this one, where the system has such."""

import os
import select
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO

from coopsched.delivering.known import Wanted

Work = Callable[[], bytes]

_WORTH_IT = 8
"""So many files are worth a second process."""
_USUAL = 5_000
_AHEAD = 100
"""So many files are made ahead of their turn at most: they wait in memory."""
_LENGTH = 8
"""How many bytes tell how long a result is."""


def can_help() -> bool:
    """Tell whether a second process would have a processor of its own.

    A process that has threads cannot be doubled safely, and elsewhere than on Linux no process
    can that the system's own libraries may have given some.
    """
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
    )


def shared(wanted: Sequence[Wanted]) -> Iterator[bytes]:
    """Yield the bytes of files in their order, half of which another process makes."""
    if len(wanted) < _WORTH_IT or not can_help():
        yield from (each.make() for each in wanted)
        return
    theirs = _half(wanted)
    helper = Helper([each.make for each in wanted if each.path in theirs])
    ours = deque(each for each in wanted if each.path not in theirs)
    ahead: deque[bytes] = deque()
    try:
        for each in wanted:
            if each.path in theirs:
                # What it is not ready with, it is not waited for while there is something to do.
                while ours and len(ahead) < _AHEAD and not helper.is_ready():
                    ahead.append(ours.popleft().make())
                yield helper.next()
            else:
                yield ahead.popleft() if ahead else ours.popleft().make()
    finally:
        helper.close()


def _half(wanted: Sequence[Wanted]) -> frozenset[str]:
    """Return the paths of files that take as long to make as the others, as far as sizes tell."""
    ours, theirs, paths = 0.0, 0.0, []
    for each in sorted(wanted, key=_weight, reverse=True):
        if theirs <= ours:
            theirs += _weight(each)
            paths.append(each.path)
        else:
            ours += _weight(each)
    return frozenset(paths)


def _weight(wanted: Wanted) -> float:
    """Return how long a file takes: feeds are joined of what is made for all of them."""
    return (wanted.size + _USUAL) / (8 if wanted.path.endswith(".ics") else 1)


class Helper:
    """Works that another process does, in their order; what it cannot do is done here.

    Results are fetched in that order, each once. They wait in a file and not in a pipe, so
    that the other process never waits for this one.
    """

    def __init__(self, works: Sequence[Work]) -> None:
        self._works = deque(works)
        self._process = 0
        if works and can_help():
            with suppress(OSError):
                self._start()

    def next(self) -> bytes:
        """Return the next result. Raises what its work raises."""
        work = self._works.popleft()
        result = self._fetched() if self._process else None
        if not self._works:
            self.close()
        return work() if result is None else result

    def is_ready(self) -> bool:
        """Tell whether the next result can be had without waiting."""
        if not self._process:
            return True
        return bool(select.select([self._lengths], [], [], 0)[0])

    def close(self) -> None:
        """Let go of the other process."""
        if self._process:
            self._lengths.close()
            self._results.close()
            with suppress(ChildProcessError):
                os.waitpid(self._process, 0)
            self._process = 0

    def _start(self) -> None:
        results = tempfile.TemporaryFile()  # noqa: SIM115  open until `close`
        reading, writing = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            status = 1
            try:
                os.close(reading)
                _do(self._works, results, writing)
                status = 0
            finally:
                os._exit(status)  # what the other one has begun is for it to end
        os.close(writing)
        self._results: BinaryIO = results
        # Unbuffered: what is waiting in it can be asked for.
        self._lengths: BinaryIO = os.fdopen(reading, "rb", buffering=0)
        self._begin = 0

    def _fetched(self) -> bytes | None:
        """Return the next result of the other process; None where it has ended before."""
        told = self._lengths.read(_LENGTH)
        if len(told) < _LENGTH:
            return None
        length = int.from_bytes(told, "big")
        result = os.pread(self._results.fileno(), length, self._begin)
        self._begin += length
        return result


def _do(works: Iterable[Work], results: BinaryIO, lengths: int) -> None:
    for work in works:
        result = work()
        results.write(result)
        results.flush()
        os.write(lengths, len(result).to_bytes(_LENGTH, "big"))

"""A second process does what this one would have done, and no harm."""

import os
import sys
from collections.abc import Callable, Iterator

import pytest

from coopsched.cli import helping
from coopsched.cli.helping import Helper, shared
from coopsched.delivering.known import Wanted

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only there processes are doubled"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),  # the tests' own threads
]


@pytest.fixture(params=[True, False], ids=["helped", "alone"])
def helped(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Allow or forbid a second process."""
    monkeypatch.setattr(helping, "can_help", lambda: request.param)
    return bool(request.param)


def process() -> bytes:
    """Return the number of the process that does it."""
    return str(os.getpid()).encode()


def in_turn(*works: Callable[[], bytes]) -> Iterator[bytes]:
    helper = Helper(works)
    for _ in works:
        yield helper.next()


def test_results_come_in_the_order_of_the_works(helped: bool) -> None:
    sizes = (0, 1, 100_000, 3_000_000, 7)
    found = list(in_turn(*(lambda size=size: bytes([size % 256]) * size for size in sizes)))
    assert [len(each) for each in found] == list(sizes)
    [done_by] = in_turn(process)
    assert (int(done_by) != os.getpid()) == helped


@pytest.mark.usefixtures("helped")
def test_what_a_work_raises_is_raised_here() -> None:
    def fails() -> bytes:
        raise ValueError("no luck")

    helper = Helper([lambda: b"fine", fails, lambda: b"later"])
    assert helper.next() == b"fine"
    with pytest.raises(ValueError, match="no luck"):
        helper.next()
    assert helper.next() == b"later"


def test_what_a_process_that_was_killed_has_not_done_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(helping, "can_help", lambda: True)
    here = os.getpid()

    def ends_it() -> bytes:
        if os.getpid() != here:
            os._exit(9)
        return b"done here"

    assert list(in_turn(lambda: b"first", ends_it, process)) == [
        b"first",
        b"done here",
        str(here).encode(),
    ]


@pytest.mark.usefixtures("helped")
@pytest.mark.parametrize("count", [0, 1, 7, 8, 60])
def test_files_are_made_in_their_order_by_whomever(count: int) -> None:
    def maker(number: int) -> Callable[[], bytes]:
        return lambda: str(number).encode()

    wanted = [Wanted(f"{i}.html", i * 37 % 11 * 1000, maker(i)) for i in range(count)]
    assert list(shared(wanted)) == [str(i).encode() for i in range(count)]


def test_both_processes_make_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helping, "can_help", lambda: True)
    wanted = [Wanted(f"{i}.html", 0, process) for i in range(20)]
    made = [int(each) for each in shared(wanted)]
    assert made.count(os.getpid()) == 10


def test_no_process_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helping, "can_help", lambda: True)
    files = shared([Wanted(f"{i}.html", 0, process) for i in range(20)])
    next(files)
    files.close()  # type: ignore[attr-defined]  # it is a generator
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)

"""What the commands that plan share."""

import signal
from argparse import Namespace
from datetime import timedelta

import pytest

from coopsched.cli.failing import CommandError
from coopsched.cli.planning import Stop, grid, stopping, timeslots
from coopsched.planning import Grid

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ()),
        ("09:00-10:00", ((9 * HOUR, 10 * HOUR),)),
        (" 11:00 – 12:00 , 9:00-10:00,9:00-10:00", ((9 * HOUR, 10 * HOUR), (11 * HOUR, 12 * HOUR))),
        ("23:00-24:30", ((23 * HOUR, 24.5 * HOUR),)),
    ],
)
def test_timeslots_are_read_in_order(
    text: str | None, expected: tuple[tuple[timedelta, timedelta], ...]
) -> None:
    assert timeslots(text) == expected
    assert grid(Namespace(step=10, timeslots=text)) == Grid(step=10, timeslots=expected)


@pytest.mark.parametrize(
    "text", ["", "-", "9", "10:00-9:00", "10:00-10:00", "9-10", "09:00-10:00Z"]
)
def test_what_is_no_timeslot_is_refused(text: str) -> None:
    with pytest.raises(CommandError, match="--timeslots"):
        timeslots(text)


def test_a_search_stops_when_its_time_is_up() -> None:
    assert Stop(0)()
    assert not Stop(None)()
    assert not Stop(3600)()


def test_a_first_ctrl_c_asks_to_stop_and_a_second_does_not_wait() -> None:
    with stopping(None) as stop:
        assert not stop()
        signal.raise_signal(signal.SIGINT)
        assert stop()
        assert stop.interrupted
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_who_minds_ctrl_c_otherwise_goes_on_to_do_so() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stopping(None) as stop:
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
            assert not stop()
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)

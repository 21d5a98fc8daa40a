"""What `free`, `repair` and `plan` share: what they read, what they heed, and when they stop."""

import argparse
import datetime as dt
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from coopsched.cli.editing import Target, refusals
from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import (
    STDIN,
    document_or_error,
    hints_of,
    programme_or_default,
    settings_of,
)
from coopsched.cli.publications import published_beside
from coopsched.configuring import Given
from coopsched.editing.sheet import Sheet
from coopsched.moment import Moment
from coopsched.planning.places import Grid

if TYPE_CHECKING:
    from coopsched.model import Programme

_TIMESLOTS = "write 09:30-10:20,10:30-11:20"


class Stop:
    """Tells a search when to stop: after some seconds, or when Ctrl-C was pressed."""

    def __init__(self, seconds: float | None) -> None:
        self._until = None if seconds is None else time.monotonic() + seconds
        self.interrupted = False
        """Whether Ctrl-C was pressed."""

    def __call__(self) -> bool:
        """Tell whether to stop."""
        return self.interrupted or (self._until is not None and time.monotonic() >= self._until)

    def interrupt(self, *_: object) -> None:
        """Ask to stop; whoever asks twice does not want to wait."""
        if self.interrupted:
            raise KeyboardInterrupt
        self.interrupted = True


@contextmanager
def stopping(seconds: float | None) -> Iterator[Stop]:
    """Give what tells when to stop; meanwhile, a first Ctrl-C only asks for it."""
    stop = Stop(seconds)
    usual = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not usual or threading.current_thread() is not threading.main_thread():
        yield stop  # somebody else decides what Ctrl-C does
        return
    signal.signal(signal.SIGINT, stop.interrupt)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def read(options: argparse.Namespace) -> Target:
    """Read the programme that is to be planned. Raises CommandError where that cannot be."""
    name = programme_or_default(options.programme)
    if name == STDIN and getattr(options, "write", False):
        raise CommandError("standard input cannot be written to: leave --write out, or name a file")
    hints = hints_of(options.hint)
    document = document_or_error(name, settings=options.settings, hints=hints)
    if getattr(options, "write", False):
        with refusals():
            Sheet.of(document)  # refused before a long search, and not after it
    return Target(name, document)


def grid(options: argparse.Namespace) -> Grid:
    """Return when sessions may begin. Raises CommandError for timeslots that are none."""
    return Grid(step=options.step, timeslots=timeslots(options.timeslots))


def timeslots(text: str | None) -> tuple[tuple[dt.timedelta, dt.timedelta], ...]:
    """Read `09:30-10:20,10:30-11:20`. Raises CommandError."""
    if text is None:
        return ()
    parts = [part for part in text.split(",") if part.strip()]
    if not parts:
        raise CommandError(f"--timeslots {text!r} names none: {_TIMESLOTS}")
    return tuple(sorted({_timeslot(part.strip()) for part in parts}))


def settings(options: argparse.Namespace) -> Given:
    """Return what is set for the rules on the command line."""
    return settings_of(options.set_)


def today(options: argparse.Namespace) -> dt.date:
    """Return the day by which the ends of allowances are judged."""
    given: dt.date | None = options.today
    return given or dt.date.today()  # noqa: DTZ011  the user's own day is meant


def moment(options: argparse.Namespace, programme: "Programme") -> dt.datetime | None:
    """Return the moment before which nothing is moved, if any. Raises CommandError."""
    if options.at is None:
        return None
    try:
        return programme.instant(options.at)
    except ValueError as error:
        raise CommandError(f"--at: {error}") from None


def kept(options: argparse.Namespace, target: Target) -> frozenset[str]:
    """Return the keys of the sessions that are not to be moved. Raises CommandError."""
    return frozenset(target.session(wanted) for wanted in options.keep)


def published(options: argparse.Namespace, target: Target) -> frozenset[str]:
    """Return the keys of the sessions that attendees were shown where they are now."""
    publication = published_beside(target.name, options.publication)
    if publication is None:
        return frozenset()
    from coopsched.published.standing import standing

    return standing(target.document.programme, publication)


def _timeslot(text: str) -> tuple[dt.timedelta, dt.timedelta]:
    begin, dash, end = (part.strip() for part in text.replace("–", "-").partition("-"))
    if not dash:
        raise CommandError(f"--timeslots: “{text}” is one time and not two: {_TIMESLOTS}")
    start, until = _clock(begin), _clock(end)
    if until <= start:
        later = f"; past midnight, {end} is {_written(until + dt.timedelta(days=1))}"
        raise CommandError(f"--timeslots: “{text}” ends before it begins{later}")
    return start, until


def _clock(text: str) -> dt.timedelta:
    try:
        moment = Moment.parse(text)
    except ValueError as error:
        raise CommandError(f"--timeslots: {error}") from None
    if moment.time is None or moment.date is not None or moment.offset is not None:
        raise CommandError(f"--timeslots: “{text}” is no time of day: {_TIMESLOTS}")
    return moment.time


def _written(time_of_day: dt.timedelta) -> str:
    hours, minutes = divmod(time_of_day // dt.timedelta(minutes=1), 60)
    return f"{hours}:{minutes:02}"

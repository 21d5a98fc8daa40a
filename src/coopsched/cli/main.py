"""The entry of the command line: picks the command, and turns its end into an exit status."""

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from coopsched.cli.arguments import parser, taken
from coopsched.cli.failing import CommandError

TYPE_CHECKING = False  # importing typing would take longer than all of `--help`

if TYPE_CHECKING:
    from typing import NoReturn

OK, FOUND, COULD_NOT_RUN, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status.

    0 nothing wrong, 1 findings or no answer, 2 could not run, 130 interrupted.
    """
    # A large document is millions of small objects that live to the end: collecting
    # garbage among them takes longer than reading, and the process is short.
    gc.disable()
    top = parser()
    options, more = top.parse_known_args(arguments)
    if not taken(options, more):
        top.error(f"unrecognized arguments: {' '.join(more)}")
    if options.version:
        return _version()
    if options.command is None:
        top.print_help(sys.stderr)
        return COULD_NOT_RUN
    try:
        command = importlib.import_module(f"coopsched.cli.{options.command}")
        status: int = command.run(options)
        sys.stdout.flush()
    except CommandError as error:
        print(f"coopsched: {error}", file=sys.stderr)
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def entry() -> "NoReturn":
    """Run the command line as a process of its own, and end it."""
    if sys.stdout is None:  # closed before we came: nobody wants to read
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  open to the end
    try:
        status = main()
    except SystemExit as end:  # argparse has said what was wrong, or shown the help
        status = end.code if isinstance(end.code, int) else COULD_NOT_RUN
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    # Taking the interpreter apart, object by object, would take longer than checking.
    os._exit(status)


def _version() -> int:
    from coopsched import __version__

    print(f"coopsched {__version__}")
    return OK

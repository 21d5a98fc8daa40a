"""How many sessions a file may hold, asked before they are taken apart."""

from coopsched.reading.decoding import Limits
from coopsched.reading.errors import ReadError
from coopsched.source import Source


def check_number(source: Source, number: int, limits: Limits, at: int = 0) -> None:
    """Raise ReadError, at an offset, for a file that holds more sessions than the limit."""
    if number > limits.sessions:
        raise ReadError(
            f"there are more than {limits.sessions:,} sessions",
            position=source.position(at, at),
            help=f"split the file, or set --limit sessions={number}",
        )

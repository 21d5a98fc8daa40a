"""How the command line writes: colour, width, files."""

import os
import shutil
import sys
from pathlib import Path

from coopsched.cli.failing import CommandError


def colour(wish: str, *, output: str | None = None) -> bool:
    """Tell whether to colour: as wished, or where a terminal shows it and nobody objects."""
    if wish != "auto":
        return wish == "always"
    if output is not None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()


def width() -> int:
    """Return how many cells a line has: the terminal's, 80 where there is none."""
    return max(40, shutil.get_terminal_size((80, 24)).columns) if sys.stdout.isatty() else 80


def emit(text: str | bytes, *, output: str | None = None) -> None:
    """Print a text, or write it to a file. Raises CommandError where it cannot be written."""
    if output is None:
        try:
            sys.stdout.buffer.write(_bytes(text))
            sys.stdout.flush()
        except BrokenPipeError:
            # Whoever read has seen enough. What was found still decides the exit status, and
            # the flush at exit must not complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            raise CommandError(f"the output cannot be written: {error.strerror}") from None
    else:
        save(Path(output), text)


def save(path: Path, text: str | bytes) -> None:
    """Write a file whole or not at all. Raises CommandError where it cannot be written."""
    from coopsched.delivering.atomic import write

    try:
        write(path, _bytes(text))
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}") from None


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")

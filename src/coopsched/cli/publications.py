"""Publications on the command line: where they are, and what is said of a damaged one."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import STDIN

if TYPE_CHECKING:
    from coopsched.published.records import Publication
    from coopsched.published.safety import Refusal


class RefusedError(Exception):
    """Nothing is published, for these reasons."""

    def __init__(self, *refused: "Refusal") -> None:
        super().__init__(*refused)
        self.refused = refused


def publication_of(name: str, wish: str | None) -> Path:
    """Return where the publication of a programme is kept: as wished, else beside it."""
    if wish is not None:
        return Path(wish)
    if name == STDIN:
        raise CommandError(
            "of a programme from standard input nobody knows what was published: name the "
            "file that is kept of it, with --publication"
        )
    programme = Path(name)
    return programme.with_name(f"{programme.stem}.publication.json")


def loaded(data: bytes | None, path: Path, *, remedy: str = "") -> "Publication | None":
    """Return the publication that a file holds, None for no file. Raises RefusedError."""
    if data is None:
        return None
    from coopsched.published.safety import Refusal
    from coopsched.published.storing import DamagedPublication, loads

    mend = f"bring back {path} as it was, from git for example{remedy}"
    try:
        return loads(data.decode(), str(path))
    except UnicodeDecodeError:
        raise RefusedError(Refusal(f"{path}: it is damaged: it is not in UTF-8", mend)) from None
    except DamagedPublication as error:
        raise RefusedError(Refusal(str(error), mend)) from None


def published_beside(name: str, wish: str | None) -> "Publication | None":
    """Return the publication of a programme that is only looked at: as wished, else beside it.

    None where there is none, and where it cannot be read, which is said.
    """
    if name == STDIN and wish is None:
        return None
    path = publication_of(name, wish)
    try:
        return loaded(path.read_bytes(), path)
    except FileNotFoundError:
        if wish is None:
            return None
        raise CommandError(f"{path} is not there: nothing was published yet") from None
    except RefusedError as error:
        message = error.refused[0].message
    except OSError as error:
        message = f"{path}: {error.strerror}"
    print(f"coopsched: {message}: it is left aside", file=sys.stderr)
    return None


def tell_refused(refused: "Iterable[Refusal]", *, verb: str = "not published") -> None:
    """Say why nothing is published, and what to do about it."""
    from coopsched.cli.outputs import width
    from coopsched.reporting.cells import plain, wrap

    for each in refused:
        for line in wrap(f"coopsched: {verb}: {plain(each.message)}", width()):
            print(line, file=sys.stderr)
        for line in wrap(plain(each.help), width() - 2):
            print(f"  {line}", file=sys.stderr)

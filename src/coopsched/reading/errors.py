"""The one error of reading."""

from coopsched.findings import Position, Problem
from coopsched.source import Source


class ReadError(Exception):
    """No programme at all could be made of what was to be read.

    ``message`` says why, ``position`` where (None where there is no text: a file
    that is missing, or not to be opened), ``help`` what to do. ``problems`` are
    those found before reading gave up, each with the rule that it belongs to.
    """

    def __init__(
        self,
        message: str,
        *,
        position: Position | None = None,
        help: str | None = None,  # noqa: A002  the same word as in Problem and Finding
        source: Source | None = None,
        problems: tuple[tuple[str, Problem], ...] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.help = help
        self.source = source
        self.problems = problems

    def __str__(self) -> str:
        place = ""
        if self.position is not None:
            place = f"{self.position.file}:{self.position.line}:{self.position.column}: "
        return f"{place}{self.message}" + (f" ({self.help})" if self.help else "")

"""`coopsched show`: the programme in the terminal."""

import argparse

from coopsched.checking import check
from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import document_or_error, hints_of
from coopsched.cli.outputs import colour, emit, width
from coopsched.reporting.selection import select


def run(options: argparse.Namespace) -> int:
    """Print the agenda or the grid of what is selected."""
    read = document_or_error(options.file, hints=hints_of(options.hint))
    if options.grid:
        from coopsched.reporting.grid import grid as draw
    else:
        from coopsched.reporting.agenda import agenda as draw
    try:
        sessions = select(
            read.programme,
            at=options.at,
            speaker=options.speaker,
            room=options.room,
            language=options.language,
        )
    except ValueError as error:
        raise CommandError(str(error)) from None
    emit(
        draw(
            read.programme,
            check(read),
            sessions=sessions,
            languages=(options.language,) if options.language else (),
            width=options.width or width(),
            colour=colour(options.colour),
        )
    )
    return 0

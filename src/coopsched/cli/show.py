"""`coopsched show`: the programme in the terminal, or as a picture."""

import argparse

from coopsched.checking import check
from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import document_or_error, hints_of
from coopsched.cli.outputs import colour, emit, width
from coopsched.model import Programme, Session
from coopsched.reporting.selection import select


def run(options: argparse.Namespace) -> int:
    """Print the agenda, the grid or the picture of what is selected."""
    read = document_or_error(options.file, hints=hints_of(options.hint))
    if options.svg:
        from coopsched.reporting.picture import picture

        emit(
            picture(
                read.programme,
                check(read),
                language=options.language,
                sessions=_selected(read.programme, options),
            )
        )
        return 0
    if options.grid:
        from coopsched.reporting.grid import grid as draw
    else:
        from coopsched.reporting.agenda import agenda as draw
    emit(
        draw(
            read.programme,
            check(read),
            sessions=_selected(read.programme, options),
            languages=(options.language,) if options.language else (),
            width=options.width or width(),
            colour=colour(options.colour),
        )
    )
    return 0


def _selected(programme: Programme, options: argparse.Namespace) -> tuple[Session, ...]:
    """Return the sessions that are asked for. Raises CommandError for what is not there."""
    try:
        return select(
            programme,
            at=options.at,
            speaker=options.speaker,
            room=options.room,
            language=options.language,
        )
    except ValueError as error:
        raise CommandError(str(error)) from None

"""`coopsched free`: where a session could go without a new error, and why not elsewhere."""

import argparse
import os

from coopsched.cli import planning
from coopsched.cli.editing import refusals
from coopsched.cli.failing import CommandError
from coopsched.cli.outputs import colour, emit, width
from coopsched.planning.free_places import free
from coopsched.reporting.escaping import visible


def run(options: argparse.Namespace) -> int:
    """Print the free places of a session; return 1 where there is none."""
    grid = planning.grid(options)
    if options.programme is None and os.path.isfile(options.session):  # noqa: PTH113  never raises
        raise CommandError(
            f"which session of {visible(options.session)}? Name its key, or a part of its title"
        )
    target = planning.read(options)
    programme = target.document.programme
    room = None
    if options.room is not None:
        names = [(r.key, list(r.name.values()) if r.name else []) for r in programme.rooms]
        room = target.key("room", options.room, names)
    with refusals():
        found = free(
            target.document,
            target.session(options.session),
            grid=grid,
            settings=planning.settings(options),
            today=planning.today(options),
            most=options.most,
            day=options.day,
            room=room,
        )
    from coopsched.reporting.planning.free import json, text

    if options.format == "json":
        emit(json(found, programme, target.name))
    else:
        emit(
            text(
                found,
                programme,
                day=options.day,
                room=room,
                width=width(),
                colour=colour(options.colour),
            )
        )
    return 0 if found.found else 1

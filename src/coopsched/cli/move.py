"""`coopsched move`: another time or room for a session, as the smallest edit of the file."""

import argparse

from coopsched.cli.editing import refusals, show, target
from coopsched.cli.failing import CommandError
from coopsched.editing import place


def run(options: argparse.Namespace) -> int:
    """Show what a move changes, in the file and in what is found; write it on demand."""
    wishes = (options.start, options.end, options.minutes, options.day, options.room)
    if not any(wishes):
        raise CommandError("say where to: --start, --end, --minutes, --day or --room")
    edited = target(options)
    programme = edited.document.programme
    key = edited.session(options.session)
    names = [(r.key, list(r.name.values()) if r.name else []) for r in programme.rooms]
    rooms = [edited.key("room", room, names) for room in options.room]
    with refusals():
        change = place(
            edited.document,
            key,
            start=options.start,
            end=options.end,
            minutes=options.minutes,
            day=options.day,
            rooms=rooms or None,
        )
    return show(edited, change, options, session=key)

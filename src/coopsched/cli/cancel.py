"""`coopsched cancel`: a session is cancelled, and stays in the file."""

import argparse

from coopsched.cli.editing import refusals, show, target
from coopsched.editing import cancel


def run(options: argparse.Namespace) -> int:
    """Show what the cancellation changes, in the file and in what is found; write it on demand."""
    edited = target(options)
    key = edited.session(options.session)
    with refusals():
        change = cancel(edited.document, key, notice=options.notice)
    return show(edited, change, options, session=key)

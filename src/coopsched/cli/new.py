"""`coopsched new`: a programme to begin with."""

import argparse
import os.path
from pathlib import Path

from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import STDIN
from coopsched.cli.outputs import emit, save
from coopsched.pages import shipped


def run(options: argparse.Namespace) -> int:
    """Write the starter, but never over a file that is there."""
    text = shipped("starter.yaml")
    if options.file == STDIN:
        emit(text)
        return 0
    path = Path(options.file)
    if os.path.lexists(path):  # unlike Path.exists, also sees a link to nothing
        raise CommandError(f"{path} is there already: name another file, or - to print it")
    save(path, text)
    emit(f"{path} is written: edit it, then run `coopsched check {path}`\n")
    return 0

"""`coopsched schema`: the JSON Schema of the programme file."""

import argparse

from coopsched.cli.outputs import emit
from coopsched.pages import shipped


def run(_options: argparse.Namespace) -> int:
    """Print the schema."""
    emit(shipped("programme.schema.json"))
    return 0

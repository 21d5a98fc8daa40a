"""Runs the command line: `python -m coopsched`."""

from coopsched.cli.main import entry

entry()

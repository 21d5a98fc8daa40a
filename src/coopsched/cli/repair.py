"""`coopsched repair`: the fewest moves that leave no error that a move can clear."""

import argparse
from pathlib import Path

from coopsched.cli import planning
from coopsched.cli.editing import Target, changed, refusals, save
from coopsched.cli.outputs import colour, emit, width
from coopsched.delivering.rewriting import Rewrite
from coopsched.editing import EditError, place_as
from coopsched.planning.repairing import Repair, repair
from coopsched.planning.solver import available
from coopsched.reporting.escaping import visible
from coopsched.reporting.planning import repair as report
from coopsched.reporting.unified import unified

_LONGEST_DIFF = 200


def run(options: argparse.Namespace) -> int:
    """Print a repair, write it on demand; return 1 where errors of any rule are left."""
    target = planning.read(options)
    with planning.stopping(options.seconds) as stop:
        found = _repair(target, options, stop)
    programme = target.document.programme
    status = 1 if found.left else 0
    if options.format == "json":
        emit(report.json(found, programme, path=target.name))
        _write(target, found, options)
        return status
    emit(report.text(found, programme, width=width(), colour=colour(options.colour)))
    if not found.finished:
        why = "interrupted" if stop.interrupted else f"stopped after {options.seconds} seconds"
        emit(f"\n{why}: this is the best repair so far\n")
    elif not found.minimal and not available():
        emit("\na solver might prove more: pip install 'coopsched[plan]'\n")
    if found.moves:
        emit(_diff(target, found, options))
        if _write(target, found, options):
            emit(f"{visible(target.name)} is written\n")
    return status


def _repair(target: Target, options: argparse.Namespace, stop: planning.Stop) -> Repair:
    with refusals():
        return repair(
            target.document,
            grid=planning.grid(options),
            settings=planning.settings(options),
            today=planning.today(options),
            held=planning.kept(options, target),
            published=planning.published(options, target),
            freeze_published=options.freeze == "published",
            at=planning.moment(options, target.document.programme),
            only=options.only,
            most=options.move_at_most,
            stop=stop,
        )


def _diff(target: Target, found: Repair, options: argparse.Namespace) -> str:
    """Return the changes of the file; where there are many, only how many."""
    try:
        change = place_as(target.document, found.programme)
        text = unified(target.document.source, change.edits, colour=colour(options.colour))
    except EditError as error:
        return f"\nthe file cannot be changed: {error}\n"
    lines = text.count("\n")
    more = "" if options.write else "nothing is written yet: add --write\n"
    if lines > _LONGEST_DIFF:
        return f"\nthe changes of the file are {lines:,} lines\n{more}"
    return f"\n{text}\n{more}"


def _write(target: Target, found: Repair, options: argparse.Namespace) -> bool:
    """Write the file where that is asked for and something moves; tell whether it was written."""
    if not options.write or not found.moves:
        return False
    with refusals():
        change = place_as(target.document, found.programme)
    again = changed(target.document, change)
    save(Rewrite(Path(target.name), target.document.source.text, again.source.text))
    return True

"""`coopsched plan`: places for all sessions that have none, or the rooms that they need."""

import argparse
import shlex
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from coopsched.checking import check
from coopsched.cli import planning
from coopsched.cli.editing import Target, changed, refusals, save
from coopsched.cli.failing import CommandError
from coopsched.cli.outputs import colour, emit, width
from coopsched.delivering.rewriting import Rewrite
from coopsched.editing import EditError, place_as
from coopsched.findings import Severity
from coopsched.model import Programme
from coopsched.planning.places import Grid
from coopsched.planning.plans.planning import NoDays, Plan, plan
from coopsched.planning.plans.progress import Progress
from coopsched.planning.solver import available
from coopsched.reporting.escaping import visible
from coopsched.reporting.planning import contradiction as contradicting
from coopsched.reporting.planning import plan as report
from coopsched.reporting.planning.free import about
from coopsched.reporting.unified import unified
from coopsched.rules.wording import counted

_ASKED = 10
"""Of so many sessions without a place it is said why."""

_LONGEST_DIFF = 200
_PATIENCE = 1.0
"""After so many seconds a search is long enough for a bar."""

_BLINK = 0.2


def run(options: argparse.Namespace) -> int:
    """Print a plan, or the rooms that are needed; write it on demand."""
    target = planning.read(options)
    if options.rooms:
        return _rooms(target, options)
    grid, bar = planning.grid(options), Bar()
    with planning.stopping(options.seconds) as stop:
        try:
            found = _plan(target, options, grid, stop, bar)
        finally:
            bar.clear()
    answer(target, found, options, grid, by_hand=stop.interrupted)
    return 1 if found.unplaced or found.endless else 0


def _plan(
    target: Target, options: argparse.Namespace, grid: Grid, stop: planning.Stop, bar: "Bar"
) -> Plan:
    programme = target.document.programme
    with refusals():
        try:
            return plan(
                target.document,
                grid=grid,
                settings=planning.settings(options),
                today=planning.today(options),
                held=planning.kept(options, target),
                published=planning.published(options, target),
                freeze_published=options.freeze == "published",
                at=planning.moment(options, programme),
                again=options.again,
                seed=options.seed,
                iterations=options.iterations,
                stop=stop,
                on_progress=bar.show if sys.stderr.isatty() else None,
            )
        except NoDays:
            raise CommandError(
                f"{visible(target.name)} does not say on which days anything is held: "
                "give it its `days`, as in days: [2026-05-15]"
            ) from None


def answer(
    target: Target, found: Plan, options: argparse.Namespace, grid: Grid, *, by_hand: bool
) -> None:
    """Print a plan in the form asked for, and write it where that is asked for."""
    reasons = _reasons(target, found, options, grid)
    repeat = _again(target, found, options)
    if options.format == "json":
        conflict = (
            None
            if found.contradiction is None
            else contradicting.json(target.document, found.contradiction)
        )
        emit(
            report.json(
                found,
                target.document.programme,
                reasons,
                path=target.name,
                again=repeat,
                contradiction=conflict,
            )
        )
        _write(target, found, options)
        return
    text = _shown(target, found, options, reasons, repeat)
    if found.interrupted:
        why = "interrupted" if by_hand else f"stopped after {options.seconds} seconds"
        text += f"{why}: this is the best plan so far\n"
    emit(text + (_diff(target, found, options) if found.placements else ""))
    if _write(target, found, options):
        emit(f"{visible(target.name)} is written\n")


def _shown(
    target: Target,
    found: Plan,
    options: argparse.Namespace,
    reasons: Mapping[str, Sequence[str]],
    repeat: str,
) -> str:
    """Return the plan in words, and what contradicts itself where there is none."""
    if not (found.asked or found.endless or found.held):
        every = "; --again places anew also what is placed" if not options.again else ""
        return f"nothing to place: all sessions have a place{every}\n{_known(target, options)}"
    painted, conflict = colour(options.colour), ""
    if found.contradiction is not None:
        conflict = contradicting.render(
            target.document, found.contradiction, width=width(), colour=painted
        )
    text = report.text(
        found, reasons, contradiction=conflict, again=repeat, width=width(), colour=painted
    )
    text += _known(target, options)
    if options.timeslots and not found.proven and not available():
        text += "a proof needs a solver: pip install 'coopsched[plan]'\n"
    return text


def _known(target: Target, options: argparse.Namespace) -> str:
    """Return how many errors the file has, which a plan leaves as they are."""
    found = check(
        target.document, settings=planning.settings(options), today=planning.today(options)
    )
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    if not errors:
        return ""
    known = f"{counted(errors, 'error')} {'is' if errors == 1 else 'are'} in the file already"
    return f"{known}: coopsched check {visible(target.name)}\n"


def _reasons(
    target: Target, found: Plan, options: argparse.Namespace, grid: Grid
) -> dict[str, tuple[str, ...]]:
    """Return why sessions have no place beside what is placed, for the first of them."""
    from coopsched.planning import free

    beside = replace(target.document, programme=found.programme)
    reasons = {}
    for key in found.unplaced[:_ASKED]:
        said = free(
            beside,
            key,
            grid=grid,
            settings=planning.settings(options),
            today=planning.today(options),
            most=0,
        )
        told = [f"{about(each, beside.programme)}: {each.why}" for each in said.refused]
        whys = [said.nothing] if said.nothing else told
        reasons[key] = tuple(dict.fromkeys(whys))
    return reasons


def _again(target: Target, found: Plan, options: argparse.Namespace) -> str:
    """Return the command that gives the same plan on any machine."""
    words = ["coopsched", "plan", target.name]
    words += ["--again"] if options.again else []
    words += [f"--step={options.step}"] if options.step != Grid().step else []
    words += [f"--timeslots={options.timeslots}"] if options.timeslots else []
    for name in ("keep", "set_"):
        words += [f"--{name.rstrip('_')}={value}" for value in getattr(options, name)]
    for name in ("at", "freeze", "settings"):
        value = getattr(options, name)
        words += [f"--{name}={value}"] if value else []
    words += [f"--seed={found.seed}", f"--iterations={found.iterations}"]
    return " ".join(map(shlex.quote, map(visible, words)))


def _diff(target: Target, found: Plan, options: argparse.Namespace) -> str:
    """Return the changes of the file, where there are many only how many, and what to do."""
    try:
        change = place_as(target.document, found.programme)
    except EditError as error:
        return f"\nnothing can be written: {error}\n"
    text = unified(target.document.source, change.edits, colour=colour(options.colour))
    lines = text.count("\n")
    if lines > _LONGEST_DIFF:
        text = f"the changes of the file are {lines:,} lines\n"
    more = "" if options.write else "\nnothing is written yet: add --write\n"
    return f"\n{text}{more}"


def _write(target: Target, found: Plan, options: argparse.Namespace) -> bool:
    """Write the file where that is asked for and there is something to write."""
    if not options.write or not found.placements:
        return False
    _save(target, found.programme)
    return True


def _save(target: Target, programme: Programme) -> None:
    with refusals():
        change = place_as(target.document, programme)
    again = changed(target.document, change)
    save(Rewrite(Path(target.name), target.document.source.text, again.source.text))


def _rooms(target: Target, options: argparse.Namespace) -> int:
    """Print how many rooms are needed; give them to sessions on demand."""
    from coopsched.planning.plans.rooms import rooms
    from coopsched.reporting.planning import rooms as words

    if options.write and not target.document.programme.rooms:
        raise CommandError(
            f"{visible(target.name)} declares no rooms that could be written: give it `rooms` first"
        )
    with refusals():
        found = rooms(
            target.document,
            settings=planning.settings(options),
            today=planning.today(options),
            held=planning.kept(options, target),
        )
    if options.format == "json":
        emit(words.json(found, path=target.name))
    else:
        emit(words.text(found, width=width(), colour=colour(options.colour)))
    if options.write and found.programme != target.document.programme:
        _save(target, found.programme)
        if options.format != "json":
            emit(f"{visible(target.name)} is written\n")
    return 0 if found.possible else 1


class Bar:
    """A line on a terminal that tells how far a search is, once that takes long."""

    def __init__(self) -> None:
        self._begun = self._last = time.monotonic()
        self._shown = 0

    def show(self, progress: Progress) -> None:
        """Tell how far the search is, a few times a second."""
        now = time.monotonic()
        if now - self._begun < _PATIENCE or now - self._last < _BLINK:
            return
        self._last = now
        done = "█" * round(10 * progress.part)
        placed = f"{progress.placed:,} of {progress.total:,} placed"
        cost = f"cost {report.number(progress.cost)}, at least {report.number(progress.bound)}"
        line = f"{progress.doing:<12} {done:░<10} {placed} · {cost}"[: width() - 1]
        print(f"\r{line:<{self._shown}}", end="", file=sys.stderr, flush=True)
        self._shown = len(line)

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            print(f"\r{'':<{self._shown}}\r", end="", file=sys.stderr, flush=True)

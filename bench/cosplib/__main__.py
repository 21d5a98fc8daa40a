"""The instances of CoSPLib, beside what its own methods and others were measured to reach.

The landscape belongs here; what searches it is the annealer of `coopsched plan`. A plan
counts if the plain evaluator agrees on what it costs. The figures beside ours were measured
beforehand, by CoSPLib's own evaluator: the solutions that come with it, its
hyper-heuristic in 120 s, and a model for OR-Tools' CP-SAT in 120 to 180 s. Ours are seconds
of CPU, reading included. Nothing is promised.
"""

import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.common import ROOT, Row, finish, options, peer, versions
from bench.cosplib.evaluator import evaluate
from bench.cosplib.instance import read
from bench.cosplib.tracks import Tracks

from coopsched.planning.annealing import Schedule, anneal

INSTANCES = ROOT.parent / "shared" / "planning" / "cosplib"
SEED = 1
TRIAL = 2_000
"""So many changes are tried in a first, short search, which tells how fast the machine is."""


class Known(NamedTuple):
    """What others reached on an instance, none where they found nothing."""

    name: str
    shipped: int | None
    heuristic: int
    solver: int


KNOWN = (
    Known("N2OR", 2, 1, 1),
    Known("GECCO19", 1_000_116, 110_106, 35),
    Known("GECCO20", 6_298, 7_509, 5_781),
    Known("GECCO21", 11_130, 10_972, 10_933),
    Known("GECCO22", None, 1_042_498, 3_622),
    Known("GECCO23", None, 29_498_260, 11_675),
    Known("ISF22", None, 738_023, 454_367),
    Known("OR60", None, 7_613, 1_637),
    Known("OR60F", 433, 7_122, 435),
    Known("OR60F2", 1_660, 10_575, 155),
    Known("OR60F3", 1_720, 14_571, 1_634),
    Known("GECCO20Poster", None, 0, 0),
    Known("GECCO20Workshop", None, 240_126, 95_325),
    Known("GECCO21Workshop", None, 2_606_176, 10_036),
    Known("GECCO22Workshop", None, 220_946, 15_363),
    Known("GECCO23Workshop", None, 551_193, 171_518),
)


class Run(NamedTuple):
    """A search of ours: what its plan costs, None where something found no room."""

    known: Known
    found: int | None
    seconds: float
    iterations: int


def search(known: Known, path: Path, seconds: float) -> Run:
    """Search an instance for so many seconds of CPU, and have the evaluator judge the plan."""
    begin = time.process_time()
    instance = read(path)
    random = Random(SEED)  # noqa: S311  nothing to keep secret
    tracks = Tracks(instance, random)
    weights = [weight for weight in instance.weights.values() if weight]
    schedule = Schedule(rounds=3, reheat=0.7, start=3 * max(weights), end=min(weights) / 5)
    built = time.process_time()
    tried = anneal(tracks, random=random, iterations=TRIAL, schedule=schedule).iterations
    left = 0.9 * seconds - (time.process_time() - begin)
    more = int(tried * left / (time.process_time() - built))
    tried += anneal(
        tracks,
        random=random,
        iterations=max(0, more),
        schedule=schedule,
        goal=0,
        stop=lambda: time.process_time() - begin > 0.98 * seconds,
    ).iterations
    taken = time.process_time() - begin
    try:
        found = evaluate(instance, tracks.plan)
    except ValueError:
        return Run(known, None, taken, tried)
    if found != tracks.cost:
        raise SystemExit(f"{known.name}: the search says {tracks.cost}, the evaluator {found}")
    return Run(known, found, taken, tried)


def runs_table(runs: Sequence[Run]) -> str:
    """Return what was found beside what others found, in Markdown."""
    lines = ["| Instance | Ours | CPU | Tried | Shipped | Hyper-heuristic 120 s | CP-SAT |"]
    lines += ["| --- " * 7 + "|"]
    for run in runs:
        costs = (run.known.shipped, run.known.heuristic, run.known.solver)
        others = " | ".join("–" if cost is None else f"{cost:,}" for cost in costs)
        ours = "none" if run.found is None else f"{run.found:,}"
        lines.append(
            f"| {run.known.name} | {ours} | {run.seconds:.0f} s | {run.iterations:,} | {others} |"
        )
    return "\n".join(lines)


def row(run: Run) -> Row:
    """Return a search as a row beside the hyper-heuristic."""
    what, beside = f"{run.known.name}, cost", "CoSPLib's heuristic, measured beforehand"
    if run.found is None:
        return Row(what, 0.0, beside, run.known.heuristic, "points", note="no plan found")
    return Row(what, run.found, beside, run.known.heuristic, "points")


def main() -> None:
    """Search and print."""
    chosen = options(__doc__)
    print(versions("openpyxl"))
    missing = "openpyxl is not installed" if peer("openpyxl") is None else ""
    if not INSTANCES.is_dir():
        missing = f"the instances are not there: {INSTANCES}"
    if missing:
        finish([Row("CoSPLib", 0.0, "CoSPLib", note=f"skipped: {missing}")], chosen)
        return
    seconds, known = (5.0, KNOWN[:2]) if chosen.quick else (60.0, KNOWN)
    runs = [search(each, INSTANCES / f"{each.name}.xlsx", seconds) for each in known]
    print(f"\n{runs_table(runs)}\n\nThe others were not run here: measured before.\n")
    finish([row(run) for run in runs], chosen)


if __name__ == "__main__":
    main()

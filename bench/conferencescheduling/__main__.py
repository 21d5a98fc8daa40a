"""The public data sets of conference scheduling, beside Timefold's search.

The landscape of swaps with its tables of costs belongs here; what searches it is the
annealer of `coopsched plan`. A plan counts if the plain evaluator, which shares nothing
with the tables, agrees with them on what it costs.

Timefold 1.24 is Java and is not run here: its figures were measured beforehand, on two
cores, with its own evaluator. Ours are seconds of CPU, reading and building included.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.common import ROOT, Row, finish, options, peer, versions
from bench.conferencescheduling.checks import check
from bench.conferencescheduling.evaluator import Penalties, evaluate
from bench.conferencescheduling.instance import read

from coopsched.planning.annealing import Schedule, anneal

SETS = ROOT.parent / "shared" / "planning" / "conferencescheduling"
SEED = 1
SCHEDULE = Schedule(rounds=8, reheat=0.5)
TRIAL = 200_000
"""So many changes are tried in a first, short search, which tells how fast the machine is."""


class Measured(NamedTuple):
    """What others reached on a data set: hard and soft penalties."""

    file: str
    in_a_minute: Penalties
    in_five: Penalties
    seconds: int
    """How long the better of the two searched."""


MEASURED = (
    Measured("18talks-6timeslots-5rooms", Penalties(0, 33_255), Penalties(0, 33_255), 60),
    Measured("36talks-12timeslots-5rooms", Penalties(0, 204_030), Penalties(0, 202_995), 300),
    Measured("72talks-12timeslots-10rooms", Penalties(0, 817_110), Penalties(0, 776_925), 300),
    Measured("108talks-18timeslots-10rooms", Penalties(0, 2_299_725), Penalties(0, 1_976_220), 300),
    Measured(
        "216talks-18timeslots-20rooms", Penalties(90, 11_764_800), Penalties(0, 10_967_220), 300
    ),
)


class Run(NamedTuple):
    """A search of ours: what its plan scores, and the seconds of CPU it took."""

    peer: Measured
    found: Penalties
    seconds: float
    iterations: int


def search(peer_: Measured, path: Path, seconds: float) -> Run:
    """Search a data set for so many seconds of CPU, and have the evaluator judge the plan."""
    from bench.conferencescheduling.swaps import Swaps
    from bench.conferencescheduling.tables import MINDED, Tables

    begin = time.process_time()
    instance = read(path)
    random = Random(SEED)  # noqa: S311  nothing to keep secret
    swaps = Swaps(Tables(instance), random)
    built = time.process_time()
    tried = anneal(swaps, random=random, iterations=TRIAL, schedule=SCHEDULE).iterations
    left = 0.9 * seconds - (time.process_time() - begin)
    more = int(tried * left / (time.process_time() - built))
    stop: Callable[[], bool] = lambda: time.process_time() - begin > 0.98 * seconds  # noqa: E731  short
    tried += anneal(
        swaps, random=random, iterations=max(0, more), schedule=SCHEDULE, stop=stop
    ).iterations
    taken = time.process_time() - begin
    found = evaluate(instance, swaps.places)
    if MINDED * found.hard + found.soft != swaps.cost:
        raise SystemExit(f"{path.stem}: the tables say {swaps.cost}, the evaluator {found}")
    return Run(peer_, found, taken, tried)


def score(found: Penalties) -> str:
    """Return penalties as the data sets' own programs print them, negative."""
    return f"{-found.hard}h / {-found.soft:,}"


def runs_table(runs: Sequence[Run]) -> str:
    """Return what was found beside what others found, in Markdown."""
    lines = ["| Data set | Ours | CPU | Tried | Timefold 60 s | Timefold 300 s | Better |"]
    lines += ["| --- " * 7 + "|"]
    for run in runs:
        other = run.peer
        longer = score(other.in_five) if other.seconds == 300 else "–"
        better = {True: "yes", False: "NO"}[run.found < other.in_five]
        if run.found == other.in_five:
            better = "equal"
        lines.append(
            f"| {other.file} | {score(run.found)} | {run.seconds:.1f} s | {run.iterations:,} "
            f"| {score(other.in_a_minute)} | {longer} | {better} |"
        )
    return "\n".join(lines)


def row(run: Run) -> Row:
    """Return a search as a row: soft penalties, a hard one counting as never kept."""
    what = f"{run.peer.file.partition('-')[0].replace('talks', ' talks')}, penalties"
    ours = float(run.found.soft if not run.found.hard else "inf")
    beside = f"Timefold 1.24, {run.peer.seconds} s, measured beforehand"
    return Row(what, ours, beside, run.peer.in_five.soft, "points", at_most=1.0)


def main() -> None:
    """Search and print."""
    chosen = options(__doc__)
    print(versions("numpy"))
    print(f"{check()} cases by hand: the evaluator agrees")
    missing = "numpy is not installed" if peer("numpy") is None else ""
    if not SETS.is_dir():
        missing = f"the data sets are not there: {SETS}"
    if missing:
        finish([Row("conference scheduling", 0.0, "Timefold", note=f"skipped: {missing}")], chosen)
        return
    seconds, sets = (6.0, MEASURED[:2]) if chosen.quick else (60.0, MEASURED)
    runs = [search(each, SETS / f"{each.file}.json", seconds) for each in sets]
    print(f"\n{runs_table(runs)}\n\nTimefold was not run here: its figures were measured before.\n")
    finish([row(run) for run in runs], chosen)


if __name__ == "__main__":
    main()

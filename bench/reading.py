"""Reading and checking a big YAML file, beside PyYAML's loaders in C on the same file.

Seconds and peak memory are those of whole processes, with the garbage collector off
in all of them. PyYAML makes plain data: without places, types, checks or findings.
"""

import json
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.common import Row, Usage, amount, finish, options, run, versions
from bench.generate import programme

LOADERS = ("CSafeLoader", "CBaseLoader")


def measured(path: Path, rounds: int) -> dict[str, list[Usage]]:
    """Read a file in each way, in turn."""
    taken: dict[str, list[Usage]] = {way: [] for way in ("coopsched", *LOADERS)}
    for _ in range(rounds):
        for way, usages in taken.items():
            usages.append(run([sys.executable, "-m", "bench.child", way, str(path)]))
    return taken


def compared(size: int, rounds: int) -> list[Row]:
    """Return the rows for a programme of one size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "programme.yaml"
        with path.open("w", encoding="utf-8") as file:
            file.writelines(programme(size))
        megabytes = path.stat().st_size / 1e6
        taken = measured(path, rounds)
    told = json.loads(taken["coopsched"][0].output)
    print(
        f"{size:,} sessions, {megabytes:.1f} MB of YAML: read in {amount(told['read'], 's')}, "
        f"checked in {amount(told['check'], 's')}, {told['findings']} findings"
    )
    seconds = {way: median(usage.seconds for usage in usages) for way, usages in taken.items()}
    memory = {way: median(usage.megabytes for usage in usages) for way, usages in taken.items()}
    what = f"{size:,} sessions read and checked"
    rows = [Row(what, seconds["coopsched"], each, seconds[each]) for each in LOADERS]
    peak = f"{what}, peak memory"
    return rows + [Row(peak, memory["coopsched"], each, memory[each], "MB") for each in LOADERS]


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__)
    print(versions())
    rows = compared(10_000, 1 if chosen.quick else 3)
    if not chosen.quick:
        rows += compared(100_000, 1)
    finish(rows, chosen)


if __name__ == "__main__":
    main()

"""All rules on a big programme, the time beside reading, and how it grows.

There is no peer that checks as much; the promise is in seconds, and in growth. Each
check is the first in its process, so that nothing is remembered from another.
"""

import json
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from bench.common import Row, amount, finish, options, run, versions
from bench.generate import programme

SECONDS = 1.5
# Each doubling may take 2.3 times as long: sorting adds a little, and so does memory that
# no cache holds. Comparing each two sessions would take four times as long.
DOUBLING = 2.3


def checked(path: Path, way: str) -> dict[str, Any]:
    """Read and check a file in a process of its own."""
    told: dict[str, Any] = json.loads(run([sys.executable, "-m", "bench.child", way, str(path)])[2])
    return told


def measured(sizes: list[int], rounds: int) -> dict[int, dict[str, float]]:
    """Return the medians of reading and checking for each size; print the slowest rules."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {size: Path(folder) / f"{size}.yaml" for size in sizes}
        for size, path in paths.items():
            path.write_text("".join(programme(size)), "utf-8")
        taken = [
            {size: checked(path, "coopsched") for size, path in paths.items()}
            for _ in range(rounds)
        ]
        print_slowest(checked(paths[sizes[0]], "rules"))
    return {
        size: {
            part: median(told[size][part] for told in taken)
            for part in ("read", "check", "findings")
        }
        for size in sizes
    }


def print_slowest(told: dict[str, Any]) -> None:
    """Print the rules that take longest, each run alone on a programme that has been checked."""
    slowest = sorted(told["rules"].items(), key=lambda item: -item[1])
    print(f"{len(slowest)} rules on {told['sessions']:,} sessions, the slowest each alone:")
    for rule, seconds in slowest[:12]:
        print(f"  {amount(seconds, 's'):>8}  {rule}")


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__)
    print(versions())
    sizes = [5_000, 10_000] if chosen.quick else [5_000, 10_000, 20_000]
    found = measured(sizes, 1 if chosen.quick else 3)
    first = found[5_000]
    for size, taken in found.items():
        print(f"{size:,} sessions: {taken['findings']:.0f} findings")
    rows = [
        Row("5,000 sessions, all rules", first["check"], "the limit", SECONDS, at_most=1),
        Row("5,000 sessions, all rules", first["check"], "reading them", first["read"]),
    ]
    for doublings, size in enumerate(sizes[1:], 1):
        limit = DOUBLING**doublings
        what = f"{size:,} sessions, all rules"
        row = Row(what, found[size]["check"], "5,000 sessions", first["check"], at_most=limit)
        rows.append(row)
    finish(rows, chosen)


if __name__ == "__main__":
    main()

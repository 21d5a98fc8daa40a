"""Runs all benchmarks and prints one table: what, ours, the peer's, ratio, promise, kept.

`--quick` takes smaller sizes and fewer rounds; `--strict` exits with 1 where a promise
is not kept; names of benchmarks run just those.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCHMARKS = (
    "startup", "overlaps", "validator", "rules", "reading", "exchange", "feeds", "site", "plan",
    "repair",
)  # fmt: skip
NAMED = ("browser", "conferencescheduling", "cosplib")
"""What takes many minutes, or needs a browser: run where it is named."""


def options() -> argparse.Namespace:
    """Read the options."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join((*BENCHMARKS, *NAMED)))
    parser.add_argument("--quick", action="store_true", help="smaller sizes and fewer rounds")
    parser.add_argument("--strict", action="store_true", help="exit with 1 for a broken promise")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - {*BENCHMARKS, *NAMED}:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    return chosen


def rows_of(name: str, path: Path, *, quick: bool) -> list[list[object]]:
    """Run one benchmark in a process of its own, which prints what it does."""
    print(f"\n{name}", flush=True)
    command = [sys.executable, "-m", f"bench.{name}", "--rows", str(path)]
    subprocess.run(command + ["--quick"] * quick, cwd=ROOT, check=True)
    rows: list[list[object]] = json.loads(path.read_text("utf-8"))
    return rows


def main() -> int:
    """Run the benchmarks and return the exit status."""
    from bench.common import Row, table

    chosen = options()
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            Row(*row)  # type: ignore[arg-type]  # as they were written
            for name in chosen.names or BENCHMARKS
            for row in rows_of(name, Path(folder) / name, quick=chosen.quick)
        ]
    broken = [row for row in rows if row.kept is False]
    kept = sum(row.kept is True for row in rows)
    print(f"\n{table(rows)}\n\n{kept} promises kept, {len(broken)} broken")
    return 1 if broken and chosen.strict else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())

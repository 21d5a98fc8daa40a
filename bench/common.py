"""What the benchmarks share: CPU time, peak memory, medians, and a table of ratios.

Times are seconds of CPU, user and system, for machines have other things to do.
What is compared runs in turn, so that a slow minute hits both sides.
"""

import argparse
import gc
import importlib
import importlib.metadata
import importlib.util
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
INSTALL = "pip install --editable '.[bench]'"


class Row(NamedTuple):
    """One comparison; without ``at_most`` and ``at_least`` it promises nothing."""

    what: str
    ours: float
    peer: str
    theirs: float | None = None
    unit: str = "s"
    at_most: float | None = None
    """What ours ÷ theirs must not exceed."""
    at_least: float | None = None
    """What theirs ÷ ours must reach."""
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours ÷ theirs, or theirs ÷ ours where the promise is to be so many times faster."""
        if not self.theirs or not self.ours:
            return None
        return self.ours / self.theirs if self.at_least is None else self.theirs / self.ours

    @property
    def promise(self) -> str:
        """The promise in words."""
        if self.at_most is not None:
            return f"at most {self.at_most:g} ×"
        return "" if self.at_least is None else f"at least {self.at_least:g} × faster"

    @property
    def kept(self) -> bool | None:
        """Whether the promise is kept; None where nothing is promised or compared."""
        if self.ratio is None or not self.promise:
            return None
        if self.at_most is not None:
            return self.ratio <= self.at_most
        return self.ratio >= (self.at_least or 0)


class Usage(NamedTuple):
    """What a child process took: seconds of CPU, megabytes at its peak, what it printed."""

    seconds: float
    megabytes: float
    output: str


def peer(name: str) -> Any:
    """Return a peer's module, or None where it is not installed."""
    missing = importlib.util.find_spec(name.partition(".")[0]) is None
    return None if missing else importlib.import_module(name)


def skipped(what: str, name: str) -> Row:
    """Return the row of a comparison whose peer is not installed."""
    return Row(what, 0.0, name, note=f"skipped: {name} is not installed ({INSTALL})")


def versions(*names: str) -> str:
    """Return a line that names the machine, its Python and some packages."""
    found = [f"{platform.python_implementation()} {platform.python_version()}"]
    found += [f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"]
    for name in ("coopsched", "pydantic", "PyYAML", *names):
        try:
            found.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            found.append(f"{name} not installed")
    return " · ".join(found)


def run(command: Sequence[str]) -> Usage:
    """Run a program to its end and return what it took. An exit status of 1 means findings."""
    # Bytecode is cached, as pip caches it, whatever the machine at hand forbids.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT, env=environment
    )
    assert child.stdout is not None  # noqa: S101  it is a pipe
    with child.stdout as pipe:
        output = pipe.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1) or "Traceback" in output:
        raise SystemExit(f"{' '.join(command)[:200]} failed:\n{output}")
    scale = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return Usage(used.ru_utime + used.ru_stime, used.ru_maxrss * scale / 1e6, output)


def cpu(work: Callable[[], object]) -> float:
    """Return the seconds of CPU that a call takes, its result being thrown away untimed."""
    gc.collect()
    begin = time.process_time()
    result = work()
    seconds = time.process_time() - begin
    del result
    return seconds


def medians(measures: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Take each measure in turn, so many times, and return the median of each."""
    taken: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            taken[name].append(measure())
    return {name: median(values) for name, values in taken.items()}


def options(description: str | None) -> argparse.Namespace:
    """Read the options that all benchmarks share."""
    parser = argparse.ArgumentParser(description=(description or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="smaller sizes and fewer rounds")
    parser.add_argument("--rows", type=Path, help="write the rows to this file, as JSON, too")
    return parser.parse_args()


def finish(rows: Sequence[Row], chosen: argparse.Namespace) -> None:
    """Print the rows, and write them where asked to."""
    print(table(rows))
    if chosen.rows is not None:
        chosen.rows.write_text(json.dumps(rows), "utf-8")


def table(rows: Sequence[Row]) -> str:
    """Return rows as a table in Markdown."""
    head = ("What", "Ours", "Peer", "Theirs", "Ratio", "Promise", "Kept")
    cells = [head, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    cells.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |"
        for line in cells
    )


def _cells(row: Row) -> tuple[str, ...]:
    kept = {None: "", True: "yes", False: "NO"}[row.kept]
    theirs = "" if row.theirs is None else amount(row.theirs, row.unit)
    ours = amount(row.ours, row.unit) if row.ours else ""
    return row.what, ours, row.peer, theirs, _ratio(row), row.promise or row.note, kept


def _ratio(row: Row) -> str:
    if row.ratio is None:
        return ""
    if row.at_least is not None:
        return f"{row.ratio:.3g} × faster"
    faster = not row.promise and row.ratio < 0.5
    return f"{1 / row.ratio:.3g} × faster" if faster else f"{row.ratio:.3g} ×"


def amount(value: float, unit: str) -> str:
    """Return a measured value with its unit."""
    if unit == "s" and value < 1:
        return f"{value * 1000:.3g} ms"
    return f"{value:.3g} s" if unit == "s" else f"{value:,.0f} {unit}"

"""Reads a programme in a process of its own, and prints what that took, as JSON.

`python -m bench.child WAY FILE`: `coopsched` reads and checks as the command line
does; `rules` also times each rule alone; `CSafeLoader` and `CBaseLoader` are PyYAML's.
The garbage collector is off in all, as the command line has it.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
NODES = 5_000_000
"""The limit on values is above the usual one: 100,000 sessions have three million."""


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds of CPU that a call takes, and its result."""
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def by_coopsched(path: Path, *, each_rule: bool) -> dict[str, object]:
    """Read and check."""
    import coopsched
    from coopsched import checking
    from coopsched.reading.decoding import Limits

    reading, document = timed(lambda: coopsched.read(path, limits=Limits(nodes=NODES)))
    checking_, findings = timed(lambda: checking.check(document))
    told: dict[str, object] = {
        "read": reading,
        "check": checking_,
        "sessions": len(document.programme.sessions),
        "findings": len(findings),
    }
    if each_rule:
        told["rules"] = {
            rule.id: timed(lambda one=rule: checking.check(document, select=[one.id]))[0]  # type: ignore[misc]  # mypy infers no type for a default
            for rule in coopsched.RULES
        }
    return told


def by_pyyaml(path: Path, loader: str) -> dict[str, object]:
    """Load with one of PyYAML's loaders in C."""
    import yaml

    with path.open("rb") as file:
        seconds, data = timed(lambda: yaml.load(file, getattr(yaml, loader)))  # noqa: S506  both build plain data
    return {"read": seconds, "sessions": len(data["sessions"])}


def main() -> None:
    """Read the file in the way that is asked for."""
    gc.disable()
    way, path = sys.argv[1], Path(sys.argv[2])
    if way in ("coopsched", "rules"):
        told = by_coopsched(path, each_rule=way == "rules")
    else:
        told = by_pyyaml(path, way)
    print(json.dumps(told))


if __name__ == "__main__":
    main()

"""How long a cold command takes, beside Python and the libraries that it cannot do without.

The peers: `python -c pass` for `--help`; for `check`, a script that imports yaml and
pydantic's BaseModel and defines nine empty models. Bytecode is cached on both sides.
"""

import sys
from pathlib import Path

from bench.common import Row, finish, medians, options, run, versions

BASELINE = "import yaml\nfrom pydantic import BaseModel\n" + "".join(
    f"class Model{i}(BaseModel): pass\n" for i in range(9)
)


def coopsched() -> list[str]:
    """Return the command: the installed script, else the module."""
    script = Path(sys.executable).with_name("coopsched")
    return [str(script)] if script.exists() else [sys.executable, "-m", "coopsched"]


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__)
    print(versions())
    commands = {
        "pass": [sys.executable, "-c", "pass"],
        "baseline": [sys.executable, "-c", BASELINE],
        "help": [*coopsched(), "--help"],
        "check": [*coopsched(), "check", "data/programme.yaml"],
    }
    for command in commands.values():
        run(command)  # writes the bytecode and warms the disk cache
    taken = medians(
        {name: lambda c=command: run(c).seconds for name, command in commands.items()},  # type: ignore[misc]  # mypy infers no type for a default
        5 if chosen.quick else 21,
    )
    rows = [
        Row("coopsched --help", taken["help"], "python -c pass", taken["pass"], at_most=3),
        Row(
            "coopsched check data/programme.yaml",
            taken["check"],
            "import yaml, BaseModel; nine empty models",
            taken["baseline"],
            at_most=1.5,
        ),
    ]
    finish(rows, chosen)


if __name__ == "__main__":
    main()

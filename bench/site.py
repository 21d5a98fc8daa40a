"""Publishing whole sites: LET'S COOP, FOSDEM 2025, and a big programme that could be.

Each run is a process of its own, with its own cache, from start to end. What an organiser
waits for is the clock's time, for two processes share the work; what grows is seconds of CPU.
An edit moves one session by five minutes; what it does not concern is not made again.
There is no peer beside: others make their pages on a server that runs all the time, or with
a web framework and a database around them.
"""

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.common import ROOT, Row, Usage, finish, options, run, skipped, versions
from bench.generate import programme

LETS_COOP = ROOT / "data/programme.yaml"
FOSDEM = ROOT.parent / "shared/programmes/frab-xml/fosdem2025.xml"
SMALL, COLD, EDITED, MOST_MEMORY = 1.0, 10.0, 1.0, 500
NEAR_LINEAR = 1.3
"""So many times as long may a session take in a programme that is ten times as big."""
PROMISED = "what is promised"
_START = re.compile(r"T(\d\d):(\d\d):00([^<]*</date>\s*<start>)\d\d:\d\d")


class Published(NamedTuple):
    """What a publishing took: seconds on the clock, and what the process used."""

    waited: float
    used: Usage


def publish(file: Path, home: Path, *, day: int) -> Published:
    """Publish a programme into a folder of ``home``, so many days after another one."""
    os.environ["COOPSCHED_CACHE"] = str(home / "cache")
    at = f"2017-05-{day:02}T12:00Z"
    kept = ("--publication", str(home / "publication.json"))
    command = [sys.executable, "-m", "coopsched", "publish", "--at", at, *kept]
    begin = time.perf_counter()
    used = run([*command, str(file), str(home / "site")])
    return Published(time.perf_counter() - begin, used)


def homes(folder: Path, rounds: int) -> Iterator[Path]:
    """Yield new folders, one a round."""
    for _ in range(rounds):
        yield Path(tempfile.mkdtemp(dir=folder))


def small(folder: Path, rounds: int) -> Row:
    """Return the row of LET'S COOP."""
    taken = min(publish(LETS_COOP, home, day=1).waited for home in homes(folder, rounds))
    return Row("LET'S COOP published, cold", taken, PROMISED, SMALL, at_most=1)


def fosdem(folder: Path, rounds: int) -> list[Row]:
    """Return the rows of a real programme of 943 sessions."""
    if not FOSDEM.exists():
        return [skipped("FOSDEM 2025 published", "FOSDEM 2025")._replace(note="no such file here")]
    edited = folder / "edited.xml"
    text = FOSDEM.read_text("utf-8")
    cold, again, after = [], [], []
    for home in homes(folder, rounds):
        cold.append(publish(FOSDEM, home, day=1))
        again.append(publish(FOSDEM, home, day=2))
        edited.write_text(moved(text), "utf-8")
        after.append(publish(edited, home, day=3))
    return [
        Row("FOSDEM 2025 published, cold", _waited(cold), PROMISED, COLD, at_most=1),
        Row("the same after one edit", _waited(after), PROMISED, EDITED, at_most=1),
        Row("the same, seconds of CPU", _used(after), "cold", _used(cold)),
        Row("the same, where nothing changed", _waited(again), "cold", _waited(cold)),
    ]


def moved(text: str) -> str:
    """Return a schedule.xml with a session in the midst of it five minutes later."""
    match = _START.search(text, len(text) // 2)
    if match is None:
        raise SystemExit("no session to move")
    hour, minute = int(match[1]), (int(match[2]) + 5) % 60
    new = f"T{hour:02}:{minute:02}:00{match[3]}{hour:02}:{minute:02}"
    return text[: match.start()] + new + text[match.end() :]


def _waited(runs: list[Published]) -> float:
    return min(each.waited for each in runs)


def _used(runs: list[Published]) -> float:
    return min(each.used.seconds for each in runs)


def growth(folder: Path, sessions: int) -> list[Row]:
    """Return the rows of programmes of which one is ten times as big, in one language."""
    taken = {}
    for count in (sessions, 10 * sessions):
        [home] = homes(folder, 1)
        file = home / "programme.yaml"
        text = "".join(programme(count)).replace(
            "languages: [fr, nl, en]\ndays", "languages: [en]\ndays"
        )
        file.write_text(text, "utf-8")
        taken[count] = publish(file, home, day=1).used
    few, many = taken[sessions], taken[10 * sessions]
    what = f"a tenth of {10 * sessions:,} sessions"
    return [
        Row(what, many.seconds / 10, f"{sessions:,} sessions", few.seconds, at_most=NEAR_LINEAR),
        Row(
            f"peak memory, {10 * sessions:,} sessions",
            many.megabytes,
            PROMISED,
            MOST_MEMORY,
            "MB",
            at_most=1,
        ),
    ]


def main() -> None:
    """Measure and print."""
    chosen = options(__doc__)
    print(versions("Jinja2", "Babel", "segno"))
    rounds, sessions = (1, 100) if chosen.quick else (3, 1000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [small(folder, rounds), *fosdem(folder, rounds), *growth(folder, sessions)]
    finish(rows, chosen)


if __name__ == "__main__":
    main()

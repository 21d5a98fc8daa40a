"""The same programme and publication give the same bytes, wherever they are made."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import coopsched
from feed_builders import all_feeds
from golden import GOLDEN

SOURCE = GOLDEN / "feeds/programme.yaml"
CODE = """
import sys
from hashlib import sha256
import coopsched
from feed_builders import all_feeds
found = coopsched.read(sys.argv[1]).programme
mark = sha256()
for times in ("utc", "local"):
    for name, data in all_feeds(found, times=times).items():
        mark.update(name.encode() + data)
print(mark.hexdigest())
"""


def made_elsewhere(*flags: str, **environment: str) -> str:
    """Return a mark of all feeds, made by a process in other circumstances."""
    path = os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])
    ran = subprocess.run(
        [sys.executable, *flags, "-c", CODE, str(SOURCE)],
        env={**os.environ, **environment, "PYTHONPATH": path},
        capture_output=True,
        check=True,
        text=True,
    )
    return ran.stdout.strip()


def test_neither_hashes_nor_locale_nor_time_zone_nor_optimising_change_a_byte() -> None:
    found = coopsched.read(SOURCE).programme
    mark = sha256()
    for times in ("utc", "local"):
        for name, data in all_feeds(found, times=times).items():
            mark.update(name.encode() + data)
    assert made_elsewhere(PYTHONHASHSEED="1", TZ="Pacific/Chatham") == mark.hexdigest()
    assert made_elsewhere(PYTHONHASHSEED="2", LC_ALL="C", TZ="America/St_Johns") == mark.hexdigest()
    assert made_elsewhere("-O", PYTHONHASHSEED="3", LC_ALL="tr_TR.UTF-8") == mark.hexdigest()

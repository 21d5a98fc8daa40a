"""Publishing as organisers do it: from the command line."""

import subprocess
import sys
from pathlib import Path

AT = "2026-01-15T12:00:00+00:00"


def publish(programme: Path, folder: Path, *options: str, at: str = AT) -> None:
    """Publish the feeds of a programme in a folder, at a moment."""
    command = (sys.executable, "-m", "coopsched", "publish", programme, folder, "--feeds")
    done = subprocess.run(
        [*map(str, command), "--at", at, *options],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr

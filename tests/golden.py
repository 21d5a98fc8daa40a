"""What writers give, compared with files that hold it as it should be."""

import os
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent / "golden"


def golden(name: str, written: str | bytes) -> None:
    """Compare with a file; with UPDATE_GOLDEN set, write it instead: look at what changed."""
    data = written.encode() if isinstance(written, str) else written
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(data)
    assert data == path.read_bytes()

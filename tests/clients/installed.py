"""The calendar programs on which feeds are tried, where `make clients-install` puts them."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CLIENTS = ROOT / ".clients"
DRIVERS = Path(__file__).parent / "drivers"
READERS = CLIENTS / "readers" / "bin" / "python"
NODE_MODULES = CLIENTS / "node_modules"
LIBICAL = CLIENTS / "libical"
VDIRSYNCER = CLIENTS / "khal" / "bin" / "vdirsyncer"
KHAL = CLIENTS / "khal" / "bin" / "khal"
MARIONETTE = CLIENTS / "thunderbird" / "bin" / "python"

ELSEWHERE = "Pacific/Auckland"
"""The zone of the machine on which clients run: far from that of the programme."""


def environment(**more: str) -> dict[str, str]:
    """Return what clients run in: nothing of the person's own, and a zone of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, "TZ": ELSEWHERE, "LANG": "C.UTF-8", **more}


def need(*clients: Path | str) -> None:
    """Skip the test where a client is not installed; in the pipeline, fail it."""
    for client in clients:
        there = client.exists() if isinstance(client, Path) else shutil.which(client)
        if not there:
            name = client.relative_to(ROOT) if isinstance(client, Path) else client
            reason = f"{name} is not installed: run `make clients-install`"
            if "CI" in os.environ:
                pytest.fail(reason)
            pytest.skip(reason)


def need_desktop(*clients: Path | str) -> None:
    """Skip the test unless the desktop programs are asked for; then they must be there."""
    if os.environ.get("COOPSCHED_CLIENTS") != "desktop":
        pytest.skip("run by `make clients-subscribe`")
    need(*clients)

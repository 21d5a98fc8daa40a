"""What the proof in a browser needs: programs, and what `make browser-install` puts here."""

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ROOT / ".browser" / "node_modules"
AXE = PARTS / "axe-core" / "axe.min.js"
VNU = PARTS / "vnu-jar" / "build" / "dist" / "vnu.jar"
SHARED = ROOT.parent / "shared"
FOSDEM = SHARED / "programmes" / "frab-xml" / "fosdem2025.xml"
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Debian packages the first apart: the same engine without windows, at a third of the cost."""


def chromium() -> str:
    """Return the path of the browser; where there is none, its name."""
    return next(filter(None, map(shutil.which, BROWSERS)), BROWSERS[0])


def program(name: str) -> str:
    """Return the path of a program that the test needs."""
    need(name)
    return shutil.which(name) or name


def need(*parts: Path | str) -> None:
    """Skip the test where a file or a program is not installed; in the pipeline, fail it."""
    for part in parts:
        there = part.exists() if isinstance(part, Path) else shutil.which(part)
        if not there:
            _do_without(f"{part} is not installed: run `make browser-install`")


def need_module(name: str) -> None:
    """Do the same for a module of Python."""
    if importlib.util.find_spec(name) is None:
        _do_without(f"{name} is not installed: run `make browser-install`")


def need_shared(path: Path) -> None:
    """Do the same for a real programme, which stands beside the checkout."""
    if not path.exists():
        _do_without(f"no {path.name} beside the checkout")


def _do_without(reason: str) -> None:
    if "CI" in os.environ:
        pytest.fail(reason)
    pytest.skip(reason)

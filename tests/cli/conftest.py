"""Running the command line inside the tests' own process."""

import gc
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import CLASH, Ran, Run
from coopsched.cli.main import main


@pytest.fixture(autouse=True)
def _garbage_is_collected_again() -> Iterator[None]:
    """Switch on what the command line switches off for its own process."""
    yield
    gc.enable()


@pytest.fixture
def clash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Write a programme with one double-booking where the command is run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clash.yaml").write_text(CLASH, "utf-8")
    return "clash.yaml"


@pytest.fixture
def run(
    capsysbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Run:
    """Return what runs a command in an empty folder, with a cache of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COOPSCHED_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)

    def ran(*arguments: str, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        try:
            status = main(arguments)
        except SystemExit as end:  # argparse ends that way
            status = int(end.code or 0)
        out, err = capsysbinary.readouterr()
        return Ran(status, out.decode(), err.decode())

    return ran

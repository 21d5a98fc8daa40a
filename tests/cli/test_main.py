"""The command line as a process: statuses, pipes, signals, and how much it imports."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import coopsched
from builders import CLASH, Run

COMMAND = (sys.executable, "-X", "utf8", "-m", "coopsched")
COMMANDS = (
    "check", "explain", "show", "diff", "publish", "forget", "feed", "serve", "new", "schema",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _programme(tmp_path: Path) -> None:
    (tmp_path / "clash.yaml").write_text(CLASH, "utf-8")


def ended(
    *arguments: str, cwd: Path, stdin: str | None = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=cwd,
        env={**os.environ, **variables},
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_it_runs_as_a_module(tmp_path: Path) -> None:
    ran = ended("check", "--select", "speaker-double-booking", "clash.yaml", cwd=tmp_path)
    assert ran.returncode == 1
    assert "error[speaker-double-booking]" in ran.stdout
    assert ran.stderr == ""


def test_a_pipe_that_is_closed_early_is_no_error(tmp_path: Path) -> None:
    sessions = "".join(
        f"  s{i}: {{title: S, start: 10:00, end: 11:00, speakers: [Ana]}}\n" for i in range(100)
    )
    (tmp_path / "big.yaml").write_text(CLASH + sessions, "utf-8")
    read, write = os.pipe()
    process = subprocess.Popen(
        [*COMMAND, "check", "big.yaml"], cwd=tmp_path, stdout=write, stderr=subprocess.PIPE
    )
    os.close(write)
    os.read(read, 1)
    os.close(read)
    _, err = process.communicate(timeout=60)
    assert err == b""
    assert process.returncode == 1


def test_a_pipe_that_was_never_read_is_no_error(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    process = subprocess.Popen(
        [*COMMAND, "schema"], cwd=tmp_path, stdout=write, stderr=subprocess.PIPE
    )
    os.close(write)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_cannot_be_written_is_one_message(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [*COMMAND, "schema"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert ran.returncode == 2
    assert ran.stderr == "coopsched: the output cannot be written: No space left on device\n"


@pytest.fixture
def waiting(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a check that waits for its standard input."""
    process = subprocess.Popen(
        [*COMMAND, "check", "-"],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    yield process
    process.kill()
    process.communicate()


def test_ctrl_c_gives_status_130_and_no_traceback(waiting: subprocess.Popen[bytes]) -> None:
    wchan = Path(f"/proc/{waiting.pid}/syscall")
    for _ in range(200):  # until it reads what nobody writes
        time.sleep(0.05)
        if wchan.exists() and wchan.read_text().startswith("0 0x0 "):
            break
    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=60)
    assert (waiting.returncode, out, err) == (130, b"", b"")


def test_ctrl_c_while_a_command_runs_gives_status_130(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("coopsched.cli.schema.run", interrupted)
    assert run("schema").status == 130


@pytest.mark.parametrize(
    ("closed", "status", "message"),
    [("<&-", 2, "coopsched: standard input cannot be read\n"), (">&-", 1, "")],
)
def test_a_stream_that_is_closed_is_no_disaster(
    tmp_path: Path, closed: str, status: int, message: str
) -> None:
    ran = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *COMMAND, "check", "-"],  # noqa: S607  any shell will do
        cwd=tmp_path,
        input=CLASH,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (status, "", message)


def test_a_terminal_without_utf_8_is_served(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "coopsched", "check", "clash.yaml"],
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert "Ana Pérez" in ran.stdout.decode("utf-8")
    assert ran.stderr == b""


@pytest.mark.parametrize("value", ["1", "yes"])
def test_no_color_is_heeded(tmp_path: Path, value: str) -> None:
    ran = ended("check", "clash.yaml", cwd=tmp_path, NO_COLOR=value, TERM="xterm-256color")
    assert "\x1b" not in ran.stdout


def test_the_version_is_printed(run: Run) -> None:
    ran = run("--version")
    assert (ran.status, ran.out) == (0, f"coopsched {coopsched.__version__}\n")


def test_without_a_command_help_is_shown_and_the_status_is_2(run: Run) -> None:
    ran = run()
    assert (ran.status, ran.out) == (2, "")
    assert "coopsched check programme.yaml" in ran.err


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_s_help_has_an_example(run: Run, command: str) -> None:
    ran = run(command, "--help")
    assert ran.status == 0
    assert f"\nExample:\n  coopsched {command}" in ran.out
    assert all(len(line) <= 80 for line in ran.out.splitlines())


@pytest.mark.parametrize(
    "wrong", [("chek",), ("--no-such-flag",), ("check", "--form", "json", "a")]
)
def test_wrong_words_give_status_2(run: Run, wrong: tuple[str, ...]) -> None:
    ran = run(*wrong)
    assert (ran.status, ran.out) == (2, "")
    assert "usage: coopsched" in ran.err


def imported(*arguments: str, cwd: Path) -> set[str]:
    """Return the modules that a command imports."""
    code = (
        "import sys, contextlib; from coopsched.cli.main import main\n"
        "with contextlib.suppress(SystemExit): main(sys.argv[1:])\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    return set(ran.stderr.split())


def test_help_waits_for_no_library(tmp_path: Path) -> None:
    for arguments in (["--help"], ["--version"], ["check", "--help"]):
        assert not imported(*arguments, cwd=tmp_path) & {"pydantic", "yaml", "icalendar", "typing"}


def test_checking_imports_no_calendar_library(tmp_path: Path) -> None:
    modules = imported("check", "clash.yaml", cwd=tmp_path)
    assert "yaml" in modules
    assert not modules & {"icalendar", "dateutil", "difflib"}

"""Runs the examples in the documentation; `--write` puts what they print into the pages.

In a page, a fenced block is an example when it is marked

- `console`: each line that begins with `$ ` is run by bash, in a folder that holds
  copies of `data` and `examples`; what it prints stands below it;
- `python`: is run, all blocks of a page in one go; a `text` block right behind it
  is what it prints;
- `yaml`: is a piece of a programme, which is read without a problem; a `text`
  block right behind it holds, line by line, what `coopsched check` finds.
"""

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import coopsched

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(
    r"^```(?P<kind>console|python|yaml)\n(?P<code>.*?)^```\n(?:\n```text\n(?P<text>.*?)^```\n)?",
    re.MULTILINE | re.DOTALL,
)
# The set-up that `make demo` does is not for every run of the examples.
STANDS_FOR = {"make demo": "coopsched check data/programme.yaml || test $? -eq 1"}


class Example(NamedTuple):
    """A block with what it prints, as the page says and as it is."""

    page: Path
    line: int
    written: str
    real: str


def examples(page: Path) -> Iterator[Example]:
    """Yield the examples of a page, each as it stands there and as it ought to."""
    text = page.read_text("utf-8")
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for name in ("data", "examples"):
            shutil.copytree(ROOT / name, Path(folder) / name)
        for match in BLOCK.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield Example(page, line, match[0], real(match, namespace))


def real(match: re.Match[str], namespace: dict[str, Any]) -> str:
    """Return a block as it ought to stand in its page."""
    kind, code = match["kind"], match["code"]
    if kind == "console":
        return f"```console\n{console(code)}```\n{rest(match)}"
    printed = python(code, namespace) if kind == "python" else findings(code)
    return f"```{kind}\n{code}```\n" + (f"\n```text\n{printed}```\n" if printed else "")


def rest(match: re.Match[str]) -> str:
    """Return the text block behind a console block, which is none of its business."""
    return "" if match["text"] is None else f"\n```text\n{match['text']}```\n"


def console(code: str) -> str:
    """Run the commands of a block and return it with what they print."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "80", "CI": ""}
    printed = ""
    for line in code.splitlines():
        if line.startswith("$ "):
            command = line.removeprefix("$ ")
            done = subprocess.run(
                ["/bin/bash", "-c", STANDS_FOR.get(command, command)],
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                env=environment,
            )
            printed += f"{line}\n{done.stdout}"
    return printed


def python(code: str, namespace: dict[str, Any]) -> str:
    """Run a block and return what it prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "<example>", "exec"), namespace)  # noqa: S102  that is what it is for
    return printed.getvalue()


def findings(code: str) -> str:
    """Return what a piece of a programme is found to have, a line each."""
    quiet = (ROOT / "tests" / "rules" / "quiet.yaml").read_text("utf-8")
    present = set(re.findall(r"^([a-z]+):", code, re.MULTILINE))
    blocks = re.split(r"^(?=[a-z]+:)", quiet, flags=re.MULTILINE)[1:]
    missing = "".join(block for block in blocks if block.partition(":")[0] not in present)
    document = coopsched.loads(code + missing)
    shown = [finding for finding in coopsched.check(document) if finding.severity == "error"]
    return "".join(
        f"{finding}\n" + (f"  help: {finding.help}\n" if finding.help else "") for finding in shown
    )


def main() -> int:
    """Write or check the examples of all pages."""
    stale = 0
    for page in PAGES:
        text = page.read_text("utf-8")
        for example in examples(page):
            if example.written == example.real:
                continue
            stale += 1
            text = text.replace(example.written, example.real, 1)
            if "--write" not in sys.argv:
                where = f"{page.relative_to(ROOT)}:{example.line}"
                print(f"{where}: this example does not print what the page says, but:")
                print(example.real)
        if "--write" in sys.argv:
            page.write_text(text, "utf-8")
    return 1 if stale and "--write" not in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())

"""Every example in the documentation and in docstrings runs."""

import doctest
import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import coopsched

ROOT = Path(__file__).parent.parent
SCRIPTS = sorted((ROOT / "examples").glob("*.py"))
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(coopsched.__path__, "coopsched.")
    names = [module.name for module in found if not module.name.endswith("__main__")]
    imported = map(importlib.import_module, names)
    # A rule's docstring is its page, whose examples are programmes: test_pages.py checks them.
    return [coopsched, *(module for module in imported if not hasattr(module, "RULE"))]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.__name__)
def test_examples_in_docstrings(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert doctest.testmod(module).failed == 0


def test_examples_in_the_pages() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "docs.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_the_example_scripts_run(script: Path) -> None:
    arguments = ["futur-du-travail", "14:00"] if script.name == "what_if.py" else []
    done = subprocess.run(
        [sys.executable, str(script), "data/programme.yaml", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert "Isabelle Ferreras" in done.stdout


@pytest.mark.parametrize(
    "page",
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(file.read_text("utf-8")), target


def anchors(text: str) -> set[str]:
    """Return the anchors that a Markdown page's headings get."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}

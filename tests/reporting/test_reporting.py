"""The table of formats."""

import subprocess
import sys

import pytest

from coopsched.reporting import FORMATS, render
from coopsched.reporting.checked import Checked


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_renders_nothing_at_all(name: str) -> None:
    report = render(name, [], rules=())
    assert report == "" or report.endswith("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_findings_give_the_same_bytes(name: str, coop: Checked) -> None:
    assert render(name, [coop], rules=()) == render(name, [coop], rules=())


def test_a_format_that_is_none_is_named() -> None:
    with pytest.raises(ValueError, match=r"'html'; there are text, concise, json, sarif"):
        render("html", [], rules=())


def _imports(program: str) -> set[str]:
    """Return the modules that a program imports from the line `BEFORE` on."""
    program = program.replace("BEFORE", "before = set(sys.modules)")
    program = f"import sys\n{program}\nprint(*sorted(set(sys.modules) - before))"
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


def test_the_table_of_formats_costs_nothing() -> None:
    imported = _imports("BEFORE\nimport coopsched.reporting")
    assert not imported & {"pydantic", "yaml", "json", "xml", "wcwidth", "coopsched.model"}


def test_only_the_format_asked_for_is_imported() -> None:
    imported = _imports(
        "import coopsched.reporting.checked\nBEFORE\n"
        "coopsched.reporting.render('text', [], rules=())"
    )
    assert imported == {
        "coopsched.reporting.escaping",
        "coopsched.reporting.excerpt",
        "coopsched.reporting.text",
        "coopsched.reporting.width",
        "coopsched.reporting.wording",
    }

"""The pages of rules: there is one for each, and each says what is so."""

import importlib
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from coopsched.checking import RULES
from coopsched.findings import Rule, Severity

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "tools/pages.py"
SHIPPED = ROOT / "src/coopsched/pages"
DOCS = ROOT / "docs/rules"


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pages_script", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES = _script()
EACH_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@EACH_RULE
def test_the_summary_is_the_first_line_of_the_docstring(rule: Rule) -> None:
    first, second, *_ = PAGES.docstring(rule).splitlines()
    assert (first, second) == (rule.summary, "")


@EACH_RULE
def test_the_example_shows_the_rule_and_no_other_error(rule: Rule) -> None:
    _, example = PAGES.example(rule)
    found = PAGES.check(rule, PAGES.read(rule))
    shown = [finding for finding in found if finding.rule == rule.id]
    assert shown
    for finding in shown:
        for place in (finding.position, *(related.position for related in finding.related)):
            assert place is not None
            assert place.line <= example.count("\n"), "the example does not show this line"
    others = {f.rule for f in found if f.severity is Severity.ERROR} - {rule.id}
    if rule.family == "feed":  # what is wrong with a calendar, rules of both kinds may see
        others = {other for other in others if other.startswith("feed-")}
    assert not others


@EACH_RULE
def test_each_rule_has_its_page_in_the_package_and_in_the_docs(rule: Rule) -> None:
    expected = PAGES.page(rule)
    assert expected.startswith(f"# {rule.id}\n")
    assert "## What to do\n" in expected
    for folder in (SHIPPED, DOCS):
        assert (folder / f"{rule.id}.md").read_text("utf-8") == expected


def test_no_page_is_stale_or_left_over() -> None:
    assert list(PAGES.stale(PAGES.pages())) == []


def test_the_list_of_rules_names_each_once() -> None:
    index = (SHIPPED / "index.md").read_text("utf-8")
    for rule in RULES:
        assert index.count(f"[{rule.id}]({rule.id}.md)") == 1


def test_stale_pages_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(PAGES, "ROOT", tmp_path)
    monkeypatch.setattr(PAGES, "TARGETS", (tmp_path / "pages",))
    monkeypatch.setattr(sys, "argv", ["pages.py"])
    assert PAGES.main() == 0
    monkeypatch.setattr(sys, "argv", ["pages.py", "--check"])
    assert PAGES.main() == 0
    (tmp_path / "pages/unreadable.md").unlink()
    (tmp_path / "pages/index.md").write_text("old", "utf-8")
    (tmp_path / "pages/gone-rule.md").write_text("left over", "utf-8")
    assert PAGES.main() == 1
    named = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in named] == [
        "pages/index.md",
        "pages/unreadable.md",
        "pages/gone-rule.md",
    ]
    monkeypatch.setattr(sys, "argv", ["pages.py"])
    assert PAGES.main() == 0
    assert list(PAGES.stale(PAGES.pages())) == []


def test_a_table_keeps_its_columns() -> None:
    assert PAGES.table(("A", "B"), [("x|y", "z")]) == (
        "| A    | B |\n| ---- | - |\n| x\\|y | z |\n"
    )


@pytest.mark.parametrize("options", [[], ["-OO"]])
def test_pages_ship_with_the_package(options: list[str]) -> None:
    command = "from coopsched.pages import page; print(page('speaker-double-booking'))"
    shown = subprocess.run(
        [sys.executable, "-X", "utf8", *options, "-c", command],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT / "src",
    )
    assert shown.stdout.startswith("# speaker-double-booking\n")

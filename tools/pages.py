"""Writes a page for each rule, and one that lists them all; `--check` names those that are stale.

A page is the docstring of the rule's module, with what `coopsched check` really says
of its example, and its options with their defaults. The pages are in the package, for
`coopsched explain`, and again in the docs.
"""

import dataclasses
import importlib
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import coopsched
from coopsched.checking import RULES
from coopsched.findings import Rule, Severity
from coopsched.published.records import Publication
from coopsched.published.succeeding import succeed
from coopsched.reporting import text
from coopsched.reporting.checked import Checked

ROOT = Path(__file__).parent.parent
TARGETS = (ROOT / "src/coopsched/pages", ROOT / "docs/rules")
QUIET = ROOT / "tests/rules/quiet.yaml"
NAME = "programme"
WIDTH = 80
EXAMPLE = re.compile(r"^```(yaml|xml|csv|md|ics)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
OPTIONS = re.compile(r"^## Options\n\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
OPTION = re.compile(r"^- `([a-z-]+)`: (.*?)(?=^- |\Z)", re.MULTILINE | re.DOTALL)
ORDER = (Severity.ERROR, Severity.WARNING, Severity.OFF)
ABOUT_LINE_BREAKS = "feed-line-ending"


def module_name(rule: Rule) -> str:
    """Return the name of a rule's module: those of feeds have a room of their own."""
    if rule.family == "feed":
        return "feedrules." + rule.id.removeprefix("feed-").replace("-", "_")
    return "rules." + rule.id.replace("-", "_")


def docstring(rule: Rule) -> str:
    """Return the docstring of the rule's module."""
    module = importlib.import_module("coopsched." + module_name(rule))
    if not module.__doc__:
        raise SystemExit(f"{rule.id} has no docstring: run this without -OO")
    return module.__doc__.strip() + "\n"


def example(rule: Rule) -> tuple[str, str]:
    """Return the name and the text of the example that a rule's docstring shows."""
    match = EXAMPLE.search(docstring(rule))
    if match is None:
        raise SystemExit(f"{rule.id} has no example")
    return f"{NAME}.{match[1]}", match[2]


def read(rule: Rule) -> coopsched.Document:
    """Return a rule's example as it is read.

    One in our own format with all that it lacks, and a calendar with the line breaks of one, unless
    it is about them: a docstring can hold only its own.
    """
    name, text = example(rule)
    if name.endswith(".yaml"):
        text = extended(text)
    elif name.endswith(".ics") and rule.id != ABOUT_LINE_BREAKS:
        text = text.replace("\n", "\r\n")
    return coopsched.loads(text, name=name)


def extended(fragment: str) -> str:
    """Return an example with the sections of the quiet programme that it lacks."""
    present = set(re.findall(r"^([a-z]+):", fragment, re.MULTILINE))
    blocks = re.split(r"^(?=[a-z]+:)", QUIET.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return fragment + "".join(block for block in blocks if block.split(":")[0] not in present)


def output(rule: Rule) -> str:
    """Return what checking says of a rule's example, as far as that rule goes."""
    document = read(rule)
    findings = tuple(found for found in check(rule, document) if found.rule == rule.id)
    checked = Checked(document.source.name, findings, document.programme, document.source)
    return text.render([checked], rules=RULES, colour=False, width=WIDTH)


def check(rule: Rule, document: coopsched.Document) -> list[coopsched.Finding]:
    """Return all that is found in a document, with a rule that is off until set switched on."""
    settings = {rule.id: "warning"} if rule.severity is Severity.OFF else None
    return coopsched.check(document, rules=RULES, settings=settings, published=published(rule))


def published(rule: Rule) -> Publication | None:
    """Return what had been published before a rule's example, where its docstring shows that."""
    if rule.family != "publication":
        return None
    _, before = EXAMPLE.finditer(docstring(rule))
    programme = coopsched.loads(extended(before[2]), name=f"{NAME}.yaml").programme
    return succeed(programme, None, at=datetime(2025, 1, 1, tzinfo=UTC)).publication


def page(rule: Rule) -> str:
    """Return the page of a rule."""
    body = docstring(rule)
    match = EXAMPLE.search(body)
    end = match.end() if match else len(body)
    shown = f"\n`coopsched check` says:\n\n```text\n{output(rule)}```\n"
    rest = OPTIONS.sub(lambda found: _options(rule, found[1]), body[end:])
    if rule.options is not None and rest == body[end:]:
        raise SystemExit(f"{rule.id} has options, and its docstring has no `## Options`")
    return f"# {rule.id}\n\n*{severity(rule)} · {rule.family} rule*\n\n{body[:end]}{shown}{rest}"


def severity(rule: Rule) -> str:
    """Return a rule's severity in words."""
    defaults = [] if rule.options is None else dataclasses.astuple(rule.options)
    if rule.severity is Severity.OFF:
        return "off until set"
    silent = defaults and not any(defaults)
    return f"{rule.severity}, off until set" if silent else str(rule.severity)


def index(rules: Sequence[Rule]) -> str:
    """Return the page that lists all rules, the errors first."""
    by_severity = sorted(rules, key=lambda rule: (ORDER.index(rule.severity), rule.id))
    rows = [(f"[{rule.id}]({rule.id}.md)", severity(rule), rule.summary) for rule in by_severity]
    return (
        "# Rules\n\n"
        "An error says that the programme cannot be held as written, a warning that it can, but\n"
        "somebody minds. `coopsched explain RULE` shows the page of a rule. Rules whose names\n"
        "begin with `feed-` judge calendars that people subscribe to, whoever wrote them.\n\n"
        + table(("Rule", "Severity", "What it finds"), rows)
    )


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table in Markdown, with its columns aligned."""
    escaped = [tuple(cell.replace("|", r"\|") for cell in row) for row in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*escaped, strict=True)]
    ruler = tuple("-" * width for width in widths)
    lines = (
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in (escaped[0], ruler, *escaped[1:])
    )
    return "".join(f"| {line} |\n" for line in lines)


def _options(rule: Rule, written: str) -> str:
    """Return the options that a docstring explains, with their defaults."""
    meanings = {name: " ".join(meaning.split()) for name, meaning in OPTION.findall(written)}
    fields = () if rule.options is None else dataclasses.fields(rule.options)
    names = {field.name.rstrip("_").replace("_", "-"): field.name for field in fields}
    if meanings.keys() != names.keys():
        raise SystemExit(f"{rule.id} has other options than its docstring says")
    rows = [
        (f"`{name}`", f"`{_default(getattr(rule.options, names[name]))}`", meaning)
        for name, meaning in meanings.items()
    ]
    return "## Options\n\n" + table(("Name", "Default", "Meaning"), rows)


def _default(value: object) -> str:
    """Return a default as a programme file writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, timedelta):
        hours, minutes = divmod(value // timedelta(minutes=1), 60)
        return f"{hours:02}:{minutes:02}"
    return f"{value:g}" if isinstance(value, float) else str(value)


def pages(rules: Sequence[Rule] = RULES) -> dict[str, str]:
    """Return all pages by file name."""
    return {"index.md": index(rules), **{f"{rule.id}.md": page(rule) for rule in rules}}


def stale(expected: dict[str, str]) -> Iterator[Path]:
    """Yield the files that are missing, out of date or left over."""
    for folder in TARGETS:
        for name, content in sorted(expected.items()):
            path = folder / name
            if not path.exists() or path.read_text("utf-8") != content:
                yield path
        yield from (path for path in sorted(folder.glob("*.md")) if path.name not in expected)


def main() -> int:
    """Write the pages, or check them."""
    expected = pages()
    outdated = list(stale(expected))
    if "--check" in sys.argv:
        for path in outdated:
            print(f"{path.relative_to(ROOT)} is stale: run `make pages`")
        return 1 if outdated else 0
    for path in outdated:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.name in expected:
            path.write_text(expected[path.name], "utf-8", newline="\n")
        else:
            path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())

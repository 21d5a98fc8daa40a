"""Each rule on small programmes that mark what it should find.

`# ! rule-id` stands at the end of a line where a finding begins, `# ~ rule-id` where
a related place does. Each file is checked as it is, and again with its sessions
reversed, for the order of a file never changes what is found. A file in the format of
another tool bears no marks: they stand in a file beside it, as `LINE rule-id`. What had been
published of a programme is what the `.before` beside it says.
"""

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

import coopsched
from coopsched.document import Document
from coopsched.findings import Severity
from coopsched.published.records import Publication
from coopsched.published.succeeding import succeed
from coopsched.rules import RULES

FOLDER = Path(__file__).parent / "rules"
EXAMPLES = sorted(FOLDER.glob("*/*.yaml"))
FOREIGN = sorted(path.with_suffix("") for path in FOLDER.glob("*/*.found"))
MARK = re.compile(r"# ([!~]) ([a-z-]+(?:, [a-z-]+)*)(?=$|  # )", re.MULTILINE)
SECTION = re.compile(r"^([a-z]+):", re.MULTILINE)


def extended(text: str) -> str:
    """Return an example with the sections of the quiet programme that it lacks."""
    present = set(SECTION.findall(text))
    quiet = (FOLDER / "quiet.yaml").read_text("utf-8")
    blocks = re.split(r"^(?=[a-z]+:)", quiet, flags=re.MULTILINE)[1:]
    missing = [block for block in blocks if block.partition(":")[0] not in present]
    return text.rstrip("\n") + "\n" + "".join(missing)


def marked(text: str, sign: str) -> Counter[tuple[int, str]]:
    """Count the (line, rule) pairs that a text marks."""
    return Counter(
        (text.count("\n", 0, match.start()) + 1, rule)
        for match in MARK.finditer(text)
        if match[1] == sign
        for rule in match[2].split(", ")
    )


def read(text: str) -> Document:
    return coopsched.loads(extended(text), name="programme.yaml")


def published(path: Path) -> Publication | None:
    """Return what had been published before an example was written, where it tells."""
    before = path.with_suffix(".before")
    if not before.exists():
        return None
    programme = read(before.read_text("utf-8")).programme
    return succeed(programme, None, at=datetime(2025, 1, 1, tzinfo=UTC)).publication


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_finds_what_the_example_marks(path: Path) -> None:
    text = path.read_text("utf-8")
    rule = path.parent.name
    found: Counter[tuple[int, str]] = Counter()
    related: Counter[tuple[int, str]] = Counter()
    for finding in coopsched.check(read(text), published=published(path)):
        if finding.rule == rule or finding.severity is Severity.ERROR:
            assert finding.position is not None
            found[finding.position.line, finding.rule] += 1
            for place in finding.related:
                assert place.position is not None
                related[place.position.line, finding.rule] += 1
    assert (found, related) == (marked(text, "!"), marked(text, "~"))


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_finds_what_is_listed_beside_a_file_of_another_tool(path: Path) -> None:
    document = coopsched.loads(path.read_text("utf-8"), name=path.name)
    assert document.format not in ("yaml", "json")
    found = [
        f"{finding.position.line} {finding.rule}"
        for finding in coopsched.check(document)
        if finding.rule == path.parent.name and finding.position
    ]
    listed = path.with_name(f"{path.name}.found").read_text("utf-8").splitlines()
    assert sorted(found) == sorted(listed)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_order_in_the_file_changes_nothing(path: Path) -> None:
    programme = read(path.read_text("utf-8")).programme
    backwards = type(programme)(
        **{name: getattr(programme, name) for name in type(programme).model_fields}
        | {"sessions": programme.sessions[::-1], "speakers": programme.speakers[::-1]}
    )
    before, after = (
        sorted(
            (f.rule, f.subject, f.message, f.interval)
            for f in coopsched.check(each, published=published(path))
        )
        for each in (programme, backwards)
    )
    assert before == after


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_has_examples_that_it_finds_and_one_that_it_leaves_alone(rule: object) -> None:
    rule_id = getattr(rule, "id")  # noqa: B009  pytest gives parameters no type
    folder = FOLDER / rule_id
    texts = [path.read_text("utf-8") for path in folder.glob("*.yaml")]
    finds = [f"# ! {rule_id}" in text for text in texts]
    finds += [bool(path.read_text("utf-8")) for path in folder.glob("*.found")]
    assert {True, False} == set(finds)


def test_the_quiet_programme_is_quiet() -> None:
    assert coopsched.check(coopsched.loads((FOLDER / "quiet.yaml").read_text("utf-8"))) == []

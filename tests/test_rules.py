"""Each rule on small programmes that mark what it should find.

`# ! rule-id` stands at the end of a line where a finding begins, `# ~ rule-id` where
a related place does. Each file is checked as it is, and again with its sessions
reversed, for the order of a file never changes what is found.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

import coopsched
from coopsched.document import Document
from coopsched.findings import Severity
from coopsched.rules import RULES

FOLDER = Path(__file__).parent / "rules"
EXAMPLES = sorted(FOLDER.glob("*/*.yaml"))
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


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_finds_what_the_example_marks(path: Path) -> None:
    text = path.read_text("utf-8")
    rule = path.parent.name
    found: Counter[tuple[int, str]] = Counter()
    related: Counter[tuple[int, str]] = Counter()
    for finding in coopsched.check(read(text)):
        if finding.rule == rule or finding.severity is Severity.ERROR:
            assert finding.position is not None
            found[finding.position.line, finding.rule] += 1
            for place in finding.related:
                assert place.position is not None
                related[place.position.line, finding.rule] += 1
    assert (found, related) == (marked(text, "!"), marked(text, "~"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_order_in_the_file_changes_nothing(path: Path) -> None:
    programme = read(path.read_text("utf-8")).programme
    backwards = type(programme)(
        **{name: getattr(programme, name) for name in type(programme).model_fields}
        | {"sessions": programme.sessions[::-1], "speakers": programme.speakers[::-1]}
    )
    before, after = (
        sorted((f.rule, f.subject, f.message, f.interval) for f in coopsched.check(each))
        for each in (programme, backwards)
    )
    assert before == after


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_has_examples_that_it_finds_and_one_that_it_leaves_alone(rule: object) -> None:
    rule_id = getattr(rule, "id")  # noqa: B009  pytest gives parameters no type
    texts = [path.read_text("utf-8") for path in (FOLDER / rule_id).glob("*.yaml")]
    assert any(f"# ! {rule_id}" in text for text in texts)
    assert any(f"# ! {rule_id}" not in text for text in texts)


def test_the_quiet_programme_is_quiet() -> None:
    assert coopsched.check(coopsched.loads((FOLDER / "quiet.yaml").read_text("utf-8"))) == []

"""Each rule of feeds on small feeds, with a list of the lines at which it finds something.

Beside `NAME.ics` stands `NAME.found`: a line `LINE rule-id` for each line at which the rule that
gives the folder its name finds something; it finds nothing elsewhere, and no other rule an error.
"""

from pathlib import Path

import pytest

from coopsched.feedrules import RULES
from coopsched.findings import Rule
from feeds import BY_ID, FOLDER, QUIET, errors_in, feed, feed_of, found_by, lines_of

EXAMPLES = sorted(FOLDER.glob("*/*.ics"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_finds_what_is_listed_and_no_other_error(path: Path) -> None:
    rule = BY_ID[path.parent.name]
    listed = path.with_suffix(".found").read_text("utf-8").splitlines()
    found = feed_of(path)
    assert sorted({f"{line} {rule.id}" for line in lines_of(found, rule)}) == sorted(listed)
    assert errors_in(found) <= {rule.id}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_has_an_example_that_it_finds(rule: Rule) -> None:
    lists = [path.read_text("utf-8") for path in (FOLDER / rule.id).glob("*.found")]
    assert any(lists)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_one_line_of_itself_and_stands_in_its_own_module(rule: Rule) -> None:
    assert rule.check is not None
    name = rule.id.removeprefix("feed-").replace("-", "_")
    assert rule.check.__module__ == f"coopsched.feedrules.{name}"
    assert (rule.family, rule.summary[-1], "\n" in rule.summary) == ("feed", ".", False)


def test_the_quiet_feed_is_quiet() -> None:
    assert found_by(feed(QUIET)) == set()


def test_every_message_is_one_sentence_without_a_full_stop() -> None:
    for path in EXAMPLES:
        rule = BY_ID[path.parent.name]
        assert rule.check is not None
        for problem in rule.check(feed_of(path)):
            assert problem.message.strip() == problem.message
            assert not problem.message.endswith(".")
            assert "\n" not in problem.message

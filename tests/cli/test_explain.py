"""`coopsched explain`: the page of a rule."""

import pytest

from builders import Run
from coopsched.checking import RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_its_page(run: Run, rule: object) -> None:
    rule_id = getattr(rule, "id")  # noqa: B009  pytest gives parameters no type
    ran = run("explain", rule_id)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"# {rule_id}\n")


def test_without_a_rule_all_are_listed(run: Run) -> None:
    ran = run("explain")
    assert ran.status == 0
    assert all(rule.id in ran.out for rule in RULES)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("speaker-double-bookin", "did you mean 'speaker-double-booking'?"),
        ("zzz", "`coopsched explain` lists them"),
        ("../starter", "lists them"),
        ("", "lists them"),
    ],
)
def test_an_unknown_rule_gives_status_2_and_a_hint(run: Run, name: str, hint: str) -> None:
    ran = run("explain", name)
    assert (ran.status, ran.out) == (2, "")
    assert f"no rule is called {name!r}" in ran.err
    assert hint in ran.err

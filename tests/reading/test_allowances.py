"""Allowances that stand as comments in a programme's text."""

from datetime import date
from textwrap import dedent

import pytest

from builders import HEAD, noted, read
from coopsched.findings import Allowance, Route

BODY = """\
sessions:
  a:  # A
    title: A
    # B
    speakers: [ana, bo]  # C
    links:  # D
      - https://a.b  # E
      - {url: https://a.b, kind: page}  # F
  # G
  b: {title: B}  # H
speakers: {ana: Ana, bo: Bo}
# I
"""


def allowed(mark: str, note: str) -> Allowance:
    """Return the allowance that a note gives where a mark stands."""
    (found,) = read(BODY.replace(f"# {mark}\n", f"# {note}\n")).allowances
    return found


@pytest.mark.parametrize(
    ("mark", "route"),
    [
        ("A", ("sessions", "a")),
        ("B", ("sessions", "a", "speakers")),
        ("C", ("sessions", "a", "speakers")),
        ("D", ("sessions", "a", "links")),
        ("E", ("sessions", "a", "links", 0)),
        ("F", ("sessions", "a", "links", 1)),
        ("G", ("sessions", "b")),
        ("H", ("sessions", "b")),
    ],
)
def test_a_note_is_about_the_entry_on_its_line_or_the_next(mark: str, route: Route) -> None:
    found = allowed(mark, "coopsched: allow[no-lunch] they said so")
    assert found.route == route
    text = BODY.splitlines()
    line = next(i for i, each in enumerate(text) if each.endswith(f"# {mark}"))
    assert found.position is not None
    assert found.position.line == line + 1 + HEAD.count("\n")


def test_a_note_after_all_entries_is_about_none() -> None:
    assert allowed("I", "coopsched: allow[no-lunch] reason").route == ("",)


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("coopsched: allow[no-lunch] because", ("no-lunch", "because", None, None)),
        ("coopsched:allow[no-lunch]: because", ("no-lunch", "because", None, None)),
        ("coopsched: allow [ no-lunch ] – because", ("no-lunch", "because", None, None)),
        ("coopsched: allow[no-lunch with b] r", ("no-lunch", "r", "b", None)),
        (
            "coopsched: allow[no-lunch until 2017-06-01] r",
            ("no-lunch", "r", None, date(2017, 6, 1)),
        ),
        (
            "coopsched: allow[no-lunch with b until 2017-06-01] r",
            ("no-lunch", "r", "b", date(2017, 6, 1)),
        ),
        ("coopsched: allow[my/own-rule] r", ("my/own-rule", "r", None, None)),
    ],
)
def test_a_note_is_read(note: str, expected: tuple[str, str, str | None, date | None]) -> None:
    found = allowed("A", note)
    assert (found.rule, found.reason, found.other, found.until) == expected


def test_a_note_may_name_several_rules() -> None:
    body = BODY.replace("# A\n", "# coopsched: allow[no-lunch, room-too-small] reason\n")
    assert [each.rule for each in read(body).allowances] == ["no-lunch", "room-too-small"]


@pytest.mark.parametrize(
    ("note", "message"),
    [
        ("coopsched: allow[no-lunch]", "an allowance needs a reason"),
        ("coopsched: allow[no-lunch] : – ", "an allowance needs a reason"),
        ("coopsched: allow[] reason", "“” does not say which rule"),
        ("coopsched: allow[No Lunch] reason", "does not say which rule"),
        ("coopsched: allow[no-lunch until tomorrow] reason", "“tomorrow” is not a date"),
        ("coopsched: allow[no-lunch until 2017-06-31] reason", "“2017-06-31” is not"),
        ("coopsched: allow[no-lunch until 20170601] reason", "“20170601” is not a date"),
        ("coopsched: alow[no-lunch] reason", "is not understood"),
        ("coopsched: ignore", "is not understood"),
    ],
)
def test_a_note_that_makes_no_sense_is_told(note: str, message: str) -> None:
    body = BODY.replace("# A\n", f"# {note}\n")
    (found,) = noted(body)
    assert (found.rule, found.at) == ("invalid-value", f"# {note}")
    assert message in found.message
    assert "allow[rule-id with other-key until 2017-06-01] the reason" in (found.help or "")


@pytest.mark.parametrize(
    "note", ["a comment", "coopsched is nice", "see coopsched: allow[no-lunch]", "allow[no-lunch]"]
)
def test_other_comments_are_let_be(note: str) -> None:
    body = BODY.replace("# A\n", f"# {note}\n")
    assert noted(body) == []
    assert read(body).allowances == ()


def test_what_looks_like_a_note_inside_a_text_is_text() -> None:
    body = dedent(
        """
        sessions:
          a:
            title: "# coopsched: allow[no-lunch] r"
            description: |
              # coopsched: allow[no-lunch] r
        """
    )
    assert read(body).allowances == ()

"""Real programmes as they changed, against what an independent program says of them.

The oracle knows a session by its identifier and compares start, end, title and
people, the latter by identifier too. So do we, but for three things: where a
source gave all identifiers anew, we follow titles; we take somebody under an old
identifier and a name that shares no word with the former for somebody else, as
attendees do; and we see changes of status and of texts besides.
"""

import json
import os
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from coopsched import read
from coopsched.comparing import Difference, compare, same_sessions
from coopsched.document import Document
from coopsched.model import Session

PROGRAMMES = Path(__file__).resolve().parents[2] / "shared" / "programmes"
EXPECTED = {
    name: PROGRAMMES / "expected" / f"{name}.diffs.json" for name in ("fosdem2024", "pyconfr2025")
}
COMPARED = frozenset({"start", "end", "room", "title", "speakers"})
_CUT = 60  # titles of the oracle are cut, and their spaces not always those of the source


RENAMED = {
    "fosdem2024-2": ("1706", "2537", "2802", "2974", "3323"),
    "fosdem2024-4": ("2524", "2555"),
}
"""Sessions with somebody whose name became another one, under one identifier: a handle that
became a name, an account that went to a colleague. Attendees see somebody else."""


class Step(NamedTuple):
    """One version and the next, with what the oracle says of them."""

    name: str
    difference: Difference
    oracle: dict[str, Any]


def _expected() -> list[tuple[str, int]]:
    """Return the steps of each history, at least one: a test that asks for it says what lacks."""
    return [
        (name, i)
        for name, path in EXPECTED.items()
        for i in range(max(1, len(json.loads(path.read_text("utf-8")))) if path.exists() else 1)
    ]


def _there(path: Path) -> Path:
    """Return a path of what stands beside the checkout; where it is not, only CI insists."""
    if not path.exists():
        message = f"the histories are not beside the checkout: no {path}"
        if os.environ.get("CI", "").lower() not in ("", "0", "false"):
            pytest.fail(message)
        pytest.skip(message)
    return path


_READ: dict[str, Document] = {}


def _read(path: str) -> Document:
    """Read a version once."""
    if path not in _READ:
        _READ[path] = read(_there(PROGRAMMES / path))
    return _READ[path]


@pytest.fixture(params=_expected(), ids=lambda step: f"{step[0]}-{step[1] + 1}")
def step(request: pytest.FixtureRequest) -> Step:
    """Return two versions that follow each other, and what is expected of them."""
    name, i = request.param
    oracle = json.loads(_there(EXPECTED[name]).read_text("utf-8"))[i]
    old, new = _read(oracle["a"]), _read(oracle["b"])
    assert (len(old.programme.sessions), len(new.programme.sessions)) == (
        oracle["counts"]["a"],
        oracle["counts"]["b"],
    )
    return Step(f"{name}-{i + 1}", compare(old.programme, new.programme), oracle)


def _begins(session: Session) -> str:
    return "".join(str(session.title).split())[:_CUT]


def _renumbered(step: Step) -> bool:
    counts = step.oracle["counts"]
    return bool(counts["added"] == counts["b"] and counts["removed"] == counts["a"] > 0)


def test_what_was_added_and_removed_is_what_the_oracle_says(step: Step) -> None:
    if _renumbered(step):
        pytest.skip("all identifiers are new")
    added, removed = step.difference.added, step.difference.removed
    assert sorted(each.key for each in added) == sorted(each["id"] for each in step.oracle["added"])
    assert sorted(each.key for each in removed) == sorted(
        each["id"] for each in step.oracle["removed"]
    )


def test_what_changed_is_what_the_oracle_says(step: Step) -> None:
    if _renumbered(step):
        pytest.skip("all identifiers are new")
    ours = {
        change.new.key: COMPARED & set(change.fields)
        for change in step.difference.changed
        if COMPARED & set(change.fields)
    }
    names = {"persons": "speakers"}
    theirs = {
        each["id"]: {names.get(name, name) for name in each} & COMPARED
        for each in step.oracle["changed"]
    }
    renamed = RENAMED.get(step.name, ())
    assert all("speakers" in ours[key] for key in renamed)
    seen = {
        key: fields - {"speakers"} if key in renamed else fields for key, fields in ours.items()
    }
    assert {key: fields for key, fields in seen.items() if fields} == theirs


def test_sessions_that_were_numbered_anew_are_followed_by_their_titles(step: Step) -> None:
    if not _renumbered(step):
        pytest.skip("the identifiers are the same")
    difference = step.difference
    added, removed = (
        {each["title"] for each in step.oracle[name]} for name in ("added", "removed")
    )
    followed = same_sessions(difference.old, difference.new)
    assert len(added & removed) == 628
    for old, new in followed.items():
        assert _begins(difference.old.session(old)) == _begins(difference.new.session(new))
    titles = {_begins(difference.old.session(key)) for key in followed}
    assert {"".join(title.split())[:_CUT] for title in added & removed} <= titles

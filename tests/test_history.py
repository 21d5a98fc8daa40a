"""Real programmes as they changed, against what an independent program says of them.

The oracle knows a session by its identifier and compares start, end, title and
people, the latter by identifier too. So do we, but for three things: where a
source gave all identifiers anew, we follow titles; we take somebody under an old
identifier and a name that shares no word with the former for somebody else, as
attendees do; and we see changes of status and of texts besides.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from coopsched import ReadError, read
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
    return [
        (name, i)
        for name, path in EXPECTED.items()
        if path.exists()
        for i in range(len(json.loads(path.read_text("utf-8"))))
    ]


_READ: dict[str, Document] = {}


def _read(path: str) -> Document:
    """Read a version once; skip while its format cannot be read."""
    if path not in _READ:
        try:
            _READ[path] = read(PROGRAMMES / path)
        except ReadError as error:
            pytest.skip(str(error))
    return _READ[path]


@pytest.fixture(params=_expected(), ids=lambda step: f"{step[0]}-{step[1] + 1}")
def step(request: pytest.FixtureRequest) -> Step:
    """Return two versions that follow each other, and what is expected of them."""
    name, i = request.param
    oracle = json.loads(EXPECTED[name].read_text("utf-8"))[i]
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

"""The press release of LET'S COOP 2017, read as prose, against the programme written by hand."""

import os
from pathlib import Path

import pytest

import coopsched
from coopsched.model import Programme

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT.parent / "shared" / "seed" / "lets-coop-2017-press-release.md"

Said = tuple[str, str, str, frozenset[str], tuple[str, ...]]


@pytest.fixture(scope="module")
def draft() -> coopsched.Document:
    """Return what is read of the press release."""
    if not SEED.exists():
        message = f"the press release is not beside the checkout: no {SEED}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return coopsched.read(SEED)


def said(programme: Programme) -> list[Said]:
    """Return what is printed of each timed session: times, title, languages, names."""
    spellings = {s.key: frozenset((s.name, *s.also)) for s in programme.speakers}
    by_name = {name: min(names) for names in spellings.values() for name in names}
    return [
        (
            f"{session.start:%H:%M}",
            f"{session.end:%H:%M}" if session.end else "",
            str(session.title),
            frozenset(session.languages),
            tuple(by_name[programme.speaker(entry.speaker).name] for entry in session.speakers),
        )
        for session in programme.sessions
        if session.start is not None
    ]


def test_all_22_items_are_as_they_were_written_by_hand(draft: coopsched.Document) -> None:
    by_hand = coopsched.read(ROOT / "data" / "programme.yaml").programme
    spelt = {name: min((s.name, *s.also)) for s in by_hand.speakers for name in (s.name, *s.also)}
    found = [
        (*rest, tuple(spelt[name] for name in names)) for *rest, names in said(draft.programme)
    ]
    assert len(found) == 22
    assert found == said(by_hand)


def test_affiliations_are_those_of_the_programme_written_by_hand(draft: coopsched.Document) -> None:
    by_hand = coopsched.read(ROOT / "data" / "programme.yaml").programme
    known = {
        name: {each.casefold() for each in s.affiliation}
        for s in by_hand.speakers
        for name in (s.name, *s.also)
    }
    for speaker in draft.programme.speakers:
        printed = {each.casefold() for each in speaker.affiliation}
        assert printed <= known[speaker.name]
        assert bool(printed) == bool(known[speaker.name])
    assert len(draft.programme.speakers) == 34


def test_each_guess_is_told_with_its_line(draft: coopsched.Document) -> None:
    told = [(rule, problem.position.line) for rule, problem in draft.problems if problem.position]
    lines = SEED.read_text("utf-8").splitlines()
    assert len(told) == len(draft.problems)
    by_rule = {rule: [line for id_, line in told if id_ == rule] for rule, _ in told}
    assert by_rule.keys() == {"guessed-timezone", "guessed-value", "unplaced-text"}
    guessed = [lines[line - 1] for line in by_rule["guessed-value"]]
    for beginning in (
        "### LET'S COOP",
        "**SMart - 20/06/2017",
        "Le Tax-shelter",
        "Drink",
        "Et en p",
    ):
        assert any(line.startswith(beginning) for line in guessed)
    assert lines[by_rule["unplaced-text"][1] - 1] == "## PLUS D'INFO"

"""Rules on languages, against oracles that share no code with them, and in their wording."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

import coopsched
from coopsched.calendar import Calendar, Day
from coopsched.findings import Problem
from coopsched.model import Programme, Session
from coopsched.rules import (
    interpretation_missing,
    language_gap,
    language_undeclared,
    speaker_language_mismatch,
    translation_missing,
)
from coopsched.text import Text
from coopsched.zones import zone

LANGUAGES = ("fr", "nl")
DAY = Day("2025-05-14", date(2025, 5, 14))
CALENDAR = Calendar(zone("UTC"), (DAY,), languages=LANGUAGES)
STEP = 5
STEPS = 60


class Item(NamedTuple):
    """A session as the oracle sees it: in steps of five minutes from eight o'clock."""

    start: int
    length: int
    languages: tuple[str, ...]
    interpretation: tuple[str, ...]
    kind: str
    status: str


ITEMS = st.lists(
    st.builds(
        Item,
        st.integers(0, STEPS - 1),
        st.integers(1, 15),
        st.sampled_from([(), ("fr",), ("nl",), ("fr", "nl"), ("en",), ("nl-BE",)]),
        st.sampled_from([(), (), ("nl",), ("fr",)]),
        st.sampled_from(["talk", "talk", "plenary", "meal", "social"]),
        st.sampled_from(["confirmed", "confirmed", "draft", "cancelled"]),
    ),
    max_size=12,
)


def _time(step: int) -> datetime:
    return datetime(2025, 5, 14, 8, tzinfo=UTC) + timedelta(minutes=STEP * step)


def _programme(items: list[Item]) -> Programme:
    sessions = tuple(
        Session.model_validate(
            {
                "key": f"s{i}",
                "title": f"Session {i}",
                "start": _time(item.start),
                "end": _time(item.start + item.length),
                "languages": item.languages,
                "interpretation": item.interpretation,
                "kind": item.kind,
                "status": item.status,
            },
            context=CALENDAR,
        )
        for i, item in enumerate(items)
    )
    return Programme(
        key="k",
        title=Text({"en": "T"}),
        timezone="UTC",
        languages=LANGUAGES,
        days=(DAY,),
        sessions=sessions,
    )


def _runs(steps: set[int], longest_pause: int) -> list[tuple[int, int]]:
    """Return runs of steps, those joined between which fewer than so many are missing."""
    runs: list[tuple[int, int]] = []
    for step in sorted(steps):
        if runs and step - runs[-1][1] < max(longest_pause, 1):
            runs[-1] = runs[-1][0], step + 1
        else:
            runs.append((step, step + 1))
    return runs


def _expected(items: list[Item], language: str, least: int) -> list[tuple[int, int]]:
    """Return the holes of a language, step by step."""
    looked_at = [
        item
        for item in items
        if item.kind in ("talk", "plenary")
        and item.status != "cancelled"
        and (item.languages or item.interpretation)
    ]
    held: set[int] = set()
    served: set[int] = set()
    for item in looked_at:
        steps = set(range(item.start, item.start + item.length))
        held |= steps
        if any(tag[:2] == language for tag in (*item.languages, *item.interpretation)):
            served |= steps
    holes = []
    for begin, end in _runs(held, least):
        for hole in _runs(set(range(begin, end)) - served, 1):
            steps = set(range(*hole))
            if len(steps) >= least and len(steps & held) >= least:
                holes.append(hole)
    return holes


def _label(holes: list[tuple[int, int]]) -> str:
    times = [f"{_time(start):%H:%M}–{_time(end):%H:%M}" for start, end in holes]
    return f"{', '.join(times[:-1])} and {times[-1]}" if len(times) > 1 else times[0]


@settings(max_examples=300, deadline=None)
@given(ITEMS, st.sampled_from([3, 6, 12]))
def test_language_gaps_are_those_found_step_by_step(items: list[Item], least: int) -> None:
    options = language_gap.Options(minutes=least * STEP)
    found = {
        problem.subject.language: problem.label
        for problem in language_gap.check(_programme(items), options)
    }
    expected = {language: _expected(items, language, least) for language in LANGUAGES}
    assert found == {language: _label(holes) for language, holes in expected.items() if holes}


def _only(module: object, text: str) -> Problem:
    problems = list(getattr(module, "check")(_read(text), *_options(module)))  # noqa: B009  modules have no type
    assert len(problems) == 1
    problem: Problem = problems[0]
    return problem


def _options(module: object) -> tuple[object, ...]:
    rule: coopsched.Rule = getattr(module, "RULE")  # noqa: B009  modules have no type
    return () if rule.options is None else (rule.options,)


def _read(text: str) -> Programme:
    head = "key: k\ntitle: T\ntimezone: Europe/Brussels\n"
    document = coopsched.loads(head + text)
    assert document.problems == ()
    return document.programme


def test_a_gap_says_the_day_and_the_whole_of_its_holes() -> None:
    problem = _only(
        language_gap,
        """
languages: [fr, nl-BE]
days: [2025-05-14, 2025-05-15]
sessions:
  a: {title: A, languages: [fr], day: 2025-05-15, start: 10:00, end: 11:00}
  b: {title: B, languages: [fr, nl], day: 2025-05-15, start: 11:00, end: 12:00}
  c: {title: C, languages: [fr], day: 2025-05-15, start: 12:00, end: 12:45}
""",
    )
    assert problem.message == (
        "nothing is held in Dutch (nl-BE), or carried into it, on 2025-05-15 "
        "10:00–11:00 and 12:00–12:45 (1 h 45 in all)"
    )
    assert problem.subject == coopsched.Subject(language="nl-BE", day="2025-05-15")


def test_a_gap_over_a_clock_change_lasts_as_long_as_people_wait() -> None:
    problem = _only(
        language_gap,
        """
languages: [fr, nl]
days: {sat: {date: 2025-10-25, opens: 20:00, closes: 06:00}}
sessions:
  a: {title: A, languages: [fr], day: sat, start: 01:30, end: 03:30}
  b: {title: B, languages: [fr, nl], day: sat, start: 03:30, end: 04:00}
""",
    )
    assert problem.message.endswith("01:30–03:30 (3 h)")


def test_missing_interpretation_is_added_to_what_there_is() -> None:
    problem = _only(
        interpretation_missing,
        """
languages: [fr, nl, en, de]
days: [2025-05-14]
sessions:
  a: {title: A, kind: plenary, languages: [fr], interpretation: [nl], start: 10:00, end: 11:00}
""",
    )
    assert problem.message == (
        "“A” is for everybody, and is neither held in English and German nor carried into them"
    )
    assert problem.help == "find interpreters: `interpretation: [nl, en, de]`"


def test_an_unknown_language_is_called_by_its_tag() -> None:
    problem = _only(
        language_undeclared,
        """
languages: [fr]
days: [2025-05-14]
sessions:
  a: {title: A, languages: [gsw], start: 10:00, end: 11:00}
""",
    )
    assert "is held in `gsw`, which" in problem.message
    assert problem.subject == coopsched.Subject(sessions=("a",), language="gsw")


def test_a_speaker_who_cannot_be_understood_is_named() -> None:
    problem = _only(
        speaker_language_mismatch,
        """
days: [2025-05-14]
speakers:
  ana: {name: Ana Pérez, languages: [en, es]}
sessions:
  a: {title: A, languages: [fr, nl], start: 10:00, end: 11:00, speakers: [ana]}
""",
    )
    assert problem.message == (
        "Ana Pérez speaks English and Spanish, and “A” is held in French and Dutch"
    )


def test_a_missing_translation_says_what_is_shown_instead() -> None:
    problem = _only(
        translation_missing,
        """
languages: [fr, nl, en]
days: [2025-05-14]
sessions:
  a: {title: {nl: Zee, fr: Mer}, languages: [fr], start: 10:00, end: 11:00}
""",
    )
    assert problem.message == "the title of “Zee” is in Dutch and French, and not in English"
    assert problem.help is not None
    assert "the wording in Dutch" in problem.help

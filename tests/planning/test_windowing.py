"""Windows of time in an organiser's words."""

import pytest

from builders import HEAD, TWO_DAYS, programme
from coopsched.planning.windowing import windows

FOUR_FRIDAYS = HEAD.replace("2017-06-20", "2026-05-15, 2026-05-22")


def said(written: str, head: str) -> str:
    made = programme(f"sessions: {{a: {{title: A, minutes: 30, between: {written}}}}}", head=head)
    return windows(made, made.session("a").between)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("{from: 09:00, until: 10:30}", "09:00–10:30"),
        ("{from: 09:00}", "from 09:00"),
        ("{until: 24:30}", "until 24:30"),
        ("{day: fri}", "on Friday"),
        ("[{day: fri}, {day: sat}]", "on Friday and Saturday"),
        ("{day: sat, from: 09:00, until: 10:30}", "on Saturday 09:00–10:30"),
        ("{day: sat, until: 10:30}", "on Saturday until 10:30"),
        ("{from: 2026-05-15, until: 2026-05-16T12:00}", "from Friday until Saturday 12:00"),
        ("[{until: 10:00}, {day: fri, from: 16:00}]", "until 10:00 and on Friday from 16:00"),
        ("{}", "at any time"),
    ],
)
def test_windows_are_worded(written: str, words: str) -> None:
    assert said(written, TWO_DAYS) == words


def test_the_only_day_goes_without_saying() -> None:
    assert said("{day: 2017-06-20, from: 10:00}", HEAD) == "from 10:00"


def test_a_weekday_that_comes_twice_is_told_by_its_date() -> None:
    assert said("{day: 2026-05-22}", FOUR_FRIDAYS) == "on 2026-05-22"

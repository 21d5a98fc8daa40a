"""Repeated showings are told by number, where a reader loses nothing by it."""

import pytest

from builders import programme
from coopsched.model import Programme
from coopsched.publishing.losses import Loss
from coopsched.publishing.schedule import scheduled
from coopsched.publishing.showings import repeat_losses, repeated

HEAD = "speakers: {ana: Ana}\ntracks: {t: T}\nsessions:\n"
FIRST = "  a: {title: A, start: 10:00, end: 11:00, speakers: ana, track: t, description: D}\n"


def made(second: str, *, first: str = FIRST) -> Programme:
    return programme(f"{HEAD}{first}  b: {{repeats: a, start: 12:00, end: 13:00{second}}}\n")


def test_a_showing_has_the_number_of_the_first_one() -> None:
    schedule = scheduled(made(""))
    first, second = schedule.rows()
    assert repeated(schedule) == {second.id: first.id}
    assert list(repeat_losses(schedule)) == []


@pytest.mark.parametrize("less", ["speakers: []"])
def test_one_that_leaves_out_what_the_first_one_has_is_told_as_a_loss(less: str) -> None:
    schedule = scheduled(made(f", {less}"))
    assert repeated(schedule) == {}
    assert list(repeat_losses(schedule)) == [Loss("repeats", ("b",))]


def test_one_whose_first_is_left_out_is_told_as_a_loss() -> None:
    schedule = scheduled(made("", first=FIRST.replace("title: A", "title: A, status: draft")))
    assert list(repeat_losses(schedule)) == [Loss("repeats", ("b",))]

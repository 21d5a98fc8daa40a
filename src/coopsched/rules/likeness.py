"""Phrases that differ by one slip of the pen: a letter more, less, other, or two swapped."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TypeVar

T = TypeVar("T")

_LONGEST_WORD = 40
_MOST_WORDS = 40
# More words than this at one slip from each other are a series, and no slips.
_SERIES = 4


def slips(
    phrases: Iterable[tuple[tuple[str, ...], T]], *, least: int
) -> Iterator[tuple[T, T, str, str]]:
    """Yield each two things whose phrases differ by one slip in one word, in a stable order.

    Words shorter than ``least`` and differences of digits do not count. The work is
    in proportion to the letters: words are only compared where all other words of
    the phrase agree, and there by their spellings with a letter left out.
    """
    by_rest: dict[tuple[str, ...], dict[str, T]] = {}
    for words, thing in phrases:
        if len(words) > _MOST_WORDS:
            continue
        for i, word in enumerate(words):
            if least <= len(word) <= _LONGEST_WORD:
                by_rest.setdefault(words[:i] + words[i + 1 :], {}).setdefault(word, thing)
    for _, things in sorted(item for item in by_rest.items() if len(item[1]) > 1):
        for word, other in _near(things):
            yield things[word], things[other], word, other


def _near(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of words at one slip, by the spellings that they share."""
    spellings: dict[str, list[str]] = {}
    for word in sorted(words):
        for spelling in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
            spellings.setdefault(spelling, []).append(word)
    pairs = {
        pair
        for near in spellings.values()
        if 1 < len(near) <= _SERIES
        for pair in combinations(near, 2)
        if is_slip(*pair)
    }
    return sorted(pairs)


def is_slip(a: str, b: str) -> bool:
    """Tell whether two words differ by one letter, or by two neighbours swapped.

    >>> is_slip("thiebaut", "thiebaud"), is_slip("perez", "preez"), is_slip("day1", "day2")
    (True, True, False)
    """
    x, y = difference(a, b)
    if any(char.isdigit() for char in x + y):
        return False
    return 0 < max(len(x), len(y)) <= 1 or (len(x) == len(y) == 2 and x == y[::-1])


def difference(a: str, b: str) -> tuple[str, str]:
    """Return what is left of two words without their common beginning and end."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    a, b = a[start:], b[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return a, b

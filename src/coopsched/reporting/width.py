"""How many cells of a terminal a text takes, and how to make it fit.

Texts are expected without control characters, as `visible` and `plain` leave them:
a terminal then moves one or two cells a character, and does nothing else.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, takewhile

# Latin letters and the marks of European typography take one cell each and join nothing.
# Texts of them are measured without wcwidth, whose import takes 30 ms.
_SIMPLE = re.compile("[ -~\xa0-\xac\xae-\u02ff–—‘’“”„•…·─-╿→✖]*")
_JOINER = "\u200d"
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_VIRAMA = 9
"""The combining class of the sign that binds two letters of an Indic script into one."""
_UNICODE = "latest"  # without it, old releases of wcwidth ask the environment


def cells_of(text: str) -> int:
    """Return how many cells a text takes."""
    if text.isascii() or _SIMPLE.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth

    taken = int(wcswidth(text, unicode_version=_UNICODE))
    return taken if taken >= 0 else sum(size for _, size in clusters(text))


def clusters(text: str) -> Iterator[tuple[str, int]]:
    """Yield what a terminal shows as one character each, with the cells it takes."""
    if _SIMPLE.fullmatch(text):
        yield from ((char, 1) for char in text)
        return
    from wcwidth import wcswidth

    for cluster in _split(text):
        yield cluster, max(int(wcswidth(cluster, unicode_version=_UNICODE)), 0)


def head(text: str, room: int) -> str:
    """Return the longest beginning of a text that takes at most so many cells."""
    if _SIMPLE.fullmatch(text):
        return text[: max(room, 0)]
    return "".join(_fitting(list(clusters(text)), room))


def tail(text: str, room: int) -> str:
    """Return the longest end of a text that takes at most so many cells."""
    return "".join(reversed(_fitting(list(clusters(text))[::-1], room)))


def wrapped(text: str, room: int, first: int | None = None) -> list[str]:
    """Return a text in lines of at most ``room`` cells, the first of at most ``first``.

    Lines break at spaces only, so that a longer word stands alone and sticks out.
    """
    lines, line, left = [], "", room if first is None else first
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and cells_of(longer) > left:
            lines.append(line)
            line, left = word, room
        else:
            line = longer
    return [*lines, line]


def _fitting(found: list[tuple[str, int]], room: int) -> list[str]:
    """Return the clusters at the beginning that fit."""
    totals = accumulate(size for _, size in found)
    number = sum(1 for _ in takewhile(lambda total: total <= room, totals))
    return [cluster for cluster, _ in found[:number]]


def _split(text: str) -> Iterator[str]:
    cluster = ""
    for char in text:
        if cluster and not _joins(cluster, char):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


def _joins(cluster: str, char: str) -> bool:
    from wcwidth import wcswidth, wcwidth

    if char.isascii():
        return False
    if cluster[-1] == _JOINER or wcwidth(char, unicode_version=_UNICODE) == 0:
        return True
    if unicodedata.combining(cluster[-1]) == _VIRAMA:
        return char.isalpha()
    if ord(char) in _SKIN_TONES:
        return bool(
            wcswidth(cluster + char, unicode_version=_UNICODE)
            == wcswidth(cluster, unicode_version=_UNICODE)
        )
    return ord(char) in _FLAG_LETTERS and len(cluster) == 1 and ord(cluster) in _FLAG_LETTERS

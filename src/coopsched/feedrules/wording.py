"""How the rules of feeds word what they find."""

from collections.abc import Sequence

_LONGEST = 60


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Return words as a list in a sentence: `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def quoted(text: str) -> str:
    """Return a text of the feed in quotes, on one line, cut where it is long."""
    shown = " ".join(text.split())
    if len(shown) > _LONGEST:
        shown = shown[: _LONGEST - 1].rstrip() + "…"
    return f"“{shown}”"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 event`, `2,000 events`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def clock(offset: float) -> str:
    """Return an offset in seconds as people write it: `+02:00`."""
    sign = "-" if offset < 0 else "+"
    minutes, seconds = divmod(abs(int(offset)), 60)
    text = f"{sign}{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text

"""Text values: their lines, their comments, and the quotes around them."""

import re

from coopsched.reading.gathering import Gathering
from coopsched.reading.wording import ALLOWS, BLANKS, Path, call, is_text, suggest
from coopsched.source import Node

_BREAK = re.compile(r"\r\n|\r|\n")
_LONGEST_NAME = 200
APOSTROPHE = "begins with an apostrophe, which YAML reads as a quote"


def is_comment(text: str, start: int, at: int, path: Path) -> bool:
    """Tell whether a ``#`` behind a blank begins a comment, and is not text of the value."""
    if text[max(start, at - 2) : at].endswith(("  ", "\t")) or ALLOWS.match(text, at):
        return True
    # "Jean #2" is a name, "isabelle # late" is a key with a comment.
    stop = at if text[at + 1 : at + 2] in BLANKS else at + 1
    return not is_text(path, text[start : min(stop, start + _LONGEST_NAME)].strip(BLANKS))


def fold(pieces: list[str]) -> str:
    """Join lines as YAML does: a break is a blank, and blank lines are breaks."""
    breaks = 0
    parts: list[str] = []
    for piece in pieces:
        if not piece:
            breaks += 1
            continue
        if parts:
            parts.append("\n" * breaks if breaks else " ")
        parts.append(piece)
        breaks = 0
    return "".join(parts).strip(BLANKS)


def spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the lines of a stretch of text begin and end."""
    found, begin = [], start
    for match in _BREAK.finditer(text, start, end):
        found.append((begin, match.start()))
        begin = match.end()
    return [*found, (begin, end)]


def quote_opens(text: str, closed: int) -> bool:
    """Tell whether the quote before an offset is meant to open, where YAML lets it close.

    A quote before a letter or after a blank opens: ``'L'avenir'``, ``"Le "grand"
    soir"``. Elsewhere it closes, and both are part of the text: ``"Quoted" and "more"``.
    """
    return text[closed - 2] in BLANKS or text[closed : closed + 1].isalnum()


def why_inner(mark: str) -> str:
    """Return what is wrong with a value that holds the quotes that it stands in."""
    if mark == "'":
        return "holds an apostrophe inside single quotes"
    return "holds double quotes inside double quotes"


def read_inner(gathered: Gathering, start: int, end: int, path: Path, why: str) -> Node:
    """Read what stands between two quotes, or after one, as it is written."""
    text, mark = gathered.text, gathered.text[start]
    stop = end - 1 if end - start > 1 and text[end - 1] == mark else end
    inner = fold([text[begin:to].strip(BLANKS) for begin, to in spans(text, start + 1, stop)])
    if mark == "'":
        inner = inner.replace("''", "'")
    node = Node(inner, start, end, quoted=True)
    if "#" in inner:
        gathered.hashes.append((start, end))
    help_ = f"write {suggest(path, inner)}"
    gathered.report("invalid-value", f"{call(path)} {why}", start, end, help_)
    return node

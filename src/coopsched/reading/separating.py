"""Entries that stand on one line, each of which needs a line of its own."""

import re

from coopsched.reading.gathering import Gathering
from coopsched.reading.lines import Line
from coopsched.reading.wording import BLANKS, KEYS, Path, is_text

_SECOND = re.compile(r"(?<![ \t,;])[ \t,;]++(?P<key>[a-z][\w-]*+):(?=[ \t\r\n])")
_COMMENT = re.compile(r"[ \t]#|$")
_SHOWN = 60
_MOST_SHOWN = 5


def separate(gathered: Gathering, head: Line, match: re.Match[str], path: Path) -> list[Line]:
    """Return the entries of one line as lines of their own, or none where it holds one.

    ``match`` is the first of them up to its colon. In prose, what looks like an entry
    may be part of the text; there the line is left as it is.
    """
    if match["key"] not in KEYS or is_text((*path, match["key"]), None):
        return []
    cuts = _cuts(head.text, match.end())
    if not cuts:
        return []
    begins = [match.start("key"), *(found.start("key") for found in cuts)]
    ends = [*(found.start() for found in cuts), len(head.text)]
    lines = [
        Line(head.start + begin, head.text[begin:end], shift=head.depth)
        for begin, end in zip(begins, ends, strict=True)
    ]
    shown = [f"`{line.text.strip(BLANKS)[:_SHOWN]}`" for line in lines[:_MOST_SHOWN]]
    gathered.report(
        "invalid-value",
        f"{len(lines)} entries stand on one line",
        lines[0].start,
        head.end,
        f"write each on a line of its own: {', '.join(shown[:-1])} and {shown[-1]}",
    )
    return lines


def _cuts(text: str, start: int) -> list[re.Match[str]]:
    """Return where known keys begin more entries behind the value that begins here."""
    comment = _COMMENT.search(text, start)
    end = comment.start() if comment else len(text)
    cuts, open_, at = list[re.Match[str]](), 0, start
    if '"' in text[start:end]:
        return cuts
    for found in _SECOND.finditer(text, start, end):
        between = text[at : found.start()]
        open_ += sum(map(between.count, "[{")) - sum(map(between.count, "]}"))
        if not cuts and not text[start : found.start()].strip(BLANKS):
            return cuts
        if found["key"] in KEYS and not open_:
            cuts.append(found)
        at = found.start()
    return cuts

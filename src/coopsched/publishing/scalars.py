"""How a text is written in YAML: as it is, in quotes, or as a block of lines."""

import re
import textwrap
from datetime import datetime

WIDTH = 100
"""The longest line, where a text can be broken."""

# What could not stand in a file, or not be seen there: controls, line breaks of other
# standards, byte order marks, and marks that turn the direction of writing.
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_ESCAPED = re.compile(_ODD.pattern[:-1] + '\t\n"\\\\]')
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`~=<")
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "y", "n"))
_NUMBER = re.compile(
    r"[-+]?(0o[0-7_]+|0b[01_]+|0x[0-9a-f_]+|(\.\d+|\d[\d_]*(\.[\d_]*)?)(e[-+]?\d+)?|\.inf)|\.nan",
    re.IGNORECASE,
)
# What other readers of YAML 1.1 take for a number or a date, and then cannot make one of.
_HOLLOW = re.compile(r"[-+]?0[bx]_+")
_DATED = re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt ].*)?")
# In brackets a question mark ends a text for PyYAML, wherever it stands.
_IN_FLOW = re.compile(r"[,\[\]{}?]")
_LONE_SPACE = re.compile(r"(?<=[^ ]) (?=[^ ])")
_ESCAPES = {"\n": r"\n", "\t": r"\t", "\r": r"\r", '"': r"\"", "\\": r"\\"}


def scalar(text: str, *, flow: bool = False, bare: bool = False) -> str:
    """Return a text on one line, in quotes where YAML would read something else without.

    ``flow`` tells that it stands in brackets or braces; ``bare`` that others may
    read it as a number, a word of theirs, or a boolean.
    """
    return text if _is_plain(text, flow=flow, bare=bare) else quoted(text)


def quoted(text: str) -> str:
    """Return a text in quotes: single ones where it holds double ones, and needs no escapes."""
    if ('"' in text or "\\" in text) and "'" not in text and not _is_odd(text):
        return f"'{text}'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def block(text: str, *, indent: int, room: int) -> list[str] | None:
    """Return the lines of a long text: a header, and what is indented below it.

    ``room`` is what one line has for it. None where the text fits, or cannot stand so.
    """
    broken = "\n" in text
    if _ODD.search(text) or text != text.strip() or not (broken or len(text) > room):
        return None
    pad = " " * indent
    if broken:
        return ["|-", *(pad + line if line else "" for line in text.split("\n"))]
    if "\t" in text or _LONE_SPACE.search(text) is None:
        return None
    return [">-", *(pad + line for line in _folded(text, max(40, WIDTH - indent)))]


def _folded(text: str, width: int) -> list[str]:
    """Break a text at spaces that stand alone: only there a line break is read as a space."""
    lines: list[str] = []
    for word in _LONE_SPACE.split(text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _is_plain(text: str, *, flow: bool, bare: bool) -> bool:
    if not text or text != text.strip() or text[0] in _INDICATORS or _is_odd(text):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    if flow and (_IN_FLOW.search(text) or text.count("(") != text.count(")")):
        return False
    if text.lower() == "null" or _HOLLOW.fullmatch(text) or _is_no_date(text):
        return False
    return bare or not (text.lower() in _WORDS or _NUMBER.fullmatch(text))


def _is_no_date(text: str) -> bool:
    """Tell whether a text has the form of a date, and no calendar has it."""
    if not _DATED.fullmatch(text):
        return False
    try:
        return not 1 < datetime.fromisoformat(text).year < 9999
    except ValueError:
        return True


def _is_odd(text: str) -> bool:
    return "\n" in text or "\t" in text or _ODD.search(text) is not None


def _escape(match: re.Match[str]) -> str:
    # Half a character has no escape either.
    character = "\ufffd" if "\ud800" <= match[0] <= "\udfff" else match[0]
    return _ESCAPES.get(character, f"\\u{ord(character):04x}")


def comment(text: str, *, indent: int) -> list[str]:
    """Return a remark as lines of comment that stand by themselves."""
    words = _ODD.sub("\ufffd", " ".join(text.split()))
    lines = textwrap.wrap(
        words, max(40, WIDTH - indent - 2), break_long_words=False, break_on_hyphens=False
    )
    return [f"{' ' * indent}# {line}" for line in lines]

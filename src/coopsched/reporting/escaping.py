"""Text from files made safe to show: no character of it acts on what shows it."""

import re
from typing import Any

# What acts instead of being seen: controls (C0, DEL, C1), breaks of lines that not
# every program takes for one, changes of the writing direction (CVE-2021-42574),
# halves of characters, which no encoding can write, and what XML 1.0 section 2.2 forbids.
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_BREAKS = [0x2028, 0x2029]
_DIRECTIONS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
_NOT_XML = [0xFFFE, 0xFFFF]
_ACTING = [*_CONTROLS, *_BREAKS, *_DIRECTIONS, *_NOT_XML]
_SURROGATES = re.compile("[\ud800-\udfff]")


def _spelled(code: int) -> str:
    short = {0x9: r"\t", 0xA: r"\n", 0xD: r"\r"}
    return short.get(code) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")


_VISIBLE = {code: _spelled(code) for code in _ACTING}
_VISIBLE_LINES = {code: text for code, text in _VISIBLE.items() if code != 0xA}
_JSON = {code: f"\\u{code:04x}" for code in _ACTING if code >= 0x20}


def visible(text: str, *, lines: bool = False) -> str:
    r"""Return a text with every character that acts spelled out; with ``lines``, but newlines.

    >>> print(visible("a\x1b[31mred\u202e"))
    a\x1b[31mred\u202e
    """
    if text.isprintable():  # False also for some that do no harm, such as no-break spaces
        return text
    text = _SURROGATES.sub(lambda match: _spelled(ord(match[0])), text)
    return text.translate(_VISIBLE_LINES if lines else _VISIBLE)


def json_text(value: Any) -> str:
    """Return a value as JSON (RFC 8259) that people can read, ending in a newline.

    What acts, and halves of characters, are escapes: the text can be printed, and
    written in UTF-8, whatever the value holds.
    """
    import json

    text = json.dumps(value, ensure_ascii=False, indent=2)
    if not text.isprintable():
        text = text.translate(_JSON).encode("utf-8", "backslashreplace").decode("utf-8")
    return text + "\n"

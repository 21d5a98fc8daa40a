"""The text of a line of Markdown: without emphasis, links, code marks, tags and escapes."""

import re
from html import unescape

_LONGEST = 2_000  # a longer line is none that a person wrote with marks in it
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ASIDE = 0x10FE00  # for private use: where escaped characters wait until the marks are gone
_BACK = {_ASIDE + code: code for code in range(0x80)}
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->")
_LINK = re.compile(r"(!?)\[([^\]\[]*)\]\(\s*<?([^()\s<>]*)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)")
_EMPHASIS = re.compile(
    r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)|~~|`+"
)


def plain(text: str) -> str:
    """Return a line of Markdown as it is read: what is escaped stays, and marks are gone.

    A link is its text, and a `*` between spaces is no mark.
    """
    if len(text) > _LONGEST:
        return " ".join(text.split())
    text = _ADDRESS.sub(r"\1", _ESCAPED.sub(_put_aside, text))
    text = _LINK.sub(r"\2", _TAG.sub(" ", text))
    text = unescape(_EMPHASIS.sub("", text).removesuffix("\\"))
    return " ".join(text.translate(_BACK).split())


def links(text: str) -> list[str]:
    """Return the addresses to which a line of Markdown links; pictures are none."""
    if len(text) > _LONGEST:
        return []
    named = [address for picture, _, address in _LINK.findall(text) if address and not picture]
    return [*named, *_ADDRESS.findall(text)]


def _put_aside(escaped: re.Match[str]) -> str:
    return chr(_ASIDE + ord(escaped[1]))

"""Texts in paragraphs, with links where they name an address."""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from coopsched.publishing.feeds.lines import uri
from coopsched.publishing.feeds.words import wording
from coopsched.site.cards import paragraphs
from coopsched.text import UNDETERMINED, Text

# What turns the direction of writing around ends an address: nobody types it.
_ADDRESS = re.compile(
    r"https?://[^\s<>\"“”«»\u200e\u200f\u202a-\u202e\u2066-\u2069]+", re.IGNORECASE
)
_BEHIND = ".,;:!?'’…"
"""What ends a sentence, and seldom an address."""
_SHOWN = 200
"""How many characters of a text stand for all of it."""
_PAIRS = {")": "(", "]": "[", "}": "{"}


class Piece(NamedTuple):
    """A stretch of a text; where it is an address, ``url`` leads there."""

    text: str
    url: str = ""


class Described(NamedTuple):
    """A text in paragraphs, and the language it is in: empty where nobody said."""

    lang: str = ""
    paragraphs: tuple[tuple[Piece, ...], ...] = ()

    @property
    def beginning(self) -> str:
        """As much of it on one line as search engines and messengers show."""
        return shortened(" ".join(piece.text for each in self.paragraphs for piece in each))


def described(text: Text | None, *languages: str) -> Described:
    """Return a text in the first of these languages that it has."""
    if text is None:
        return Described()
    tag, found = wording(text, *languages)
    told = tuple(tuple(pieces(each)) for each in paragraphs(found))
    return Described("" if tag == UNDETERMINED else tag, told)


def pieces(text: str) -> list[Piece]:
    """Return a text in pieces: what it says, and the addresses of the web that it names."""
    found, done = [], 0
    for match in _ADDRESS.finditer(text):
        address = _ended(match[0])
        if not host(address):
            continue
        if match.start() > done:
            found.append(Piece(text[done : match.start()]))
        found.append(Piece(address, uri(address)))
        done = match.start() + len(address)
    return [*found, Piece(text[done:])] if done < len(text) else found


def shortened(text: str) -> str:
    """Return the beginning of a text on one line: as much as search engines and messengers show."""
    line = " ".join(text.split())
    if len(line) <= _SHOWN:
        return line
    return line[:_SHOWN].rpartition(" ")[0].rstrip(" ,;:.–-") + " …"


def host(address: str) -> str:
    """Return whose address it is, as people know it: `smart.coop`; that of a mail without host."""
    try:
        parts = urlsplit(address)
        name = parts.hostname or (parts.path if parts.scheme == "mailto" else "")
    except ValueError:
        return ""
    return name.removeprefix("www.")


def _ended(address: str) -> str:
    """Return an address without the marks of the sentence that it stands in."""
    while address:
        last = address[-1]
        closes = last in _PAIRS and address.count(last) > address.count(_PAIRS[last])
        if last not in _BEHIND and not closes:
            break
        address = address[:-1]
    return address

"""Small values that the readers of other formats share: nodes, clean texts, languages, links."""

import re
import unicodedata
from collections.abc import Mapping
from urllib.parse import urlsplit

from coopsched.model.values import shown
from coopsched.source import Entry, Node
from coopsched.text import LANGUAGE_NAMES

__all__ = ["clean", "cleaned", "entered", "lines", "node", "shown", "texts", "web_address"]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|\r|\x85|\u2028|\u2029")
_BLANK = re.compile(r"[ \t\f\v\r\n\x85\u2028\u2029]+")


def node(value: str, at: Node) -> Node:
    """Return a text that stands where another node does."""
    return Node(value, at.start, at.end, True)


def entered(fields: Mapping[str, Node]) -> dict[str, Entry]:
    """Return entries that the file does not name so: each key stands where its value does."""
    return {name: Entry(node(name, value), value) for name, value in fields.items()}


def clean(value: object) -> str:
    """Return one line of text: white space folded, control characters gone, NFC; else empty."""
    if not isinstance(value, str):
        return ""
    if value.isprintable() and "  " not in value:  # which has nothing to fold or to take out
        return value.strip() if value.isascii() else unicodedata.normalize("NFC", value.strip())
    return unicodedata.normalize("NFC", _BLANK.sub(" ", _CONTROL.sub("", value)).strip())


def lines(value: object) -> str:
    """Return a text of several lines, with plain line breaks and without control characters."""
    if not isinstance(value, str):
        return ""
    if value.replace("\n", "").isprintable():
        return value.strip()
    return _CONTROL.sub("", _BREAKS.sub("\n", value)).strip()


def control_in(value: object) -> str | None:
    """Return the first control character that `clean` takes out of a text; None without one."""
    if not isinstance(value, str) or value.isprintable():
        return None
    found = _CONTROL.search(value)
    return found[0] if found is not None else None


def cleaned(value: Node | None) -> Node | None:
    """Return a node with its text on one line, or None where nothing is left of it."""
    text = clean(value.value) if value is not None else ""
    if value is None or not text:
        return None
    return value if value.quoted and text == value.value else node(text, value)


def texts(wordings: Mapping[str, Node]) -> Node | None:
    """Return a text in several languages, by tag; None where there is none."""
    kept = {tag: each for tag, each in wordings.items() if clean(each.value)}
    if not kept:
        return None
    start = min(each.start for each in kept.values())
    end = max(each.end for each in kept.values())
    return Node(entered(kept), start, end)


def web_address(text: str) -> str | None:
    """Return an address as a link can hold it, with a scheme before it; None for no address."""
    address = clean(text)
    if address.startswith("//"):
        address = f"https:{address}"
    elif re.match(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/|$|\?)", address, re.IGNORECASE):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https", "mailto") or " " in address:
        return None
    return address if parts.netloc or parts.scheme.lower() == "mailto" else None


_ENGLISH = {name.casefold(): tag for tag, name in LANGUAGE_NAMES.items()}
_OWN = {
    "français": "fr", "francais": "fr", "néerlandais": "nl", "anglais": "en", "allemand": "de",
    "espagnol": "es", "italien": "it", "nederlands": "nl", "frans": "fr", "engels": "en",
    "duits": "de", "spaans": "es", "italiaans": "it", "deutsch": "de", "englisch": "en",
    "französisch": "fr", "niederländisch": "nl", "spanisch": "es", "italienisch": "it",
    "español": "es", "italiano": "it", "português": "pt", "fre": "fr", "fra": "fr", "dut": "nl",
    "nld": "nl", "eng": "en", "ger": "de", "deu": "de", "spa": "es", "ita": "it",
}  # fmt: skip


def language_tag(name: str) -> str:
    """Return the tag of a language that is called by its tag or by a name; else the name itself.

    A tag written the POSIX way (`en_GB.UTF-8`) is one of BCP 47 with hyphens.
    """
    folded = clean(name).casefold()
    if folded in _ENGLISH or folded in _OWN:
        return _OWN.get(folded) or _ENGLISH[folded]
    return clean(name).partition(".")[0].replace("_", "-")

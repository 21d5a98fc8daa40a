"""Plain text of texts that are plainly HTML."""

import re
from html import unescape

_PARAGRAPHS = frozenset("p div h1 h2 h3 h4 h5 h6 ul ol dl pre blockquote table".split(" "))  # noqa: SIM905  a list of words
_LINES = frozenset(("br", "hr", "li", "dt", "dd", "tr"))
_INLINE = frozenset(
    "a abbr b code del em font i img ins kbd s samp small span strong sub sup thead tbody "  # noqa: SIM905  a list of words
    "tt u var".split(" ")
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?/?)>")
_BREAKING = _PARAGRAPHS | _LINES
_CELLS = frozenset(("td", "th"))
_KNOWN = _PARAGRAPHS | _LINES | _INLINE | _CELLS
_UNSEEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))
_LINK = re.compile(r"<a\s([^<>]*)>(.{0,1000}?)</a\s*>", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"""href\s*=\s*["']?(https?://[^\s"'<>]+)""", re.IGNORECASE)
_SPACES = re.compile("  +")
_BLANKS = "\n\r\t\f\v"


def is_html(text: str) -> bool:
    """Tell whether a text is plainly HTML: it closes an element, or has a paragraph or break.

    `a < b`, `List<T>` and `#include <stdio.h>` are not.
    """
    if text.startswith("<p>"):
        return True
    return "<" in text and any(
        name.lower() in (_KNOWN if slash else _BREAKING) for slash, name, _ in _TAG.findall(text)
    )


def plain_text(text: str) -> str:
    """Return the text that HTML shows: paragraphs apart, list items behind `-`.

    An address that is linked but not shown follows in brackets. Text that is not plainly
    HTML is returned as it is.
    """
    if not is_html(text):
        return text
    text = _without_unseen(text)
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    text = _TAG.sub(_shown, _LINK.sub(_link, text))
    if "&" in text:
        text = unescape(text)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    paragraphs = map(_trimmed, text.split("\n\n"))
    return "\n\n".join(filter(None, paragraphs))


def _trimmed(paragraph: str) -> str:
    if "\n" in paragraph:
        paragraph = "\n".join(map(str.strip, paragraph.split("\n")))
    return paragraph.strip()


def _without_unseen(text: str) -> str:
    """Return a text without comments, scripts and styles; one that is not closed is kept."""
    for opening, closing in _UNSEEN:
        at = text.find(opening)
        while at >= 0:
            end = text.find(closing, at)
            if end < 0:
                break
            text = text[:at] + text[end + len(closing) :]
            at = text.find(opening, at)
    return text


def _link(found: re.Match[str]) -> str:
    address = _ADDRESS.search(found[1])
    if address is None or found[2].strip().rstrip("/") in unescape(address[1]):
        return found[2]
    return f"{found[2]} ({address[1]})"


def _shown(tag: re.Match[str]) -> str:
    shown = _SHOWN.get(tag[0])
    return shown if shown is not None else _shown_otherwise(tag)


def _shown_otherwise(tag: re.Match[str]) -> str:
    slash, name, _ = tag.groups()
    name = name.lower()
    if name in _PARAGRAPHS:
        return "\n\n"
    if name in _LINES:
        return "" if slash else "\n- " if name == "li" else "\n"
    if name in _CELLS:
        return " " if slash else ""
    return "" if name in _INLINE else tag[0]


# What most texts have, and `_shown_otherwise` would find more slowly.
_SHOWN = {
    "<p>": "\n\n", "</p>": "\n\n", "<br>": "\n", "<br />": "\n", "<em>": "", "</em>": "",
    "<strong>": "", "</strong>": "", "<code>": "", "</code>": "", "<ul>": "\n\n",
    "</ul>": "\n\n", "<li>": "\n- ", "</li>": "",
}  # fmt: skip

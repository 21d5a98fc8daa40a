"""A page that lists the feeds of a folder that has no page of its own."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import quote

_HOST = re.compile(r"(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d+)?", re.ASCII)
_HEAD = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Feeds</title>
</head>
<body>
<h1>Feeds</h1>
"""
_FOOT = """</body>
</html>
"""
_NONE = "<p>There are none in this folder: <code>coopsched publish</code> writes them.</p>\n"
_HOW = (
    "<p>A <code>webcal:</code> address opens a calendar program, which then subscribes. "
    "The other is the feed itself, for programs that ask for an address.</p>\n"
)


def listing(paths: Sequence[str], host: str) -> str:
    """Return a page in HTML with the addresses of feeds, to be read and to be subscribed to.

    ``host`` is the server's name as the reader knows it, with its port. Where it is
    none, nobody could subscribe there, and only the feeds themselves are named.
    """
    if not paths:
        return _HEAD + _NONE + _FOOT
    if not _HOST.fullmatch(host):
        return _HEAD + _listed(f"<li>{_link(quote(path), path)}</li>" for path in paths) + _FOOT
    items = (f"<li>{_link(quote(path), path)} {_webcal(host, path)}</li>" for path in paths)
    return _HEAD + _HOW + _listed(items) + _FOOT


def _listed(items: Iterable[str]) -> str:
    return "<ul>\n" + "\n".join(items) + "\n</ul>\n"


def _webcal(host: str, path: str) -> str:
    address = f"webcal://{host}/{quote(path)}"
    return _link(address, address)


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address)}">{escape(text)}</a>'

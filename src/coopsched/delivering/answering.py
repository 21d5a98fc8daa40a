"""What a server answers: whole, compressed, or that nothing changed (RFC 9110)."""

import gzip
import re
from datetime import UTC
from email.utils import formatdate, parsedate_to_datetime
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from coopsched.delivering.contents import Content

ALWAYS = {
    # To be asked each time whether there is something new: a 304 costs next to nothing.
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
}
"""The headers of every answer."""

PAGES = {
    # What a page cannot say itself: that no other site may show it inside its own. The rest is
    # in the pages that we publish; whoever puts in one of their own may do in it what they like.
    "Content-Security-Policy": "frame-ancestors 'none'; base-uri 'none'; object-src 'none'",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
"""The headers of pages."""

_PICTURES = {
    # A picture can be opened as a page: then it is to run nothing, and to load nothing.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'",
}

_COMPRESSED = (
    "text/",
    "application/atom+xml",
    "application/json",
    "application/manifest+json",
    "application/xml",
    "image/svg+xml",
)
_TOLD = {"text/html": PAGES, "image/svg+xml": _PICTURES}
_WORTH_IT = 256
_TAG = re.compile(r'(?:W/)?("[^"]*")')
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]]+)(?::[0-9]*)?")
_CODING = re.compile(r"\s*([\w*-]+)\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*)?", re.ASCII)


class Asked(NamedTuple):
    """The headers of a request that decide what it gets: each as one line, empty where absent."""

    accept_encoding: str = ""
    if_none_match: str = ""
    if_modified_since: str = ""


class Answer(NamedTuple):
    """A status, the headers, and the body."""

    status: int
    headers: dict[str, str]
    body: bytes


def answer(content: Content, asked: Asked, *, now: float) -> Answer:
    """Return the answer to a GET: 200 with a body, or 304 where whoever asks has it already.

    The entity tag is strong: the SHA-256 of the very bytes that are sent, the same on
    every machine. ``now`` is in seconds since 1970.
    """
    is_text = content.type.startswith(_COMPRESSED)
    body, coding = content.data, {}
    if is_text and len(body) >= _WORTH_IT and accepts_gzip(asked.accept_encoding):
        body, coding = _gzipped(body), {"Content-Encoding": "gzip"}
    tag = f'"{sha256(body).hexdigest()}"'
    headers = {**ALWAYS, "ETag": tag, **({"Vary": "Accept-Encoding"} if is_text else {})}
    if _is_known(content, tag, asked):
        return Answer(304, headers, b"")
    headers |= {"Content-Type": content.type, "Content-Length": str(len(body)), **coding}
    headers |= _TOLD.get(content.type.partition(";")[0], {})
    if content.modified is not None:
        # Never later than the answer itself, even if the clock was wrong when the file was written.
        headers["Last-Modified"] = formatdate(min(content.modified, int(now)), usegmt=True)
    return Answer(200, headers, body)


def host_named(header: str) -> str:
    """Return the name in a Host header, without its port; empty where there is none."""
    found = _HOST.fullmatch(header)
    return found[1].lower() if found else ""


def accepts_gzip(header: str) -> bool:
    """Tell whether an Accept-Encoding wants gzip, and nothing uncompressed more than that."""
    weights = {}
    for each in header.lower().split(","):
        if coding := _CODING.fullmatch(each):
            weights[coding[1]] = float(coding[2] or 1)
    gzip_weight = weights.get("gzip", weights.get("x-gzip", weights.get("*", 0)))
    return gzip_weight > 0 and gzip_weight >= weights.get("identity", 0)


def _is_known(content: Content, tag: str, asked: Asked) -> bool:
    """Tell whether whoever asks has what would be sent. A tag tells more than a date."""
    if asked.if_none_match:
        return asked.if_none_match.strip() == "*" or tag in _TAG.findall(asked.if_none_match)
    if content.modified is None or not asked.if_modified_since:
        return False
    try:
        since = parsedate_to_datetime(asked.if_modified_since)
    except (ValueError, OverflowError):
        return False
    return content.modified <= since.replace(tzinfo=since.tzinfo or UTC).timestamp()


@lru_cache(maxsize=32)  # a feed is asked for again and again, and hardly ever changes
def _gzipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)

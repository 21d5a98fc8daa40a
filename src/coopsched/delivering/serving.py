"""Serving a folder over HTTP, as an application that any ASGI server runs.

Alone imports Starlette, and is imported only to serve.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from coopsched.delivering.answering import ALWAYS, Asked, answer
from coopsched.delivering.contents import Content, content, feeds
from coopsched.delivering.listing import listing

_INDEX = "index.html"
_NOTHING = "There is nothing at this address. What there is begins at /\n"
_ONLY_READ = "What is here can only be read: with GET, or HEAD.\n"


def application(folder: Path, *, clock: Callable[[], float]) -> Starlette:
    """Return what answers for a folder: its files, and a list of its feeds where it has no page.

    Every answer is made of the bytes that are in the folder at that moment. ``clock``
    gives the seconds since 1970.
    """

    # No coroutine: reading files is left to threads.
    def file(request: Request) -> Response:
        # Not the path as the route gives it, which has lost a line break at its end.
        names = request.scope["path"][1:].split("/")
        found = content(folder, names if names[-1] else [*names[:-1], _INDEX])
        if found is None and names == [""]:
            found = _list(folder, request)
        if found is not None:
            return _response(found, request, clock())
        if content(folder, [*names, _INDEX]) is not None:
            return Response(None, 308, {**ALWAYS, "Location": f"/{quote('/'.join(names))}/"})
        raise HTTPException(404)

    return Starlette(
        # The last route: whatever else is to be answered stands before it.
        routes=[Route("/{path:path}", file)],
        exception_handlers={404: _not_found, 405: _not_allowed},
    )


def _list(folder: Path, request: Request) -> Content:
    page = listing(feeds(folder), request.headers.get("host", ""))
    return Content(page.encode("utf-8", "replace"), "text/html; charset=utf-8")


def _response(found: Content, request: Request, now: float) -> Response:
    names = ("accept-encoding", "if-none-match", "if-modified-since")
    asked = Asked(*(", ".join(request.headers.getlist(name)) for name in names))
    status, headers, body = answer(found, asked, now=now)
    return Response(None if request.method == "HEAD" else body, status, headers)


def _not_found(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse(_NOTHING, 404, ALWAYS)


def _not_allowed(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse(_ONLY_READ, 405, {**ALWAYS, "Allow": "GET, HEAD"})

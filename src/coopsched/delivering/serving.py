"""Serving a folder, or a site in memory, over HTTP: applications that any ASGI server runs.

Alone imports Starlette, and is imported only to serve.
"""

import asyncio
from collections.abc import Callable, Container, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from coopsched.delivering.answering import ALWAYS, PAGES, Asked, answer, host_named
from coopsched.delivering.contents import Content, content, feeds, media_type
from coopsched.delivering.listing import listing
from coopsched.delivering.live import Live
from coopsched.delivering.personal import personal

NEWER = "/.live"
"""Where pages of a live preview ask whether there is a newer version: no file is called so."""

_INDEX = "index.html"
_NOTHING = "There is nothing at this address. What there is begins at /\n"
_NOTHING_YET = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Not there</title>
</head>
<body>
<h1>Not there</h1>
<p>The programme as it is now has no such page. <a href="/">Begin at its first</a>.</p>
</body>
</html>
"""
_ONLY_READ = "What is here can only be read: with GET, or HEAD.\n"
_NOT_HERE = "This preview is only for whoever asks for it at an address of this machine.\n"
_ROUNDS, _ROUND = 200, 0.1
"""How long a page waits for a newer version before it asks again: so many times these seconds."""


class _Shelf(NamedTuple):
    """What is answered from: its files, what stands at `/`, and what is said where nothing is."""

    content: Callable[[Sequence[str]], Content | None]
    front: Callable[[Request], Response]
    missing: Callable[[Request], Response]


def application(folder: Path, *, clock: Callable[[], float]) -> Starlette:
    """Return what answers for a folder: its files, and a list of its feeds where it has no page.

    Every answer is made of the bytes that are in the folder at that moment. ``clock``
    gives the seconds since 1970.
    """

    def found(names: Sequence[str]) -> Content | None:
        return content(folder, names)

    def front(request: Request) -> Response:
        return _response(found([_INDEX]) or _listed(folder, request), request, clock())

    def missing(_request: Request) -> Response:
        return PlainTextResponse(_NOTHING, 404, ALWAYS)

    return _application(_Shelf(found, front, missing), clock)


def preview(
    live: Live, *, clock: Callable[[], float], hosts: Container[str] | None = None
) -> Starlette:
    """Return what answers for the newest version of a site, and tells pages of a newer one.

    It begins at the first page of the version. ``hosts`` are the names under which it may
    be asked for, None being any: a page from elsewhere, to whose name somebody gave the
    address of this machine, must not read what is on it (DNS rebinding).
    """

    def front(_request: Request) -> Response:
        return RedirectResponse(f"/{quote(live.version.front)}", 307, ALWAYS)

    def missing(request: Request) -> Response:
        page = live.reloading(_NOTHING_YET.encode(), live.version)
        body = None if request.method == "HEAD" else page
        headers = {**ALWAYS, **PAGES, "Content-Length": str(len(page))}
        return Response(body, 404, headers, media_type(_INDEX))

    async def newer(request: Request) -> Response:
        """Answer with the name of the newest version, as soon as it is another one."""
        seen = request.query_params.get("seen")
        for _ in range(_ROUNDS):
            if live.version.name != seen or live.is_closed or await request.is_disconnected():
                break
            await asyncio.sleep(_ROUND)
        return PlainTextResponse(live.version.name, 200, {**ALWAYS, "Cache-Control": "no-store"})

    guards = [] if hosts is None else [Middleware(_Guarded, hosts=hosts)]
    return _application(
        _Shelf(live.content, front, missing), clock, routes=[Route(NEWER, newer)], guards=guards
    )


class _Guarded:
    """Refuses requests for names that are not ours."""

    def __init__(self, app: ASGIApp, hosts: Container[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        named = host_named(Request(scope).headers.get("host", ""))
        refusal = PlainTextResponse(_NOT_HERE, 421, ALWAYS)
        await (self._app if named in self._hosts else refusal)(scope, receive, send)


def _application(
    shelf: _Shelf,
    clock: Callable[[], float],
    *,
    routes: Sequence[Route] = (),
    guards: Sequence[Middleware] = (),
) -> Starlette:
    """Return what answers for a shelf, once none of these routes does."""

    # No coroutines: reading and making files is left to threads.
    def file(request: Request) -> Response:
        # Not the path as the route gives it, which has lost a line break at its end.
        names = request.scope["path"][1:].split("/")
        if names == [""]:
            return shelf.front(request)
        found = shelf.content(names if names[-1] else [*names[:-1], _INDEX])
        if found is not None:
            return _response(found, request, clock())
        if shelf.content([*names, _INDEX]) is not None:
            return Response(None, 308, {**ALWAYS, "Location": f"/{quote('/'.join(names))}/"})
        return shelf.missing(request)

    def picked(request: Request) -> Response:
        """Answer with a feed of the sessions that somebody picked, which the address names."""

        def read(path: str) -> bytes | None:
            found = shelf.content(path.split("/"))
            return found and found.data

        language, names = (request.path_params[name] for name in ("language", "names"))
        data = personal(read, language, names)
        if data is None:
            return shelf.missing(request)
        return _response(Content(data, media_type("personal.ics")), request, clock())

    def not_there(request: Request, _error: Exception) -> Response:
        return shelf.missing(request)

    own = Route("/personal/{language}/{names:path}.ics", picked)
    return Starlette(
        # The last route is that of all paths: whatever else is answered stands before it.
        routes=[*routes, own, Route("/{path:path}", file)],
        middleware=guards,
        exception_handlers={404: not_there, 405: _not_allowed},
    )


def _listed(folder: Path, request: Request) -> Content:
    page = listing(feeds(folder), request.headers.get("host", ""))
    return Content(page.encode("utf-8", "replace"), media_type(_INDEX))


def _response(found: Content, request: Request, now: float) -> Response:
    names = ("accept-encoding", "if-none-match", "if-modified-since")
    asked = Asked(*(", ".join(request.headers.getlist(name)) for name in names))
    status, headers, body = answer(found, asked, now=now)
    return Response(None if request.method == "HEAD" else body, status, headers)


def _not_allowed(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse(_ONLY_READ, 405, {**ALWAYS, "Allow": "GET, HEAD"})

"""A web server on the loopback that serves a folder, with ETags, and remembers what was asked."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple


class Asked(NamedTuple):
    """A request: for what, whether for news only, and with which status it was answered."""

    path: str
    conditional: bool
    status: int


class Served(NamedTuple):
    """A folder that is served: where, and what was asked so far."""

    port: int
    asked: list[Asked]

    def url(self, path: str) -> str:
        """Return the address of a file of the folder."""
        return f"http://127.0.0.1:{self.port}/{path}"


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """Serve the files of a folder as they are at each moment."""
    asked: list[Asked] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(with_body=True)

        def do_HEAD(self) -> None:
            self._answer(with_body=False)

        def _answer(self, *, with_body: bool) -> None:
            path = self.path.partition("?")[0]
            file = folder / path.lstrip("/")
            body = file.read_bytes() if file.is_file() else None
            etag = f'"{hashlib.sha256(body or b"").hexdigest()}"'
            known = self.headers.get("If-None-Match")
            status = 404 if body is None else 304 if known == etag else 200
            asked.append(Asked(path, known is not None, status))
            self.send_response(status)
            if body is not None:
                self.send_header("ETag", etag)
                self.send_header("Cache-Control", "no-cache")
            if status == 200:
                self.send_header("Content-Type", "text/calendar; charset=utf-8")
            if status != 304:
                self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            if with_body and status == 200 and body is not None:
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name there
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Served(server.server_port, asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

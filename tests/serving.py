"""Real servers on any free port, asked by the standard library."""

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import uvicorn
from starlette.applications import Starlette

NOW = 1_600_000_000.0
"""What the clock of these servers says."""


class Said(NamedTuple):
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes


class Site(NamedTuple):
    """A folder that is being served."""

    folder: Path
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Said:
        """Ask for a path as it is written here: http.client tidies nothing up."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        try:
            headers.setdefault("accept_encoding", "identity")
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Said(response.status, found, response.read())
        finally:
            connection.close()

    def say(self, request: bytes) -> bytes:
        """Send bytes, and return all that comes back."""
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))


@contextmanager
def answering(app: Starlette) -> Iterator[int]:
    """Run an application on any free port; gives that."""
    config = uvicorn.Config(app, http="h11", ws="none", lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()

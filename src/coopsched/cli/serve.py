"""`coopsched serve`: a folder over HTTP, for previews and small events. Alone imports uvicorn."""

import argparse
import errno
import gc
import ipaddress
import os.path
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from coopsched.cli.failing import CommandError

if TYPE_CHECKING:
    import uvicorn

_MISSING = "serving needs libraries that are not installed: pip install 'coopsched[serve]'"


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C. That is the usual end, and gives 130 as in every other command."""
    gc.enable()  # this one lives long
    if not os.path.isdir(options.folder):  # noqa: PTH112  never raises
        message = f"{options.folder} is no folder: name one that `coopsched publish` has written"
        raise CommandError(message)
    with _listening(options.host, options.port) as listening:
        _server(Path(options.folder), listening).run(sockets=[listening])
    return 0


def _server(folder: Path, listening: socket.socket) -> "uvicorn.Server":
    """Return what serves a folder, and says so as soon as it does. Raises CommandError."""
    try:
        import uvicorn

        from coopsched.delivering.serving import application
    except ImportError:
        raise CommandError(_MISSING) from None

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            # Not earlier: from now on Ctrl-C is this server's, and ends it in peace.
            _announce(folder, *listening.getsockname()[:2])

    config = uvicorn.Config(
        application(folder, clock=time.time),
        http="h11",
        ws="none",
        lifespan="off",
        log_level="error",
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    return Server(config)


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that takes connections. Raises CommandError where there can be none."""
    try:
        families = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return socket.create_server((host, port), family=families[0][0])
    except (OSError, UnicodeError) as error:
        raise CommandError(_refusal(error, host, port)) from None


def _refusal(error: Exception, host: str, port: int) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.EADDRINUSE:
        return f"port {port} is in use already: name another with --port, or 0 for any that is free"
    if number == errno.EACCES:
        return f"you may not use port {port}: name one above 1023 with --port"
    if number == errno.EADDRNOTAVAIL or isinstance(error, (socket.gaierror, UnicodeError)):
        return f"--host {host}: this machine has no such address"
    return f"{host} port {port} cannot be served at: {error}"


def _announce(folder: Path, host: str, port: int) -> None:
    """Say where to look, and who else can."""
    name = f"[{host}]" if ":" in host else host
    print(f"serving {folder} at http://{name}:{port}/ until Ctrl-C", flush=True)
    address = ipaddress.ip_address(host.partition("%")[0])
    if not address.is_loopback:
        which = "any address of this machine" if address.is_unspecified else "that address"
        message = f"coopsched: whoever reaches {which} can read what is in there"
        print(message, file=sys.stderr, flush=True)

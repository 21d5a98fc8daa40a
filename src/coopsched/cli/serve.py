"""`coopsched serve`: a programme or a folder over HTTP. Alone imports uvicorn."""

import argparse
import errno
import gc
import ipaddress
import os.path
import socket
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from coopsched.cli.failing import CommandError
from coopsched.cli.inputs import STDIN

if TYPE_CHECKING:
    from starlette.applications import Starlette

    from coopsched.delivering.live import Live

_MISSING = "serving needs libraries that are not installed: pip install 'coopsched[{}]'"
_TO_SERVE = ("starlette", "uvicorn")
_TO_END = 1.0
"""How long a version that is being made may go on when it is not wanted any more, in seconds."""


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C. That is the usual end, and gives 130 as in every other command."""
    if os.path.isdir(options.what):  # noqa: PTH112  never raises
        _serve_folder(options)
    else:
        _serve_programme(options)
    return 0


def _serve_folder(options: argparse.Namespace) -> None:
    _refuse_without("serve", _TO_SERVE)
    from coopsched.delivering.serving import application

    gc.enable()  # this one lives long
    with _listening(options.host, options.port) as listening:
        app = application(Path(options.what), clock=time.time)
        _serve(app, listening, begun=lambda: _announce(options.what, listening))


def _serve_programme(options: argparse.Namespace) -> None:
    """Show a programme, and what becomes of it. Raises CommandError where there is none."""
    _refuse_what_is_none(options.what)
    from coopsched.cli.caching import LIBRARIES

    _refuse_without("serve,site", (*_TO_SERVE, *LIBRARIES))
    from coopsched.cli.live import SCRIPT, Edited, watch
    from coopsched.delivering.live import Live
    from coopsched.delivering.serving import preview

    with _listening(options.host, options.port) as listening:
        edited = Edited(options)
        gc.enable()  # this one lives long
        live = Live(edited.version, script=SCRIPT)
        built = edited.told("built")
        app = preview(live, clock=time.time, hosts=_hosts(options.host, listening))

        def begun() -> None:
            _announce(options.what, listening)
            _tell(built)

        stop = Event()
        watching = Thread(target=watch, args=(edited, live, stop, _tell), daemon=True)
        watching.start()
        try:
            _serve(app, listening, begun=begun, live=live)
        finally:
            stop.set()
            watching.join(_TO_END)


def _refuse_what_is_none(name: str) -> None:
    if name == STDIN:
        raise CommandError("what comes from standard input cannot be followed: name a file")
    if not os.path.exists(name):  # noqa: PTH110  never raises
        raise CommandError(
            f"there is no file {name!r}, and no folder: name a programme, or a folder that "
            "`coopsched publish` has written"
        )


def _refuse_without(extras: str, libraries: tuple[str, ...]) -> None:
    """Raise CommandError where a library is not installed."""
    if any(find_spec(name) is None for name in libraries):
        raise CommandError(_MISSING.format(extras))


def _serve(
    app: "Starlette",
    listening: socket.socket,
    *,
    begun: Callable[[], None],
    live: "Live | None" = None,
) -> None:
    """Serve until it is to end; ``begun`` is called as soon as it does."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            # Not earlier: from now on Ctrl-C is this server's, and ends it in peace.
            begun()

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            if live is not None:
                live.is_closed = True  # pages that wait for something new are sent home
            await super().shutdown(sockets)

    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_level="error",
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    Server(config).run(sockets=[listening])


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


def _hosts(host: str, listening: socket.socket) -> frozenset[str] | None:
    """Return the names for this machine, where nobody else can ask; None where others can."""
    if not _address(listening).is_loopback:
        return None
    named = f"[{host}]" if ":" in host else host
    return frozenset({"localhost", "127.0.0.1", "[::1]", named.lower()})


def _address(listening: socket.socket) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    return ipaddress.ip_address(listening.getsockname()[0].partition("%")[0])


def _announce(what: str, listening: socket.socket) -> None:
    """Say where to look, and who else can."""
    host, port = listening.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    print(f"serving {what} at http://{name}:{port}/ until Ctrl-C", flush=True)
    address = _address(listening)
    if not address.is_loopback:
        which = "any address of this machine" if address.is_unspecified else "that address"
        message = f"coopsched: whoever reaches {which} can read what is in there"
        print(message, file=sys.stderr, flush=True)


def _tell(text: str) -> None:
    """Say what was done, and when."""
    from coopsched.cli.outputs import width
    from coopsched.reporting.cells import plain, wrap

    clock = time.strftime("%H:%M:%S")
    first, *more = wrap(plain(text), width() - len(clock) - 1)
    lines = [f"{clock} {first}", *(f"{'':{len(clock) + 1}}{line}" for line in more)]
    print("\n".join(lines), flush=True)

"""The running server: a socket on loopback, and a one-time address when it answers."""

import socket
import threading
from collections.abc import Callable
from dataclasses import replace

import uvicorn

from reportedly.errors import UsageError
from reportedly.protect import Ledger
from reportedly.serve import LOOPBACK, Serving
from reportedly.serve.application import application, guarded
from reportedly.serve.desks import Desk, desk_for
from reportedly.serve.guarding import bounds_for

# Seconds that requests in hand are given when the server is stopped.
_GRACE = 3
_BACKLOG = 64


class Announcing(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        """Keep whom to tell."""
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, then tell."""
        await super().startup(sockets=sockets)
        self._ready()


def run(ledger: Ledger, serving: Serving) -> None:
    """Serve until SIGINT or SIGTERM.

    Raises:
        UsageError: The port is taken.
    """
    names = tuple(serving.names)
    desk = replace(desk_for(ledger, serving.settings), suggested=serving.suggested, is_proxied=bool(names))
    with listening(serving.port) as bound:
        port = int(bound.getsockname()[1])
        app = guarded(application(desk), desk, bounds_for(port, names))
        threading.Thread(target=desk.warm, daemon=True).start()
        try:
            Announcing(configured(app), lambda: serving.ready(_address(desk, port))).run(sockets=[bound])
        finally:
            desk.jobs.close()


def configured(app: object) -> uvicorn.Config:
    """How uvicorn serves the application: no log of requests, whose addresses hold what somebody looked for."""
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        lifespan="off",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_GRACE,
    )


def listening(port: int) -> socket.socket:
    """A socket on loopback, at this port or at any that is free.

    Raises:
        UsageError: The port is taken.
    """
    # asyncio sets TCP_NODELAY only where the protocol is named: without it the body of a small answer waits for the
    # acknowledgement of its head, which a client delays by some 40 ms.
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((LOOPBACK, port))
    except OSError as error:
        bound.close()
        raise UsageError(f"port {port} is taken or not allowed ({error.strerror}); name another with --port") from error
    bound.listen(_BACKLOG)
    return bound


def _address(desk: Desk, port: int) -> str:
    """A one-time address."""
    return f"http://{LOOPBACK}:{port}/open?ticket={desk.sessions.issue_ticket()}"

"""Serve: the desk in a browser, on this machine only, behind a one-time address."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reportedly.protect import Ledger
from reportedly.settings import Settings

__all__ = ["Serving", "serve"]

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """How the desk is served.

    Attributes:
        port: 0 for any that is free.
        names: Host names of a proxy before this server, reached by HTTPS.
        suggested: A name that the page offers for signing.
        ready: Told the one-time address when the server answers.
    """

    settings: Settings
    ready: Callable[[str], None]
    port: int = 0
    names: Iterable[str] = ()
    suggested: str = ""


def serve(ledger: Ledger, serving: Serving) -> None:
    """Serve the desk of this ledger until somebody stops it.

    Raises:
        UsageError: The port is taken.
    """
    from reportedly.serve.running import run

    run(ledger, serving)

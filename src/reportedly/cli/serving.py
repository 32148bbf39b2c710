"""The command that opens the desk in a browser: `serve`."""

import html
import os
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from reportedly.cli.app import app
from reportedly.cli.console import margin, screen
from reportedly.cli.ledgers import opened_ledger, settings_for, signing_name
from reportedly.cli.options import LedgerFile

_DOOR = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={address}"><title>…</title>\n'


@app.command()
def serve(
    ledger: LedgerFile = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port on this machine; 0 for any free one.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address only.")] = False,
    behind: Annotated[
        list[str] | None,
        typer.Option(metavar="HOST", help="Host name of an HTTPS proxy before this server; may be repeated."),
    ] = None,
) -> None:
    """Open the desk in your browser: read, check, map and release.

    The server answers on this machine only. The address that is printed opens one session and is then used up. Ctrl-C
    ends the server.
    """
    import webbrowser

    from reportedly.serve import Serving
    from reportedly.serve import serve as run

    settings = settings_for(ledger)
    with tempfile.TemporaryDirectory(prefix="reportedly-") as folder, opened_ledger(settings) as opened:

        def ready(address: str) -> None:
            screen().print(Text(f"The desk: {address}"), soft_wrap=True)
            margin().print(Text("The address opens one session. Ctrl-C ends the server.", style="dim"))
            if not no_browser and has_screen(os.environ):
                threading.Thread(target=webbrowser.open, args=(door(Path(folder), address),), daemon=True).start()

        run(opened, Serving(settings=settings, ready=ready, port=port, names=behind or (), suggested=signing_name()))


def has_screen(environment: Mapping[str, str]) -> bool:
    """Whether a browser with windows can be opened; one in the terminal would take the terminal away."""
    return sys.platform in {"darwin", "win32"} or bool({"DISPLAY", "WAYLAND_DISPLAY"} & set(environment))


def door(folder: Path, address: str) -> str:
    """The address of a page that leads to the one-time address: what a browser is started with, others can list."""
    page = folder / "desk.html"
    page.touch(mode=0o600)
    page.write_text(_DOOR.format(address=html.escape(address)), "utf-8")
    return page.as_uri()

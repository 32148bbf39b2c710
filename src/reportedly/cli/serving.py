"""The command that opens the desk in a browser: `serve`."""

import webbrowser
from typing import Annotated

import typer
from rich.text import Text

from reportedly.cli.app import app
from reportedly.cli.console import margin, screen
from reportedly.cli.ledgers import opened_ledger, settings_for, signing_name
from reportedly.cli.options import LedgerFile


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
    from reportedly.serve import Serving
    from reportedly.serve import serve as run

    settings = settings_for(ledger)

    def ready(address: str) -> None:
        screen().print(Text(f"The desk: {address}"), soft_wrap=True)
        margin().print(Text("The address opens one session. Ctrl-C ends the server.", style="dim"))
        if not no_browser:
            webbrowser.open(address)

    with opened_ledger(settings) as opened:
        run(opened, Serving(settings=settings, ready=ready, port=port, names=behind or (), suggested=signing_name()))

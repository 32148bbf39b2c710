"""The application of the terminal: commands add themselves to `app` in the modules beside this one."""

from typing import Annotated

import typer

from reportedly import __version__

app = typer.Typer(
    name="reportedly",
    help="Who is reported to have said what, and how they say they know.\n\n"
    "Start with: reportedly audit FILE. Nothing that these commands print says that something happened.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    """Print the version and stop."""
    if asked:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


@app.callback()
def reportedly(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options that stand before a command."""

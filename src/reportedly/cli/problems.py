"""Issues on the terminal: what could not be read, and what to do about it."""

from rich.console import Console
from rich.text import Text

from reportedly.cli.console import printable
from reportedly.records import Issue


def tell_issue(console: Console, issue: Issue) -> None:
    """One issue, with its code and remedy, beside the output and not in it."""
    words = Text(f"{issue.code}: ", style="yellow")
    words.append(printable(issue.message))
    console.print(words)
    if issue.remedy:
        console.print(Text(f"  {printable(issue.remedy)}", style="dim"))

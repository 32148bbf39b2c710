"""The command line: `reportedly COMMAND …`.

Exit status: 0 all read; 1 failure; 2 wrong use; 3 some documents became issues; 130 stopped by Ctrl-C.
"""

import sys

from reportedly.errors import ReportedlyError, UsageError

FAILURE = 1
WRONG_USE = 2
SOME_ISSUES = 3
STOPPED = 130


def main() -> None:
    """Run the command that the user typed and leave with its exit status; our own errors become one line."""
    from reportedly.cli.commands import app

    try:
        app()
    except UsageError as error:
        sys.exit(_complain(error, WRONG_USE))
    except ReportedlyError as error:
        sys.exit(_complain(error, FAILURE))


def _complain(error: ReportedlyError, status: int) -> int:
    """Say what is wrong and how to mend it; `remedy` is there on errors of sources."""
    remedy = getattr(error, "remedy", "")
    sys.stderr.write(f"reportedly: {error}\n" + (f"  {remedy}\n" if remedy else ""))
    return status

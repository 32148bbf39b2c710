"""Draw what a command prints as a picture for README: the audit page of one bundled sample.

    python docs/picture.py

Writes `docs/images/audit.svg` from the command's own output, colours included; run it when the page changes.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold" / "shortepa-rifles.txt"
PICTURE = ROOT / "docs" / "images" / "audit.svg"
COLUMNS, LINES = 88, 46
NAMED = ("--published", "2018-03-14", "--publisher", "Oxus Courier")


def printed(report: Path) -> str:
    """What `reportedly audit` prints on a terminal, colours included."""
    command = [sys.executable, "-m", "reportedly", "audit", str(report), *NAMED]
    surroundings = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    return subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings).stdout  # noqa: S603


def main() -> None:
    """Draw and write."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.txt"
        report.write_text(GOLD.read_text("utf-8"), "utf-8")
        lines = printed(report).replace(folder, "").replace("/report.txt", "report.txt").splitlines()[:LINES]
    console = Console(record=True, width=COLUMNS, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
    console.print(Text.from_ansi("\n".join(lines)))
    PICTURE.parent.mkdir(exist_ok=True)
    drawn = console.export_svg(title="reportedly audit report.txt (a fictional sample)")
    # No font from the network: whoever looks at the picture has a monospaced one.
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL).replace(
        "Fira Code", "DejaVu Sans Mono, monospace"
    )
    drawn = re.sub(r"<!--.*?-->\s*", "", drawn, flags=re.DOTALL)
    PICTURE.write_text("\n".join(line.rstrip() for line in drawn.splitlines()) + "\n", "utf-8")
    print(f"written: {PICTURE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()

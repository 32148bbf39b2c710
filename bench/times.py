"""Time expressions against TimeBank, AQUAINT and the tweets: found, spanned and valued, and how long a word takes.

    .venv/bin/python bench/times.py [--shared ../shared]

Reads plain texts without a parse. The scorer is that of the shared folder; the corpora are not part of this repository.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reportedly.resolve.times import read_times

HEAD = """# Scores of time expressions

Written by `python bench/times.py --out docs/times`. Plain text, without a parse; the document's date is given. Error
classes of TimeBank and AQUAINT were read while the grammar was written: development figures, nothing was trained.
The targets: relaxed F1 .92 (stretch .94) and value F1 .79 (stretch .82) on both together; HeidelTime has about .92 and
.775 there.
"""
CORPORA = (
    ("TimeBank", "time/tempeval3-train/data/TBAQ-cleaned/TimeBank", "timeml"),
    ("AQUAINT", "time/tempeval3-train/data/TBAQ-cleaned/AQUAINT", "timeml"),
    ("TimeBank + AQUAINT", "time/tempeval3-train/data/TBAQ-cleaned", "timeml"),
    ("tweets, training", "time/tweets-timex/trainingset", "timeml"),
)


def main() -> None:
    """Print the figures for every corpus that is there, and write the page of the documentation if asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with data/ and score/")
    parser.add_argument("--out", type=Path, help="folder for scores.md, docs/times for the documentation")
    options = parser.parse_args()
    page = [HEAD]
    for name, folder, layout in CORPORA:
        gold = options.shared / "data" / folder
        if gold.is_dir():
            page.append(f"## {name}\n\n```text\n{measured(options.shared, gold, layout).strip()}\n```\n")
        else:
            page.append(f"## {name}\n\nNo {gold}; name the shared folder with `--shared`.\n")
    print("\n".join(page))
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "scores.md").write_text("\n".join(page), "utf-8")


def measured(shared: Path, gold: Path, layout: str) -> str:
    """The scorer's table for one corpus, and the time that reading took."""
    scorer = shared / "score" / "times.py"
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        _run(scorer, "texts", "--gold", str(gold), "--format", layout, str(work / "texts"))
        rows = [json.loads(line) for line in (work / "texts" / "manifest.jsonl").read_text("utf-8").splitlines()]
        read_times("warm", None)
        began = time.perf_counter()
        reports = [report(row) for row in rows]
        spent = time.perf_counter() - began
        (work / "reports.jsonl").write_text("\n".join(reports), "utf-8")
        table = _run(scorer, "score", "--gold", str(gold), "--format", layout, "--reports", str(work / "reports.jsonl"))
    words = sum(len(row["text"].split()) for row in rows)
    return f"{table}\n{words} words, {spent / words * 1e6:.1f} microseconds a word"


def report(row: dict[str, str]) -> str:
    """One line of the report format, with nothing but the time mentions."""
    text = row["text"]
    times = [
        {"start": each.span.start, "end": each.span.stop, "kind": each.kind, "value": each.value}
        for each in read_times(text, row["published"])
    ]
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    document = {"source": row["source"], "text": text, "text_sha256": digest}
    return json.dumps(
        {"schema": "reportedly.report/1", "document": document, "mentions": {"times": times}, "claims": []}
    )


def _run(scorer: Path, *arguments: str) -> str:
    """What a command of the scorer prints."""
    command = [sys.executable, str(scorer), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main()

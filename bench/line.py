"""Measures the line: words a second as a whole and for each stage, ledger rows a second, peak memory.

    python bench/line.py                        200 documents of 500 words
    python bench/line.py --documents 10000      what a long run needs, memory above all
    python bench/line.py --json bench/out/line.json

The documents are put together from the sentences of the bundled samples, in an order that is the same every time.
The whole line is the command `reportedly read - --later` with one process for each core; the stages are timed in this
process, one core. Comparing reports has benches of its own (reprints.py, across.py): documents that all share their
sentences are no reports. Figures are of the machine they were measured on; say when it was busy.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

from reportedly.annotate import annotate
from reportedly.extract import extract
from reportedly.pipeline import Entry, append, load_tools
from reportedly.protect import open_ledger
from reportedly.records import Document, Report
from reportedly.resolve import resolve
from reportedly.settings import load_settings

SAMPLES = Path(__file__).parents[1] / "src" / "reportedly" / "samples" / "manifest.jsonl"
STAGE_DOCUMENTS = 60
SHORT = 3
PAGE = os.sysconf("SC_PAGE_SIZE")
Made = TypeVar("Made")


@dataclass(kw_only=True)
class Figures:
    """What was measured; words a second unless the name says otherwise."""

    machine: str
    cores: int
    documents: int
    words: int
    stages: dict[str, float] = field(default_factory=dict)
    ledger_rows_per_second: float = 0.0
    whole_line: float = 0.0
    seconds: float = 0.0
    peak_memory_mb: float = 0.0


def sentences() -> list[str]:
    """Sentences of the bundled samples."""
    texts = [json.loads(line)["text"] for line in SAMPLES.read_text("utf-8").splitlines() if line.strip()]
    found = [part.strip() for text in texts for part in re.split(r"(?<=[.!?”\"])\s+", text)]
    return [part for part in found if len(part.split()) > SHORT]


def texts(number: int, words: int) -> Iterator[str]:
    """As many texts of about so many words, in paragraphs, no two the same."""
    chance = random.Random(20171115)  # noqa: S311 - a fixed order, no secret
    pool = sentences()
    for index in range(number):
        parts = [f"Dispatch {index + 1}."]
        while sum(len(part.split()) for part in parts) < words:
            parts.append(chance.choice(pool))
        yield "\n\n".join(" ".join(parts[at : at + 4]) for at in range(0, len(parts), 4))


def timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What the work made, and the seconds it took."""
    began = time.perf_counter()
    made = work()
    return made, time.perf_counter() - began


def measure_stages(figures: Figures, words: int) -> None:
    """Time each stage on one core."""
    tools = load_tools(load_settings())
    documents = [
        Document(source=f"bench-{index}", text=text, dates=())
        for index, text in enumerate(texts(STAGE_DOCUMENTS, words))
    ]
    total = sum(len(document.text.split()) for document in documents)
    annotate(documents[0], tools.model)
    annotated, seconds = timed(lambda: [annotate(document, tools.model) for document in documents])
    figures.stages["annotate"] = total / seconds
    extracted, seconds = timed(lambda: [extract(each, tools.grammar) for each in annotated])
    figures.stages["extract"] = total / seconds
    reports, seconds = timed(lambda: [resolve(each, tools.gazetteer) for each in extracted])
    figures.stages["resolve"] = total / seconds
    measure_ledger(figures, reports, total)


def measure_ledger(figures: Figures, reports: list[Report], total: int) -> None:
    """Time the ledger: claims are its rows."""
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "bench.ledger") as ledger:
        entries = [Entry(report=report, original=report.document.text.encode()) for report in reports]
        _, seconds = timed(lambda: append(ledger, entries, at="2026-01-01T00:00:00+00:00"))
    figures.stages["ledger"] = total / seconds
    figures.ledger_rows_per_second = sum(len(report.claims) for report in reports) / seconds


def measure_line(figures: Figures, documents: int, words: int) -> None:
    """Time `reportedly read -` on all cores, and watch the memory of it and its workers."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "reportedly", "read", "-", "--media-type", "jsonl", "--later"]
        command += ["--ledger", str(Path(folder) / "bench.ledger")]
        began = time.perf_counter()
        running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        figures.words = feed(running, texts(documents, words), figures)
        running.wait()
        figures.seconds = time.perf_counter() - began
    if running.returncode:
        sys.exit(f"reportedly read ended with {running.returncode}")
    figures.whole_line = figures.words / figures.seconds


def feed(running: "subprocess.Popen[bytes]", given: Iterator[str], figures: Figures) -> int:
    """Write the texts to the command, noting its memory now and then; how many words there were."""
    if running.stdin is None:
        return 0
    total = 0
    for index, text in enumerate(given):
        total += len(text.split())
        running.stdin.write(json.dumps({"source": f"bench-{index}", "text": text}).encode() + b"\n")
        if index % 20 == 0:
            figures.peak_memory_mb = max(figures.peak_memory_mb, memory_mb(running.pid))
    running.stdin.close()
    while running.poll() is None:
        figures.peak_memory_mb = max(figures.peak_memory_mb, memory_mb(running.pid))
        time.sleep(0.2)
    return total


def memory_mb(process: int) -> float:
    """Resident memory of a process and all below it, in MB; pages that they share are counted for each."""
    pages = 0
    for each in (process, *below(process)):
        try:
            pages += int(Path(f"/proc/{each}/statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
    return pages * PAGE / 1e6


def below(process: int) -> Iterator[int]:
    """The processes that a process started, and those that these started."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from below(child)


def show(figures: Figures) -> None:
    """Print the figures."""
    print(f"{figures.machine}, {figures.cores} cores")
    for stage, speed in figures.stages.items():
        print(f"  {stage:10s} {speed:12,.0f} words/s (one core)")
    print(f"  {'ledger':10s} {figures.ledger_rows_per_second:12,.0f} claims/s")
    if figures.whole_line:
        print(
            f"  {'whole line':10s} {figures.whole_line:12,.0f} words/s ({figures.documents:,} documents, "
            f"{figures.words:,} words, {figures.seconds:,.1f} s, start-up included)"
        )
        print(f"  {'memory':10s} {figures.peak_memory_mb:12,.0f} MB at most, all processes together")


def machine() -> str:
    """The processor's name."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown processor"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--words", type=int, default=500)
    parser.add_argument("--stages-only", action="store_true")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    figures = Figures(machine=machine(), cores=load_settings().workers, documents=given.documents, words=0)
    measure_stages(figures, given.words)
    if not given.stages_only:
        measure_line(figures, given.documents, given.words)
    show(figures)
    if given.json:
        given.json.parent.mkdir(parents=True, exist_ok=True)
        given.json.write_text(json.dumps(asdict(figures), indent=1) + "\n")


if __name__ == "__main__":
    main()

"""Measure claims end to end against reports coded by hand, and write the table of the documentation.

    python bench/claims.py [--out docs/claims]

Reads the samples' gold (`tests/gold`) and, where it is there, `../shared/gold/dev`, and writes `scores.md` and
`scores.json`: every measure, what two readers reach, the targets, and the commonest confusions, counted. The figures
are those of `bench/score_claims.py`; what a measure means stands there.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "bench"), str(ROOT / "tests")]

from gate import CORPORA, MEASURES, read_reports  # noqa: E402 (the path is set above)
from goldfiles import GoldDocument, load_gold, report_claims  # noqa: E402
from reportedly.pipeline import load_tools  # noqa: E402
from reportedly.settings import load_settings  # noqa: E402
from score_claims import figures, find_report, matched, score_all  # noqa: E402

TRIVIAL = {"claims": 0.515, "END TO END": 0.112}
READERS = {
    "claims": 0.95,
    "anonymity, attributed": 1.0,
    "basis, attributed": 0.84,
    "mode": 0.97,
    "polarity": 1.0,
    "certainty": 0.98,
    "kind": 0.88,
    "type": 0.96,
    "chain length, attributed": 0.88,
    "places": 0.95,
    "time": 0.93,
}
REACH = {
    "claims": 0.70,
    "END TO END": 0.52,
    "nearest source, attributed": 0.85,
    "anonymity, attributed": 0.85,
    "basis, attributed": 0.65,
    "stated basis, attributed": 0.55,
    "mode": 0.82,
    "polarity not +": 0.75,
    "certainty not CT": 0.55,
    "realis not actual": 0.60,
    "kind": 0.68,
    "type": 0.65,
    "chain length, attributed": 0.75,
    "quantities": 0.75,
    "actors": 0.55,
    "places": 0.65,
    "time": 0.65,
}
CODES = ("kind", "type", "mode", "realis", "certainty", "polarity")
COMMON = 12


def confusions(documents: list[GoldDocument], reports: list[dict[str, object]]) -> dict[str, Counter[tuple[str, str]]]:
    """For each code, how often a pair of claims has gold's value and another one instead."""
    counts: dict[str, Counter[tuple[str, str]]] = {code: Counter() for code in (*CODES, "anonymity", "basis")}
    for document in documents:
        found = report_claims(report) if (report := find_report(document, reports)) else ()
        for left, right in matched(document.claims, found):
            gold, ours = document.claims[left], found[right]
            for code in CODES:
                counts[code][gold.codes[code], ours.codes[code]] += gold.codes[code] != ours.codes[code]
            for code in ("anonymity", "basis"):
                pair = getattr(gold.chain[0], code), getattr(ours.chain[0], code)
                counts[code][pair] += pair[0] != pair[1]
    return counts


def missed(documents: list[GoldDocument], reports: list[dict[str, object]]) -> tuple[int, int, int]:
    """How many claims that must be found were missed, how many were found that gold lacks, and of how many."""
    lost = made = asked = 0
    for document in documents:
        found = report_claims(report) if (report := find_report(document, reports)) else ()
        pairs = matched(document.claims, found)
        paired = {left for left, _ in pairs}
        asked += sum(not claim.optional for claim in document.claims)
        lost += sum(not claim.optional for n, claim in enumerate(document.claims) if n not in paired)
        made += len(found) - len(pairs)
    return lost, made, asked


def section(corpus: str, documents: list[GoldDocument], reports: list[dict[str, object]]) -> Iterator[str]:
    """The page's section for one corpus."""
    outcomes = score_all(documents, reports)
    values = figures(outcomes)
    lost, made, asked = missed(documents, reports)
    yield f"## {corpus}: {len(documents)} reports\n"
    yield "| measure | trivial | two readers | target | measured |\n|---|---|---|---|---|"
    for measure in MEASURES:
        cells = (_shown(table.get(measure)) for table in (TRIVIAL, READERS, REACH))
        yield f"| {measure} | {' | '.join(cells)} | {values.get(measure, 0.0):.3f} |"
    yield f"\n{lost} of {asked} claims that must be found were missed; {made} claims have no counterpart in gold.\n"
    yield "Commonest confusions, gold → ours:\n"
    for code, counts in confusions(documents, reports).items():
        common = ", ".join(f"{a} → {b} {n}" for (a, b), n in counts.most_common(COMMON) if n > 1)
        yield f"- {code}: {common or 'none more than once'}"
    yield ""


def _shown(value: float | None) -> str:
    """A figure, or nothing."""
    return "" if value is None else f"{value:.3f}".rstrip("0")


def main() -> int:
    """Measure and write; 2 where there is no gold."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "claims", help="folder of the page")
    options = parser.parse_args()
    tools = load_tools(load_settings())
    page = ["# Claims: figures measured\n", "Written by `python bench/claims.py`; do not edit.\n"]
    kept: dict[str, dict[str, float]] = {}
    for corpus, folder in CORPORA.items():
        if folder.is_dir():
            documents = load_gold(folder)
            reports = list(read_reports(documents, folder, tools))
            page.extend(section(corpus, documents, reports))
            kept[corpus] = figures(score_all(documents, reports))
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "scores.md").write_text("\n".join(page).rstrip() + "\n", "utf-8")
    (options.out / "scores.json").write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    print("\n".join(page))
    return 0 if kept else 2


if __name__ == "__main__":
    sys.exit(main())

"""Measure extraction on reports coded by hand, and fail where a figure falls under its floor.

    python tests/gate.py                                measure and compare with tests/baseline.json
    python tests/gate.py --update                       raise the floors to what is measured now
    python tests/gate.py --update --allow-regression REASON    lower floors too, and write down why

The corpora are `tests/gold` (the samples) and, where it is there, `../shared/gold/dev`. A floor lies a little under
what was measured when it was set, by .01 or by what one case weighs, since the arithmetic of a quantised model differs
between processors. A floor goes
down only with a reason, which is kept in the baseline and in the changelog. A corpus whose files changed is noticed by
its fingerprint: its floors say nothing until they are measured anew. The user's own lexicons are left out. Exit status:
0 held, 1 not held, 2 cannot measure.
"""

import argparse
import hashlib
import json
import math
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
BASELINE = HERE / "baseline.json"
CHANGELOG = ROOT / "CHANGELOG.md"
CORPORA = {"samples": HERE / "gold", "dev": ROOT.parent / "shared" / "gold" / "dev"}
SLACK = 0.01
MEASURES = (
    "claims",
    "claims, mean of documents",
    "END TO END",
    "END TO END, mean of documents",
    "nearest source, attributed",
    "chain length, attributed",
    "anonymity, attributed",
    "basis, attributed",
    "stated basis, attributed",
    "mode",
    "polarity",
    "polarity not +",
    "certainty",
    "certainty not CT",
    "realis",
    "realis not actual",
    "kind",
    "type",
    "actors",
    "quantities",
    "places",
    "time",
)
sys.path[:0] = [str(ROOT / "bench")]

from goldfiles import GoldDocument, GoldError, load_gold  # noqa: E402 (the path is set above)
from reportedly.errors import ReportedlyError  # noqa: E402
from score_claims import figures, score_all, summed  # noqa: E402


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """What a corpus was measured at when its floors were set."""

    fingerprint: str
    measured: dict[str, float]
    floors: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowered:
    """Floors that went down, and why."""

    day: str
    corpus: str
    reason: str
    floors: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The floors of every corpus, and the history of what was lowered."""

    corpora: dict[str, Floors] = field(default_factory=dict)
    lowered: tuple[Lowered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A corpus as it stands now: its fingerprint, its figures and how many cases each of them is about."""

    corpus: str
    fingerprint: str
    values: dict[str, float]
    cases: dict[str, float] = field(default_factory=dict)


def fingerprint(folder: Path) -> str:
    """The hash of a corpus: every gold file and every text beside one, by name."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        for each in (path, path.with_suffix(".txt")):
            if each.exists():
                digest.update(each.name.encode() + b"\0" + hashlib.sha256(each.read_bytes()).digest())
    return digest.hexdigest()[:16]


def load_baseline(path: Path) -> Baseline:
    """The baseline; empty where there is no file yet."""
    if not path.exists():
        return Baseline()
    record = json.loads(path.read_text(encoding="utf-8"))
    lowered = tuple(
        Lowered(**{**row, "floors": {name: (old, new) for name, (old, new) in row["floors"].items()}})
        for row in record["lowered"]
    )
    return Baseline(corpora={name: Floors(**row) for name, row in record["corpora"].items()}, lowered=lowered)


def written(baseline: Baseline) -> str:
    """The baseline as the file holds it."""
    rows = {
        name: {"fingerprint": each.fingerprint, "measured": each.measured, "floors": each.floors}
        for name, each in sorted(baseline.corpora.items())
    }
    lowered = [
        {"day": each.day, "corpus": each.corpus, "reason": each.reason, "floors": each.floors}
        for each in baseline.lowered
    ]
    return json.dumps({"corpora": rows, "lowered": lowered}, indent=1, ensure_ascii=False) + "\n"


def floor_of(value: float, cases: float | None = None) -> float:
    """The floor for a figure: under it by the slack or by what one case weighs, to three places, never negative."""
    slack = max(SLACK, 1 / cases) if cases else SLACK
    return max(0.0, math.floor((value - slack) * 1000) / 1000)


def broken(measured: Measured, floors: Floors) -> list[str]:
    """The measures that lie under their floors."""
    return [name for name, floor in floors.floors.items() if measured.values.get(name, 0.0) < floor]


def renewed(measured: Measured, old: Floors | None, *, lower: bool) -> Floors:
    """New floors: never under the old ones of the same corpus, unless lowering is allowed."""
    fresh = {name: floor_of(value, measured.cases.get(name)) for name, value in measured.values.items()}
    if old is not None and not lower:
        fresh = {name: max(floor, old.floors.get(name, 0.0)) for name, floor in fresh.items()}
    rounded = {name: round(value, 4) for name, value in measured.values.items()}
    return Floors(fingerprint=measured.fingerprint, measured=rounded, floors=fresh)


def fallen(old: Floors | None, new: Floors) -> dict[str, tuple[float, float]]:
    """The floors that went down, each with what it was and is."""
    before = old.floors if old is not None else {}
    return {
        name: (floor, new.floors.get(name, 0.0)) for name, floor in before.items() if new.floors.get(name, 0.0) < floor
    }


def updated(baseline: Baseline, measured: list[Measured], reason: str | None) -> Baseline:
    """The baseline with new floors. Floors go down only with a reason; a corpus not measured keeps its own.

    Raises:
        ValueError: A floor would go down and no reason is given.
    """
    corpora, lowered = dict(baseline.corpora), list(baseline.lowered)
    for each in measured:
        old = corpora.get(each.corpus)
        unlike = old is not None and old.fingerprint != each.fingerprint
        new = renewed(each, old, lower=reason is not None or unlike)
        down = fallen(old, new)
        if down and reason is None:
            message = f"{each.corpus}: the corpus changed and floors would go down ({', '.join(down)}); give a reason"
            raise ValueError(message)
        if down and reason is not None:
            day = datetime.now(UTC).date().isoformat()
            lowered.append(Lowered(day=day, corpus=each.corpus, reason=reason, floors=down))
        corpora[each.corpus] = new
    return Baseline(corpora=corpora, lowered=tuple(lowered))


def noted(changelog: str, lowered: tuple[Lowered, ...]) -> str:
    """The changelog with a line for floors that went down, under its first heading of the second level."""
    lines = [
        f"- Quality floors of `{each.corpus}` lowered ({', '.join(each.floors)}): {each.reason}\n" for each in lowered
    ]
    head, mark, rest = changelog.partition("\n## ")
    title, end, body = rest.partition("\n")
    return "".join([head, mark, title, end, "\n", *lines, body]) if mark else "".join([changelog, *lines])


def table(measured: Measured, floors: Floors | None) -> Iterator[str]:
    """The figures of a corpus beside their floors, a line each."""
    yield f"{measured.corpus} ({measured.fingerprint})"
    for name, value in measured.values.items():
        floor = floors.floors.get(name) if floors is not None else None
        shown = "     -" if floor is None else f"{floor:6.3f}"
        under = "  UNDER ITS FLOOR" if floor is not None and value < floor else ""
        yield f"  {name:34}{value:7.3f}  floor {shown}{under}"


def verdicts(measured: list[Measured], baseline: Baseline) -> Iterator[str]:
    """What keeps the gate from holding, a line each."""
    for each in measured:
        floors = baseline.corpora.get(each.corpus)
        if floors is None:
            yield f"{each.corpus}: no floors yet; run with --update"
        elif floors.fingerprint != each.fingerprint:
            yield f"{each.corpus}: the corpus is not the one that the floors were measured on; run with --update"
        elif under := broken(each, floors):
            yield f"{each.corpus}: under the floor: {', '.join(under)}"


def publishers(folder: Path) -> dict[str, str]:
    """Who published each report, where a manifest beside the gold says so."""
    manifest = folder / "manifest.jsonl"
    if not manifest.exists():
        return {}
    rows = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    return {row["source"]: row["publisher"] for row in rows if row.get("publisher")}


def read_reports(documents: list[GoldDocument], folder: Path, tools: object) -> Iterator[dict[str, Any]]:
    """The report record of each gold text, made by the pipeline."""
    from reportedly.codec import encode_report
    from reportedly.pipeline import process
    from reportedly.records import DateCandidate, Document
    from reportedly.vocabulary import DateOrigin

    known = publishers(folder)
    for each in documents:
        day = each.about.get("dct")
        document = Document(
            source=each.name,
            text=each.text or "",
            url=each.about.get("url"),
            title=each.about.get("title"),
            publisher=each.about.get("publisher") or known.get(each.name),
            language="en",
            dates=(DateCandidate(value=day, origin=DateOrigin.GIVEN),) if day else (),
        )
        yield json.loads(encode_report(process(document, tools)))  # type: ignore[arg-type]


def measure(corpus: str, folder: Path, tools: object) -> Measured:
    """The figures of one corpus."""
    documents = load_gold(folder)
    outcomes = score_all(documents, list(read_reports(documents, folder, tools)))
    found, total = figures(outcomes), summed(outcomes.values())
    values = {name: found.get(name, 0.0) for name in MEASURES}
    cases = {name: total.of(name).asked for name in MEASURES}
    return Measured(corpus=corpus, fingerprint=fingerprint(folder), values=values, cases=cases)


def measure_all() -> list[Measured]:
    """The figures of every corpus that is there."""
    from reportedly.pipeline import load_tools
    from reportedly.settings import load_settings

    with tempfile.TemporaryDirectory() as empty:
        tools = load_tools(load_settings({**os.environ, "REPORTEDLY_DATA": empty}))
    return [measure(name, folder, tools) for name, folder in CORPORA.items() if folder.is_dir()]


def renew(baseline: Baseline, measured: list[Measured], reason: str | None) -> int:
    """Write the new floors, and the reason into the changelog where floors went down."""
    try:
        new = updated(baseline, measured, reason)
    except ValueError as error:
        sys.stderr.write(f"gate: {error}\n")
        return 1
    BASELINE.write_text(written(new), encoding="utf-8")
    if down := new.lowered[len(baseline.lowered) :]:
        CHANGELOG.write_text(noted(CHANGELOG.read_text(encoding="utf-8"), down), encoding="utf-8")
    sys.stdout.write(f"floors written, {len(down)} corpora lowered\n")
    return 0


def main() -> int:
    """Measure, show, and compare or renew."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured now")
    parser.add_argument("--allow-regression", metavar="REASON", help="with --update: let floors go down, and say why")
    options = parser.parse_args()
    if options.allow_regression is not None and not (options.update and options.allow_regression.strip()):
        parser.error("--allow-regression needs --update and a reason in words")
    try:
        measured = measure_all()
    except (GoldError, ReportedlyError, OSError) as error:
        sys.stderr.write(f"gate: cannot measure: {error}\n")
        return 2
    baseline = load_baseline(BASELINE)
    for each in measured:
        sys.stdout.writelines(f"{line}\n" for line in table(each, baseline.corpora.get(each.corpus)))
    if options.update:
        return renew(baseline, measured, options.allow_regression)
    failures = list(verdicts(measured, baseline))
    sys.stdout.writelines(f"gate: {line}\n" for line in failures or ["held"])
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())

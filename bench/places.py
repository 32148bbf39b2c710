"""Measure places: district spellings from another list, lookup, the index, and reports with marked toponyms.

    python bench/places.py [--sets lgl geovirus wotr] [--shared ../shared] [--json FILE]

Needs nothing but this repository for the first three; the reports and their scorer are read from `--shared` where it is
there, and are for evaluation only. Demonyms, which LGL counts as toponyms, are reported apart.
"""

import argparse
import csv
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from reportedly.annotate.english import load_english
from reportedly.codec import encode_report
from reportedly.gazetteer import Gazetteer, load_gazetteer
from reportedly.gazetteer.build import build_index
from reportedly.records import Document, Mentions, Report
from reportedly.resolve.places import find_places
from reportedly.settings import load_settings
from reportedly.vocabulary import PlaceUse

HERE = Path(__file__).resolve().parent
SETS = {
    "lgl": ("places/lgl/lgl.xml", "lgl"),
    "geovirus": ("places/geovirus/GeoVirus.xml", "geovirus"),
    "wotr": ("places/wotr/Toponym/json/wotr-topo-test.json", "wotr"),
}
EVERY = 997  # of all names one in so many is looked up


def spellings(gazetteer: Gazetteer) -> dict[str, float]:
    """Share of districts of Afghanistan that a spelling from another official list finds.

    `differs`: the spelling is not that of our table; `new`: it is in no table and no alternate name of the index.
    """
    with (HERE / "afghan_spellings.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    named = {row["spelling"]: gazetteer.named(row["spelling"]) for row in rows}
    own = [row for row in rows if not any(m.main for m in named[row["spelling"]] if m.row.ref == f"cod:{row['pcode']}")]
    new = [row for row in rows if f"cod:{row['pcode']}" not in {m.row.ref for m in named[row["spelling"]]}]
    figures: dict[str, float] = {"spellings": len(rows), "that differ": len(own), "that are new": len(new)}
    for label, part in (("differs", own), ("new", new)):
        for given in (False, True):
            right = sum(_finds(row, gazetteer, province=given) for row in part)
            figures[f"{label}, province {'given' if given else 'not given'}"] = round(right / len(part), 4)
    return figures


def _finds(row: dict[str, str], gazetteer: Gazetteer, *, province: bool) -> bool:
    """Whether the first district found is the right one."""
    within = row["province"] if province else None
    found = gazetteer.find(row["spelling"], country="AF", within=within, kind="ADM2", limit=1)
    return bool(found) and found[0].id == f"cod:{row['pcode']}"


def lookups(gazetteer: Gazetteer) -> dict[str, float]:
    """Median and 95th percentile of looking up a name, whole world, in milliseconds; nothing is remembered."""
    names = [name for (name,) in gazetteer._select("SELECT name FROM place WHERE id % ? = 0", (EVERY,))]  # noqa: SLF001
    figures: dict[str, float] = {"names": len(names)}
    for label, act in (("exact", gazetteer.named), ("fuzzy", lambda name: gazetteer.find(f"{name[:-1]}h"))):
        times = sorted(_milliseconds(act, name) for name in names)
        figures[f"{label} median ms"] = round(statistics.median(times), 3)
        figures[f"{label} 95th ms"] = round(times[int(0.95 * len(times))], 3)
    figures["resident MB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return figures


def _milliseconds(act: Callable[[str], object], name: str) -> float:
    """How long one look-up takes."""
    start = time.perf_counter()
    act(name)
    return (time.perf_counter() - start) * 1000


def building() -> dict[str, float]:
    """Seconds of the processor that a build takes, and the size of what it makes in megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index.db"
        wall, start = time.perf_counter(), time.process_time()
        build_index(path, "bench")
        return {
            "build s": round(time.perf_counter() - wall, 1),
            "build cpu s": round(time.process_time() - start, 1),
            "index MB": round(path.stat().st_size / 1e6, 1),
        }


def reports(name: str, shared: Path, gazetteer: Gazetteer) -> dict[str, dict[str, float]]:
    """Detection and resolution on one set of reports, with and without demonyms, by the shared scorer."""
    gold, layout = SETS[name]
    scorer = [sys.executable, str(shared / "score" / "places.py")]
    common = ["--gold", str(shared / "data" / gold), "--format", layout]
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        subprocess.run([*scorer, "texts", *common, str(texts)], check=True, capture_output=True)
        read = list(_read(texts, gazetteer))
        found = {}
        for label, kept in (("all", tuple(PlaceUse)), ("without demonyms", tuple(set(PlaceUse) - {PlaceUse.DEMONYM}))):
            out = Path(folder) / "reports.jsonl"
            out.write_bytes(b"".join(_line(report, kept) for report in read))
            figures = Path(folder) / "figures.json"
            asked = ["score", *common, "--reports", str(out), "--located", "--json", str(figures)]
            subprocess.run([*scorer, *asked], check=True, capture_output=True)
            found[label] = _chosen(json.loads(figures.read_text("utf-8")))
        return found


def _read(texts: Path, gazetteer: Gazetteer) -> Iterator[Report]:
    """Each text as a report that has its places alone."""
    model = load_english()
    for path in sorted(texts.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            document = Document(source=path.name, text=file.read())
        annotated = model.annotate(document)
        mentions = Mentions(places=find_places(annotated, gazetteer), names=annotated.names)
        yield Report(document=document, sentences=annotated.sentences, attributions=(), mentions=mentions, claims=())


def _line(report: Report, kept: tuple[PlaceUse, ...]) -> bytes:
    """The report with mentions of some uses alone, as a line of JSON."""
    places = tuple(mention for mention in report.mentions.places if mention.use in kept)
    line = encode_report(replace(report, mentions=replace(report.mentions, places=places)))
    return (line if isinstance(line, bytes) else line.encode()).rstrip() + b"\n"


def _chosen(figures: dict[str, dict[str, dict[str, float]]]) -> dict[str, float]:
    """The figures that the documentation states."""
    detection, resolution = figures["detection"], figures["resolution"]
    return {
        "exact F1": round(detection["exact"]["f1"], 3),
        "overlap F1": round(detection["overlap"]["f1"], 3),
        "@161 end to end": round(resolution["accuracy@161 end to end"], 3),  # type: ignore[arg-type]
        "@161 of detected": round(resolution["accuracy@161 of detected"], 3),  # type: ignore[arg-type]
        "median km": round(resolution["median error km"], 1),  # type: ignore[arg-type]
    }


def main() -> None:
    """Print every figure, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", nargs="*", default=[], choices=SETS)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--build", action="store_true", help="measure a build too")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    gazetteer = load_gazetteer(load_settings())
    found: dict[str, object] = {"lookups": lookups(gazetteer), "district spellings": spellings(gazetteer)}
    if options.build:
        found["index"] = building()
    for name in options.sets:
        found[name] = reports(name, options.shared, gazetteer)
    print(json.dumps(found, indent=1))
    if options.json is not None:
        options.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

"""The language model's figures: `python bench/model.py [--shared ../shared] [--model DIR] [--compare NAME=DIR ...]`.

Writes `docs/model/scores.md` and `docs/model/scores.json`. Accuracy on held-out parts by the scorers of
`../shared/score`, the same after what real reports do to text, the seed report's frames, speed, start-up.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src"), str(ROOT / "bench")]

from training.evaluate import Bench, Figures, attributions, factuality, names, parse  # noqa: E402 - the same

from model_speed import TEXTS, speed, start_up  # noqa: E402 - the checkout comes first
from reportedly.annotate.english import load_english  # noqa: E402 - the package may be run from its checkout
from reportedly.records.documents import Document  # noqa: E402 - the same

OWN = ROOT / "src" / "reportedly" / "models" / "en"
EWT = "parse/ewt/en_ewt-ud-test.conllu"
GUM = "parse/gum_clean/gum_clean-ud-dev.conllu"
CURLY, STRAIGHT = {'"': "“", "'": "’"}, {"“": '"', "”": '"', "‘": "'", "’": "'"}
# The verbs and phrases by which the seed report passes on what others said.
FRAMES = (
    "told",
    "asserted",
    "according to",
    "explained",
    "said",
    "was confirmed by",
    "have repeatedly confirmed",
    "stated",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the accuracy table: what is measured, and the figures to reach."""

    title: str
    measure: str
    key: str
    reach: float
    stretch: float | None = None


ROWS = (
    Row(title="EWT test, gold words: UPOS", measure="ewt", key="UPOS", reach=96.2, stretch=96.8),
    Row(title="EWT test, gold words: UAS", measure="ewt", key="UAS", reach=90.2, stretch=91.5),
    Row(title="EWT test, gold words: LAS", measure="ewt", key="LAS", reach=87.6, stretch=89),
    Row(title="EWT test, raw text: LAS", measure="ewt-raw", key="LAS", reach=83.5, stretch=86),
    Row(title="GUM (clean genres) dev: LAS", measure="gum", key="LAS", reach=88, stretch=89.5),
    Row(title="UNER-EWT test: F1", measure="names", key="F1", reach=74, stretch=80),
    Row(title="PolNeAR dev: exact source", measure="attributions", key="exact source", reach=0.78, stretch=0.83),
    Row(title="PolNeAR dev: exact cue", measure="attributions", key="exact cue", reach=0.71, stretch=0.75),
    Row(title="PolNeAR dev: exact content", measure="attributions", key="exact content", reach=0.62, stretch=0.70),
    Row(
        title="PolNeAR dev: content characters",
        measure="attributions",
        key="content characters",
        reach=0.91,
        stretch=0.93,
    ),
    Row(title="PolNeAR dev: content IoU ≥ .5", measure="attributions", key="content IoU>=0.5", reach=0.0),
    Row(
        title="PolNeAR dev: content and source",
        measure="attributions",
        key="content and source",
        reach=0.72,
        stretch=0.78,
    ),
    Row(title="UDS-IH2 dev: MAE", measure="factuality", key="MAE", reach=0.85),
    Row(title="UDS-IH2 dev: r", measure="factuality", key="r", reach=0.78),
)


def accuracy(bench: Bench) -> dict[str, Figures]:
    """Every measure of the table."""
    return {
        "ewt": parse(bench, EWT),
        "ewt-raw": parse(bench, EWT, raw=True),
        "gum": parse(bench, GUM),
        "names": names(bench),
        "attributions": attributions(bench),
        "factuality": factuality(bench),
    }


# --- robustness -----------------------------------------------------------------------------------------------------


def _curly(text: str) -> str:
    """Straight marks made curly, opening where a word follows."""
    found = []
    for at, mark in enumerate(text):
        opens = mark == '"' and (at == 0 or text[at - 1].isspace() or text[at - 1] in "([")
        found.append("“" if opens else "”" if mark == '"' else CURLY.get(mark, mark))
    return "".join(found)


def _straight(text: str) -> str:
    """Curly marks made straight."""
    return "".join(STRAIGHT.get(mark, mark) for mark in text)


def _unquoted(text: str) -> str:
    """Double quotation marks gone, a space in their place, so that offsets stay."""
    return "".join(" " if mark in '"“”' else mark for mark in text)


def _upper(text: str) -> str:
    """Capitals, letter by letter, so that offsets stay."""
    return "".join(mark.upper() if len(mark.upper()) == 1 else mark for mark in text)


def _lower(text: str) -> str:
    """No capitals, letter by letter."""
    return "".join(mark.lower() if len(mark.lower()) == 1 else mark for mark in text)


CHANGES: dict[str, Callable[[str], str]] = {
    "curly marks": _curly,
    "straight marks": _straight,
    "no quotation marks": _unquoted,
    "capitals": _upper,
    "lower case": _lower,
}


def robustness(bench: Bench) -> dict[str, Figures]:
    """Some measures after each change; given words cannot lose their marks, so there the parse is left out."""
    found = {}
    for title, change in CHANGES.items():
        row: Figures = {}
        if title != "no quotation marks":
            parsed = parse(bench, EWT, change=change)
            row |= {"EWT UPOS": parsed["UPOS"], "EWT LAS": parsed["LAS"], "UNER F1": names(bench, change=change)["F1"]}
        said = attributions(bench, change=change)
        row |= {key: said[key] for key in ("exact source", "exact cue", "exact content", "content and source")}
        found[title] = row
    return found


# --- the seed report ------------------------------------------------------------------------------------------------


def frames(bench: Bench) -> dict[str, str]:
    """For each reporting frame of the seed report, how many of its occurrences have a cue, a source and a content."""
    path = bench.shared / "seed" / "report.txt"
    if not path.exists():
        return {}
    text = path.read_bytes().decode("utf-8")
    read = bench.model.annotate(Document(source="seed", text=text))
    whole = [part for one in read.attributions if one.source and one.content for part in one.cue]
    found = {}
    for frame in FRAMES:
        places = [match.span() for match in _pattern(frame).finditer(text)]
        held = [place for place in places if any(cue.start < place[1] and place[0] < cue.stop for cue in whole)]
        found[frame] = f"{len(held)} of {len(places)}"
    return found


def _pattern(frame: str) -> re.Pattern[str]:
    """The frame as words of its own; "by" may stand behind an aside, but within the sentence."""
    parts = re.escape(frame).replace(re.escape(" by"), r"\b[^.]{0,60} by")
    return re.compile(rf"\b{parts}\b", re.IGNORECASE)


# --- pages ----------------------------------------------------------------------------------------------------------


def page(found: dict[str, object], others: dict[str, dict[str, Figures]]) -> str:
    """The figures as Markdown."""
    lines = [
        "# Scores of the language model",
        "",
        f"Generated by `python bench/model.py`; model `{found['model']}`. Every set is held out: none of its labels",
        "trained the model (the words of EWT dev did, with names only).",
        "",
        "## Accuracy",
        "",
        "| measure | measured | reach | stretch | " + " | ".join(others) + (" |" if others else ""),
        "|---|---|---|---|" + "---|" * len(others),
    ]
    own: dict[str, Figures] = found["accuracy"]  # type: ignore[assignment]
    for row in ROWS:
        cells = [
            row.title,
            _shown(own[row.measure][row.key]),
            f"{row.reach:g}" if row.reach else "",
            f"{row.stretch or '':}",
        ]
        cells += [_shown(figures[row.measure][row.key]) for figures in others.values()]
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", "## After what real reports do to text", "", *_robust(found["robustness"], own)]
    lines += ["", "## Reporting frames of the seed report (cue, source and content found)", ""]
    lines += [f"- {frame}: {count}" for frame, count in found["frames"].items()]  # type: ignore[attr-defined]
    lines += ["", "## Speed and start-up", "", f"{found['note']}", ""]
    lines += [f"- {key}: {value}" for part in ("speed", "start") for key, value in found[part].items()]  # type: ignore[attr-defined]
    return "\n".join(lines) + "\n"


def _shown(value: float) -> str:
    """Percent with one decimal, shares with three."""
    return f"{value:.1f}" if value > 3 else f"{value:.3f}"  # noqa: PLR2004 - no share is greater


def _robust(found: object, own: dict[str, Figures]) -> list[str]:
    """The robustness table; bold where more than a fifth is lost."""
    rows: dict[str, Figures] = found  # type: ignore[assignment]
    base: Figures = {"EWT UPOS": own["ewt"]["UPOS"], "EWT LAS": own["ewt"]["LAS"], "UNER F1": own["names"]["F1"]}
    base |= {
        key: own["attributions"][key] for key in ("exact source", "exact cue", "exact content", "content and source")
    }
    lines = ["| text | " + " | ".join(base) + " |", "|---|" + "---|" * len(base)]
    lines.append("| as it is | " + " | ".join(map(_shown, base.values())) + " |")
    for title, row in rows.items():
        cells = []
        for key, value in base.items():
            shown = _shown(row[key]) if key in row else "–"
            cells.append(f"**{shown}**" if key in row and row[key] < 0.8 * value else shown)
        lines.append(f"| {title} | " + " | ".join(cells) + " |")
    return [*lines, "", "Bold: more than a fifth is lost."]


_TIMED = ("note", "speed", "start")
_SCORED = ("accuracy", "robustness", "frames")


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--model", type=Path, default=OWN)
    parser.add_argument("--compare", nargs="*", default=[], help="NAME=DIR of further models for the accuracy table")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--note", default="Two cores; nothing else ran.", help="what else the machine did")
    parser.add_argument("--keep-speed", action="store_true", help="keep the speed of the last run: the machine is busy")
    parser.add_argument("--only-speed", action="store_true", help="keep all but the speed of the last run")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "model")
    options = parser.parse_args()
    bench = Bench(model=load_english(folder=options.model, threads=options.threads), shared=options.shared)
    found: dict[str, object] = {"model": bench.model.name, "note": options.note}
    texts = [path.read_bytes().decode("utf-8") for path in sorted((options.shared / TEXTS).glob("*.txt"))]
    if options.keep_speed or options.only_speed:
        last = json.loads((options.out / "scores.json").read_text("utf-8"))
        found |= {key: last[key] for key in (_TIMED if options.keep_speed else _SCORED)}
    if not options.keep_speed:
        found["speed"], found["start"] = speed(texts, options.model, options.threads), start_up(options.model)
    if not options.only_speed:
        found["accuracy"], found["robustness"], found["frames"] = accuracy(bench), robustness(bench), frames(bench)
    others = {}
    for item in options.compare:
        name, _, folder = item.partition("=")
        others[name] = accuracy(
            Bench(model=load_english(folder=Path(folder), threads=options.threads), shared=options.shared)
        )
    options.out.mkdir(parents=True, exist_ok=True)
    text = page(found, others)
    (options.out / "scores.md").write_text(text, "utf-8")
    (options.out / "scores.json").write_text(
        json.dumps({**found, "others": others}, indent=1, sort_keys=True) + "\n", "utf-8"
    )
    print(text)


if __name__ == "__main__":
    main()

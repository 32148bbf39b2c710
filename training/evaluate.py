"""Measure an exported model: `python -m training.evaluate --model DIR --shared ../shared [--only parse names ...]`.

Uses the scorers of `../shared/score` where they exist, and the package itself to annotate, so that what ships is
measured. Held-out parts only: EWT test, GUM dev, UNER test, PolNeAR dev, UDS-IH2 dev.
"""

import argparse
import hashlib
import json
import math
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from reportedly.annotate.conllu import Pretokenised, load_conllu, written
from reportedly.annotate.english import English, load_english
from reportedly.annotate.segment import Words
from reportedly.records.annotations import Annotated
from reportedly.records.documents import Document

Change = Callable[[str], str]
Figures = dict[str, float]

_UNER = {"PERSON": "PER", "ORGANISATION": "ORG", "LOCATION": "LOC"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A model and where data and scorers are."""

    model: English
    shared: Path

    def path(self, name: str) -> Path:
        """A path below the data."""
        return self.shared / "data" / name

    def score(self, script: str, *arguments: str | Path) -> dict[str, dict[str, float]]:
        """The figures that a scorer gives."""
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "figures.json"
            command = [sys.executable, str(self.shared / "score" / script), *map(str, arguments), "--json", str(target)]
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own scorers
            figures: dict[str, dict[str, float]] = json.loads(target.read_text("utf-8"))
            return figures


def same(text: str) -> str:
    """The text as it is."""
    return text


# --- parse ----------------------------------------------------------------------------------------------------------


def parse(bench: Bench, name: str, *, raw: bool = False, change: Change = same) -> Figures:
    """UPOS, UAS, LAS in percent on a treebank, on its words or from its raw text."""
    gold = bench.path(name)
    with tempfile.TemporaryDirectory() as folder:
        system, asked = Path(folder) / "system.conllu", Path(folder) / "gold.conllu"
        documents = load_conllu(gold)
        with system.open("w", encoding="utf-8") as stream:
            for one in documents:
                read = bench.model.annotate(one.document) if raw else _on_words(bench.model, one, change)
                stream.write(written(read))
        asked.write_text(gold.read_text("utf-8") if change is same else _changed(gold, documents, change), "utf-8")
        found = bench.score("parse.py", "--gold", asked, "--system", system, *(["--raw"] if raw else []))
    return {key: round(100 * value["f1"], 2) for key, value in found.items()}


def _on_words(model: English, one: Pretokenised, change: Change) -> Annotated:
    """Annotate given words, changed letter by letter."""
    if change is same:
        return model.annotate_words(one.document, one.words)
    words, text = one.words, change(one.document.text)
    changed = Words(
        forms=tuple(span.of(text) for span in words.spans),
        spans=words.spans,
        before=words.before,
        starts=words.starts,
        given=True,
    )
    return model.annotate_words(Document(source=one.document.source, text=text), changed)


def _changed(gold: Path, documents: Iterable[Pretokenised], change: Change) -> str:
    """The gold file with its words as they stand in the changed texts."""
    forms = (span.of(text) for one in documents for text in [change(one.document.text)] for span in one.words.spans)
    lines = []
    for line in gold.read_text("utf-8").split("\n"):
        cells = line.split("\t")
        if cells[0].isdigit():
            cells[1] = next(forms)
        lines.append("\t".join(cells))
    return "\n".join(lines)


# --- names ----------------------------------------------------------------------------------------------------------


def names(bench: Bench, *, change: Change = same) -> Figures:
    """Exact F1 of persons, organisations, locations on the UNER test part, in percent."""
    marked = _uner(bench.path("mentions/uner-ewt/en_ewt-ud-test.iob2"))
    right = given = asked = 0
    for one in load_conllu(bench.path("parse/ewt/en_ewt-ud-test.conllu")):
        read = _on_words(bench.model, one, change)
        for start, stop in _sentences(one.words):
            gold = marked.get("".join(one.words.forms[start:stop]))
            if gold is None or len(gold) != stop - start:
                continue
            wanted, found = _spans(gold), _found(read, start, stop)
            right, given, asked = right + len(wanted & found), given + len(found), asked + len(wanted)
    return {"F1": round(200 * right / max(1, given + asked), 2)}


def _uner(path: Path) -> dict[str, list[str]]:
    """Labels by the letters of the sentence."""
    marked = {}
    for block in re.split(r"\n\n+", path.read_text("utf-8").strip()):
        rows = [cells for line in block.split("\n") if (cells := line.split("\t"))[0].isdigit()]
        marked["".join(cells[1] for cells in rows)] = [cells[2] for cells in rows]
    return marked


def _sentences(words: Words) -> Iterator[tuple[int, int]]:
    """Ranges of given sentences."""
    return pairwise([*(i for i, start in enumerate(words.starts) if start), len(words.starts)])


def _spans(labels: list[str]) -> set[tuple[int, int, str]]:
    """The spans of BIO labels that the measure counts."""
    found, start = set(), None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and not label.startswith("I"):
            found.add((start, i, labels[start][2:]))
            start = None
        if label.startswith("B") and label[2:] in _UNER.values():
            start = i
    return found


def _found(read: Annotated, start: int, stop: int) -> set[tuple[int, int, str]]:
    """The names of a sentence in its words."""
    tokens = read.tokens[start:stop]
    first = {token.span.start: i for i, token in enumerate(tokens)}
    last = {token.span.stop: i + 1 for i, token in enumerate(tokens)}
    return {
        (first[name.span.start], last.get(name.span.stop, -1), _UNER[name.kind.value])
        for name in read.names
        if name.span.start in first and name.kind.value in _UNER
    }


# --- attributions ---------------------------------------------------------------------------------------------------


def attributions(bench: Bench, *, change: Change = same) -> Figures:
    """The scorer's F1 values on PolNeAR dev, of the model's own attributions, before any rule."""
    gold = bench.path("attribution/polnear/dev")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(gold / "attributions", folder / "attributions")
        (folder / "text").mkdir()
        with (folder / "reports.jsonl").open("w", encoding="utf-8") as stream:
            for path in sorted((gold / "text").glob("*.txt")):
                text = change(path.read_bytes().decode("utf-8"))
                (folder / "text" / path.name).write_bytes(text.encode("utf-8"))
                stream.write(_report(bench.model, path.stem, text) + "\n")
        found = bench.score("attribution.py", "--gold", folder, "--reports", folder / "reports.jsonl")
    return {key: round(value["f1"], 4) for key, value in found.items() if "f1" in value}


def _report(model: English, source: str, text: str) -> str:
    """The least report that the scorer reads."""
    read = model.annotate(Document(source=source, text=text))
    document = {"source": source, "text": text, "text_sha256": hashlib.sha256(text.encode()).hexdigest()}
    rows = [{"source": a.source, "cue": a.cue, "content": a.content} for a in read.attributions]
    return json.dumps({"schema": "reportedly.report/1", "document": document, "attributions": rows})


# --- factuality -----------------------------------------------------------------------------------------------------


def factuality(bench: Bench) -> Figures:
    """Mean absolute error and correlation on UDS-IH2 dev; an event the model sees none in counts as 0."""
    asked = _uds(bench.path("factuality/uds-ih2/dev.jsonl"))
    pairs, unseen = [], 0
    for one in load_conllu(bench.path("parse/ewt/en_ewt-ud-dev.conllu")):
        read = bench.model.annotate_words(one.document, one.words)
        for start, stop in _sentences(one.words):
            at, forms = 0, one.words.forms[start:stop]
            targets = asked.get("".join(forms), {})
            for i, form in enumerate(forms):
                if at in targets:
                    value = read.tokens[start + i].factuality
                    unseen += value is None
                    pairs.append((targets[at], value or 0.0))
                at += len(form)
    return {**_agreement(pairs), "events": len(pairs), "taken for no event": unseen}


def _uds(path: Path) -> dict[str, dict[int, float]]:
    """By the letters of a sentence, the value at each letter offset."""
    found: dict[str, dict[int, float]] = {}
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        tokens, starts = row["text"].split(" "), [0]
        for token in tokens:
            starts.append(starts[-1] + len(token))
        found["".join(tokens)] = {starts[t["span1"][0]]: float(t["label"]) for t in row["targets"]}
    return found


def _agreement(pairs: list[tuple[float, float]]) -> Figures:
    """Mean absolute error and Pearson's r."""
    count = max(1, len(pairs))
    left, right = sum(a for a, _ in pairs) / count, sum(b for _, b in pairs) / count
    both = sum((a - left) * (b - right) for a, b in pairs)
    spread = math.sqrt(sum((a - left) ** 2 for a, _ in pairs) * sum((b - right) ** 2 for _, b in pairs))
    error = sum(abs(a - b) for a, b in pairs) / count
    return {"MAE": round(error, 3), "r": round(both / spread if spread else 0.0, 3)}


MEASURES: dict[str, Callable[[Bench], Figures]] = {
    "ewt": lambda bench: parse(bench, "parse/ewt/en_ewt-ud-test.conllu"),
    "ewt-raw": lambda bench: parse(bench, "parse/ewt/en_ewt-ud-test.conllu", raw=True),
    "gum": lambda bench: parse(bench, "parse/gum_clean/gum_clean-ud-dev.conllu"),
    "names": names,
    "attributions": attributions,
    "factuality": factuality,
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, help="an exported model; without it the one of the package")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--only", nargs="*", choices=MEASURES, default=list(MEASURES))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    bench = Bench(model=load_english(folder=options.model, threads=options.threads), shared=options.shared)
    for name in options.only:
        print(name, json.dumps(MEASURES[name](bench)), flush=True)


if __name__ == "__main__":
    main()

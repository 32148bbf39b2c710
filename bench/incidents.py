"""Reported incidents of the development set: how well they are grouped, and the fit of the weights.

    python bench/incidents.py              the scores of both halves
    python bench/incidents.py --fit        fit the weights on the a-half and write them into the lexicon
    python bench/incidents.py --ecb        the scores of ECB+ topics 1-35 in ../shared, beside words alone
    python bench/incidents.py --page FILE  the scores as a page

The set is fiction (bench/incidents/README.md). Reports are read with the shipped model once and kept in bench/out.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from reportedly.codec import pack, unpack
from reportedly.ledger import Entry, StoredReading, append, live_document, open_ledger
from reportedly.link import IncidentsWanted, find_incidents, link_incidents
from reportedly.link.blocking import blocks_of
from reportedly.link.features import FEATURES, findings
from reportedly.link.gathering import tellings_of
from reportedly.link.rulings import Rulings
from reportedly.link.tellings import Telling
from reportedly.pipeline import load_tools, process
from reportedly.records import DateCandidate, Document, Report
from reportedly.settings import load_settings
from reportedly.vocabulary import DateOrigin

HERE = Path(__file__).parent
SET = HERE / "incidents"
OUT = HERE / "out" / "incidents"
SHARED = HERE.parent.parent / "shared"
LEXICON = HERE.parent / "src/reportedly/lexicons/incident_weights.yml"
MARK = re.compile(r"\{([a-z]*)\} ?([^{]*)")
# What was expected of each reason before any fit, by its sign and roughly by its size. So few pairs cannot tell about
# reasons that rarely hold among them; for these the expectation stands.
EXPECTED = {
    "bias": -2.0,
    "far_number": -1.5,
    "late_told": -1.0,
    "near_number": 0.3,
    "other_actor": -0.3,
    "other_means": -0.8,
    "other_place": -4.0,
    "other_time": -3.0,
    "same_actor": 0.6,
    "same_number": 1.0,
    "same_place": 2.0,
    "same_time": 2.0,
    "same_type": 0.4,
    "same_wording": 2.0,
    "shared_names": 0.8,
    "shared_words": 1.5,
    "soon_told": 0.3,
    "wider_place": 0.5,
}
# How strongly; chosen by what it gives on regions left out.
PULLS = (0.003, 0.01, 0.03, 0.1)
AT = "2000-01-01T00:00:00Z"
Pairs = set[tuple[str, str]]


@dataclass(frozen=True)
class Marked:
    """A report of the set, and where its words tell of which incident."""

    name: str
    half: str
    document: Document
    parts: tuple[tuple[str, int, int], ...]

    def incident_at(self, place: int) -> str:
        """The incident that the words at this place tell of; empty where they tell of none."""
        return next((name for name, start, stop in self.parts if start <= place < stop), "")


def load_set() -> list[Marked]:
    """Every report of the set."""
    return [each for path in sorted(SET.glob("*-[ab].txt")) for each in _reports(path)]


def _reports(path: Path) -> Iterator[Marked]:
    """The reports of one file."""
    for block in re.split(r"^## ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n\n")
        name, *lines = head.split("\n")
        said = dict(line.split(": ", 1) for line in lines)
        text, parts = "", []
        for mark in MARK.finditer(body.strip() + "\n"):
            parts.append((mark[1], len(text), len(text) + len(mark[2])))
            text += mark[2]
        document = Document(
            source=name,
            text=text,
            title=said["title"],
            publisher=said["publisher"],
            language="en",
            dates=(DateCandidate(value=said["published"], origin=DateOrigin.GIVEN),),
        )
        yield Marked(name, path.stem[-1], document, tuple(parts))


def read_all(documents: list[Document]) -> list[Report]:
    """The reports, read with the shipped model; what was read before by the same program is taken from bench/out."""
    OUT.mkdir(parents=True, exist_ok=True)
    tools = load_tools(load_settings())
    found = []
    for document in documents:
        key = hashlib.sha256(f"{tools.version}{tools.gazetteer.version}{document.id}{document.published}".encode())
        kept = OUT / f"{key.hexdigest()[:24]}.json"
        if not kept.is_file():
            kept.write_bytes(pack(process(document, tools)))
        found.append(unpack(kept.read_bytes(), Report))
    return found


def fit(marked: list[Marked], reports: list[Report]) -> None:
    """Fit the weights on the a-half and write them into the lexicon."""
    rows, truth, regions = [], [], []
    for pair in labelled(marked, reports):
        rows.append([each.score for each in findings(pair.left, pair.right)])
        truth.append(pair.is_one)
        regions.append(pair.region)
    asked, told = np.array(rows), np.array(truth, dtype=float)
    pull = min(PULLS, key=lambda each: left_out(asked, told, np.array(regions), each))
    bias, weights = logistic(asked, told, pull)
    write_weights(bias, weights, 0.5, f"fitted on {len(rows)} pairs of bench/incidents")
    print(f"{len(rows)} pairs, {sum(truth)} of one incident; pull {pull}, bias {bias:.2f}")
    for feature, weight in zip(FEATURES, weights, strict=True):
        print(f"  {feature.__name__:14} {weight:+.2f}")


def left_out(rows: np.ndarray, truth: np.ndarray, regions: np.ndarray, pull: float) -> float:
    """The loss on each region by weights fitted on the others: what chooses the pull."""
    loss = 0.0
    for region in np.unique(regions):
        held = regions == region
        bias, weights = logistic(rows[~held], truth[~held], pull)
        likely = np.clip(1 / (1 + np.exp(-(rows[held] @ np.array(weights) + bias))), 1e-6, 1 - 1e-6)
        loss -= float((truth[held] * np.log(likely) + (1 - truth[held]) * np.log(1 - likely)).sum())
    print(f"pull {pull}: loss {loss:.2f} on regions left out")
    return loss


@dataclass(frozen=True)
class Labelled:
    """Two tellings that would be compared, and whether gold has them in one incident."""

    left: Telling
    right: Telling
    region: str
    is_one: bool


def labelled(marked: list[Marked], reports: list[Report]) -> Iterator[Labelled]:
    """Pairs of tellings that would be compared; those whose claims gold parts are left out."""
    tellings = []
    for one, report in zip(marked, reports, strict=True):
        live = live_document((StoredReading(fingerprint="", original="", at=AT, report=report),), ())
        for telling in tellings_of(live, Rulings()):
            marks = Counter(one.incident_at(part.at) for part in telling.parts)
            if len(marks) == 1:
                tellings.append((telling, one.name[:2], *marks, blocks_of(telling)))
    for (left, region, mark, keys), (right, _, other, others) in combinations(tellings, 2):
        if not keys.asked.isdisjoint(others.filed):
            yield Labelled(left, right, region, bool(mark) and mark == other)


def logistic(rows: np.ndarray, truth: np.ndarray, pull: float) -> tuple[float, list[float]]:
    """Weights of a logistic regression, each held to its sign and pulled towards what was expected, by descent."""
    expected = np.array([EXPECTED[each.__name__] for each in FEATURES])
    weights, bias = expected.copy(), EXPECTED["bias"]
    for _ in range(5_000):
        error = (1 / (1 + np.exp(-(rows @ weights + bias))) - truth) / len(truth)
        weights -= 0.5 * (rows.T @ error + pull * (weights - expected))
        bias -= 0.5 * (error.sum() + pull * (bias - EXPECTED["bias"]))
        weights = np.where(weights * expected < 0, 0.0, weights)
    return float(bias), [float(each) for each in weights]


def write_weights(bias: float, weights: list[float], threshold: float, seen: str) -> None:
    """Put the weights into the lexicon, below its comment."""
    comment = [line for line in LEXICON.read_text("utf-8").splitlines() if line.startswith("#")]
    values = {"bias": bias, "threshold": threshold} | dict(
        zip((each.__name__ for each in FEATURES), weights, strict=True)
    )
    lines = [f'{name}: {{weight: {value:.2f}, seen: "{seen}"}}' for name, value in sorted(values.items())]
    LEXICON.write_text("\n".join([*comment, *lines]) + "\n", "utf-8")


def grouped(reports: list[Report]) -> list[set[str]]:
    """The documents of each incident that the product makes of these reports."""
    names = {each.document.id: each.document.source for each in reports}
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "set.db") as ledger:
        append(ledger, [Entry(report=each, original=each.document.text.encode()) for each in reports], at=AT)
        link_incidents(ledger)
        return [{names[each] for each in one.documents} for one in find_incidents(ledger, IncidentsWanted())]


def pairs_of(groups: Iterable[Iterable[str]]) -> Pairs:
    """Pairs of documents that share a group."""
    return {(one, other) for group in groups for one, other in combinations(sorted(set(group)), 2)}


def gold_of(marked: list[Marked]) -> dict[str, set[str]]:
    """The documents of each incident in gold."""
    gold: dict[str, set[str]] = {}
    for one in marked:
        for name, _, _ in one.parts:
            if name:
                gold.setdefault(name, set()).add(one.name)
    return gold


@dataclass(frozen=True)
class Score:
    """How many pairs were right, given and asked for."""

    right: int
    given: int
    asked: int

    def __str__(self) -> str:
        """Precision, recall and F1."""
        precision = self.right / self.given if self.given else 0.0
        recall = self.right / self.asked if self.asked else 0.0
        return f"{precision:.3f} | {recall:.3f} | {2 * self.right / (self.given + self.asked):.3f}"


def score(groups: list[set[str]], gold: dict[str, set[str]], *, is_told: bool = False) -> Score:
    """Pairwise, over documents."""
    given, asked = pairs_of(groups), pairs_of(gold.values())
    if is_told:
        print("missed", sorted(asked - given))
        print("wrong", sorted(given - asked))
    return Score(len(given & asked), len(given), len(asked))


def by_words(texts: dict[str, str], threshold: float) -> list[set[str]]:
    """Documents joined where the tf-idf cosine of their words reaches a threshold, to compare with."""
    words = {name: Counter(re.findall(r"[a-z]{2,}", text.lower())) for name, text in texts.items()}
    documents = Counter(word for each in words.values() for word in each)
    vectors = {}
    for name, counted in words.items():
        raw = {word: (1 + np.log(n)) * np.log(len(texts) / documents[word]) for word, n in counted.items()}
        norm = np.sqrt(sum(value**2 for value in raw.values())) or 1.0
        vectors[name] = {word: value / norm for word, value in raw.items()}
    homes = {name: {name} for name in texts}
    for one, other in combinations(texts, 2):
        less, more = sorted((vectors[one], vectors[other]), key=len)
        if sum(value * more.get(word, 0.0) for word, value in less.items()) >= threshold:
            whole = homes[one] | homes[other]
            homes |= dict.fromkeys(whole, whole)
    return list({id(each): each for each in homes.values()}.values())


def halves(marked: list[Marked], reports: list[Report], *, is_told: bool) -> Iterator[str]:
    """Rows of the table: each half by the product, and by words alone."""
    for half, name in (("a", "a, fitted on"), ("b", "b, held out")):
        chosen = [(one, report) for one, report in zip(marked, reports, strict=True) if one.half == half]
        gold = gold_of([one for one, _ in chosen])
        texts = {one.name: one.document.text for one, _ in chosen}
        yield f"| {name} | Reportedly | {score(grouped([report for _, report in chosen]), gold, is_told=is_told)} |"
        best = max((by_words(texts, cut / 100) for cut in range(10, 60, 5)), key=lambda each: _f1(score(each, gold)))
        yield f"| {name} | words alone, at the best of ten thresholds | {score(best, gold)} |"


def ecb() -> Iterator[str]:
    """Rows of the table of ECB+: documents grouped by the product, by words, and by both together.

    The documents have no dates, few of them are about conflict, and gold groups whole documents: a sanity check.
    """
    scorer, gold = SHARED / "score/incidents.py", SHARED / "data/linking/ecbplus"
    if not scorer.is_file():
        return
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        asked = [sys.executable, str(scorer), "--format", "ecb", "--gold", str(gold)]
        subprocess.run([*asked, "--texts", str(folder / "texts")], check=True, capture_output=True)
        texts = {each.stem: each.read_text("utf-8") for each in sorted((folder / "texts").glob("*.txt"))}
        documents = [Document(source=name, text=text, language="en") for name, text in texts.items()]
        found = grouped(read_all(documents))
        ways = {
            "Reportedly": found,
            "words alone, cosine from 0.25 on": by_words(texts, 0.25),
            "words alone, cosine from 0.35 on": by_words(texts, 0.35),
        }
        for name, groups in ways.items():
            lines = [{"id": str(number), "documents": sorted(group)} for number, group in enumerate(groups)]
            (folder / "system.jsonl").write_text("".join(json.dumps(each) + "\n" for each in lines), "utf-8")
            told = [*asked, "--reports", str(folder / "system.jsonl"), "--json", str(folder / "scores.json")]
            subprocess.run(told, check=True, capture_output=True)
            scores = json.loads((folder / "scores.json").read_text("utf-8"))
            figures = [
                f"{scores[kind][part]:.3f}" for kind in ("pairwise", "B3") for part in ("precision", "recall", "f1")
            ]
            yield f"| {name} | {' | '.join(figures)} |"


def _f1(found: Score) -> float:
    """F1 alone."""
    return 2 * found.right / (found.given + found.asked)


def main() -> None:
    """Fit, or print scores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--fit", action="store_true", help="fit the weights on the a-half and write them")
    parser.add_argument("--list", action="store_true", help="list pairs that were missed or are wrong")
    parser.add_argument("--ecb", action="store_true", help="score ECB+ too")
    parser.add_argument("--page", type=Path, help="write the scores there")
    options = parser.parse_args()
    marked = load_set()
    reports = read_all([each.document for each in marked])
    if options.fit:
        chosen = [(one, report) for one, report in zip(marked, reports, strict=True) if one.half == "a"]
        fit([one for one, _ in chosen], [report for _, report in chosen])
        subprocess.run([sys.executable, __file__, "--list"], check=True)
        return
    lines = [*HEAD.format(reports=len(marked), incidents=len(gold_of(marked))).splitlines()]
    lines += halves(marked, reports, is_told=options.list)
    if options.ecb:
        lines += [*ECB.splitlines(), *ecb()]
    print("\n".join(lines))
    if options.page:
        options.page.write_text("\n".join(lines) + "\n", "utf-8")


HEAD = """# Scores of incidents

Written by `python bench/incidents.py --page docs/incidents/scores.md`. Measured on {reports} fictional reports on
{incidents} incidents (bench/incidents), whose weights were fitted on one half. Figures are over pairs of reports that
share an incident.

| half | by | precision | recall | F1 |
|---|---|---|---|---|"""


ECB = """
ECB+ topics 1-35 (../shared): whole documents, most of them not about conflict and all without dates, so that relative
times and look-alikes of one place cannot be told apart. A sanity check, by the scorer that comes with it.

| by | pairwise precision | recall | F1 | B3 precision | recall | F1 |
|---|---|---|---|---|---|---|"""


if __name__ == "__main__":
    main()

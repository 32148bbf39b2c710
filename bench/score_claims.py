"""Score the claims of reports against claim gold: who is said to have said what, how they know, where and when.

    python bench/score_claims.py GOLD_DIR REPORTS.jsonl [--json FILE] [--verbose]

A gold claim and a claim of the report may be paired where their contents share at least half of what they cover
together; the pairing that shares most is taken. Everything but the first two figures is measured on pairs. `attributed`
leaves out what gold gives to the document alone. F1 of a rare value counts a pair as right where both have it.
"""

import argparse
import json
import math
import sys
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goldfiles import FIELDS, GoldDocument, GoldError, Marked, Spot, load_gold, report_claims
from pairing import pair

MATCH = 0.5
TIE = 1e-6  # of two equal pairings, the one whose nearest sources agree
EARTH_KM = 6371.0088
NEAR_KM, PROVINCE_KM, REGION_KM = 25.0, 100.0, 161.0
USUAL = {"polarity": "+", "certainty": "CT", "realis": "actual"}

Json = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Right answers among those given and among those asked for."""

    right_given: float = 0
    given: float = 0
    right_asked: float = 0
    asked: float = 0

    def add(self, right: float, given: float, asked: float) -> None:
        """Count where one number of right answers serves precision and recall."""
        self.right_given += right
        self.given += given
        self.right_asked += right
        self.asked += asked

    @property
    def precision(self) -> float:
        """Right answers among those given; 0 where none was given."""
        return self.right_given / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Right answers among those asked for; 0 where none was asked for."""
        return self.right_asked / self.asked if self.asked else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Outcome:
    """What one or several documents add up to: a tally for every measure, by name."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def of(self, measure: str) -> Tally:
        """The tally of a measure, made when first asked for."""
        return self.tallies.setdefault(measure, Tally())

    def value(self, measure: str) -> float:
        """The figure of a measure: F1, which is the accuracy where as much is given as asked for."""
        return self.of(measure).f1


def overlap(left: frozenset[int], right: frozenset[int]) -> float:
    """Shared code points over united ones."""
    union = len(left | right)
    return len(left & right) / union if union else 0.0


def touch(left: tuple[int, int] | None, right: tuple[int, int] | None) -> bool:
    """Whether two spans share a code point."""
    return left is not None and right is not None and min(left[1], right[1]) > max(left[0], right[0])


def same_source(gold: Marked, found: Marked) -> bool:
    """Both are the document's own; or both sources stand nowhere, or share a character, or have equal labels."""
    if gold.narrated or found.narrated:
        return gold.narrated and found.narrated
    one, other = gold.chain[0], found.chain[0]
    if (one.span is None and other.span is None) or touch(one.span, other.span):
        return True
    label = other.label.strip().casefold()
    return bool(label) and label == one.label.strip().casefold()


def same_time(gold: Marked, found: Marked) -> bool:
    """Neither has a time, or their days share at least half of what they cover together."""
    if not gold.days or not found.days:
        return gold.days == found.days
    covered = [{day for start, stop in claim.days for day in range(start, stop)} for claim in (gold, found)]
    return len(covered[0] & covered[1]) / len(covered[0] | covered[1]) >= MATCH


def kilometres(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Great-circle distance between two points given as latitude and longitude."""
    (lat1, lon1), (lat2, lon2) = (tuple(math.radians(degrees) for degrees in point) for point in (left, right))
    inner = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(inner)))


def folded(name: str) -> str:
    """A name without case, marks, blanks and punctuation."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", name).casefold() if letter.isalnum())


def same_place(gold: Spot, found: Spot) -> bool:
    """Whether a reading is the gold place, as closely as the level of the gold place allows."""
    if gold.level in {"REGION", "NATURAL"}:
        return within(gold, found, REGION_KM)
    if folded(gold.country) != folded(found.country):
        return False
    if gold.level == "ADM0":
        return True
    if gold.level == "ADM1":
        own, other = ({folded(spot.name), folded(spot.admin1)} - {""} for spot in (gold, found))
        return (found.level == "ADM1" and bool(own & other)) or within(gold, found, PROVINCE_KM)
    return within(gold, found, NEAR_KM)


def within(gold: Spot, found: Spot, limit: float) -> bool:
    """Whether two places are at most so many kilometres apart; by name where gold has no point."""
    if gold.point is None:
        return folded(gold.name) == folded(found.name) != ""
    return found.point is not None and kilometres(gold.point, found.point) <= limit


CHECKS: dict[str, Callable[[Marked, Marked], bool]] = {
    "nearest source": same_source,
    "chain length": lambda gold, found: len(gold.chain) == len(found.chain),
    "anonymity": lambda gold, found: gold.chain[0].anonymity == found.chain[0].anonymity,
    "basis": lambda gold, found: gold.chain[0].basis == found.chain[0].basis,
    "time": same_time,
}


def matched(gold: tuple[Marked, ...], found: tuple[Marked, ...]) -> list[tuple[int, int]]:
    """The one-to-one pairs of gold and found claims that share most."""
    weights = {}
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            shared = overlap(one.points, other.points)
            if shared >= MATCH:
                weights[i, j] = shared + TIE * same_source(one, other)
    return pair(weights)


def whole(gold: Marked, found: Marked) -> bool:
    """Whether a pair has the right nearest source, polarity and realis."""
    return same_source(gold, found) and all(gold.codes[name] == found.codes[name] for name in ("polarity", "realis"))


def score(gold: tuple[Marked, ...], found: tuple[Marked, ...]) -> Outcome:
    """The outcome of one document."""
    outcome = Outcome()
    for name in ("claims", "END TO END"):
        tally = outcome.of(name)
        tally.given, tally.asked = len(found), sum(not claim.optional for claim in gold)
    for i, j in matched(gold, found):
        one, other = gold[i], found[j]
        for name, right in (("claims", True), ("END TO END", whole(one, other))):
            outcome.of(name).right_given += right
            outcome.of(name).right_asked += right and not one.optional
        count_codes(one, other, outcome)
        count_slots(one, other, outcome)
        count_places(one, other, outcome)
    return outcome


def count_codes(gold: Marked, found: Marked, outcome: Outcome) -> None:
    """Count what has one value: accuracies over all pairs and over attributed ones, and F1 of rare values."""
    checks = {name: check(gold, found) for name, check in CHECKS.items()}
    checks |= {name: gold.codes[name] == found.codes[name] for name in FIELDS}
    for name, right in checks.items():
        outcome.of(name).add(right, 1, 1)
        if not gold.narrated:
            outcome.of(f"{name}, attributed").add(right, 1, 1)
    rare = {f"{name} not {usual}": (gold.codes[name], found.codes[name], usual) for name, usual in USUAL.items()}
    if not gold.narrated:
        rare["stated basis, attributed"] = (gold.chain[0].basis, found.chain[0].basis, "unstated")
    for name, (wanted, given, usual) in rare.items():
        outcome.of(name).add(wanted == given != usual, given != usual, wanted != usual)


def count_slots(gold: Marked, found: Marked, outcome: Outcome) -> None:
    """Count actors (same role, overlapping words) and quantities (all equal)."""
    shares = {
        (i, j): min(one[1][1], other[1][1]) - max(one[1][0], other[1][0])
        for i, one in enumerate(gold.actors)
        for j, other in enumerate(found.actors)
        if one[0] == other[0] and touch(one[1], other[1])
    }
    outcome.of("actors").add(len(pair(shares)), len(found.actors), len(gold.actors))
    equal = (gold.quantities & found.quantities).total()
    outcome.of("quantities").add(equal, found.quantities.total(), gold.quantities.total())


def count_places(gold: Marked, found: Marked, outcome: Outcome) -> None:
    """Recall asks for the gold places where it holds (`at`); precision looks at every resolved place."""
    tally = outcome.of("places")
    wanted = [spot for spot in gold.spots if spot.role == "at"]
    tally.asked += len(wanted)
    tally.right_asked += sum(any(same_place(spot, other) for other in found.spots) for spot in wanted)
    tally.given += len(found.spots)
    tally.right_given += sum(any(same_place(spot, other) for spot in gold.spots) for other in found.spots)


def summed(outcomes: Iterable[Outcome]) -> Outcome:
    """All documents together."""
    total = Outcome()
    for outcome in outcomes:
        for name, tally in outcome.tallies.items():
            mine = total.of(name)
            mine.add(0, tally.given, tally.asked)
            mine.right_given += tally.right_given
            mine.right_asked += tally.right_asked
    return total


def find_report(document: GoldDocument, reports: list[Json]) -> Json | None:
    """The report of a gold document: the same text, or else the same name."""
    for report in reports:
        if report["document"]["text_sha256"].removeprefix("sha256:").lower() == document.sha256:
            return report
    for report in reports:
        last = report["document"]["source"].rstrip("/").rsplit("/", 1)[-1]
        if {last, last.rsplit(".", 1)[0], report["document"]["source"]} & document.ids:
            return report
    return None


def score_all(documents: list[GoldDocument], reports: list[Json]) -> dict[str, Outcome]:
    """The outcome of every gold document, by name; one without a report counts as empty output."""
    outcomes = {}
    for document in documents:
        report = find_report(document, reports)
        outcomes[document.name] = score(document.claims, report_claims(report) if report else ())
    return outcomes


def figures(outcomes: dict[str, Outcome]) -> dict[str, float]:
    """Every measure over all documents, with the means of the two headline figures over documents."""
    total = summed(outcomes.values())
    found = {name: total.value(name) for name in total.tallies}
    for name in ("claims", "END TO END"):
        found[f"{name}, mean of documents"] = sum(each.value(name) for each in outcomes.values()) / len(outcomes)
    return found


def load_reports(path: Path) -> list[Json]:
    """The report records of a JSON Lines file.

    Raises:
        GoldError: A line is not JSON.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    try:
        return [json.loads(line) for line in lines if line.strip()]
    except ValueError as error:
        message = f"{path}: not JSON Lines: {error}"
        raise GoldError(message) from error


def table(outcomes: dict[str, Outcome]) -> str:
    """All measures with precision, recall and counts, then both headline figures for each document."""
    total = summed(outcomes.values())
    lines = [f"{'measure':32}{'P':>8}{'R':>8}{'F1':>8}{'given':>8}{'asked':>8}"]
    for name, tally in total.tallies.items():
        shares = f"{tally.precision:8.3f}{tally.recall:8.3f}{tally.f1:8.3f}"
        lines.append(f"{name:32}{shares}{tally.given:8.0f}{tally.asked:8.0f}")
    lines.append(f"\n{'document':32}{'claims':>8}{'end':>8}{'given':>8}{'asked':>8}")
    for name, outcome in outcomes.items():
        claims = outcome.of("claims")
        ends = outcome.value("END TO END")
        lines.append(f"{name:32}{claims.f1:8.3f}{ends:8.3f}{claims.given:8.0f}{claims.asked:8.0f}")
    return "\n".join(lines)


def differences(document: GoldDocument, report: Json | None) -> Iterable[str]:
    """What was missed, made up or wrong in a document, a line each."""
    found = report_claims(report) if report else ()
    pairs = dict(matched(document.claims, found))
    for i, claim in enumerate(document.claims):
        if i not in pairs and not claim.optional:
            yield f"missed     {claim.words}"
        elif i in pairs:
            other = found[pairs[i]]
            wrong = [name for name in FIELDS if claim.codes[name] != other.codes[name]]
            wrong += [name for name, check in CHECKS.items() if not check(claim, other)]
            if wrong:
                yield f"wrong      {claim.words} [{', '.join(wrong)}]"
    yield from (f"made up    {found[j].words}" for j in range(len(found)) if j not in pairs.values())


def main() -> int:
    """Print the table; 2 where something cannot be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, help="folder of gold files")
    parser.add_argument("reports", type=Path, help="reports, JSON Lines")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--verbose", action="store_true", help="list what was missed, made up or wrong")
    options = parser.parse_args()
    try:
        documents, reports = load_gold(options.gold), load_reports(options.reports)
        outcomes = score_all(documents, reports)
        listed = [(d.name, list(differences(d, find_report(d, reports)))) for d in documents] if options.verbose else []
    except (GoldError, OSError, KeyError) as error:
        sys.stderr.write(f"score_claims: {error}\n")
        return 2
    for name, lines in listed:
        print(f"== {name}", *lines, sep="\n")
    print(table(outcomes))
    if options.json:
        options.json.write_text(json.dumps(figures(outcomes), indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

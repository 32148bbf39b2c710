"""Stance, events, roles and quantities on the claims of the gold, as if splitting and chains were right.

    .venv/bin/python bench/readings.py [--shared ../shared] [--model FOLDER] [--wrong FIELD]

Each gold claim's words become a proposition, whose head is the token that governs the others; the cue is the gold's.
So the figures tell how good the readings are by themselves, and are upper bounds for `bench/claims.py`.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.annotate.english import load_english
from reportedly.extract.events import Event, load_event_words, read_event
from reportedly.extract.propositions import Proposition
from reportedly.extract.quantities import read_quantities
from reportedly.extract.roles import read_participants
from reportedly.extract.stance import Stance, read_stance
from reportedly.extract.tree import Tree
from reportedly.records import Document
from reportedly.spans import Span, words_of

RARE = (
    ("polarity", "negated", lambda value: value == "-"),
    ("certainty", "not CT", lambda value: value != "CT"),
    ("realis", "not actual", lambda value: value != "actual"),
)
FIELDS = ("kind", "type", "polarity", "certainty", "realis", "genericity")
SHOWN = 12

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A gold claim beside what was read of its words."""

    gold: Json
    words: str
    values: dict[str, str]
    actors: tuple[tuple[str, Span, str], ...]
    quantities: Counter[tuple[str, float | None, float | None, float | None]]


def main() -> None:
    """Print accuracies, F1 of rare values, slots and the commonest confusions."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with gold/dev")
    parser.add_argument("--model", type=Path, help="folder of the language model; the package's own by default")
    parser.add_argument("--wrong", choices=(*FIELDS, "actors", "quantities"), help="list the claims read wrongly")
    arguments = parser.parse_args()
    claims = list(read_gold(arguments.shared / "gold" / "dev", arguments.model))
    report(claims)
    if arguments.wrong:
        list_wrong(claims, arguments.wrong)


def read_gold(folder: Path, model_folder: Path | None) -> Iterator[Read]:
    """Every claim of every gold document, read."""
    model = load_english(folder=model_folder) if model_folder else load_english()
    words = load_event_words()
    for path in sorted(folder.glob("*.json")):
        document = Document(source=path.name, text=path.with_suffix(".txt").read_text("utf-8"))
        tree = Tree(model.annotate(document))
        for claim in json.loads(path.read_text("utf-8"))["claims"]:
            proposition = proposed(tree, claim)
            if proposition is None:
                continue
            stance = read_stance(tree, proposition, cue_lemma(tree, claim))
            event = read_event(tree, proposition, stance, words)
            yield read(tree, claim, proposition, stance, event)


def proposed(tree: Tree, claim: Json) -> Proposition | None:
    """The gold's words as a proposition."""
    spans = tuple(Span(*part) for part in claim["content"])
    tokens = tuple(index for span in spans for index in tree.within(span))
    inside = set(tokens)
    heads = [index for index in tokens if tree.tokens[index].head not in inside and tree.tokens[index].upos != "PUNCT"]
    if not heads:
        return None
    head = max(heads, key=lambda index: len(tree.subtree(index)))
    return Proposition(head=head, tokens=tokens, content=spans)


def cue_lemma(tree: Tree, claim: Json) -> str | None:
    """The lemma of the gold's cue, where it stands outside the claim."""
    if not claim["cue"]:
        return None
    top = tree.top(Span(*claim["cue"]))
    return None if top is None else tree.lemmas[top]


def read(tree: Tree, claim: Json, proposition: Proposition, stance: Stance, event: Event) -> Read:
    """What was read of a claim, as the gold writes it."""
    quantities = read_quantities(tree, proposition, event)
    return Read(
        gold=claim,
        words=words_of(proposition.content, tree.text).replace("\n", " ") + f" [{tree.words[proposition.head]}]",
        values={
            "kind": event.kind,
            "type": event.type,
            "polarity": stance.polarity,
            "certainty": stance.certainty,
            "realis": stance.realis,
            "genericity": stance.genericity,
        },
        actors=tuple((one.role.value, one.span, one.span.of(tree.text)) for one in read_participants(tree, event)),
        quantities=Counter((one.of.value, one.low, one.best, one.high) for one in quantities),
    )


def report(claims: list[Read]) -> None:
    """The tables."""
    print(f"{len(claims)} claims of the gold, their own words and cues given\n")
    for field in FIELDS:
        right = sum(one.gold[field] == one.values[field] for one in claims)
        print(f"{field:<12} accuracy {right / len(claims):.3f}")
    for field, name, is_rare in RARE:
        both = sum(is_rare(one.gold[field]) and is_rare(one.values[field]) for one in claims)
        given, asked = (sum(is_rare(value) for value in side) for side in sides(claims, field))
        print(f"{field:<12} {name:<10} {scores(both, given, asked)}")
    for name, counts in (("actors", map(actor_counts, claims)), ("quantities", map(quantity_counts, claims))):
        right, given, asked = (sum(column) for column in zip(*counts, strict=True))
        print(f"{name:<23} {scores(right, given, asked)}")
    for field in FIELDS:
        pairs = Counter((one.gold[field], one.values[field]) for one in claims if one.gold[field] != one.values[field])
        listed = ", ".join(f"{gold} as {system} {count}" for (gold, system), count in pairs.most_common(SHOWN))
        print(f"\n{field}: {listed}")


def sides(claims: list[Read], field: str) -> tuple[list[str], list[str]]:
    """The values read and those of the gold."""
    return [one.values[field] for one in claims], [one.gold[field] for one in claims]


def scores(right: int, given: int, asked: int) -> str:
    """Precision, recall and F1 in words."""
    precision, recall = right / given if given else 0.0, right / asked if asked else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({right} right, {given} given, {asked} asked)"


def actor_counts(one: Read) -> tuple[int, int, int]:
    """Right, given and asked: an actor is right when its role is and the spans share a character."""
    free = [(actor["role"], Span(*actor["span"])) for actor in one.gold["actors"] if actor["span"]]
    right, asked = 0, len(free)
    for role, span, _ in one.actors:
        found = next((gold for gold in free if gold[0] == role and gold[1].overlaps(span)), None)
        if found is not None:
            free.remove(found)
            right += 1
    return right, len(one.actors), asked


def quantity_counts(one: Read) -> tuple[int, int, int]:
    """Right, given and asked: a quantity is right when all it says is."""
    gold = gold_quantities(one)
    return (gold & one.quantities).total(), one.quantities.total(), gold.total()


def gold_quantities(one: Read) -> Counter[tuple[str, float | None, float | None, float | None]]:
    """The quantities of the gold."""
    return Counter((each["of"], each["low"], each["best"], each["high"]) for each in one.gold["quantities"])


def list_wrong(claims: list[Read], field: str) -> None:
    """Every claim whose field was read otherwise than the gold has it."""
    for one in claims:
        if field == "actors":
            right, given, asked = actor_counts(one)
            if right < max(given, asked):
                gold = [(actor["role"], actor["name"]) for actor in one.gold["actors"]]
                print(f"{one.gold['type']}/{one.values['type']}: {one.words}\n  gold {gold}\n  read", end=" ")
                print([(role, words) for role, _, words in one.actors])
        elif field == "quantities":
            if gold_quantities(one) != one.quantities:
                print(f"{one.words}\n  missed {gold_quantities(one) - one.quantities}", end="\n  ")
                print(f"false {one.quantities - gold_quantities(one)}")
        elif one.gold[field] != one.values[field]:
            print(f"{one.gold[field]} read as {one.values[field]}: {one.words}")


if __name__ == "__main__":
    main()

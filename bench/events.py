"""What is asserted, on other people's codings: PLOVER and PETRARCH records, MUC-3/4 messages.

    .venv/bin/python bench/events.py plover|petrarch|muc [--shared ../shared] [--model FOLDER] [--limit N]

PLOVER and PETRARCH code a sentence as one event of an ontology that is not ours. Of each record, the claims whose type
the crosswalk takes to a PLOVER category are compared with the coded one; CAMEO codes go to PLOVER by two digits.
MUC is scored by the shared folder's scorer, beside a baseline: every sentence that holds a listed word is a claim.
Its messages are in capitals throughout; they are read in small letters, which leaves every offset where it was.
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
from pathlib import Path

from reportedly.annotate.english import English, load_english
from reportedly.codec import encode_report
from reportedly.extract import extract, load_grammar
from reportedly.extract.event_words import inflected, load_types
from reportedly.lexicon import load_lexicon
from reportedly.pipeline import Tools, load_tools, process
from reportedly.records import DateCandidate, Document
from reportedly.settings import load_settings
from reportedly.vocabulary import DateOrigin

PLOVER = "data/events/plover-gsr/gold_standard_records/PLOVER_GSR_CAMEO.txt"
PETRARCH = "data/events/petrarch-validation/UniversalPetrarch/data/text"
OLDER = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"}  # names before 2018
CAMEO = {
    "03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID", "08": "CONCEDE", "09": "ACCUSE",
    "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST", "15": "MOBILIZE",
    "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT",
}  # fmt: skip
MUC_TYPES = frozenset({"CLASH", "ATTACK_CIV", "STRIKE", "KILL", "EXPLOSION", "ABDUCT_CAPTURE"})
ROW = re.compile(r"<Sentence .*?</Sentence>|<Sentence .*?(?=<Sentence )", re.DOTALL)
SENTENCE = re.compile(r"[^.!?]+[.!?]*", re.DOTALL)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Record:
    """A coded sentence."""

    text: str
    category: str


@dataclass(frozen=True, slots=True)
class Message:
    """A MUC message with the day of its dateline."""

    name: str
    text: str
    day: str | None


def main() -> None:
    """Print the figures of one corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", choices=("plover", "petrarch", "muc"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="folder with data/ and score/")
    parser.add_argument("--model", type=Path, help="folder of the language model; the package's own by default")
    parser.add_argument("--limit", type=int, help="only so many records or messages")
    options = parser.parse_args()
    if options.corpus == "muc":
        measure_muc(options.shared, options.model, options.limit)
        return
    records = list(plover(options.shared) if options.corpus == "plover" else petrarch(options.shared))
    measure_types(records[: options.limit], load_english(folder=options.model))


def plover(shared: Path) -> Iterator[Record]:
    """The PLOVER gold standard records."""
    for row in json.loads((shared / PLOVER).read_text("utf-8")):
        if "text" in row:
            yield Record(row["text"], OLDER.get(row["event"], row["event"]))


def petrarch(shared: Path) -> Iterator[Record]:
    """The English PETRARCH sentences with one CAMEO code; statements alone (01, 02) have no category."""
    seen = set()
    for path in sorted((shared / PETRARCH).glob("*.xml")):
        if "spanish" in path.name:
            continue
        for sentence in ROW.findall(path.read_text("utf-8")):
            codes = {CAMEO.get(code[:2]) for code in re.findall(r'eventcode\s*=\s*"(\d+)"', sentence)} - {None}
            text = re.search(r"<Text>(.*?)</Text>", sentence, re.DOTALL)
            words = " ".join(text.group(1).split()) if text else ""
            if len(codes) == 1 and words and words not in seen:
                seen.add(words)
                yield Record(words, str(codes.pop()))


def measure_types(records: list[Record], model: English) -> None:
    """Agreement of the claims' categories with the coded ones, and the types beside the categories."""
    grammar, walk = load_grammar(), load_lexicon("crosswalk").entries
    reached = {row["plover"].split("/")[0] for row in walk.values() if row.get("plover")}
    table: Counter[tuple[str, str]] = Counter()
    hits = coded = within = 0
    for record in records:
        claims = extract(model.annotate(Document(source="record", text=record.text)), grammar).claims
        given = {row.split("/")[0] for claim in claims if (row := (walk.get(claim.type) or {}).get("plover"))}
        table.update((record.category, claim.type) for claim in claims)
        coded += bool(given)
        if record.category in reached:
            within += 1
            hits += record.category in given
    print(f"{len(records)} records; {coded} with a claim that the crosswalk takes to a category")
    print(
        f"of {within} in a category that the crosswalk reaches, {hits} have a claim of it: {hits / max(within, 1):.3f}"
    )
    confusion(table)


def confusion(table: Counter[tuple[str, str]]) -> None:
    """The commonest types of claims for each category."""
    for category in sorted({category for category, _ in table}):
        of = Counter({type_: n for (one, type_), n in table.items() if one == category})
        print(f"{category:<10} {', '.join(f'{type_} {n}' for type_, n in of.most_common(6))}")


def measure_muc(shared: Path, model: Path | None, limit: int | None) -> None:
    """The scorer's table for the line and for the baseline, on TST1 and TST2 together."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        scorer = [sys.executable, str(shared / "score" / "muc.py")]
        subprocess.run([*scorer, "texts", "--gold", str(shared / "data/events/muc"), str(out / "texts")], check=True)
        keys = out / "keys"
        keys.mkdir()
        for part in ("tst1", "tst2"):
            for path in (shared / "data/events/muc" / part).glob("key-*"):
                (keys / path.name).write_text(path.read_text("utf-8"), "utf-8")
        messages = [row for row in manifest(out / "texts" / "manifest.jsonl") if row.name.startswith("TST")][:limit]
        environment = {"REPORTEDLY_MODEL": str(model)} if model else {}
        tools = load_tools(load_settings(environment or None))
        write(out / "line.jsonl", lines(messages, tools))
        write(out / "baseline.jsonl", baseline(messages))
        for name in ("line", "baseline"):
            print(f"\n{name}, {len(messages)} messages")
            print(scored([*scorer, "score", "--gold", str(keys), "--reports", str(out / f"{name}.jsonl")]))


def manifest(path: Path) -> Iterator[Message]:
    """The messages with their dates, in the order of the corpus."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Message(row["source"], row["text"], row.get("published"))


def lines(messages: Iterable[Message], tools: Tools) -> Iterator[str]:
    """What the line makes of each message."""
    for message in messages:
        dates = (DateCandidate(value=message.day, origin=DateOrigin.GIVEN),) if message.day else ()
        document = Document(source=message.name, text=softened(message.text), language="en", dates=dates)
        yield encode_report(process(document, tools)).decode("utf-8")


def softened(text: str) -> str:
    """A text in capitals in small letters, with capitals where a sentence begins; as long as it was."""
    small = re.sub(r"[A-Z]", lambda letter: letter.group().lower(), text)
    return re.sub(r"(?:\A|[.!?\"]\s+)[a-z]", lambda start: start.group().upper(), small)


def baseline(messages: Iterable[Message]) -> Iterator[str]:
    """Every sentence that holds a word listed for a violent type, as a claim of the document."""
    words = dict(listed())
    for message in messages:
        text, claims = message.text, []
        for match in SENTENCE.finditer(text):
            types = {words[word] for word in re.findall(r"[a-z]+", match.group().lower()) if word in words}
            claims += [claim(match.span(), type_, len(claims) + at) for at, type_ in enumerate(sorted(types))]
        digest = hashlib.sha256(text.encode()).hexdigest()
        document = {"id": message.name, "source": message.name, "text": text, "text_sha256": digest}
        yield json.dumps({"schema": "reportedly.report/1", "document": document, "claims": claims, "mentions": {}})


def listed() -> Iterator[tuple[str, str]]:
    """Words of the violent types with their regular forms."""
    types = load_types()
    for word in load_lexicon("types").entries:
        for speech in ("verb", "noun"):
            entry = next((one for one in types.find(speech, word) if not one.others), None)
            if entry is not None and entry.type in MUC_TYPES:
                yield from ((form, str(entry.type)) for form in (word, *inflected(speech, word)))


def claim(span: tuple[int, int], type_: str, number: int) -> dict[str, object]:
    """A claim of the document itself, all else by default."""
    return {
        "id": str(number), "content": [span], "kind": "event", "type": type_, "mode": "narrator", "polarity": "+",
        "certainty": "CT", "realis": "actual", "genericity": "specific", "actors": [], "quantities": [], "places": [],
        "times": [],
        "chain": [{"who": None, "label": "document", "anonymity": "unsigned_narrator", "basis": "unstated"}],
    }  # fmt: skip


def write(path: Path, rows: Iterable[str]) -> None:
    """One row a line."""
    path.write_text("".join(f"{row}\n" for row in rows), "utf-8")


def scored(command: list[str]) -> str:
    """What the scorer prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


if __name__ == "__main__":
    main()

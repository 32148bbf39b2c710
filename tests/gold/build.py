"""Make the gold files and the bundled samples from texts and codings that are written in words.

    python tests/gold/build.py            write what differs
    python tests/gold/build.py --check    write nothing; exit 1 where something differs

`<name>.txt` is a report's text and `coding/<name>.txt` its coding: a head with what is known of the report, its
holders and its places, then one block a claim. From both come `<name>.json`, in the format of the shared gold, and
`manifest.jsonl` among the samples. The notation is described in README.md beside this file.
"""

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from reportedly import vocabulary

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SAMPLES = ROOT / "src" / "reportedly" / "samples"
sys.path.insert(0, str(HERE.parent))

from wording import Block, Pair, WordingError, find_content, find_near, read_blocks  # noqa: E402 (path set above)

NOTICE = "Fictional sample written for Reportedly; the events are invented."
CODES: dict[str, type[StrEnum]] = {
    "kind": vocabulary.Kind,
    "mode": vocabulary.Mode,
    "polarity": vocabulary.Polarity,
    "certainty": vocabulary.Certainty,
    "realis": vocabulary.Realis,
    "genericity": vocabulary.Genericity,
}
FIELD_OF = {
    **{member.value: field for field, members in CODES.items() for member in members},
    **{member.value: "type" for member in (*vocabulary.WorldType, *vocabulary.MetaType)},
    "optional": "optional",
}
DEFAULTS = {"polarity": "+", "certainty": "CT", "realis": "actual", "genericity": "specific"}
FIELDS = {"says", "code", "via", "cue", "document", "actor", "quantity", "place", "time", "note"}
HEAD = ("title", "publisher", "published", "url", "page")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a coding says once: the report, its holders and its places."""

    about: dict[str, str]
    holders: dict[str, tuple[str, str]]
    places: dict[str, tuple[list[str], Json]]

    @property
    def day(self) -> str:
        """The day of publication."""
        return self.about["published"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a claim stands while it is read: its text, the head of its coding, its parts."""

    text: str
    head: Head
    parts: list[Pair]

    def near(self, words: str) -> list[int]:
        """The span of words that belong to the claim."""
        return list(find_near(self.text, words, self.parts))


def chosen(value: str, allowed: type[StrEnum]) -> str:
    """The value, if the enumeration has it."""
    if value not in set(allowed):
        message = f"{value!r} is none of {', '.join(allowed)}"
        raise WordingError(message)
    return value


def split(value: str, mark: str) -> list[str]:
    """The parts of a value, without blanks at their edges."""
    return [part.strip() for part in value.split(mark)]


def read_head(block: Block) -> Head:
    """The first block of a coding."""
    about = {name: value for name, value in block.fields if name in HEAD}
    holders, places = {}, {}
    for name, value in block.fields:
        what, _, key = name.partition(" ")
        if what == "holder":
            label, anonymity = split(value, "|")
            holders[key] = (label, chosen(anonymity, vocabulary.Anonymity))
        elif what == "place":
            places[key] = read_place(value)
        elif name not in HEAD:
            message = f"line {block.line}: the head has no field {name!r}"
            raise WordingError(message)
    return Head(about=about, holders=holders, places=places)


def read_place(value: str) -> tuple[list[str], Json]:
    """A place of the head: its spellings in the text and its gazetteer entry; `-` is null."""
    spellings, name, country, admin1, level, lat, lon = split(value, "|")
    entry = {"name": name, "country": _known(country), "admin1": _known(admin1)}
    point = {"level": chosen(level, vocabulary.PlaceKind), "lat": _number(lat), "lon": _number(lon)}
    return split(spellings, ";"), {**entry, **point}


def _known(value: str) -> str | None:
    return None if value == "-" else value


def _number(value: str) -> float | int | None:
    if value == "-":
        return None
    return float(value) if "." in value else int(value)


def read_code(value: str, attributed: bool) -> Json:  # noqa: FBT001 (whether a chain is given decides the default mode)
    """Kind, type and the rest from words in any order; what is not said has its usual value."""
    code: Json = {**DEFAULTS, "mode": "indirect" if attributed else "narrator"}
    for word in value.split():
        if word not in FIELD_OF:
            message = f"unknown code {word!r}"
            raise WordingError(message)
        code[FIELD_OF[word]] = word
    code["optional"] = "optional" in code
    if "kind" not in code or "type" not in code:
        message = f"no kind or no type in {value!r}"
        raise WordingError(message)
    return code


def read_chain(block: Block, place: Place) -> list[Json]:
    """The holders, nearest first, and the document; bases beyond the nearest follow the relay rule unless given."""
    links: list[Json] = []
    for written in split(block.one("via"), ">") if block.one("via") else []:
        key, words, basis = [*split(written, "="), "", ""][:3]
        label, anonymity = place.head.holders[key]
        span = place.near(words) if words and words != "-" else None
        links.append(
            {"label": label, "span": span, "anonymity": anonymity, "basis": basis or relayed(links)},
        )
    basis = block.one("document") or relayed(links)
    links.append({"label": "document", "span": None, "anonymity": "unsigned_narrator", "basis": basis})
    for link in links:
        chosen(link["basis"], vocabulary.Basis)
    return links


def relayed(links: list[Json]) -> str:
    """What the mechanical relay rule makes of the basis of the link before."""
    before = links[-1]["basis"] if links else "unstated"
    if before.startswith("firsthand"):
        return "secondhand"
    return "thirdhand_plus" if before in {"secondhand", "thirdhand_plus"} else "unstated"


def read_actor(value: str, place: Place) -> Json:
    """`role words = name`; the name is the words where it is not given."""
    role, _, rest = value.partition(" ")
    words, _, name = rest.partition(" = ")
    chosen(role, vocabulary.ActorRole)
    return {"role": role, "span": place.near(words), "name": name or words.split("#")[0]}


def read_quantity(value: str, place: Place) -> Json:
    """`of words = low best high`, `-` for what is not given; one number stands for all three."""
    of, _, rest = value.partition(" ")
    words, _, numbers = rest.rpartition(" = ")
    bounds = [_number(number) for number in numbers.split()]
    low, best, high = bounds * 3 if len(bounds) == 1 else bounds
    chosen(of, vocabulary.QuantityOf)
    return {"of": of, "span": place.near(words), "low": low, "best": best, "high": high}


def read_at(value: str, place: Place) -> Json:
    """`role key`: a place of the head, at its nearest spelling; `role key = words` where other words mean it."""
    role, _, rest = value.partition(" ")
    key, _, words = rest.partition(" = ")
    spellings, entry = place.head.places[key]
    chosen(role, vocabulary.PlaceRole)
    return {"span": place.near(words) if words else _spelled(spellings, place), "role": role, **entry}


def _spelled(spellings: list[str], place: Place) -> list[int]:
    """The spelling that stands nearest: in the claim, in its sentence, before it, after it."""
    found = []
    for spelling in spellings:
        try:
            found.append(place.near(spelling))
        except WordingError as error:
            if "does not stand" not in str(error):
                raise
    if not found:
        message = f"none of {spellings} stands in the text"
        raise WordingError(message)
    return min(found, key=lambda span: _distance(span, place.parts))


def _distance(span: list[int], parts: list[Pair]) -> int:
    return min(max(0, start - span[1], span[0] - stop) for start, stop in parts)


def read_time(value: str, place: Place) -> Json:
    """`FROM..TO`, a day, `now`, `past`, `future` or `open`; `words = ...` where the text has words for it."""
    words, _, interval = value.rpartition(" = ")
    day = place.head.day
    named = {"now": (day, day), "past": ("", day), "future": (day, ""), "open": ("", "")}
    start, stop = named.get(interval) or (interval.split("..") if ".." in interval else (interval, interval))
    return {"span": place.near(words) if words else None, "start": start or None, "end": stop or None}


def read_claim(block: Block, text: str, head: Head) -> Json:
    """One claim in the format of the shared gold."""
    if unknown := {name for name, _ in block.fields} - FIELDS:
        message = f"unknown fields {sorted(unknown)}"
        raise WordingError(message)
    parts = find_content(text, block.one("says") or "")
    place = Place(text=text, head=head, parts=parts)
    chain = read_chain(block, place)
    cue = block.one("cue")
    code = read_code(block.one("code") or "", attributed=len(chain) > 1)
    optional = code.pop("optional")
    return {
        "content": [list(part) for part in parts],
        "quote": " ... ".join(text[slice(*part)] for part in parts),
        **{name: code[name] for name in ("kind", "type")},
        "chain": chain,
        "cue": place.near(cue) if cue else None,
        **{name: code[name] for name in ("mode", "polarity", "certainty", "realis", "genericity")},
        "actors": [read_actor(value, place) for value in block.all("actor")],
        "quantities": [read_quantity(value, place) for value in block.all("quantity")],
        "places": [read_at(value, place) for value in block.all("place")],
        "times": [read_time(value, place) for value in block.all("time")],
        "optional": optional,
        "note": block.one("note") or "",
    }


def read_coding(name: str) -> tuple[Head, str, Json]:
    """The head, the text and the gold record of one report.

    Raises:
        WordingError: a claim cannot be read; the message names the file and the claim.
    """
    path = HERE / "coding" / f"{name}.txt"
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    first, *blocks = read_blocks([line for line in path.read_text(encoding="utf-8").split("\n") if line[:1] != "#"])
    head = read_head(first)
    claims = []
    for block in blocks:
        try:
            claims.append(read_claim(block, text, head))
        except (WordingError, KeyError, ValueError) as error:
            message = f"{path.name}: {block.one('says')!r}: {error}"
            raise WordingError(message) from error
    claims.sort(key=lambda claim: claim["content"][0])
    numbered = [{"id": f"c{number:02}", **claim} for number, claim in enumerate(claims, 1)]
    return head, text, {"doc": describe(name, head, text), "claims": numbered}


def describe(name: str, head: Head, text: str) -> Json:
    """The `doc` of a gold file."""
    return {
        "id": name,
        "corpus": "reportedly samples",
        "title": head.about["title"],
        "publisher": head.about["publisher"],
        "url": head.about["url"],
        "dct": head.day,
        "dct_origin": "written with the sample",
        "sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(),
    }


def sample(name: str, head: Head, text: str) -> Json:
    """The line of a report in the manifest of the samples."""
    about = head.about
    known = {field: about[field] for field in ("title", "publisher", "published", "url")}
    return {"source": name, **known, "language": "en", "notice": NOTICE, "text": text}


def contents() -> dict[Path, str]:
    """Every generated file with what should stand in it."""
    files: dict[Path, str] = {}
    rows = []
    for path in sorted((HERE / "coding").glob("*.txt")):
        head, text, record = read_coding(path.stem)
        files[HERE / f"{path.stem}.json"] = written(record)
        if "page" not in head.about:
            rows.append((head.day, sample(path.stem, head, text)))
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for _, row in sorted(rows, key=lambda row: row[0])]
    files[SAMPLES / "manifest.jsonl"] = "".join(lines)
    return files


def written(record: Json) -> str:
    """A gold record with one claim a line, so that a change of one claim is a change of one line."""
    claims = ",\n".join(json.dumps(claim, ensure_ascii=False) for claim in record["claims"])
    return f'{{"doc": {json.dumps(record["doc"], ensure_ascii=False)},\n"claims": [\n{claims}\n]}}\n'


def stale(files: dict[Path, str]) -> list[Path]:
    """The files that differ from what should stand in them."""
    return [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]


def main() -> int:
    """Write or check; the exit status is 1 where a check found a difference or a coding cannot be read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where a file is stale")
    options = parser.parse_args()
    try:
        files = contents()
    except WordingError as error:
        sys.stderr.write(f"build.py: {error}\n")
        return 1
    differing = stale(files)
    for path in differing:
        sys.stdout.write(f"{'stale' if options.check else 'wrote'} {path.relative_to(ROOT)}\n")
        if not options.check:
            path.write_text(files[path], encoding="utf-8")
    return int(options.check and bool(differing))


if __name__ == "__main__":
    sys.exit(main())

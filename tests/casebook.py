"""Read cases of language from plain files, and say where a report differs from what a case asks for.

A case begins with a remark (`# ...`), whose first line is its name, goes on with the words of a report and ends with
`--- claims` and one block a claim. `--- document` before `--- text` gives the date and the publisher where they matter.
README.md beside the cases describes the fields.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reportedly import vocabulary
from reportedly.records import Claim, DateCandidate, Document, Holder, Observation, Report, Resolved
from reportedly.spans import Span
from wording import Block, Pair, WordingError, find_content, find_near, occurrences, read_blocks

CLOSE = 0.8  # contents that share so much are the same claim, so that an adverb at an edge does not matter
EDGES = " \t\n\"'“”‘’«».,;"
CODES: dict[str, frozenset[str]] = {
    "mode": frozenset(vocabulary.Mode),
    "polarity": frozenset(vocabulary.Polarity),
    "certainty": frozenset(vocabulary.Certainty),
    "realis": frozenset(vocabulary.Realis),
    "genericity": frozenset(vocabulary.Genericity),
    "kind": frozenset(vocabulary.Kind),
    "type": frozenset({*vocabulary.WorldType, *vocabulary.MetaType}),
}
LINKS: dict[str, type[StrEnum]] = {"basis": vocabulary.Basis, "anonymity": vocabulary.Anonymity}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case: where it stands, the words of the report and what is asked of its claims."""

    file: str
    name: str
    about: Block | None
    text: str
    blocks: tuple[Block, ...]

    @property
    def id(self) -> str:
        """File and name: how the list of known failures calls the case."""
        return f"{self.file}: {self.name}"

    def document(self) -> Document:
        """The report that is to be read."""
        day = self.about.one("published") if self.about else None
        return Document(
            source=f"{self.file}.txt",
            text=self.text,
            publisher=self.about.one("publisher") if self.about else None,
            language="en",
            dates=(DateCandidate(value=day, origin=vocabulary.DateOrigin.GIVEN),) if day else (),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One block of a case with the text it speaks of and the parts of its claim."""

    text: str
    block: Block
    parts: list[Pair]

    def near(self, words: str) -> Pair:
        """Where the words stand that belong to the claim."""
        return find_near(self.text, words, self.parts)

    def is_at(self, words: str, span: Span | None) -> bool:
        """Whether a span lies on the words, `-` meaning that there is none."""
        return span is None if words == "-" else _touch(self.near(words), span)


def load_cases(folder: Path) -> list[Case]:
    """Every case of a folder.

    Raises:
        WordingError: A file is not written as cases are.
    """
    paths = sorted(path for path in folder.glob("*.txt") if path.name != "known_failures.txt")
    return [case for path in paths for case in read_cases(path.stem, path.read_text(encoding="utf-8"))]


def load_known_failures(path: Path) -> frozenset[str]:
    """The ids of the cases that are known to fail."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line.strip() and not line.startswith("#"))


def read_cases(file: str, text: str) -> Iterator[Case]:
    """The cases of one file."""
    lines = text.split("\n")
    starts = [i for i, line in enumerate(lines) if line.startswith("# ") and (i == 0 or lines[i - 1][:1] != "#")]
    for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True):
        try:
            yield read_case(file, lines[start:stop], start + 1)
        except WordingError as error:
            message = f"{file}.txt, case at line {start + 1}: {error}"
            raise WordingError(message) from error


def read_case(file: str, lines: list[str], first: int) -> Case:
    """One case from its lines."""
    name = lines[0].removeprefix("#").strip()
    sections: dict[str, list[str]] = {"text": []}
    section, begins = "text", {}
    for number, line in enumerate(lines, first):
        if line.startswith("#"):
            continue
        if line.startswith("--- "):
            section = line.removeprefix("--- ").strip()
            sections.setdefault(section, [])
            begins[section] = number + 1
        else:
            sections[section].append(line)
    if not set(sections) <= {"document", "text", "claims"} or "claims" not in sections:
        message = f"sections {sorted(sections)}"
        raise WordingError(message)
    about = read_blocks(sections.get("document", []), begins.get("document", 0))
    blocks = read_blocks(sections["claims"], begins["claims"])
    text = "\n".join(sections["text"]).strip() + "\n"
    return Case(file=file, name=name, about=about[0] if about else None, text=text, blocks=blocks)


def complaints(case: Case, report: Report) -> list[str]:
    """Where the report differs from what the case asks for; empty where it does not."""
    found = []
    for block in case.blocks:
        if absent := block.one("absent"):
            if close(case.text, find_content(case.text, absent), report):
                found.append(f"a claim says {absent!r}")
            continue
        wanted = Wanted(text=case.text, block=block, parts=find_content(case.text, block.one("says") or ""))
        candidates = close(case.text, wanted.parts, report)
        told = [list(differences(wanted, resolved, report)) for resolved in candidates]
        if not told:
            found.append(f"no claim says {block.one('says')!r}")
        elif [] not in told:
            found += [f"{block.one('says')!r}: {line}" for line in min(told, key=len)]
    return found


def close(text: str, parts: list[Pair], report: Report) -> list[Resolved]:
    """The claims whose contents are the wanted one, best first."""
    points = _points(text, parts)
    shares = [(_share(points, _points(text, each.claim.content)), each) for each in report.claims]
    return [each for share, each in sorted(shares, key=lambda row: -row[0]) if share >= CLOSE]


def differences(wanted: Wanted, resolved: Resolved, report: Report) -> Iterator[str]:
    """What a claim has that the block does not ask for, field by field."""
    for name, value in wanted.block.fields:
        if name in {"says", "note"}:
            continue
        if name in CODES:
            given = str(getattr(resolved.claim, name))
            if given not in [each.strip() for each in value.split("|")]:
                yield f"{name} is {given}, not {value}"
        elif name in LINKS:
            yield from _link_differences(name, value, resolved.claim)
        elif name in PLACED:
            if not PLACED[name](wanted, value, resolved, report):
                yield f"no {name} {value!r}"
        elif not CHECKS[name](wanted, value, resolved.claim):
            yield f"{name} is not {value!r}"


def _link_differences(name: str, value: str, claim: Claim) -> Iterator[str]:
    """A field of the chain's links, as many of them as the case names, nearest first."""
    asked = [each.strip() for each in value.split(">")]
    given = [str(getattr(link, name)) for link in claim.chain[: len(asked)]]
    if len(given) < len(asked) or any(one not in want.split("|") for one, want in zip(given, asked, strict=False)):
        yield f"{name} is {' > '.join(given)}, not {value}"


def _via(wanted: Wanted, value: str, claim: Claim) -> bool:
    if value == "document":
        return len(claim.chain) == 1
    return len(claim.chain) > 1 and wanted.is_at(value, claim.chain[0].who)


def _cue(wanted: Wanted, value: str, claim: Claim) -> bool:
    return wanted.is_at(value, claim.chain[0].cue)


def _chain(wanted: Wanted, value: str, claim: Claim) -> bool:
    asked = [each.strip() for each in value.split(">")]
    if asked[-1] != "document" or len(asked) != len(claim.chain):
        return False
    return all(_is_link(wanted.text, words, link) for words, link in zip(asked[:-1], claim.chain, strict=False))


def _is_link(text: str, words: str, link: Holder) -> bool:
    if words == "-":
        return link.who is None
    at = any(_touch(pair, link.who) for pair in occurrences(text, words))
    return at or words.casefold() in link.label.casefold()


def _actor(wanted: Wanted, value: str, claim: Claim) -> bool:
    role, _, words = value.partition(" ")
    spans = [each.span for each in claim.participants if each.role == role]
    return not spans if words == "-" else any(_touch(wanted.near(words), span) for span in spans)


def _operator(_: Wanted, value: str, claim: Claim) -> bool:
    groups = [(each.role, each.group) for each in claim.participants if each.operator == value]
    return len(groups) > len(set(groups))


def _quantity(wanted: Wanted, value: str, claim: Claim) -> bool:
    if value == "-":
        return not claim.quantities
    of, _, rest = value.partition(" ")
    words, _, numbers = rest.rpartition(" = ")
    bounds = [None if each == "-" else float(each) for each in numbers.split()]
    low, best, high = bounds * 3 if len(bounds) == 1 else bounds
    given = [
        each for each in claim.quantities if each.of == of and (each.low, each.best, each.high) == (low, best, high)
    ]
    return any(_touch(wanted.near(words), each.span) for each in given)


def _flags(_: Wanted, value: str, claim: Claim) -> bool:
    given = {str(flag) for flag in claim.flags}
    return not given if value == "-" else {each.strip() for each in value.split(",")} <= given


def _alternative(wanted: Wanted, value: str, claim: Claim) -> bool:
    chains = [each.chain for each in claim.alternatives]
    if value == "document":
        return any(len(chain) == 1 for chain in chains)
    return any(_touch(wanted.near(value), chain[0].who) for chain in chains)


def _control(wanted: Wanted, value: str, claim: Claim) -> bool:
    words, *rest = (each.strip() for each in value.split("|"))
    asked = [each.split(" ", 1) for each in rest]
    return any(
        _touch(wanted.near(words), each.actor) and all(_observed(each, name, what) for name, what in asked)
        for each in claim.control
    )


def _observed(observation: Observation, name: str, value: str) -> bool:
    scope = observation.scope
    given = {
        "level": str(int(observation.level)),
        "trend": str(observation.trend),
        "diurnal": str(observation.diurnal),
        "quantifier": str(scope.quantifier) if scope else "",
        "unit": str(scope.unit) if scope else "",
        "function": " ".join(str(each) for each in observation.function),
    }[name]
    return any(each in given.split() for each in value.split("/"))


def _place(wanted: Wanted, value: str, resolved: Resolved, report: Report) -> bool:
    role, _, words = value.partition(" ")
    at = [report.mentions.places[each.mention].span for each in resolved.places if each.role == role]
    if words == "-":
        return not at
    return any(_touch(pair, span) for span in at for pair in occurrences(wanted.text, words))


def _time(wanted: Wanted, value: str, resolved: Resolved, report: Report) -> bool:
    words, _, interval = value.rpartition(" = ") if " = " in value else (value, "", "")
    for each in resolved.times:
        span = None if each.mention is None else report.mentions.times[each.mention].span
        said = not words or (span is None if words == "-" else _is_among(wanted.text, words, span))
        if said and (not interval or interval == f"{each.begin or ''}..{each.finish or ''}"):
            return True
    return False


def _is_among(text: str, words: str, span: Span | None) -> bool:
    """Whether a span lies on the words somewhere in the text."""
    return any(_touch(pair, span) for pair in occurrences(text, words))


def _about(wanted: Wanted, value: str, resolved: Resolved, report: Report) -> bool:
    how, _, words = value.partition(" ")
    points = _points(wanted.text, find_content(wanted.text, words))
    return any(
        each.how == how and _share(points, _points(wanted.text, report.claims[each.claim].claim.content)) >= CLOSE
        for each in resolved.claim.about
    )


def _touch(pair: Pair, span: Span | None) -> bool:
    return span is not None and min(pair[1], span.stop) > max(pair[0], span.start)


def _points(text: str, parts: list[Pair] | tuple[Span, ...]) -> frozenset[int]:
    """The code points of a content without blanks, quotation marks and stops at the edges of its parts."""
    points: set[int] = set()
    for start, stop in parts:
        words = text[start:stop]
        left = start + len(words) - len(words.lstrip(EDGES))
        points.update(range(left, left + len(words.strip(EDGES))))
    return frozenset(points)


def _share(left: frozenset[int], right: frozenset[int]) -> float:
    return len(left & right) / len(left | right) if left | right else 0.0


CHECKS: dict[str, Callable[[Wanted, str, Claim], bool]] = {
    "via": _via,
    "cue": _cue,
    "chain": _chain,
    "actor": _actor,
    "operator": _operator,
    "quantity": _quantity,
    "flags": _flags,
    "alternative": _alternative,
    "control": _control,
}
PLACED: dict[str, Callable[[Wanted, str, Resolved, Report], bool]] = {"place": _place, "time": _time, "about": _about}
FIELDS = frozenset({"says", "absent", "note", *CODES, *LINKS, *CHECKS, *PLACED})


def malformed(case: Case) -> Iterator[str]:
    """What is wrong with the way a case is written: unknown fields and words, words that are not in its text."""
    if not case.blocks:
        yield "no claims"
    for block in case.blocks:
        names = {name for name, _ in block.fields}
        if names - FIELDS:
            yield f"line {block.line}: unknown fields {sorted(names - FIELDS)}"
        if ("says" in names) == ("absent" in names):
            yield f"line {block.line}: neither 'says' nor 'absent', or both"
            continue
        try:
            parts = find_content(case.text, block.one("says") or block.one("absent") or "")
            yield from _ill_worded(Wanted(text=case.text, block=block, parts=parts))
        except WordingError as error:
            yield f"line {block.line}: {error}"


def _ill_worded(wanted: Wanted) -> Iterator[str]:
    """Values that no enumeration has, and words that the text has not."""
    for name, value in wanted.block.fields:
        if name in CODES:
            wrong = {each.strip() for each in value.split("|")} - CODES[name]
        elif name in LINKS:
            wrong = {each.strip() for link in value.split(">") for each in link.split("|")} - set(LINKS[name])
        elif name == "flags":
            wrong = {each.strip() for each in value.split(",")} - {"-", *vocabulary.Flag}
        elif name in {"actor", "place"}:
            wrong = {value.split(" ")[0]} - {*vocabulary.ActorRole, *vocabulary.PlaceRole}
        elif name == "quantity" and value != "-":
            wrong = {value.split(" ")[0]} - set(vocabulary.QuantityOf)
        else:
            wrong = set()
        if wrong:
            yield f"line {wanted.block.line}: {name} {sorted(wrong)}"
        for words in _words_of(name, value):
            wanted.near(words)
        if name == "about":
            find_content(wanted.text, value.partition(" ")[2])


def _words_of(name: str, value: str) -> list[str]:
    """The words of the text that a value quotes."""
    if name in {"via", "cue", "alternative"}:
        quoted = [value]
    elif name == "actor":
        quoted = [value.partition(" ")[2]]
    elif name == "quantity":
        quoted = [value.partition(" ")[2].rpartition(" = ")[0]]
    elif name == "control":
        quoted = [value.split("|", maxsplit=1)[0].strip()]
    else:
        quoted = []
    return [words for words in quoted if words not in {"-", "", "document"}]

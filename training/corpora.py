"""Readers of the training sets: each yields texts as words with whatever their set says of them.

Every reader takes a path; nothing is downloaded. Labels that a set does not give are absent; the loss leaves them out.
"""

import glob
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from reportedly.annotate.segment import Gap, Rules, gaps, words
from training.labels import FEATURES

Spans = list[tuple[int, int, str]]


@dataclass(slots=True, kw_only=True)
class Text:
    """A text as words, and what is known of them.

    Attributes:
        forms: The words.
        before: What stands before each.
        starts: Whether a window may begin here; for treebanks, where a sentence begins.
        parsed: Whether `starts`, `upos`, `feats`, `lemma`, `head` and `deprel` are gold.
        head: Index of the governor in the text, -1 for a root.
        names: Label of each word; "?" where nothing is known of it.
        open_names: Whether "O" may also be MISC, which the set does not mark.
        mentions: Entity type of the mention that each word heads.
        roles: Attribution role of each word.
        cues: For a content word, index range of its cue; else None.
        sources: For a cue word, index range of its source; (-1, -1) for none; else None.
        factuality: Value of each word that is an event.
    """

    corpus: str
    forms: list[str]
    before: list[Gap]
    starts: list[bool]
    parsed: bool = False
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)
    deprel: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    open_names: bool = False
    mentions: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    cues: list[tuple[int, int] | None] = field(default_factory=list)
    sources: list[tuple[int, int] | None] = field(default_factory=list)
    factuality: dict[int, float] = field(default_factory=dict)


# --- treebanks ------------------------------------------------------------------------------------------------------


def read_treebank(path: Path, corpus: str, *, entities: bool = False) -> list[Text]:
    """The documents of a CoNLL-U file; with `entities`, also the mentions and names that GUM marks in MISC."""
    texts: list[Text] = []
    for first, paragraph, rows in _sentences(path):
        if first or not texts:
            texts.append(Text(corpus=corpus, forms=[], before=[], starts=[], parsed=True))
        _add_sentence(texts[-1], rows, paragraph=paragraph or first)
    if entities:
        for text, marks in zip(texts, _entity_marks(path), strict=True):
            _add_entities(text, marks)
    return texts


def _sentences(path: Path) -> Iterator[tuple[bool, bool, list[list[str]]]]:
    """(first of a document, first of a paragraph, rows) of each sentence; an 11th cell tells a space after the word."""
    rows: list[list[str]] = []
    document = paragraph = False
    glued_until, glued_space = 0, True
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("#"):
            document |= line.startswith("# newdoc")
            paragraph |= line.startswith("# newpar")
        elif line:
            cells = line.split("\t")
            if "-" in cells[0]:
                glued_until = int(cells[0].partition("-")[2])
                glued_space = "SpaceAfter=No" not in cells[9]
            elif cells[0].isdigit():
                number = int(cells[0])
                space = (
                    "SpaceAfter=No" not in cells[9] if number > glued_until else number == glued_until and glued_space
                )
                rows.append([*cells, "1" if space else ""])
        elif rows:
            yield document, paragraph, rows
            rows, document, paragraph, glued_until = [], False, False, 0


def _add_sentence(text: Text, rows: list[list[str]], *, paragraph: bool) -> None:
    """Append one sentence to a text."""
    base = len(text.forms)
    for number, cells in enumerate(rows):
        if number == 0:
            text.before.append(Gap.PARAGRAPH if paragraph or base == 0 else Gap.SPACE)
        else:
            text.before.append(Gap.SPACE if rows[number - 1][10] else Gap.NONE)
        text.starts.append(number == 0)
        text.forms.append(cells[1])
        text.lemma.append(cells[2])
        text.upos.append(cells[3])
        kept = [pair for pair in cells[5].split("|") if pair.partition("=")[0] in FEATURES]
        text.feats.append("|".join(kept) or "_")
        text.head.append(base + int(cells[6]) - 1 if cells[6] != "0" else -1)
        text.deprel.append(cells[7])


def _entity_marks(path: Path) -> list[list[tuple[int, int, str]]]:
    """Of each document, its mentions as (start, stop, type) in word indices."""
    documents: list[list[tuple[int, int, str]]] = []
    base = 0
    for first, _, rows in _sentences(path):
        if first or not documents:
            documents.append([])
            base = 0
        documents[-1].extend(_sentence_mentions(rows, base))
        base += len(rows)
    return documents


def _sentence_mentions(rows: list[list[str]], base: int) -> Iterator[tuple[int, int, str]]:
    """The mentions of one sentence."""
    open_marks: dict[str, list[tuple[int, str]]] = {}
    for number, cells in enumerate(rows):
        match = re.search(r"(?:^|\|)Entity=([^|]+)", cells[9])
        for mark in re.findall(r"\([^()]+\)|\([^()]+|[^()]+\)", match.group(1)) if match else ():
            parts = mark.strip("()").split("-")
            if mark.startswith("("):
                open_marks.setdefault(parts[0], []).append((number, parts[1] if len(parts) > 1 else "abstract"))
            if mark.endswith(")") and open_marks.get(parts[0]):
                start, kind = open_marks[parts[0]].pop()
                yield base + start, base + number + 1, kind


_GUM_NAMES = {"person": "PERSON", "organization": "ORGANISATION", "place": "LOCATION"}
_TITLES = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "dr",
        "president",
        "professor",
        "prof",
        "sir",
        "lord",
        "lady",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "saint",
        "general",
        "gen",
        "colonel",
        "col",
        "captain",
        "senator",
        "governor",
        "minister",
        "secretary",
        "judge",
        "justice",
        "rev",
        "reverend",
        "chairman",
        "mayor",
        "miss",
    )
)


def _add_entities(text: Text, marks: list[tuple[int, int, str]]) -> None:
    """Mention heads, and names where the head of a mention is a proper noun."""
    size = len(text.forms)
    text.mentions, text.names, text.open_names = ["O"] * size, ["O"] * size, True
    for start, stop, kind in sorted(marks, key=lambda mark: (mark[0] - mark[1], mark)):
        head = next((i for i in range(start, stop) if not start <= text.head[i] < stop), start)
        if text.mentions[head] == "O":
            text.mentions[head] = kind
        if text.upos[head] == "PROPN":
            _add_gum_name(text, (start, stop), head, kind)


def _add_gum_name(text: Text, mention: tuple[int, int], head: int, kind: str) -> None:
    """Mark the run of proper nouns round the head; leave out of training what is no person, organisation or place."""
    start, stop = head, head + 1
    inner = frozenset({"of", "the", "and", "for", "de", "al", "-", "&", "'s", "in", "."})
    while stop < mention[1] and (
        text.upos[stop] == "PROPN"
        or (text.forms[stop].lower() in inner and _leads_to_name(text, stop, mention[1], inner))
    ):
        stop += 1
    while start > mention[0] and (
        text.upos[start - 1] == "PROPN" or (text.forms[start - 1] == "-" and start - 1 > mention[0])
    ):
        start -= 1
    while kind == "person" and start < stop - 1 and text.forms[start].lower().rstrip(".") in _TITLES:
        start += 1
    if any(label != "O" for label in text.names[start:stop]):
        return
    for i in range(start, stop):
        text.names[i] = f"{'B' if i == start else 'I'}-{_GUM_NAMES[kind]}" if kind in _GUM_NAMES else "?"


def _leads_to_name(text: Text, at: int, stop: int, inner: frozenset[str]) -> bool:
    """Whether a small word inside a name is followed by a proper noun."""
    while at < stop and text.forms[at].lower() in inner:
        at += 1
    return at < stop and text.upos[at] == "PROPN"


def add_factuality(texts: Sequence[Text], path: Path) -> int:
    """Add UDS-IH2 values to the treebank sentences they were given for; returns how many found their word."""
    places = _sentence_places(texts)
    count = 0
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        tokens = row["text"].split(" ")
        place = places.get("".join(tokens))
        if place is None:
            continue
        text, offsets = place
        starts = [0]
        for token in tokens:
            starts.append(starts[-1] + len(token))
        for target in row["targets"]:
            word = offsets.get(starts[target["span1"][0]])
            if word is not None:
                text.factuality[word] = float(target["label"])
                count += 1
    return count


def _sentence_places(texts: Sequence[Text]) -> dict[str, tuple[Text, dict[int, int]]]:
    """By the letters of a sentence, the text it is in and the word at each letter offset."""
    places: dict[str, tuple[Text, dict[int, int]]] = {}
    for text in texts:
        bounds = [i for i, start in enumerate(text.starts) if start] + [len(text.forms)]
        for start, stop in pairwise(bounds):
            offsets, at = {}, 0
            for i in range(start, stop):
                offsets[at] = i
                at += len(text.forms[i].replace(" ", ""))
            places["".join(text.forms[start:stop]).replace(" ", "")] = (text, offsets)
    return places


# --- names ----------------------------------------------------------------------------------------------------------

_UNER = {"PER": "PERSON", "ORG": "ORGANISATION", "LOC": "LOCATION"}
_WIKIGOLD = {**_UNER, "MISC": "MISC"}
_WNUT = {
    "person": "PERSON",
    "location": "LOCATION",
    "corporation": "ORGANISATION",
    "group": "ORGANISATION",
    "product": "MISC",
    "creative-work": "MISC",
}
_CROSSNER = {
    "politician": "PERSON",
    "person": "PERSON",
    "politicalparty": "ORGANISATION",
    "organisation": "ORGANISATION",
    "organization": "ORGANISATION",
    "country": "LOCATION",
    "location": "LOCATION",
    "event": "MISC",
    "election": "MISC",
    "misc": "MISC",
}


def read_uner(path: Path, treebank: Path) -> list[Text]:
    """Universal NER on the words of its treebank, of which nothing but words and spaces is taken."""
    texts = read_treebank(treebank, "uner")
    marked: dict[str, list[str]] = {}
    for block in re.split(r"\n\n+", path.read_text("utf-8").strip()):
        rows = [cells for line in block.split("\n") if (cells := line.split("\t"))[0].isdigit()]
        marked["".join(cells[1] for cells in rows)] = [_renamed(cells[2], _UNER) for cells in rows]
    for text in texts:
        text.parsed, text.open_names = False, True
        bounds = [i for i, start in enumerate(text.starts) if start] + [len(text.forms)]
        for start, stop in pairwise(bounds):
            labels = marked.get("".join(text.forms[start:stop]), [])
            # A few sentences are divided otherwise in later editions of the treebank.
            text.names += labels if len(labels) == stop - start else ["?"] * (stop - start)
    return texts


def _renamed(label: str, kinds: dict[str, str]) -> str:
    """A BIO label in our names."""
    prefix, _, kind = label.partition("-")
    return f"{prefix}-{kinds[kind]}" if kind in kinds else ("?" if kind else "O")


def read_bio(path: Path, corpus: str, rules: Rules) -> list[Text]:
    """Sentences of a two-column file, set as running text and divided into words as our own tokeniser does."""
    kinds, separator = {"wikigold": (_WIKIGOLD, " "), "wnut": (_WNUT, "\t"), "crossner": (_CROSSNER, "\t")}[corpus]
    texts: list[Text] = []
    tokens: list[tuple[str, str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        cells = line.strip().split(separator)
        if len(cells) > 1 and cells[0] != "-DOCSTART-":
            tokens.append((cells[0], _renamed(cells[-1].split(",")[0], kinds)))
        elif tokens:
            texts.append(_running(tokens, corpus, rules))
            tokens = []
    return _grouped(texts, 6)


def _running(tokens: list[tuple[str, str]], corpus: str, rules: Rules) -> Text:
    """A sentence of loose tokens as running text in our words."""
    text, spans, last = "", [], "O"
    for number, (form, given) in enumerate(tokens):
        label = given
        glue = (
            number == 0
            or form in {".", ",", ";", ":", "!", "?", ")", "]", "%", "n't"}
            or (form[:1] == "'" and len(form) > 1)
        )
        text += "" if glue or tokens[number - 1][0] in {"(", "[", "$", "#"} else " "
        # wikigold is IOB1: I- after O or after another kind begins a name.
        if label[:1] == "I" and last[2:] != label[2:]:
            label = "B-" + label[2:]
        spans.append((len(text), len(text) + len(form), label))
        text += form
        last = label
    found = words(text, rules)
    labels, previous = [], -1
    for word in found:
        at = next((i for i, span in enumerate(spans) if span[0] < word.stop and word.start < span[1]), None)
        label = "O" if at is None else spans[at][2]
        if label[:1] == "B" and at == previous:
            label = "I-" + label[2:]
        labels.append(label)
        previous = -1 if at is None else at
    return Text(
        corpus=corpus,
        forms=[text[w.start : w.stop] for w in found],
        before=gaps(text, found),
        starts=[i == 0 for i in range(len(found))],
        names=labels,
    )


def _grouped(texts: list[Text], size: int) -> list[Text]:
    """Sentences joined in groups, so that a window is filled."""
    groups = []
    for at in range(0, len(texts), size):
        some = texts[at : at + size]
        groups.append(
            Text(
                corpus=some[0].corpus,
                forms=[f for t in some for f in t.forms],
                before=[g for t in some for g in t.before],
                starts=[s for t in some for s in t.starts],
                names=[n for t in some for n in t.names],
            )
        )
    return groups


# --- attributions ---------------------------------------------------------------------------------------------------

_ROLE = {"Source": "source", "Cue": "cue", "Content": "content"}


def read_polnear(folder: Path, rules: Rules, provisional: Callable[[list[str], list[Gap]], list[bool]]) -> list[Text]:
    """The articles of a PolNeAR compartment; of several annotators the first in sorted order, as the scorer does."""
    texts = []
    for path in sorted((folder / "text").glob("*.txt")):
        marked = sorted((folder / "attributions").glob(f"{glob.escape(path.stem)}_*.ann"))
        raw = path.read_bytes().decode("utf-8")
        found = words(raw, rules)
        forms = [raw[w.start : w.stop] for w in found]
        before = gaps(raw, found)
        text = Text(corpus="polnear", forms=forms, before=before, starts=provisional(forms, before))
        _add_attributions(text, [(w.start, w.stop) for w in found], _brat(marked[0]))
        texts.append(text)
    return texts


def _brat(path: Path) -> list[dict[str, list[tuple[int, int]]]]:
    """The attributions of a brat file, each as spans by role."""
    marks: dict[str, list[tuple[int, int]]] = {}
    events = []
    lines = path.read_bytes().decode("utf-8").split("\n")
    for line in sorted(lines, key=lambda line: not line.startswith("T")):
        cells = line.rstrip("\r").split("\t")
        if len(cells) < 2:  # noqa: PLR2004 - the words of a mark may run over lines
            continue
        if line.startswith("T"):
            spans = cells[1].partition(" ")[2].split(";")
            marks[cells[0]] = [(int(s.split()[0]), int(s.split()[1])) for s in spans]
        elif line.startswith("E"):
            event: dict[str, list[tuple[int, int]]] = {}
            for argument in cells[1].split():
                role, _, mark = argument.partition(":")
                name = _ROLE.get(role.rstrip("0123456789"))
                if name:
                    event.setdefault(name, []).extend(marks[mark])
            events.append(event)
    return events


def _add_attributions(text: Text, spans: list[tuple[int, int]], events: list[dict[str, list[tuple[int, int]]]]) -> None:
    """Roles and links of the words that each attribution covers."""
    size = len(spans)
    text.roles, text.cues, text.sources = ["O"] * size, [None] * size, [None] * size
    for event in events:
        runs = {role: [r for part in event.get(role, ()) if (r := _touched(spans, part))] for role in _ROLE.values()}
        for role, found in runs.items():
            for start, stop in found:
                for i in range(start, stop):
                    begins = i == start and (i == 0 or text.roles[i - 1][2:] == role)
                    text.roles[i] = f"{'B' if begins or i == start else 'I'}-{role}"
        if not runs["cue"]:
            continue
        cue = runs["cue"][0]
        source = runs["source"][0] if runs["source"] else (-1, -1)
        for start, stop in runs["content"]:
            text.cues[start:stop] = [cue] * (stop - start)
        for start, stop in runs["cue"]:
            text.sources[start:stop] = [source] * (stop - start)


def _touched(spans: list[tuple[int, int]], part: tuple[int, int]) -> tuple[int, int] | None:
    """The range of words that a stretch of characters touches."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= part[0]:
            low = middle + 1
        else:
            high = middle
    start = low
    while low < len(spans) and spans[low][0] < part[1]:
        low += 1
    return (start, low) if low > start else None

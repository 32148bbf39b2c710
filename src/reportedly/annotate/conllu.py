"""CoNLL-U out and in: so that anybody can look at the parse, and measure it, with standard tools."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reportedly.annotate.segment import APOSTROPHES, Gap, Words
from reportedly.errors import UsageError
from reportedly.records.annotations import Annotated, Name, Sentence, Token
from reportedly.records.documents import Document
from reportedly.spans import Span

_CLITIC = re.compile(rf"n[{APOSTROPHES}]?t|[{APOSTROPHES}](?:s|m|d|re|ve|ll)?|not|na|ta", re.IGNORECASE)
_COLUMNS = 10
_UNSPEAKABLE = re.compile(r"[\t\r\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pretokenised:
    """A document whose words and sentences were given."""

    document: Document
    words: Words = field(repr=False)


def written(annotated: Annotated) -> str:
    """The document in CoNLL-U: `TokenRange` in code points, names as `NER=`, factuality as `Factuality=` in MISC."""
    lines = [f"# newdoc id = {_flat(annotated.document.source)}"]
    named = _names_by_start(annotated.names)
    for number, sentence in enumerate(annotated.sentences, 1):
        lines.extend(_sentence(annotated, sentence, number, named))
        lines.append("")
    return "\n".join(lines) + "\n"


def _flat(words: str) -> str:
    """Words on one line."""
    return _UNSPEAKABLE.sub(" ", words)


def _names_by_start(names: Iterable[Name]) -> dict[int, Name]:
    """Names by the code point they begin at."""
    return {name.span.start: name for name in names}


def _sentence(annotated: Annotated, sentence: Sentence, number: int, named: dict[int, Name]) -> Iterator[str]:
    """The lines of one sentence."""
    text = annotated.document.text
    if sentence.start == 0 or "\n\n" in text[annotated.tokens[sentence.start - 1].span.stop : sentence.span.start]:
        yield "# newpar"
    yield f"# sent_id = {number}"
    yield f"# text = {_flat(sentence.span.of(text))}"
    tokens = annotated.tokens[sentence.start : sentence.stop]
    name: Name | None = None
    for i, token in enumerate(tokens):
        last = _last_joined(tokens, i, text)
        if last > i and (i == 0 or _last_joined(tokens, i - 1, text) < i):
            yield _range(tokens, i, last, text)
        name = named.get(token.span.start, name if name and token.span.start < name.span.stop else None)
        head = token.head - sentence.start + 1 if token.head >= 0 else 0
        yield "\t".join(
            (
                str(i + 1),
                _flat(token.span.of(text)),
                _flat(token.lemma) or "_",
                token.upos,
                "_",
                "|".join(token.feats) or "_",
                str(head),
                token.deprel,
                "_",
                _misc(token, name, text),
            )
        )


def _last_joined(tokens: tuple[Token, ...], at: int, text: str) -> int:
    """The last word of the contraction that begins or goes on at a word."""
    while (
        at + 1 < len(tokens)
        and tokens[at].span.stop == tokens[at + 1].span.start
        and text[tokens[at].span.stop - 1].isalnum()
        and _CLITIC.fullmatch(tokens[at + 1].span.of(text))
    ):
        at += 1
    return at


def _range(tokens: tuple[Token, ...], first: int, last: int, text: str) -> str:
    """The line of a contraction."""
    whole = Span(tokens[first].span.start, tokens[last].span.stop)
    glued = "SpaceAfter=No" if _is_glued(whole, text) else "_"
    return "\t".join((f"{first + 1}-{last + 1}", _flat(whole.of(text)), *("_" * 7), glued))


def _is_glued(span: Span, text: str) -> bool:
    """Whether nothing separates these words from the next ones."""
    return span.stop < len(text) and not text[span.stop].isspace()


def _misc(token: Token, name: Name | None, text: str) -> str:
    """The last column, its keys sorted."""
    pairs = [f"TokenRange={token.span.start}:{token.span.stop}"]
    if token.factuality is not None:
        pairs.append(f"Factuality={token.factuality:g}")
    if name is not None:
        pairs.append(f"NER={'B' if name.span.start == token.span.start else 'I'}-{name.kind.value}")
    if _is_glued(token.span, text):
        pairs.append("SpaceAfter=No")
    return "|".join(sorted(pairs))


def load_conllu(path: Path) -> tuple[Pretokenised, ...]:
    """The documents of a CoNLL-U file as their words and sentences; every other column is left unread.

    Raises:
        UsageError: The file cannot be read or is not CoNLL-U; the message names the line.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); give a CoNLL-U file in UTF-8") from error
    documents: list[_Draft] = []
    draft: _Draft | None = None
    for number, line in enumerate(lines, 1):
        if draft is None or line.startswith("# newdoc"):
            draft = _Draft(name=_name_of(line, path, len(documents)))
            documents.append(draft)
        draft.take(line, f"{path}:{number}")
    found = tuple(one.finished() for one in documents if one.forms)
    if not found:
        raise UsageError(f"{path}: holds no words; give a CoNLL-U file")
    return found


def _name_of(line: str, path: Path, number: int) -> str:
    """The id that a document comment gives, else the file's name and a number."""
    return line.partition("=")[2].strip() or (f"{path.stem}-{number + 1}" if number else path.stem)


@dataclass(slots=True, kw_only=True)
class _Draft:
    """A document being read."""

    name: str
    forms: list[str] = field(default_factory=list)
    before: list[Gap] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    gap: Gap = Gap.PARAGRAPH
    begins: bool = True
    until: int = 0
    outer: Gap = Gap.SPACE

    def take(self, line: str, where: str) -> None:
        """Read one line."""
        if line.startswith("#"):
            self.gap = Gap.PARAGRAPH if line.startswith("# newpar") else self.gap
        elif line:
            cells = line.split("\t")
            if len(cells) != _COLUMNS:
                raise UsageError(f"{where}: {len(cells)} columns instead of {_COLUMNS}; give a CoNLL-U file")
            self._row(cells, where)
        else:
            self.begins, self.until = True, 0

    def _row(self, cells: list[str], where: str) -> None:
        """Read one row: a word, or the range that words share."""
        after = Gap.NONE if "SpaceAfter=No" in cells[9].split("|") else Gap.SPACE
        first, _, last = cells[0].partition("-")
        if last.isdigit():
            self.until, self.outer = int(last), after
        elif first.isdigit():
            self.forms.append(cells[1])
            self.before.append(self.gap)
            self.starts.append(self.begins)
            number = int(first)
            self.gap = after if number > self.until else Gap.NONE if number < self.until else self.outer
            self.begins = False
        elif "." not in first:
            raise UsageError(f"{where}: {cells[0]!r} is no word number; give a CoNLL-U file")

    def finished(self) -> Pretokenised:
        """The document, its text put together from its words."""
        pieces, spans, at = [], [], 0
        for number, (form, gap) in enumerate(zip(self.forms, self.before, strict=True)):
            space = "" if number == 0 else {Gap.NONE: "", Gap.PARAGRAPH: "\n\n"}.get(gap, " ")
            pieces += [space, form]
            spans.append(Span(at + len(space), at + len(space) + len(form)))
            at = spans[-1].stop
        words = Words(
            forms=tuple(self.forms),
            spans=tuple(spans),
            before=tuple(self.before),
            starts=tuple(self.starts),
            given=True,
        )
        return Pretokenised(document=Document(source=self.name, text="".join(pieces), language="en"), words=words)

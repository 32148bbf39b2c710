"""Find the words that a coder wrote in a text, and refuse words that are absent or ambiguous.

Gold codings and cases are written in words, never in offsets. Two rules turn them into spans. The words of a claim must
stand exactly once in the text, or say which occurrence is meant (`he#2`). Other words (a source, a cue, a place) are
looked for where a reader would look: in the claim, then in its sentence, where they must stand once, then in its
paragraph and in the document, where the nearest before the claim is taken and only then the nearest after it.
"""

import re
from dataclasses import dataclass

GAP = " ... "
NUMBERED = re.compile(r"(?P<words>.*[^#])#(?P<number>\d+)", re.DOTALL)
SENTENCE_END = re.compile(r"[.!?][\"'“”’]*(?=\s)|\n\n")

Pair = tuple[int, int]


class WordingError(ValueError):
    """Words that the text does not hold, or holds more than once."""


@dataclass(frozen=True, slots=True)
class Block:
    """One claim as written: its fields in order, and the line where it begins."""

    line: int
    fields: tuple[tuple[str, str], ...]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a field that may stand more than once."""
        return tuple(value for key, value in self.fields if key == name)

    def one(self, name: str) -> str | None:
        """The value of a field that may stand once; None where it is absent."""
        values = self.all(name)
        if len(values) > 1:
            message = f"line {self.line}: {name} stands {len(values)} times"
            raise WordingError(message)
        return values[0] if values else None


def read_blocks(lines: list[str], first: int = 1) -> tuple[Block, ...]:
    """Blocks of `name: value` lines, parted by blank lines; `first` is the number of the first line."""
    blocks: list[Block] = []
    fields: list[tuple[str, str]] = []
    for number, line in enumerate([*lines, ""], first):
        if line.strip():
            name, colon, value = line.partition(": ")
            if not colon or not value.strip():
                message = f"line {number}: expected 'name: value', found {line!r}"
                raise WordingError(message)
            fields.append((name.strip(), value.strip()))
        elif fields:
            blocks.append(Block(number - len(fields), tuple(fields)))
            fields = []
    return tuple(blocks)


def occurrences(text: str, words: str, within: Pair | None = None) -> list[Pair]:
    """Every place where the words stand as whole words."""
    start, stop = within or (0, len(text))
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    pattern = re.compile(before + re.escape(words) + after)
    return [match.span() for match in pattern.finditer(text, start, stop)]


def find_content(text: str, words: str) -> list[Pair]:
    """The parts of a claim; a part after a gap is the first occurrence behind the part before it."""
    first, *rest = words.split(GAP)
    parts = [only(text, first)]
    for part in rest:
        found = occurrences(text, part, (parts[-1][1], len(text)))
        if not found:
            message = f"{part!r} does not stand after {text[slice(*parts[-1])]!r}"
            raise WordingError(message)
        parts.append(found[0])
    return parts


def only(text: str, words: str) -> Pair:
    """The one place where the words stand, or the numbered one."""
    words, number = numbered(words)
    found = occurrences(text, words)
    if number is not None and number <= len(found):
        return found[number - 1]
    if number is None and len(found) == 1:
        return found[0]
    message = f"{words!r} stands {len(found)} times in the text"
    raise WordingError(message)


def numbered(words: str) -> tuple[str, int | None]:
    """The words and which occurrence is meant."""
    match = NUMBERED.fullmatch(words)
    return (match["words"], int(match["number"])) if match else (words, None)


def find_near(text: str, words: str, parts: list[Pair]) -> Pair:
    """Words that belong to a claim, looked for in the claim, its sentence, its paragraph and the document."""
    if numbered(words)[1] is not None:
        return only(text, words)
    for scope in ([*parts], [sentence_of(text, parts)]):
        found = [pair for within in scope for pair in occurrences(text, words, within)]
        if len(found) > 1:
            message = f"{words!r} stands {len(found)} times in {text[slice(*scope[0])]!r}; number it"
            raise WordingError(message)
        if found:
            return found[0]
    return nearest(text, words, parts)


def nearest(text: str, words: str, parts: list[Pair]) -> Pair:
    """The occurrence closest to the claim, in its paragraph first, before it rather than after it."""
    for within in (paragraph_of(text, parts), (0, len(text))):
        found = occurrences(text, words, within)
        before = [pair for pair in found if pair[1] <= parts[0][0]]
        if found:
            return before[-1] if before else found[0]
    message = f"{words!r} does not stand in the text"
    raise WordingError(message)


def sentence_of(text: str, parts: list[Pair]) -> Pair:
    """The sentence round a claim."""
    start = max((match.end() for match in SENTENCE_END.finditer(text, 0, parts[0][0] + 1)), default=0)
    end = SENTENCE_END.search(text, parts[-1][1] - 1)
    return min(start, parts[0][0]), end.end() if end else len(text)


def paragraph_of(text: str, parts: list[Pair]) -> Pair:
    """The paragraph round a claim."""
    start = text.rfind("\n\n", 0, parts[0][0])
    stop = text.find("\n\n", parts[-1][1])
    return (0 if start < 0 else start + 2), (len(text) if stop < 0 else stop)

"""Joining frames and quotations: who speaks inside quotation marks, over how many sentences and paragraphs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.extract.frames import Frame, OwnClaim
from reportedly.extract.phrases import phrase_of
from reportedly.extract.quotations import PARAGRAPH, Quotation, find_quotations, is_speech
from reportedly.extract.running import run_on
from reportedly.extract.sources import FIRST_PERSON
from reportedly.extract.tree import Tree
from reportedly.extract.turns import turns
from reportedly.spans import Span, covering
from reportedly.vocabulary import NameKind

INNER = re.compile(r"[,:]\s*[‘'‚](?P<words>[^‘’'\n]{3,300}?)[.,!?]?[’'](?!\w)")
NEAR = 6
COLON = re.compile(r":\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The quotations of a document and its frames, each frame with all that it attributes.

    Attributes:
        frames: Frames with content; a quotation without a cue of its own has one that carries the speaker over.
        quoted: For each token, the number of the quotation that it stands in, or -1.
        quotations: Quotations that are speech, by number.
        fragments: Words that are quoted one by one: “a clear message”.
    """

    frames: tuple[Frame, ...]
    quoted: tuple[int, ...]
    quotations: tuple[Quotation, ...]
    fragments: tuple[Span, ...] = ()


def join_speech(tree: Tree, frames: Sequence[Frame]) -> Speech:
    """Frames widened by the quotations they introduce; quotations without a frame go to whoever spoke last."""
    marked = run_on(tree, find_quotations(tree.text), frames)
    announced = turns(tree)
    speakers = {index for turn in announced for index in turn.source}
    within = ((quotation, tree.within(quotation.span)) for quotation in marked)
    speech = [each for each, inside in within if is_speech(len(inside)) and speakers.isdisjoint(inside)]
    quoted = [-1] * len(tree.tokens)
    for number, quotation in enumerate(speech):
        for index in tree.within(quotation.span):
            quoted[index] = number
    joined = _Joiner(tree, [_kept_inside(frame, quoted) for frame in frames], quoted, speech).joined()
    kept = tuple(frame for frame in (*joined, *announced) if frame.content)
    fragments = tuple(quotation.span for quotation in marked if quotation not in speech)
    return Speech(frames=kept, quoted=tuple(quoted), quotations=tuple(speech), fragments=fragments)


def _kept_inside(frame: Frame, quoted: Sequence[int]) -> Frame:
    """A frame that stands inside a quotation attributes nothing outside it, nor the quotation around it."""
    number = quoted[frame.cue[0]] if frame.cue else -1
    if number < 0:
        return frame
    if frame.rule.startswith("parse:parataxis"):
        return replace(frame, content=frozenset())
    return replace(frame, content=frozenset(index for index in frame.content if quoted[index] == number))


class _Joiner:
    """Walks the quotations in order and gives each to a frame."""

    def __init__(self, tree: Tree, frames: list[Frame], quoted: list[int], speech: list[Quotation]) -> None:
        self.tree = tree
        self.frames = frames
        self.quoted = quoted
        self.speech = speech
        self.paragraph = _paragraph_numbers(tree)
        self.speaker: int | None = None
        self.waiting: set[int] = set()
        self.before = -2

    def joined(self) -> list[Frame]:
        """The frames after every quotation and every announced block has found its speaker."""
        for number, quotation in enumerate(self.speech):
            self._place(number, quotation)
        self._inner_quotations()
        self._announced_blocks()
        return self.frames

    def _inner_quotations(self) -> None:
        """Give words in single marks inside a quotation to the cue before them in the same quotation."""
        for number, quotation in enumerate(self.speech):
            for match in INNER.finditer(self.tree.text, *quotation.span):
                inside = set(self.tree.within(Span(*match.span("words"))))
                before = [n for n, frame in enumerate(self.frames) if self._is_just_before(frame, number, inside)]
                if before:
                    last = max(before, key=lambda n: self.frames[n].cue[-1])
                    content = inside if not self.frames[last].content else self.frames[last].content | inside
                    self.frames[last] = replace(self.frames[last], content=frozenset(content), rule="quotation:inner")

    def _is_just_before(self, frame: Frame, number: int, inside: set[int]) -> bool:
        """Whether a cue stands in the quotation at most a few words before some words of it."""
        if not frame.cue or not inside or self.quoted[frame.cue[0]] != number:
            return False
        return 0 < min(inside) - frame.cue[-1] <= NEAR

    def _place(self, number: int, quotation: Quotation) -> None:
        """Give one quotation to its frame, or carry the last speaker over."""
        inside = self.tree.within(quotation.span)
        if not inside:
            return
        paragraph = self.paragraph[inside[0]]
        found = self._introducing(number, inside, paragraph)
        if found is not None:
            frame = self.frames[found]
            left_open = bool(self.waiting) and not frame.rule.startswith("parse:according_to")
            rule = "quotation:left_open" if left_open else frame.rule  # more than the language model saw
            self.frames[found] = replace(frame, content=frame.content.union(inside, self.waiting), rule=rule)
            self.speaker, self.waiting = found, set()
        elif quotation.continued and self._is_introduced(number + 1):
            self.waiting.update(inside)
        elif topic := self._topic_before(inside):
            self.frames.append(
                Frame(cue=(), head=None, source=topic, content=frozenset(inside), rule="quotation:topic")
            )
            self.speaker = len(self.frames) - 1
        elif self.speaker is not None and paragraph - self.before <= 1:
            carried = self.frames[self.speaker]
            self.frames.append(replace(carried, content=frozenset(inside), recipient=None, rule="quotation:continued"))
        self.before = paragraph

    def _is_introduced(self, number: int) -> bool:
        """Whether a quotation, or one that goes on with it, has a frame, which then speaks what was left open too."""
        for later in range(number, len(self.speech)):
            inside = self.tree.within(self.speech[later].span)
            if inside and self._introducing(later, inside, self.paragraph[inside[0]]) is not None:
                return True
            if not self.speech[later].continued:
                return False
        return False

    def _topic_before(self, inside: range) -> tuple[int, ...]:
        """The person that the sentence before a quotation in the first person is about, or nobody."""
        tree = self.tree
        number = tree.sentence_index[inside[0]] - 1
        if number < 0 or not any(tree.words[index] in FIRST_PERSON for index in inside):
            return ()
        before = tree.annotated.sentences[number]
        root = tree.root(before)
        subject = tree.child(root, "nsubj") if root is not None else None
        if subject is None or self.quoted[root or 0] >= 0:
            return ()
        if self.speaker is None and tree.tokens[subject].upos == "PROPN":
            return phrase_of(tree, subject)
        below = covering(tree.tokens[i].span for i in tree.subtree(subject))
        people = [n.span for n in tree.annotated.names if n.kind is NameKind.PERSON and below.contains(n.span)]
        return phrase_of(tree, subject) if people and self._heads(subject, people[0]) else ()

    def _heads(self, subject: int, name: Span) -> bool:
        """Whether a name is that of the subject itself, or stands beside it: "a resident, Majed, who ..."."""
        top = self.tree.top(name)
        if top is None:
            return False
        return top == subject or (self.tree.tokens[top].head == subject and self.tree.relation(top) == "appos")

    def _introducing(self, number: int, inside: range, paragraph: int) -> int | None:
        """The frame that introduces a quotation: one that attributes part of it, else the speaker of the paragraph."""
        words = set(inside)
        outside = [
            n
            for n, frame in enumerate(self.frames)
            if frame.cue and self.quoted[frame.cue[0]] != number and frame.source
        ]
        own = {self.paragraph[inside[0]], self.paragraph[inside[-1]]}
        overlapping = [
            n
            for n in outside
            if self.frames[n].content & words and self.paragraph[self.frames[n].cue[0]] in {*own, paragraph - 1}
        ]
        if overlapping:
            return max(overlapping, key=lambda n: len(self.frames[n].content & words))
        near = [n for n in outside if self._is_near(self.frames[n], inside, paragraph)]
        return min(near, key=lambda n: self._remoteness(self.frames[n], inside)) if near else None

    def _remoteness(self, frame: Frame, inside: range) -> tuple[bool, bool, int]:
        """How unlikely a frame is to introduce a quotation: of another sentence, embedded, far off."""
        tree, index = self.tree, frame.cue[0]
        sentences = {tree.sentence_index[inside[0]], tree.sentence_index[inside[-1]]}
        embedded = frame.head is not None and tree.relation(frame.head) in {"ccomp", "acl", "xcomp", "csubj"}
        return tree.sentence_index[index] not in sentences, embedded, self._distance(frame, inside)

    def _is_near(self, frame: Frame, inside: range, paragraph: int) -> bool:
        """A speech frame outside quotations in the same paragraph, or one before it that ends with a colon."""
        index = frame.cue[0]
        if self.quoted[index] >= 0 or frame.own is not OwnClaim.NONE:
            return False
        if self.paragraph[index] == paragraph:
            return True
        return self.paragraph[index] == paragraph - 1 and self._colon_after(index, inside[0])

    def _colon_after(self, index: int, first: int) -> bool:
        """Whether the words between a cue and a quotation end with a colon."""
        between = self.tree.text[self.tree.tokens[index].span.stop : self.tree.tokens[first].span.start]
        return bool(COLON.search(between.rstrip("\"“„«`' \n")))

    def _distance(self, frame: Frame, inside: range) -> int:
        """Tokens between a cue and a quotation."""
        return min(abs(frame.cue[0] - inside[0]), abs(frame.cue[0] - inside[-1]))

    def _announced_blocks(self) -> None:
        """A frame and a colon at the end of a paragraph announce those after it, until one speaks of the source."""
        for number, frame in enumerate(self.frames):
            if not frame.cue or frame.own is not OwnClaim.NONE or not self._ends_paragraph(frame):
                continue
            block = set(self._block(frame))
            if block:
                self.frames[number] = replace(frame, content=frame.content | block, rule="quotation:announced")

    def _ends_paragraph(self, frame: Frame) -> bool:
        """Whether a colon and the end of the paragraph follow the frame."""
        after = frame.cue[-1] + 1
        own = self.paragraph[frame.cue[0]]
        while after < len(self.tree.tokens) and self.paragraph[after] == own:
            if self.tree.words[after] == ":" and self._is_last(after, own):
                return True
            after += 1
        return False

    def _is_last(self, index: int, paragraph: int) -> bool:
        """Whether a token is the last of its paragraph."""
        return index + 1 >= len(self.tree.tokens) or self.paragraph[index + 1] != paragraph

    def _block(self, frame: Frame) -> Iterator[int]:
        """Tokens of the announced paragraphs."""
        names = {self.tree.words[i] for i in frame.source if self.tree.tokens[i].upos in {"PROPN", "NOUN"}}
        start = self.paragraph[frame.cue[0]] + 1
        for paragraph in range(start, (self.paragraph[-1] if self.paragraph else 0) + 1):
            tokens = [i for i, own in enumerate(self.paragraph) if own == paragraph]
            subjects = {self.tree.words[i] for i in tokens if self.tree.relation(i) == "nsubj"}
            speaks = any(self.tree.words[i] in FIRST_PERSON for i in tokens)
            if paragraph > start and subjects & names and not speaks:
                return
            yield from tokens


def _paragraph_numbers(tree: Tree) -> list[int]:
    """For each token, the number of its paragraph."""
    bounds = [Span(*match.span()) for match in PARAGRAPH.finditer(tree.text)]
    numbers, current = [], 0
    for token in tree.tokens:
        while current < len(bounds) - 1 and token.span.start >= bounds[current].stop:
            current += 1
        numbers.append(current)
    return numbers

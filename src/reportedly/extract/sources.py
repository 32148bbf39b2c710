"""Who speaks: the sources of one document, met again under other names, and how far the text identifies them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from reportedly.extract.frames import DOCUMENTS, Frame
from reportedly.extract.nouns import classes_of, substance
from reportedly.extract.phrases import phrase_of
from reportedly.extract.tree import Tree
from reportedly.lexicon import Lexicon
from reportedly.spans import Span, covering
from reportedly.vocabulary import Anonymity, NameKind, SourceKind

REACH = 3
BACK = 6
SAME_NAME = 90
TITLED = re.compile(r",\s*(?:[A-Z][\w.]*\s+){0,3}$")  # a comma, then at most a title
KIN = {"person", "civilian", "named_person"}  # "my cousin" is somebody else; "our patrols" are ours
FIRST_PERSON = {"i", "we", "me", "us", "my", "our", "myself", "ourselves", "mine", "ours"}
SINGULAR = {"he", "she", "him", "her", "himself", "herself"}
PLURAL = {"they", "them", "themselves", "both"}
DEFINITE = {"the", "this", "that", "these", "those", "same"}
INDEFINITE = {"a", "an", "another", "one", "some", "other", "several", "many", "most", "few"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One source of a document.

    Attributes:
        number: The same for all mentions of this source in the document.
        label: The fullest name or description that the text gives.
        description: The longest description that the text gives, with offices and bodies.
        names: Lower-cased parts of its proper name.
        nouns: Lemmas of the nouns that describe it.
        plural: Whether it stands for several.
        condition: Where the text says that the source asked not to be named.
    """

    number: int
    label: str = field(repr=False)
    kind: SourceKind
    anonymity: Anonymity
    description: str = field(default="", repr=False)
    names: frozenset[str] = field(default=frozenset(), repr=False)
    nouns: frozenset[str] = frozenset()
    plural: bool = False
    condition: Span | None = None


@dataclass(frozen=True, slots=True)
class HolderWords:
    """The lexicons that sources are recognised by."""

    offices: frozenset[str]
    referring: frozenset[str]
    witnesses: frozenset[str]
    outlet_words: frozenset[str]
    outlet_names: frozenset[str]
    bodies: frozenset[str]
    conditions: tuple[tuple[str, re.Pattern[str]], ...]


def load_holder_words(holders: Lexicon, outlets: Lexicon, anonymity: Lexicon) -> HolderWords:
    """The words of `holders.yml`, `outlets.yml` and `anonymity.yml`, made ready for look-up."""
    names = outlets.having("name", value=True)
    return HolderWords(
        offices=holders.having("office", value=True),
        referring=holders.having("refers", value=True),
        witnesses=holders.having("saw", value=True),
        outlet_words=frozenset(outlets.entries) - names,
        outlet_names=names,
        bodies=holders.having("body", value=True),
        conditions=tuple((key, re.compile(str(entry["pattern"]))) for key, entry in sorted(anonymity.entries.items())),
    )


class Voices:
    """The sources of one document, in the order in which they are met."""

    __slots__ = ("_by_head", "_known", "_quoted", "_recent", "_tree", "_words")

    def __init__(self, tree: Tree, words: HolderWords, quoted: Sequence[int]) -> None:
        """Begin with no source; `quoted` tells for each token the quotation it stands in, or -1."""
        self._quoted = quoted
        self._tree = tree
        self._words = words
        self._known: list[Voice] = []
        self._recent: list[int] = []
        self._by_head: dict[int, int] = {}

    def all(self) -> tuple[Voice, ...]:
        """Every source met so far."""
        return tuple(self._known)

    def current(self, voice: Voice) -> Voice:
        """The latest state of a source, which later sentences may have described better."""
        return self._known[voice.number]

    def meet(self, tokens: Sequence[int], told_by: frozenset[int] = frozenset()) -> Voice | None:
        """The source that these words name, describe or take up again; None for no words.

        `told_by` are the numbers of the sources that speak of it here: "a spokesman said the commander had ordered" is
        of two men.
        """
        if not tokens:
            return None
        head = head_of(self._tree, tokens)
        if head in self._by_head:
            self._recent.append(self._by_head[head])
            return self._known[self._by_head[head]]
        found = self._earlier(head, tokens)
        described = self._described(head, tokens)
        if found is not None and found.number in told_by and not (found.nouns & described.nouns or described.names):
            inside = self._quoted[head] >= 0  # whoever speaks says "I"
            found = found if self._tree.tokens[head].upos == "PRON" and not inside else None
        if found is None:
            voice = replace(described, number=len(self._known))
            self._known.append(voice)
        else:
            voice = self._merged(found, described)
            self._known[voice.number] = voice
        self._recent.append(voice.number)
        self._by_head[head] = voice.number
        return voice

    def number_at(self, head: int) -> int | None:
        """The number of the source that was met at a word."""
        return self._by_head.get(head)

    def note_condition(self, voice: Voice, sentence: Span) -> Voice:
        """The source, marked as asking not to be named where the sentence says so."""
        text = re.sub(r"\s", " ", sentence.of(self._tree.text).lower())
        for _, pattern in self._words.conditions:
            if match := pattern.search(text):
                where = Span(sentence.start + match.start(), sentence.start + match.end())
                marked = replace(voice, anonymity=Anonymity.UNNAMED_ON_REQUEST, condition=where)
                marked = marked if voice.anonymity is not Anonymity.NAMED else voice
                self._known[voice.number] = marked
                return marked
        return voice

    def _earlier(self, head: int, tokens: Sequence[int]) -> Voice | None:
        """A source met before that these words take up."""
        word = self._tree.words[head]
        if self._tree.tokens[head].upos == "PRON" or word in SINGULAR | PLURAL:
            return self._subject_before(head) if word in SINGULAR else self._antecedent(word)
        names = self._names(tokens, head)
        if names:
            return next((voice for voice in reversed(self._known) if self._is_same_name(voice.names, names)), None)
        if not self._is_definite(tokens):
            return None
        if self._tells_apart(head):
            return None
        return self._definite(head, plural=self._is_plural(head, tokens))

    def _tells_apart(self, head: int) -> bool:
        """What "the governor" or "the residents" take up: a source so described, or a name beside that office."""
        below = covering(self._tree.tokens[i].span for i in self._tree.subtree(head))
        return any(n.kind is NameKind.PERSON and below.contains(n.span) for n in self._tree.annotated.names)

    def _definite(self, head: int, *, plural: bool) -> Voice | None:
        """What "the governor" or "the residents" take up: a source so described, or a name beside that office."""
        noun = self._tree.lemmas[head]
        same = [voice for voice in self._in_recency() if noun in voice.nouns and voice.plural == plural]
        if same or plural:
            return same[0] if same else None
        if (described := self._described_before(head, noun)) is not None:
            return self.meet(described)
        people = [voice for voice in self._in_recency() if voice.kind is SourceKind.PERSON and not voice.plural]
        return people[0] if people and noun in self._words.referring else None

    def _described_before(self, head: int, noun: str) -> tuple[int, ...] | None:
        """The name beside an earlier mention of an office: "N.N., the governor of X" before "the governor"."""
        tree = self._tree
        first = tree.annotated.sentences[max(0, tree.sentence_index[head] - BACK)].start
        for index in range(head - 1, first - 1, -1):
            if tree.lemmas[index] != noun or self._quoted[index] >= 0:
                continue
            top = (
                tree.tokens[index].head if tree.relation(index) in {"appos", "compound", "flat", "nmod:desc"} else index
            )
            if top >= 0 and tree.relation(top).startswith("nsubj") and self._names((*tree.subtree(top),), top):
                return phrase_of(tree, top)
        return None

    def _is_same_name(self, left: frozenset[str], right: frozenset[str]) -> bool:
        """Whether two names share a telling part, or spell one alike ("Ferghana", "Fergana")."""
        telling = [parts - self._words.outlet_words for parts in (left, right)]
        return any(fuzz.ratio(one, other) >= SAME_NAME for one in telling[0] for other in telling[1])

    def _subject_before(self, pronoun: int) -> Voice | None:
        """The person that "he" takes up: the nearest earlier subject that is one person, else the last source."""
        tree = self._tree
        first = tree.annotated.sentences[max(0, tree.sentence_index[pronoun] - REACH)].start
        for index in range(pronoun - 1, first - 1, -1):
            if (known := self._spoke_at(index)) is not None:
                return known
            if self._is_topic(index) and self._is_one_person(index):
                voice = self.meet(phrase_of(tree, index))
                return self.note_condition(voice, tree.sentence(index).span) if voice else None
        return self._antecedent(tree.words[pronoun])

    def _spoke_at(self, index: int) -> Voice | None:
        """The one person who is quoted by name or office at a word: "according to Colonel N.N." is no subject."""
        number = self._by_head.get(index)
        voice = None if number is None else self._known[number]
        is_one = voice is not None and voice.kind is SourceKind.PERSON and not voice.plural
        return voice if is_one and self._tree.tokens[index].upos != "PRON" else None

    def _is_topic(self, index: int) -> bool:
        """Whether a word is the subject of a main clause outside quotations; whom somebody speaks of is no topic."""
        tree = self._tree
        verb = tree.tokens[index].head
        # "A resident, N.N., who was there, also told ...": a parser may take who stands before the verb for its object
        fronted = tree.relation(index) == "obj" and index < verb and tree.child(verb, "nsubj", "nsubj:pass") is None
        if not (fronted or tree.relation(index) == "nsubj") or self._quoted[index] >= 0:
            return False
        return tree.relation(tree.tokens[index].head) in {"root", "conj", "parataxis"}

    def _is_one_person(self, index: int) -> bool:
        """Whether a noun or name stands for one person."""
        tree = self._tree
        if (
            tree.tokens[index].upos not in {"PROPN", "NOUN"}
            or tree.has(index, "Number=Plur")
            or tree.children(index, "conj")
        ):
            return False
        classes = classes_of(tree, index)
        return "named_person" in classes or bool(classes & {"person", "leader", "civilian", "fighter"})

    def _antecedent(self, word: str) -> Voice | None:
        """The source that a pronoun takes up: the latest that fits in number and kind."""
        for voice in self._in_recency():
            if word in SINGULAR and not voice.plural and voice.kind is SourceKind.PERSON:
                return voice
            if word == "it" and not voice.plural and voice.kind is not SourceKind.PERSON:
                return voice
            if word in PLURAL and voice.plural:
                return voice
        return None

    def _in_recency(self) -> list[Voice]:
        """Sources, the one met last first."""
        order = dict.fromkeys(reversed(self._recent))
        return [self._known[number] for number in order]

    def _is_definite(self, tokens: Sequence[int]) -> bool:
        """Whether the words take up something known."""
        first = self._tree.words[tokens[0]]
        return first in DEFINITE or self._tree.tokens[tokens[0]].upos == "PROPN"

    def _names(self, tokens: Sequence[int], head: int) -> frozenset[str]:
        """Parts of the proper name that the words head: of the head itself, or of an apposition to it."""
        tree = self._tree
        own = {head, *tree.children(head, "flat", "appos")}
        own |= {part for top in tuple(own) for part in tree.children(top, "flat")}
        proper = [top for top in own if tree.tokens[top].upos == "PROPN" or (top == head and self.is_outlet(head))]
        own |= {part for top in proper for part in tree.children(top, "compound")}
        own |= {part for top in tuple(own - {head}) for part in tree.children(top, "compound")}
        own |= set(self._apposed(tokens))
        return frozenset(
            tree.words[index]
            for index in own & set(tokens)
            if tree.tokens[index].upos == "PROPN" and len(tree.words[index]) > 1
        )

    def _apposed(self, tokens: Sequence[int]) -> range:
        """A person's name set apart by commas in a description: "a spokesman for the council, Major N.N."."""
        tree = self._tree
        phrase = covering(tree.tokens[i].span for i in tokens)
        for name in tree.annotated.names:
            if name.kind is not NameKind.PERSON or not phrase.contains(name.span):
                continue
            ends = tree.text[name.span.stop : phrase.stop].lstrip()[:1] in {"", ","}
            if ends and TITLED.search(tree.text[phrase.start : name.span.start]):
                return tree.within(name.span)
        return range(0)

    def _described(self, head: int, tokens: Sequence[int]) -> Voice:
        """The source as these words alone describe it."""
        tree = self._tree
        names = self._names(tokens, head)
        plural = self._is_plural(head, tokens)
        kind = self._kind(head, names, plural=plural)
        describing = (head, *tree.children(head, "appos", "compound", "nmod", "nmod:desc"))
        voice = Voice(
            number=-1,
            label=self._label(head, tokens, kind, names),
            kind=kind,
            anonymity=Anonymity.UNNAMED_UNEXPLAINED,
            description=covering(tree.tokens[i].span for i in tokens).of(tree.text),
            names=names,
            nouns=frozenset(tree.lemmas[i] for i in describing if self._is_noun(i)),
            plural=plural,
        )
        return replace(voice, anonymity=self._anonymity(head, tokens, voice))

    def _is_noun(self, index: int) -> bool:
        """Whether a word is a common noun, or the name of an office: "Secretary" in "Press Secretary N.N."."""
        upos = self._tree.tokens[index].upos
        return upos == "NOUN" or (upos == "PROPN" and self._tree.words[index] in self._words.offices)

    def _label(self, head: int, tokens: Sequence[int], kind: SourceKind, names: frozenset[str]) -> str:
        """The full name of a named person, else the whole description."""
        tree = self._tree
        phrase = covering(tree.tokens[i].span for i in tokens)
        if kind is SourceKind.PERSON and names:
            inside = [n.span for n in tree.annotated.names if n.kind is NameKind.PERSON and phrase.contains(n.span)]
            inside = inside or list(tree.spans({head, *tree.children(head, "flat")}))
            return max(inside, key=lambda span: span.length).of(tree.text)
        return phrase.of(tree.text)

    def _kind(self, head: int, names: frozenset[str], *, plural: bool) -> SourceKind:
        """Person, organisation, outlet, document or collective."""
        tree = self._tree
        span = tree.tokens[head].span
        if self.is_outlet(head):
            return SourceKind.OUTLET
        if tree.lemmas[head] in DOCUMENTS and tree.tokens[head].upos != "PROPN":
            return SourceKind.DOCUMENT
        kinds = {n.kind for n in tree.annotated.names if n.span.overlaps(span)}
        if NameKind.PERSON in kinds:
            return SourceKind.PERSON
        if names and kinds & {NameKind.ORGANISATION, NameKind.LOCATION, NameKind.MISC}:
            return SourceKind.ORGANISATION
        if plural:
            return SourceKind.COLLECTIVE
        nominal = next((n.kind for n in tree.annotated.nominals if n.span.contains(span)), None)
        return SourceKind.ORGANISATION if nominal is NameKind.ORGANISATION else SourceKind.PERSON

    def is_outlet(self, head: int) -> bool:
        """Whether a phrase names an outlet or somebody who asks for one."""
        tree = self._tree
        words = {tree.words[i] for i in (head, *tree.children(head, "compound", "flat", "nmod", "appos", "nmod:poss"))}
        if words & self._words.outlet_names:
            return True
        named = any(
            tree.tokens[i].upos == "PROPN" for i in (head, *tree.children(head, "compound", "flat", "nmod:poss"))
        )
        return named and bool((words | {tree.lemmas[head]}) & self._words.outlet_words)

    def name_of(self, outlet: Voice) -> str:
        """The name of an outlet, where the text describes it as "a correspondent of ..."."""
        for name in self._tree.annotated.names:
            words = name.span.of(self._tree.text)
            if name.kind is NameKind.ORGANISATION and words in outlet.label:
                return words
        return outlet.label

    def is_interviewer(self, head: int) -> bool:
        """Whether whoever was told something is an outlet: known as one, or named and no public body."""
        if self.is_outlet(head):
            return True
        tree = self._tree
        kinds = {n.kind for n in tree.annotated.names if n.span.overlaps(tree.tokens[head].span)}
        words = {tree.lemmas[i] for i in (head, *tree.children(head, "compound", "flat", "nmod"))}
        return kinds == {NameKind.ORGANISATION} and not words & self._words.bodies

    def _is_plural(self, head: int, tokens: Sequence[int]) -> bool:
        """Whether the words stand for several people or bodies."""
        tree = self._tree
        if tree.words[head] == "one" or tree.words[tokens[0]] == "one":
            return False
        head = substance(tree, head)
        if tree.tokens[head].upos == "PROPN":
            return bool(tree.children(head, "conj"))
        return tree.has(head, "Number=Plur") or bool(tree.children(head, "conj"))

    def _anonymity(self, head: int, tokens: Sequence[int], voice: Voice) -> Anonymity:
        """How far these words identify the source; definitions in DOMAIN section 8.1."""
        tree = self._tree
        if voice.kind is SourceKind.DOCUMENT and not self._has_proper(tokens):
            return Anonymity.NONE_STATED
        if voice.plural and tree.tokens[head].upos != "PROPN":
            return Anonymity.COLLECTIVE
        if voice.names or tree.tokens[head].upos == "PROPN":
            return Anonymity.NAMED
        if tree.words[tokens[0]] == "one" or tree.tokens[head].upos == "PRON":
            return Anonymity.UNNAMED_UNEXPLAINED
        if voice.kind is SourceKind.ORGANISATION or (voice.kind is SourceKind.DOCUMENT and self._has_proper(tokens)):
            return Anonymity.NAMED
        former = any(tree.lemmas[i] == "former" for i in tokens)
        office = tree.lemmas[head] in self._words.offices and not former
        return Anonymity.ROLE_ONLY if office else Anonymity.UNNAMED_UNEXPLAINED

    def _has_proper(self, tokens: Sequence[int]) -> bool:
        """Whether a description holds a proper name or a capitalised word after its first."""
        tree = self._tree
        return any(tree.tokens[i].upos == "PROPN" for i in tokens) or any(
            tree.text[tree.tokens[i].span.start].isupper() for i in tokens[1:]
        )

    def _merged(self, known: Voice, described: Voice) -> Voice:
        """A source met again: the fuller label stays, names and nouns add up."""
        fuller = described if described.names and not known.names else known
        anonymity = known.anonymity
        if described.anonymity is Anonymity.NAMED and known.anonymity is not Anonymity.UNNAMED_ON_REQUEST:
            anonymity = Anonymity.NAMED
        label = described.label if fuller is described or self._is_longer_name(known, described) else known.label
        return replace(
            known,
            label=label,
            kind=fuller.kind,
            description=max(known.description, described.description, key=len),
            anonymity=anonymity,
            names=known.names | described.names,
            nouns=known.nouns | described.nouns,
        )

    def _is_longer_name(self, known: Voice, described: Voice) -> bool:
        """Whether a later mention gives more of the name."""
        return bool(described.names) and len(described.names) > len(known.names)


def head_of(tree: Tree, tokens: Sequence[int]) -> int:
    """The word of a phrase that governs the others."""
    inside = set(tokens)
    heads = [index for index in tokens if tree.tokens[index].head not in inside and tree.tokens[index].upos != "PUNCT"]
    return heads[0] if heads else tokens[0]


def is_first_person(tree: Tree, frame: Frame) -> bool:
    """Whether the source of a frame is the speaker: "I saw", "our patrols heard"; not "my cousin said"."""
    spoken = [index for index in frame.source if tree.words[index] in FIRST_PERSON]
    if not spoken or not any(tree.tokens[index].deprel == "nmod:poss" for index in spoken):
        return bool(spoken)
    return not classes_of(tree, head_of(tree, frame.source)) & KIN

"""Chains: from the nearest holder of a claim, by way of others, to the document.

The rule for a link to an outlet. A source that is said to have spoken to an outlet ("told X's correspondent") passes
its claims on through that outlet, in this sentence and in every later one of the same source. Where the document has
named one outlet so, or as the origin of its report, at least twice, every later source that is quoted without another
channel is taken to have spoken to it too; such a link is marked `inferred`. The publisher of the document is never a
link of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from reportedly.extract.cues import Cues
from reportedly.extract.frames import HEARD_FROM, Frame, OwnClaim
from reportedly.extract.propositions import Proposition
from reportedly.extract.sources import FIRST_PERSON, HolderWords, Voice, Voices, head_of, is_first_person
from reportedly.extract.speech import Speech
from reportedly.extract.tree import Tree
from reportedly.records import DOCUMENT_HOLDER, Holder
from reportedly.spans import Span, covering
from reportedly.vocabulary import Anonymity, Basis, SourceKind

SAME_OUTLET = 85
CREDITS = 2
SPEAK = {"recount", "share", "speak", "talk"}
QUOTED = {"neutral", "strong", "endorsing", "confirm", "denial", "distancing"}
FIRSTHAND = {Basis.FIRSTHAND_PARTICIPANT, Basis.FIRSTHAND_WITNESS}
RELAYED = {Basis.SECONDHAND, Basis.THIRDHAND_PLUS}


@dataclass(frozen=True, slots=True)
class Link:
    """One frame over a proposition with the voice that holds it.

    Attributes:
        voice: The source; None where the text names none.
        own_words: Frames in the first person inside it: what the source says of how it knows.
    """

    frame: Frame
    voice: Voice | None
    own_words: tuple[Frame, ...] = ()


class Chains:
    """Builds the chain of every proposition of one document."""

    def __init__(self, tree: Tree, speech: Speech, words: HolderWords, cues: Cues) -> None:
        """Meet every source in the order of the text and note to whom it spoke."""
        self._tree = tree
        self._quoted = speech.quoted
        frames = speech.frames
        self._frames = frames
        self._cues = cues
        self._voices = Voices(tree, words, speech.quoted)
        self._voice_of: dict[int, int] = {}
        self._outlet_of: dict[int, tuple[Voice, Span]] = {}
        self._outlets: list[tuple[Voice, Span]] = []
        self._inferred_from: tuple[int, Voice] | None = None
        self._passed_on: dict[int, int] = {}
        self._heard_from = {frame.relayed_by for frame in frames if frame.rule == HEARD_FROM}
        self._spoke = dict(_spoken_to(tree))
        for number in sorted(range(len(frames)), key=lambda n: _order(frames[n], speech.quoted)):
            self._meet(number)
        self._note_passing()

    def _note_passing(self) -> None:
        """Note by whom each source was first quoted inside what somebody else says."""
        for inner, speaker in self._voice_of.items():
            cue = self._frames[inner].cue
            for outer, relay in self._voice_of.items():
                if relay != speaker and cue and cue[0] in self._frames[outer].content:
                    self._passed_on.setdefault(speaker, outer)

    def _meet(self, number: int) -> None:
        """Meet the source and the recipient of one frame."""
        frame = self._frames[number]
        if frame.source and not is_first_person(self._tree, frame):
            voice = self._voices.meet(frame.source, self._telling(frame))
            if voice is not None:
                place = frame.cue[0] if frame.cue else frame.source[0]
                if not any(place in other.content for other in self._frames if other is not frame):
                    voice = self._voices.note_condition(voice, self._tree.sentence(place).span)
                self._voice_of[number] = voice.number
                if voice.kind is SourceKind.OUTLET:
                    self._credit(frame, voice, covering(self._tree.tokens[i].span for i in frame.source))
        if number not in self._voice_of:
            return
        speaker = self._voice_of[number]
        spoken = next((to for who, to in self._spoke.items() if self._voices.number_at(who) == speaker), None)
        for recipient in (frame.recipient, spoken if speaker not in self._outlet_of else None):
            if recipient is not None and self._voices.is_interviewer(recipient):
                self._told(replace(frame, recipient=recipient), speaker)

    def _telling(self, frame: Frame) -> frozenset[int]:
        """Sources in whose words a frame stands."""
        return frozenset(number for n, number in self._voice_of.items() if self._encloses(self._frames[n], frame))

    def _told(self, frame: Frame, speaker: int) -> None:
        """A source spoke to an outlet: its later claims go by way of that outlet."""
        tokens = self._tree.subtree(frame.recipient or 0, without=self._tree.children(frame.recipient or 0, "case"))
        words = covering(self._tree.tokens[i].span for i in tokens)
        outlet = self._voices.meet(tokens)
        if outlet is None or self._is_publisher(words.of(self._tree.text)):
            return
        outlet = replace(outlet, kind=SourceKind.OUTLET, anonymity=Anonymity.NAMED)
        self._outlet_of[speaker] = (outlet, words)
        self._credit(frame, outlet, words)

    def _credit(self, frame: Frame, outlet: Voice, words: Span) -> None:
        """Note that the document names an outlet as a channel; from the second time on it is the likely channel."""
        if self._is_publisher(outlet.label):
            return
        self._outlets.append((outlet, words))
        alike = [
            one
            for one, _ in self._outlets
            if fuzz.token_set_ratio(one.label.lower(), outlet.label.lower()) >= SAME_OUTLET
        ]
        if self._inferred_from is None and len(alike) >= CREDITS:
            self._inferred_from = (frame.cue[0] if frame.cue else 0, outlet)

    def _is_publisher(self, label: str) -> bool:
        """Whether an outlet is the one that published the document."""
        publisher = self._tree.annotated.document.publisher
        return bool(publisher) and fuzz.token_set_ratio(label.lower(), str(publisher).lower()) >= SAME_OUTLET

    def links(self, proposition: Proposition) -> tuple[Link, ...]:
        """The frames over a proposition, nearest first, each inside the next; "we saw" stays with the speaker."""
        over = [n for n, frame in enumerate(self._frames) if proposition.head in frame.content]
        over.sort(key=lambda n: (len(self._frames[n].content), -(self._frames[n].cue or (0,))[0]))
        links: list[Link] = []
        pending: list[Frame] = []
        for number in over:
            frame = self._frames[number]
            if links and not self._encloses(frame, links[-1].frame):
                continue
            if is_first_person(self._tree, frame):
                pending.append(frame)
                continue
            voice = self._voices.all()[self._voice_of[number]] if number in self._voice_of else None
            links.extend(self._linked(links, Link(frame, voice, tuple(pending))))
            pending = []
        if pending:
            links.append(Link(pending[0], None, tuple(pending)))
        return tuple(links)

    def _encloses(self, outer: Frame, inner: Frame) -> bool:
        """Whether the inner frame stands inside what the outer one attributes."""
        if inner.relayed_by is not None:
            return inner.relayed_by == outer.head or inner.relayed_by in outer.source
        marks = inner.cue or inner.source
        return bool(marks) and marks[0] in outer.content

    def _linked(self, links: list[Link], link: Link) -> Iterator[Link]:
        """The link, unless it is the same source speaking of itself: then the inner one takes its words over."""
        if (
            links
            and link.voice is not None
            and links[-1].voice is not None
            and links[-1].voice.number == link.voice.number
        ):
            links[-1] = replace(links[-1], own_words=(*links[-1].own_words, *link.own_words))
            return
        yield link

    def holders(self, proposition: Proposition, links: Sequence[Link], basis: Basis) -> tuple[Holder, ...]:
        """The chain: a holder for each link, the outlets between, and the document; `basis` is the nearest holder's."""
        held: list[Holder] = []
        passing = self._with_relay(links)
        for link in passing:
            held.append(self._holder(link))
            spoke_here = link.frame.recipient is not None
            outlet = (
                self._channel(link) if spoke_here or link is passing[-1] else None
            )  # whoever is quoted within spoke
            if outlet is not None and all(holder.entity != outlet.entity for holder in held):
                held.append(outlet)
        if not held:
            return (replace(DOCUMENT_HOLDER, basis=basis),)
        own = next((f for f in links[0].own_words if f.cue and f.source and f.own is OwnClaim.NONE), None)
        spoken = own is not None and len(own.source) == 1
        nearest = self._first_person(own) if own and spoken else self._speaking(proposition, links[0])
        cue = covering(self._tree.tokens[i].span for i in _wording(own)) if own else held[0].cue
        first = replace(held[0], who=nearest or held[0].who, cue=cue, basis=basis)
        return tuple(relayed([first, *held[1:], DOCUMENT_HOLDER]))

    def _with_relay(self, links: Sequence[Link]) -> Sequence[Link]:
        """The links, with whoever passed a group of witnesses on before, where the group is quoted again by itself.

        "The rifles, according to the residents, were new" is still told by the official who told what they saw.
        """
        last = links[-1] if links else None
        if last is None or last.voice is None or not last.voice.plural or last.voice.number not in self._passed_on:
            return links
        outer = self._passed_on[last.voice.number]
        relay = self._voices.all()[self._voice_of[outer]]
        known = {link.voice.number for link in links if link.voice is not None}
        again = bool(last.frame.cue) and last.frame.cue[0] > (self._frames[outer].cue or (0,))[0]
        return links if relay.number in known or not again else (*links, Link(self._frames[outer], relay))

    def _speaking(self, proposition: Proposition, link: Link) -> Span | None:
        """Where a speaker says "I" or "we" in the sentence of a claim: the nearest words for this source."""
        tree, head = self._tree, proposition.head
        sentence = tree.sentence(head)
        if link.frame.cue and tree.sentence_index[link.frame.cue[0]] == tree.sentence_index[head]:
            return None
        said = [
            i for i in range(sentence.start, sentence.stop) if tree.words[i] in FIRST_PERSON and i in link.frame.content
        ]
        return tree.tokens[min(said, key=lambda i: abs(i - head))].span if said else None

    def _holder(self, link: Link) -> Holder:
        """The holder of one link, described as fully as the document does anywhere."""
        voice, frame = link.voice, link.frame
        cue = covering(self._tree.tokens[i].span for i in frame.cue) if frame.cue else None
        if voice is None:
            who = self._first_person(frame)
            return Holder(
                who=who, cue=cue, label=who.of(self._tree.text) if who else "unspecified", kind=SourceKind.UNKNOWN,
                anonymity=Anonymity.UNNAMED_UNEXPLAINED if who else Anonymity.NONE_STATED,
            )  # fmt: skip
        voice = self._voices.current(voice)
        who = covering(self._tree.tokens[i].span for i in frame.source)
        basis = Basis.SECONDHAND if frame.head in self._heard_from else Basis.UNSTATED
        return Holder(
            who=who, cue=cue, label=voice.label, kind=voice.kind, anonymity=voice.anonymity, entity=voice.number,
            basis=basis,
        )  # fmt: skip

    def _first_person(self, frame: Frame) -> Span | None:
        """The words of a first-person source."""
        return covering(self._tree.tokens[i].span for i in frame.source) if frame.source else None

    def _channel(self, link: Link) -> Holder | None:
        """The outlet that a link's source spoke to: said of this source, or inferred for the whole document."""
        if link.voice is None or link.voice.kind in {SourceKind.OUTLET, SourceKind.DOCUMENT}:
            return None
        if link.voice.number in self._outlet_of:
            outlet, words = self._outlet_of[link.voice.number]
            return self._outlet_holder(outlet, words, inferred=False)
        if self._inferred_from is None or self._class(link.frame) not in QUOTED:
            return None
        place, outlet = self._inferred_from
        if not link.frame.cue or link.frame.cue[0] < place:
            return None
        return self._outlet_holder(outlet, self._nearest_mention(link.frame, outlet), inferred=True)

    def _class(self, frame: Frame) -> str | None:
        """The reporting class of a frame's cue."""
        return self._cues.value(frame.entry, "class") if frame.entry else "neutral"

    def _nearest_mention(self, frame: Frame, outlet: Voice) -> Span:
        """Where the outlet was last named before a frame."""
        place = self._tree.tokens[frame.cue[0]].span.start
        before = [words for one, words in self._outlets if words.start <= place]
        return before[-1] if before else next(words for one, words in self._outlets if one.number == outlet.number)

    def _outlet_holder(self, outlet: Voice, words: Span, *, inferred: bool) -> Holder:
        """An outlet as a link of its own."""
        return Holder(
            who=words, cue=None, label=self._voices.name_of(outlet), kind=SourceKind.OUTLET, anonymity=Anonymity.NAMED,
            entity=outlet.number, inferred=inferred,
        )  # fmt: skip


def _order(frame: Frame, quoted: Sequence[int]) -> tuple[int, int]:
    """Where a frame stands in the order of meeting: by its cue; a quotation's speaker comes before who is in it."""
    place = min(frame.cue or frame.source or (0,))
    spoken = [i for i in frame.content if i < place and quoted[i] >= 0 and quoted[place] < 0]
    return min(spoken, default=place), -len(frame.content)


def _wording(frame: Frame) -> tuple[int, ...]:
    """The words of a frame in the first person: "saw", "according to our information"."""
    return (*frame.cue, *frame.source) if frame.rule.startswith("parse:according_to") else frame.cue


def _spoken_to(tree: Tree) -> Iterator[tuple[int, int]]:
    """Who speaks to whom without a cue: "a resident also shared his story with ...", "spoke to ... by telephone"."""
    for verb, lemma in enumerate(tree.lemmas):
        if lemma not in SPEAK or tree.tokens[verb].upos != "VERB":
            continue
        for told in tree.children(verb, "obl"):
            who = min((*tree.children(verb, "nsubj"), *tree.children(verb, "obj")), default=None)
            if who is not None and who < verb < told and _is_to(tree, told):
                yield who, told


def _is_to(tree: Tree, index: int) -> bool:
    """Whether a phrase names a recipient or partner."""
    return any(tree.words[case] in {"to", "with"} for case in tree.children(index, "case"))


def relayed(holders: Iterable[Holder]) -> Iterator[Holder]:
    """Holders with the basis that passing on gives them: second hand after first hand, third hand after second.

    The rule is mechanical: after a holder that claims first-hand knowledge the next one is second hand, after a
    second- or third-hand one third hand, and after any other unstated.
    """
    before: Basis | None = None
    for holder in holders:
        if before is None:
            before = holder.basis
            yield holder
            continue
        passed = (
            Basis.SECONDHAND
            if before in FIRSTHAND or holder.basis is Basis.SECONDHAND
            else Basis.THIRDHAND_PLUS
            if before in RELAYED
            else Basis.UNSTATED
        )
        before = passed
        yield replace(holder, basis=passed)


def who_heads(tree: Tree, frame: Frame) -> int | None:
    """The governing word of a frame's source."""
    return head_of(tree, frame.source) if frame.source else None

"""Putting a claim together: every reading of one proposition, each with its reason."""

from collections.abc import Sequence

from reportedly.extract.about import find_about
from reportedly.extract.chain import Chains, Link
from reportedly.extract.control import read_control
from reportedly.extract.events import read_event
from reportedly.extract.flags import read_flags
from reportedly.extract.frames import Frame, OwnClaim
from reportedly.extract.grammar import Grammar
from reportedly.extract.narrative import carry_basis
from reportedly.extract.propositions import Embedding, Proposition
from reportedly.extract.quantities import read_quantities
from reportedly.extract.roles import read_participants
from reportedly.extract.speech import Speech
from reportedly.extract.stance import read_stance
from reportedly.extract.tree import Tree
from reportedly.extract.wording import read_mode
from reportedly.records import DOCUMENT_HOLDER, About, Alternative, Claim, Holder, Reason
from reportedly.spans import covering
from reportedly.vocabulary import Mode

GOES_ON = "no cue: the sentence may go on quoting or return to the writer"


def assemble(
    tree: Tree, propositions: Sequence[Proposition], chains: Chains, speech: Speech, grammar: Grammar
) -> tuple[Claim, ...]:
    """A claim for every proposition, in order."""
    assembler = _Assembler(tree, chains, speech, grammar)
    claims = [assembler.claim(proposition) for proposition in propositions]
    return carry_basis(tree, claims, [proposition.head for proposition in propositions])


class _Assembler:
    """Reads one proposition after the other, keeping what later ones point back at."""

    def __init__(self, tree: Tree, chains: Chains, speech: Speech, grammar: Grammar) -> None:
        self._tree = tree
        self._chains = chains
        self._speech = speech
        self._grammar = grammar
        self._own = {
            frame.head: frame for frame in speech.frames if frame.own is not OwnClaim.NONE and frame.head is not None
        }
        self._earlier: list[tuple[Proposition, tuple[int | None, ...]]] = []
        self._last: tuple[Proposition, tuple[Holder, ...]] | None = None

    def claim(self, proposition: Proposition) -> Claim:
        """The claim that a proposition makes."""
        tree = self._tree
        links = self._chains.links(proposition)
        goes_on = not links and self._goes_on(proposition)
        cue = self._cue_lemma(links, proposition)
        stance = read_stance(tree, proposition, cue)
        event = read_event(tree, proposition, stance, self._grammar.events)
        basis, known = self._grammar.knowing.basis(tree, proposition, links, event.kind, stance.realis)
        chain = self._chains.holders(proposition, links, basis)
        if goes_on and self._last is not None:
            chain = self._last[1]
        mode, worded = read_mode(tree, proposition, links, self._speech)
        participants = read_participants(tree, event)
        flags, flagged = read_flags(tree, proposition, event, participants, attributed=bool(links))
        alternatives = self._alternatives(proposition, links, goes_on=goes_on)
        if alternatives and (links or goes_on):
            mode = Mode.AMBIGUOUS
        claim = Claim(
            document=tree.annotated.document.id,
            content=proposition.content,
            head=tree.tokens[proposition.head].span,
            kind=event.kind,
            type=event.type,
            chain=chain,
            alternatives=alternatives,
            about=self._about(proposition),
            mode=mode,
            polarity=stance.polarity,
            certainty=stance.certainty,
            realis=stance.realis,
            genericity=stance.genericity,
            participants=participants,
            quantities=read_quantities(tree, proposition, event),
            control=read_control(tree, proposition, participants, event),
            flags=flags,
            reasons=(*self._held(links), *filter(None, (known, worded)), *stance.reasons, *event.reasons, *flagged),
        )
        self._remember(proposition, chain)
        return claim

    def _remember(self, proposition: Proposition, chain: tuple[Holder, ...]) -> None:
        """Keep what later claims may point at or go on with."""
        self._earlier.append((proposition, tuple(holder.entity for holder in chain[:-1])))
        if proposition.embedding is not Embedding.NOMINAL:
            self._last = (proposition, chain)

    def _cue_lemma(self, links: Sequence[Link], proposition: Proposition) -> str | None:
        """The lemma of the nearest cue that does not itself carry the proposition."""
        for link in links[:1]:
            frames: Sequence[Frame] = (*link.own_words, link.frame)
            for frame in frames:
                if frame.head is not None and frame.head != proposition.head:
                    return self._tree.lemmas[frame.head]
        return None

    def _held(self, links: Sequence[Link]) -> tuple[Reason, ...]:
        """Why each link is in the chain."""
        return tuple(
            Reason(
                field=f"chain.{number}.who",
                rule=f"cues:{link.frame.entry}" if link.frame.entry else link.frame.rule,
                words=covering(self._tree.tokens[i].span for i in link.frame.cue) if link.frame.cue else None,
                because=f"found by {link.frame.rule}",
            )
            for number, link in enumerate(links)
        )

    def _about(self, proposition: Proposition) -> tuple[About, ...]:
        """The earlier claims that a confirmation or denial points at."""
        frame = self._own.get(proposition.head)
        return find_about(self._tree, self._grammar.cues, frame, self._earlier) if frame else ()

    def _alternatives(
        self, proposition: Proposition, links: Sequence[Link], *, goes_on: bool
    ) -> tuple[Alternative, ...]:
        """The other chain that a sentence without a cue allows: the writer's, or the last speaker's."""
        if goes_on or (links and self._carried(proposition, links[0])):
            return (Alternative(chain=(DOCUMENT_HOLDER,), because=GOES_ON),)
        if links or self._last is None or not self._follows_speech(proposition):
            return ()
        return (Alternative(chain=self._last[1], because=GOES_ON),)

    def _follows_speech(self, proposition: Proposition) -> bool:
        """Whether a main clause stands in the sentence after attributed words, in their paragraph."""
        if self._last is None or len(self._last[1]) == 1 or proposition.embedding is not Embedding.MAIN:
            return False
        tree, last = self._tree, self._last[0]
        gap = tree.text[tree.sentence(last.head).span.stop : tree.sentence(proposition.head).span.start]
        adjacent = tree.sentence_index[proposition.head] - tree.sentence_index[last.head] == 1
        return adjacent and "\n" not in gap

    def _goes_on(self, proposition: Proposition) -> bool:
        """Whether a sentence after speech begins with words that go on with it."""
        if not self._follows_speech(proposition):
            return False
        opening = self._tree.sentence(proposition.head).span.of(self._tree.text).lower()
        return any(opening.startswith((f"{words} ", f"{words},")) for words in self._grammar.continuations)

    def _carried(self, proposition: Proposition, link: Link) -> bool:
        """Whether only the language model, and no cue of this sentence nor a quotation, attributes the words."""
        frame, tree = link.frame, self._tree
        if not frame.cue or self._speech.quoted[proposition.head] >= 0 or frame.rule == "quotation:announced":
            return False
        return tree.sentence_index[frame.cue[0]] != tree.sentence_index[proposition.head]

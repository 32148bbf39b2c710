"""How the words of a claim are given: quoted, paraphrased, in the document's own voice, or taken for granted."""

from collections.abc import Sequence

from reportedly.extract.chain import Link
from reportedly.extract.propositions import Embedding, Proposition
from reportedly.extract.speech import Speech
from reportedly.extract.tree import Tree
from reportedly.records import Reason
from reportedly.spans import Span, covering
from reportedly.vocabulary import Mode

WHOLLY = 0.8
PARTLY = 2
ANNOUNCED = "announced"
INNER_MARKS = "‘'‚"


def read_mode(tree: Tree, proposition: Proposition, links: Sequence[Link], speech: Speech) -> tuple[Mode, Reason]:
    """The mode of a claim and the reason for it."""
    nominal = proposition.embedding is Embedding.NOMINAL
    if links and ANNOUNCED in links[0].frame.rule:
        return Mode.DIRECT, _reason(Mode.DIRECT, "it stands in a block that a frame and a colon announce")
    if links and proposition.head in links[0].frame.content:  # alone in what is said, it is not taken for granted
        nominal = nominal and proposition.governor is not None
    if not links:
        mode = Mode.PRESUPPOSED if nominal else Mode.NARRATOR
        return mode, _reason(mode, "a noun phrase takes it for granted" if nominal else "no words attribute it")
    quoted = [index for index in proposition.tokens if speech.quoted[index] >= 0]
    share = len(quoted) / len(proposition.tokens)
    if share >= WHOLLY:
        return _within_quotation(tree, proposition, links, speech)
    words = _quoted_words(tree, proposition, speech, quoted)
    if words is not None:
        return Mode.MIXED, _reason(Mode.MIXED, "some of its words are quoted", words)
    if nominal:
        return Mode.PRESUPPOSED, _reason(Mode.PRESUPPOSED, "a noun phrase takes it for granted")
    return Mode.INDIRECT, _reason(Mode.INDIRECT, "its words are attributed but not quoted")


def _quoted_words(tree: Tree, proposition: Proposition, speech: Speech, quoted: list[int]) -> Span | None:
    """The words of a proposition that are quoted where the others are not: a run of speech, or a word or two."""
    if len(quoted) >= PARTLY:
        return covering(tree.tokens[index].span for index in quoted)
    parts = [Span(part.start, part.stop + 1) for part in proposition.content]  # a mark may stand at their end
    return next((one for one in speech.fragments if any(part.contains(one) for part in parts)), None)


def _within_quotation(
    tree: Tree, proposition: Proposition, links: Sequence[Link], speech: Speech
) -> tuple[Mode, Reason]:
    """Direct speech; or, where the nearest frame stands inside the quotation too, what that frame makes of it."""
    cue = links[0].frame.cue
    inside = bool(cue) and speech.quoted[cue[0]] == speech.quoted[proposition.head] and speech.quoted[cue[0]] >= 0
    if not inside or len(links) == 1:
        return Mode.DIRECT, _reason(Mode.DIRECT, "its words stand in quotation marks")
    start = proposition.content[0].start
    outer = speech.quotations[speech.quoted[proposition.head]].span.start
    marks = INNER_MARKS if start <= outer + 1 else INNER_MARKS + '"'
    if any(mark in tree.text[max(0, start - 2) : start] for mark in marks):
        return Mode.NESTED_DIRECT, _reason(Mode.NESTED_DIRECT, "it is a quotation inside a quotation")
    return Mode.INDIRECT, _reason(Mode.INDIRECT, "a speaker inside the quotation is paraphrased")


def _reason(mode: Mode, because: str, words: Span | None = None) -> Reason:
    """A reason for the mode."""
    return Reason(field="mode", rule=f"mode:{mode}", words=words, because=because)

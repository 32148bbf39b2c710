"""Extract: from an annotated document to its claims: who says it, how they know, how sure, and what is asserted."""

from collections.abc import Sequence

from reportedly.extract.assembly import assemble
from reportedly.extract.chain import Chains
from reportedly.extract.flat import flat_attributions
from reportedly.extract.frames import find_frames
from reportedly.extract.grammar import Grammar, load_grammar
from reportedly.extract.speech import join_speech
from reportedly.extract.tree import Tree
from reportedly.records import Annotated, Extracted

__all__: Sequence[str] = ("Grammar", "extract", "load_grammar")


def extract(annotated: Annotated, grammar: Grammar) -> Extracted:
    """The claims of a document in text order, and its flat attributions, which agree with the nearest holders."""
    tree = Tree(annotated)
    speech = join_speech(tree, find_frames(tree, grammar.cues))
    chains = Chains(tree, speech, grammar.holders, grammar.cues)
    propositions = grammar.splitter.split(tree, speech.frames)
    claims = assemble(tree, propositions, chains, speech, grammar)
    return Extracted(annotated=annotated, claims=claims, attributions=flat_attributions(tree, speech.frames))

"""How a proposition is put: asserted or negated, how sure, come about or not, once or often."""

from dataclasses import dataclass

from reportedly.extract.propositions import Proposition
from reportedly.extract.spine import Spine, read_spine
from reportedly.extract.stance_frequency import read_genericity
from reportedly.extract.stance_polarity import read_polarity
from reportedly.extract.stance_realis import read_realis
from reportedly.extract.tree import Tree
from reportedly.records import Reason
from reportedly.vocabulary import Certainty, Genericity, Polarity, Realis


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How a proposition is put by its nearest holder.

    Attributes:
        polarity: Whether it is grammatically negated.
        certainty: How sure the nearest holder presents it.
        realis: Whether it is presented as having come about.
        genericity: Whether one occurrence can be identified.
        spine: The word that says what happened, with the words above it.
        reasons: Why each of the four has its value; none for a default.
    """

    polarity: Polarity
    certainty: Certainty
    realis: Realis
    genericity: Genericity
    spine: Spine
    reasons: tuple[Reason, ...] = ()


def read_stance(tree: Tree, proposition: Proposition, cue_lemma: str | None = None) -> Stance:
    """The stance of a proposition under the word of attribution with this lemma, if there is one."""
    spine = read_spine(tree, proposition)
    polarity, negated = read_polarity(tree, proposition, spine)
    realis = read_realis(tree, proposition, spine, cue_lemma)
    genericity, often = read_genericity(tree, proposition, spine)
    return Stance(
        polarity=polarity,
        certainty=realis.certainty,
        realis=realis.realis,
        genericity=genericity,
        spine=spine,
        reasons=(*negated, *realis.reasons, *often),
    )

"""Plain labels, as casualty recorders use them: a derived view of counts and relations, never stored."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.assess.context import Context
from reportedly.assess.counting import Counts, root_groups
from reportedly.assess.independence import NO_CONTEXT
from reportedly.assess.relations import ClaimRelation, is_denial
from reportedly.assess.roots import root_of
from reportedly.assess.testimony import Testimony
from reportedly.lexicon import load_lexicon
from reportedly.vocabulary import PlainLabel, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """The label of some claims about one thing.

    Attributes:
        label: What to show first: contested, else denied, else how many sources are named.
        sources: How many sources are named, whether it is contested or not.
        says: The label in words.
        because: Why, as a plain sentence.
    """

    label: PlainLabel
    sources: PlainLabel
    says: str
    because: str


def label(
    told: Sequence[Testimony], found: Sequence[ClaimRelation], counted: Counts, context: Context = NO_CONTEXT
) -> Labelled:
    """The plain label of these claims, given their relations and counts; those who deny are no source for it."""
    sources = PlainLabel.SEVERAL_SOURCES if named_roots(told, context) > 1 else PlainLabel.SINGLE_SOURCE
    differing = [each for each in found if each.relation is Relation.CONTRADICTS]
    denials = [each for each in found if each.relation is Relation.DENIES]
    if differing:
        chosen, because = PlainLabel.CONTESTED, differing[0].because
    elif denials or any(is_denial(each) for each in told):
        chosen, because = PlainLabel.DENIED, denials[0].because if denials else "a report tells of a denial"
    else:
        chosen, because = sources, f"root sources {counted.roots}, of {counted.reports} reports"
    return Labelled(label=chosen, sources=sources, says=str(_says(chosen)), because=because)


def named_roots(told: Sequence[Testimony], context: Context = NO_CONTEXT) -> int:
    """How many different root sources the reports name or describe; five outlets in their own voice name none."""
    asserting = tuple(each for each in told if not is_denial(each))
    groups = root_groups(asserting, context)
    return sum(any(root_of(asserting[place]).is_told for place in group) for group in groups)


def _says(chosen: PlainLabel) -> object:
    """The label in words."""
    return load_lexicon("labels").entries[chosen.value]["says"]

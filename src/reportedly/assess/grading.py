"""Suggestions for Admiralty grades: for a reviewer to take up or not, never stored, and never a 1."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.assess.context import Context, reliability_of
from reportedly.assess.counting import counts
from reportedly.assess.independence import NO_CONTEXT
from reportedly.assess.labels import named_roots
from reportedly.assess.register import register_entries
from reportedly.assess.relations import ClaimRelation, is_denial
from reportedly.assess.testimony import Testimony
from reportedly.errors import RecordError
from reportedly.lexicon import load_lexicon
from reportedly.vocabulary import Credibility, Relation, Reliability


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a grade might be; whoever grades decides on the two axes apart.

    Attributes:
        reliability: As reviewers judged the source or its outlet; F where nobody did.
        credibility: 2 at most.
        because: Why, one sentence for each axis.
    """

    reliability: Reliability = Reliability.F
    credibility: Credibility = Credibility.CANNOT_BE_JUDGED
    because: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a 1, which only a reviewer's word on independence can give."""
        if self.credibility is Credibility.INDEPENDENTLY_REPORTED:
            message = "credibility 1 is a reviewer's to give and is never suggested"
            raise RecordError(message)


def suggest_grade(
    claim: Testimony, told: Sequence[Testimony], found: Sequence[ClaimRelation], context: Context = NO_CONTEXT
) -> Suggestion:
    """What a grade of the claim might be, given the claims about the same thing and their relations."""
    reliability, on_source = _reliability(claim, context)
    key = _credibility(claim, told, found, context)
    entry = load_lexicon("grade_suggestions").entries[key]
    return Suggestion(
        reliability=reliability,
        credibility=Credibility(entry["credibility"]),
        because=(on_source, str(entry["says"])),
    )


def _reliability(claim: Testimony, context: Context) -> tuple[Reliability, str]:
    """What reviewers said of the root's institution or office, else of the outlet."""
    for entry in register_entries(claim):
        word = context.reliability(entry.id)
        if word is not None:
            return reliability_of(word), f"a reviewer judged {entry.name} {reliability_of(word).value}"
    return Reliability.F, "nobody has judged this source or its outlet"


def _credibility(claim: Testimony, told: Sequence[Testimony], found: Sequence[ClaimRelation], context: Context) -> str:
    """Which of the suggestions fits."""
    mine = [each for each in found if claim.id in {each.first, each.second}]
    if any(each.relation is Relation.RETRACTS and each.second == claim.id for each in mine):
        return "taken_back"
    if any(each.relation is Relation.CONTRADICTS for each in mine):
        return "contradicted"
    if any(each.relation is Relation.CORROBORATES for each in mine):
        asserting = tuple(each for each in told if not is_denial(each))
        if counts(asserting, context).roots.low > 1:
            return "independent_sources"
        return "several_sources" if named_roots(asserting, context) > 1 else "alone"
    return "alone"

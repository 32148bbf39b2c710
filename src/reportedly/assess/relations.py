"""How two claims relate, read from their fields and never from how similar their words are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.assess.context import Context
from reportedly.assess.figures import may_agree
from reportedly.assess.independence import NO_CONTEXT, independence
from reportedly.assess.matching import differences, gains, is_of_world, is_one_matter, shared
from reportedly.assess.testimony import Testimony
from reportedly.vocabulary import AboutHow, Dimension, Independence, Kind, MetaType, Polarity, Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRelation:
    """How the first claim relates to the second.

    Attributes:
        first: Id of a claim.
        second: Id of the other.
        dimension: In what they agree, differ, or one is more exact; None where the whole claim is meant.
        because: Why, as a plain sentence.
    """

    first: str
    second: str
    relation: Relation
    dimension: Dimension | None = None
    because: str


_ABOUT = {
    AboutHow.CONFIRMS: (Relation.CORROBORATES, "its source is said to bear out what was said before"),
    AboutHow.DENIES: (Relation.DENIES, "its source denies what was said before"),
    AboutHow.EXPLAINS: (Relation.EXPLAINS, "it explains what was said before"),
    AboutHow.REPEATS: (Relation.SAME_STATEMENT, "it says again what was said before"),
}


def relations(pairs: Iterable[tuple[Testimony, Testimony]], context: Context = NO_CONTEXT) -> tuple[ClaimRelation, ...]:
    """How the claims of each pair relate; the caller pairs claims that may speak of one matter."""
    return tuple(each for first, second in pairs for each in _relate(first, second, context))


def _relate(first: Testimony, second: Testimony, context: Context) -> Iterator[ClaimRelation]:
    """Every relation of two claims: what a report says of its own claims, denials, and what the fields show."""
    spoken = [*_about(first, second), *_about(second, first)]
    yield from spoken
    if context.takes_back(first.report, second.report):
        yield _related(first, second, Relation.RETRACTS, None, "its report takes back the other report")
    elif context.takes_back(second.report, first.report):
        yield _related(second, first, Relation.RETRACTS, None, "its report takes back the other report")
    denying = [each for each in (first, second) if is_denial(each)]
    if len(denying) == 1 and not spoken:
        yield from _denies(denying[0], second if denying[0] is first else first)
    if not denying and is_of_world(first.claim, second.claim):
        yield from _fields(first, second, context)


def _related(
    first: Testimony, second: Testimony, relation: Relation, dimension: Dimension | None, because: str
) -> ClaimRelation:
    """The relation as a record."""
    return ClaimRelation(first=first.id, second=second.id, relation=relation, dimension=dimension, because=because)


def _about(speaking: Testimony, spoken_of: Testimony) -> Iterator[ClaimRelation]:
    """What a claim says of an earlier claim of its report."""
    for identity, how in speaking.claim.about:
        if identity == spoken_of.id:
            relation, because = _ABOUT[how]
            yield _related(speaking, spoken_of, relation, None, because)


def is_denial(testimony: Testimony) -> bool:
    """Whether the claim is that something else that was said is not so."""
    read = testimony.claim.claim
    return read.kind is Kind.DENIAL or read.type == MetaType.DENY


def _denies(denial: Testimony, denied: Testimony) -> Iterator[ClaimRelation]:
    """A denial of a claim about the same place and time; a denial alone is no evidence against what it denies."""
    alike = shared(denial.claim, denied.claim)
    if Dimension.PLACE in alike and not differences(denial, denied):
        because = "its source denies it for the same place; a denial alone is no evidence against it"
        yield _related(denial, denied, Relation.DENIES, Dimension.POLARITY, because)


def _fields(first: Testimony, second: Testimony, context: Context) -> Iterator[ClaimRelation]:
    """What the fields show: a contradiction in each dimension, else agreement and what one says more exactly."""
    found = differences(first, second)
    for dimension, because in found:
        yield _related(first, second, Relation.CONTRADICTS, dimension, because)
    if found or first.claim.claim.polarity is not second.claim.claim.polarity:
        return
    alike = shared(first.claim, second.claim)
    finding, why = independence(first, second, context)
    is_alike = Dimension.ACTION in alike and len(alike) > 1 and is_one_matter(first, second)
    if finding is Independence.SAME_ROOT and (first.words == second.words or is_alike):
        yield _related(first, second, Relation.SAME_STATEMENT, None, why)
    elif is_alike and may_agree(first.claim, second.claim):
        agreed = ", ".join(dimension.value for dimension in alike)
        yield _related(first, second, Relation.CORROBORATES, None, f"they agree in {agreed}; {why}")
    if alike.keys() - {Dimension.ACTION}:
        yield from _refinements(first, second)


def _refinements(first: Testimony, second: Testimony) -> Iterator[ClaimRelation]:
    """Where one claim is more exact, and the other never is."""
    left, right = gains(first.claim, second.claim), gains(second.claim, first.claim)
    finer, coarser, gained = (first, second, left) if left and not right else (second, first, right)
    if left and right:
        return
    for dimension, because in gained.items():
        yield _related(finer, coarser, Relation.REFINES, dimension, because)


def is_negated(testimony: Testimony) -> bool:
    """Whether the claim says that something is not so."""
    return testimony.claim.claim.polarity is Polarity.NEGATED

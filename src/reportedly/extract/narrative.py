"""What one claim says of how its source knows, told of other claims of the same source.

The basis of a claim comes from its words. A witness does not say "I saw" before every sentence; what such a source
tells in direct speech of particular things that happened then carries the basis that it claimed in the same paragraph
or the one before. Judgements, general statements and the present tense carry nothing over. A report that says that it
rests on interviews rests on them in all that it tells, and the purpose of an act is known as the act is.
"""

from collections.abc import Sequence
from dataclasses import replace

from reportedly.extract.chain import FIRSTHAND, relayed
from reportedly.extract.tree import Tree
from reportedly.records import Claim, Reason
from reportedly.vocabulary import Basis, Genericity, Kind, Mode, Realis, SourceKind

TOLD = {Kind.EVENT, Kind.STATE, Kind.PROCESS, Kind.STATE_CHANGE}
SPOKEN = {Mode.DIRECT, Mode.INDIRECT}
WHOLE = {Genericity.SPECIFIC, Genericity.ITERATIVE}
OWN = {Basis.FIRSTHAND_PARTICIPANT, Basis.FIRSTHAND_WITNESS, Basis.INSTITUTIONAL}
REPORTING = {SourceKind.DOCUMENT, SourceKind.ORGANISATION}
GROUNDS = "evidence:based on interviews"
RESTS = Reason(field="chain.0.basis", rule="narrative:grounds", because="the source said before what it rests on")
PURPOSE = Reason(field="chain.0.basis", rule="narrative:purpose", because="the source knows the act that this is for")
REASON = Reason(
    field="chain.0.basis", rule="narrative", because="the same source tells on of what it said it saw or took part in"
)


def carry_basis(tree: Tree, claims: Sequence[Claim], heads: Sequence[int]) -> tuple[Claim, ...]:
    """The claims with what one of them says of how its source knows told of others too; `heads` carry the claims."""
    onward = _carried(tree, claims, heads, range(len(claims)))
    told = _carried(tree, onward, heads, range(len(claims) - 1, -1, -1))
    return _with_purposes(tree, _with_grounds(told), heads)


def _carried(tree: Tree, claims: Sequence[Claim], heads: Sequence[int], order: range) -> tuple[Claim, ...]:
    """The claims, those that go on with a witness's story marked so; backwards only inside a paragraph."""
    carried = list(claims)
    last: tuple[int | None, int] = (None, 0)
    mode = Mode.DIRECT
    apart = 1 if order.step > 0 else 0
    for number in order:
        claim, head = claims[number], heads[number]
        nearest = claim.chain[0]
        told = order.step > 0 or _is_past(tree, head)  # nothing leads back from "we cannot go out"
        firsthand = nearest.basis in FIRSTHAND and claim.mode in SPOKEN and told
        if firsthand and nearest.entity is not None:
            last, mode = (nearest.entity, head), claim.mode
        elif claim.mode is mode and nearest.entity == last[0] and _goes_on(tree, claim, (last[1], head), apart):
            carried[number] = _known(claim, Basis.FIRSTHAND_WITNESS, REASON)
            last = (last[0], head)
    return tuple(carried)


def _goes_on(tree: Tree, claim: Claim, heads: tuple[int, int], apart: int) -> bool:
    """Whether a claim of the same source tells the same story, at most so many paragraphs apart."""
    told = (
        claim.kind in TOLD and claim.genericity in WHOLE and claim.realis is Realis.ACTUAL
        and claim.chain[0].entity is not None
    )  # fmt: skip
    if not told or claim.chain[0].basis is not Basis.UNSTATED:
        return False
    if claim.mode is Mode.INDIRECT and tree.sentence_index[heads[1]] - tree.sentence_index[heads[0]] not in {0, 1}:
        return False
    between = tree.text[tree.tokens[min(heads)].span.stop : tree.tokens[max(heads)].span.start]
    return between.count("\n") <= apart and _is_past(tree, heads[1])


def _with_grounds(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with what a report says that it rests on ("based on interviews") told of its later claims too."""
    grounded: set[int] = set()
    found = []
    for claim in claims:
        nearest = claim.chain[0]
        if nearest.entity is not None and any(reason.rule == GROUNDS for reason in claim.reasons):
            grounded.add(nearest.entity)
        rests = nearest.entity in grounded and nearest.kind in REPORTING and nearest.basis is Basis.UNSTATED
        found.append(_known(claim, Basis.SECONDHAND, RESTS) if rests and claim.kind in TOLD else claim)
    return tuple(found)


def _with_purposes(tree: Tree, claims: Sequence[Claim], heads: Sequence[int]) -> tuple[Claim, ...]:
    """The claims, with the purpose of an act known as its source knows the act: "... so that it could be bombed"."""
    by_head = dict(zip(heads, claims, strict=True))
    found = []
    for claim, head in zip(claims, heads, strict=True):
        act = by_head.get(tree.tokens[head].head) if claim.kind is Kind.PURPOSE else None
        nearest = claim.chain[0]
        same = act is not None and act.chain[0].entity == nearest.entity is not None
        if act is not None and same and nearest.basis is Basis.UNSTATED and act.chain[0].basis in OWN:
            found.append(_known(claim, act.chain[0].basis, PURPOSE))
        else:
            found.append(claim)
    return tuple(found)


def _is_past(tree: Tree, head: int) -> bool:
    """Whether a clause is in the past tense."""
    return any(tree.has(index, "Tense=Past") for index in (head, *tree.children(head, "aux", "cop", "aux:pass")))


def _known(claim: Claim, basis: Basis, reason: Reason) -> Claim:
    """The claim with another basis, and what that makes of the links after it."""
    nearest = replace(claim.chain[0], basis=basis)
    return replace(claim, chain=tuple(relayed((nearest, *claim.chain[1:]))), reasons=(*claim.reasons, reason))

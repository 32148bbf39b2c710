"""A witness's own story: what somebody who saw or took part goes on to tell, in the same words and in the past tense.

The basis of a claim comes from its words. A witness does not say "I saw" before every sentence; what such a source
tells in direct speech of particular things that happened then carries the basis that it claimed in the same paragraph
or the one before. Judgements, general statements and the present tense carry nothing over.
"""

from collections.abc import Sequence
from dataclasses import replace

from reportedly.extract.chain import FIRSTHAND, relayed
from reportedly.extract.tree import Tree
from reportedly.records import Claim, Reason
from reportedly.vocabulary import Basis, Genericity, Kind, Mode, Realis

TOLD = {Kind.EVENT, Kind.STATE, Kind.PROCESS, Kind.STATE_CHANGE}
WHOLE = {Genericity.SPECIFIC, Genericity.ITERATIVE}
REASON = Reason(
    field="chain.0.basis", rule="narrative", because="the same source tells on of what it said it saw or took part in"
)


def carry_witness(tree: Tree, claims: Sequence[Claim], heads: Sequence[int]) -> tuple[Claim, ...]:
    """The claims, those that go on with a witness's story marked so; `heads` are the tokens that carry them."""
    carried: list[Claim] = []
    last: tuple[int, int] | None = None
    for claim, head in zip(claims, heads, strict=True):
        nearest = claim.chain[0]
        if nearest.basis in FIRSTHAND and nearest.entity is not None and claim.mode is Mode.DIRECT:
            last = (nearest.entity, head)
        elif last is not None and nearest.entity == last[0] and _goes_on(tree, claim, last[1], head):
            carried.append(_witnessed(claim))
            last = (last[0], head)
            continue
        carried.append(claim)
    return tuple(carried)


def _goes_on(tree: Tree, claim: Claim, before: int, head: int) -> bool:
    """Whether a claim of the same source tells on, at most one paragraph later."""
    told = (
        claim.kind in TOLD and claim.genericity in WHOLE and claim.realis is Realis.ACTUAL and claim.mode is Mode.DIRECT
    )
    if not told or claim.chain[0].basis is not Basis.UNSTATED:
        return False
    between = tree.text[tree.tokens[min(before, head)].span.stop : tree.tokens[max(before, head)].span.start]
    return between.count("\n") <= 1 and _is_past(tree, head)


def _is_past(tree: Tree, head: int) -> bool:
    """Whether a clause is in the past tense."""
    return any(tree.has(index, "Tense=Past") for index in (head, *tree.children(head, "aux", "cop", "aux:pass")))


def _witnessed(claim: Claim) -> Claim:
    """The claim with first-hand basis, and what that makes of the links after it."""
    nearest = replace(claim.chain[0], basis=Basis.FIRSTHAND_WITNESS)
    return replace(claim, chain=tuple(relayed((nearest, *claim.chain[1:]))), reasons=(*claim.reasons, REASON))

"""One claim with what made it."""

from collections.abc import Iterator
from dataclasses import replace

from reportedly.ledger.live import LiveClaim
from reportedly.protect.parts import holder_views
from reportedly.protect.places import candidate_views
from reportedly.protect.rendering import claim_view, document_view
from reportedly.protect.scenes import Scene
from reportedly.protect.views import AboutView, AlternativeView, ClaimView, Explanation, JudgementView, ReasonView
from reportedly.records import Judgement

# Code points of the text shown on either side of the claim.
_AROUND = 160


def explanation_of(claim: LiveClaim, scene: Scene) -> Explanation:
    """The claim with its reasons, alternatives and decisions, as far as the audience may see them."""
    is_hidden = scene.hidden.is_of_hidden(claim)
    is_general = scene.hidden.is_general(claim)
    view = claim_view(claim, scene, document_view(scene))
    explanation = Explanation(
        claim=view if is_hidden and scene.hidden.policy.is_keyed else _with_candidates(view, claim),
        reasons=tuple(_reasons(claim, scene, is_general=is_general)),
        alternatives=tuple(
            AlternativeView(chain=holder_views(claim, scene, each.chain), because=each.because)
            for each in claim.claim.alternatives
        ),
        about=tuple(AboutView(claim=scene.id_of(each), how=how) for each, how in claim.about),
        judgements=tuple(_judgement(each, scene) for each in claim.judgements),
        before=_around(claim, scene)[0],
        after=_around(claim, scene)[1],
        withheld=tuple(_withheld(claim, scene)),
    )
    clean = scene.hidden.cleaned(explanation)
    return replace(
        clean,
        claim=replace(clean.claim, id=view.id, document=view.document),
        about=explanation.about,
        judgements=tuple(
            replace(shown, id=made.id) for shown, made in zip(clean.judgements, explanation.judgements, strict=True)
        ),
    )


def _with_candidates(view: ClaimView, claim: LiveClaim) -> ClaimView:
    """The claim with every reading of its places."""
    places = tuple(
        replace(shown, candidates=candidate_views(place))
        for shown, place in zip(view.places, claim.places, strict=True)
    )
    return replace(view, places=places)


def _reasons(claim: LiveClaim, scene: Scene, *, is_general: bool) -> Iterator[ReasonView]:
    """Why the fields have their values; without words where the claim is general."""
    for each in claim.claim.reasons:
        told = None if each.words is None or is_general else scene.hidden.readable(each.words, scene.text)
        yield ReasonView(field=each.field, rule=each.rule, words=told, because=each.because)


def _judgement(judgement: Judgement, scene: Scene) -> JudgementView:
    """A decision; who made it and why is for the owner."""
    has_notes = scene.hidden.policy.has_notes
    return JudgementView(
        id=scene.id_of(judgement.id),
        decision=judgement.decision,
        at=judgement.ruling.at,
        reviewer=judgement.ruling.reviewer if has_notes else None,
        because=judgement.ruling.because if has_notes else None,
        comment=judgement.comment if has_notes else None,
        sensitivity=judgement.redaction.sensitivity if judgement.redaction else None,
        grade=f"{judgement.grade.reliability.value}{judgement.grade.credibility.value}" if judgement.grade else None,
    )


def _around(claim: LiveClaim, scene: Scene) -> tuple[str, str]:
    """The words before and after the claim, unless something of the document is withheld."""
    if scene.hidden.has_source or scene.hidden.policy.is_keyed:
        return "", ""
    first, last = min(claim.claim.content).start, max(part.stop for part in claim.claim.content)
    return scene.text[max(0, first - _AROUND) : first], scene.text[last : last + _AROUND]


def _withheld(claim: LiveClaim, scene: Scene) -> Iterator[str]:
    """Why parts are general."""
    policy = scene.hidden.policy
    if scene.hidden.is_of_hidden(claim):
        yield f"A source of this claim is withheld from the audience {policy.audience.value!r}."
    if scene.leads_nowhere:
        yield "The document has a withheld source, so nothing here leads to it."
    if policy.decimals is not None and claim.places:
        yield f"Points are rounded to {policy.decimals} digits of a degree."

"""Documents and claims as an audience may see them."""

from collections.abc import Iterator
from dataclasses import replace

from reportedly.ledger.live import LiveClaim
from reportedly.protect.parts import (
    control_views,
    holder_views,
    participant_views,
    place_views,
    quantity_views,
    time_views,
)
from reportedly.protect.scenes import Scene
from reportedly.protect.sensitivities import handling_of
from reportedly.protect.statements import general_statement
from reportedly.protect.views import ClaimView, DocumentView
from reportedly.vocabulary import Certainty, ClaimStatus, Handling, Mode, Polarity, Realis, Sensitivity

_ADDRESSES = ("http://", "https://")
_OF_CERTAINTY = {
    Certainty.PR: "presented as probable",
    Certainty.PS: "presented as possible",
    Certainty.U: "not presented as certain",
}
_OF_MODE = {
    Mode.PRESUPPOSED: "presupposed, not asserted",
    Mode.AMBIGUOUS: "the words leave open who says it",
}


def document_view(scene: Scene) -> DocumentView:
    """The document as the audience may see it, with the number of claims that are shown."""
    report = scene.document.latest.report
    document = report.document
    # Of a document that is withheld even from its owner they learn that it is there, to take the decision back.
    is_open = not scene.leads_nowhere and not scene.hidden.is_sealed
    shown = sum(
        claim.status is not ClaimStatus.REJECTED and scene.hidden.holds_back(claim) is None
        for claim in scene.document.claims
    )
    view = DocumentView(
        id="",
        source=document.source if is_open and _is_shareable(document.source, scene) else None,
        url=document.url if is_open else None,
        title=document.title if is_open else None,
        publisher=document.publisher,
        published=document.published,
        origin=document.dates[0].origin if document.published else None,
        language=document.language,
        claims=shown,
        withheld=scene.hidden.has_source,
        model=report.model,
        gazetteer=report.gazetteer,
        sensitivity=scene.levels.of_document if scene.levels else None,
        handling=_handling(scene, scene.levels.of_document if scene.levels else None),
    )
    return replace(scene.hidden.cleaned(view), id=scene.id_of(document.id))


def _is_shareable(source: str, scene: Scene) -> bool:
    """Whether the source may be told: to others only an address, since a path tells of the analyst's own folders."""
    return not scene.hidden.policy.is_keyed or source.startswith(_ADDRESSES)


def claim_view(claim: LiveClaim, scene: Scene, document: DocumentView) -> ClaimView:
    """The claim as the audience may see it; it must not be held back."""
    read = claim.claim
    is_general = scene.hidden.is_general(claim)
    words, is_verbatim = _words(claim, scene, is_general=is_general)
    sensitivity = scene.levels.of_claim(claim) if scene.levels else None
    view = ClaimView(
        id="",
        document=document,
        words=words,
        verbatim=is_verbatim,
        chain=holder_views(claim, scene, read.chain),
        kind=read.kind,
        type=read.type,
        mode=read.mode,
        polarity=read.polarity,
        certainty=read.certainty,
        realis=read.realis,
        genericity=read.genericity,
        participants=tuple(participant_views(claim, scene, is_general=is_general)),
        quantities=quantity_views(claim, scene, is_general=is_general),
        places=place_views(claim, scene, is_general=is_general),
        times=time_views(claim, scene, is_general=is_general),
        control=control_views(claim, scene, is_general=is_general),
        flags=read.flags,
        cautions=tuple(cautions(claim)),
        plover=claim.crosswalk.plover,
        acled=claim.crosswalk.acled,
        ucdp=claim.crosswalk.ucdp,
        status=claim.status,
        reliability=claim.grade.reliability,
        credibility=claim.grade.credibility,
        spans=() if scene.leads_nowhere else read.content,
        sensitivity=sensitivity,
        handling=_handling(scene, sensitivity),
    )
    if is_general:
        view = replace(view, words=general_statement(view))
    return _for_audience(view, claim, scene, document)


def _for_audience(view: ClaimView, claim: LiveClaim, scene: Scene, document: DocumentView) -> ClaimView:
    """The view without hidden words, under its id, and with what only the owner is told."""
    policy = scene.hidden.policy
    return replace(
        scene.hidden.cleaned(view),
        id=scene.id_of(claim.id),
        document=document,
        version="" if policy.is_keyed else claim.version,
        notes=claim.notes if policy.has_notes else (),
    )


def _handling(scene: Scene, sensitivity: Sensitivity | None) -> Handling | None:
    """How far something may be passed on: as the policy says of all of it, else as its own sensitivity says."""
    return scene.hidden.policy.handling or (None if sensitivity is None else handling_of(sensitivity))


def _words(claim: LiveClaim, scene: Scene, *, is_general: bool) -> tuple[str, bool]:
    """The words of the claim, or what they were about, and whether they are the document's own."""
    if is_general:
        return "", False
    parts = [(part.of(scene.text), scene.hidden.readable(part, scene.text)) for part in claim.claim.content]
    return " … ".join(shown for _, shown in parts), all(written == shown for written, shown in parts)


def cautions(claim: LiveClaim) -> Iterator[str]:
    """What a reader must know before using the claim, one clause each."""
    read = claim.claim
    if read.polarity is Polarity.NEGATED:
        yield "negated"
    if read.realis is not Realis.ACTUAL:
        yield f"{read.realis.value.replace('_', ' ')}, not reported as having come about"
    if read.mode in _OF_MODE:
        yield _OF_MODE[read.mode]
    if read.certainty in _OF_CERTAINTY:
        yield _OF_CERTAINTY[read.certainty]
    if claim.status is ClaimStatus.REJECTED:
        yield "rejected by a reviewer"

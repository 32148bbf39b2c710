"""Reports that share text, and two reports side by side, as an audience may see them."""

import hashlib
import hmac
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from reportedly.assess import ClaimRelation, Testimony, load_context, relations
from reportedly.errors import NotInLedgerError, UsageError
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import Wanted, document_key, load_document
from reportedly.link import ClaimPair, Reprint, SideBySide, claim_pairs, find_reprints, incidents_of, load_side_by_side
from reportedly.protect.releases import Release, begin
from reportedly.protect.rendering import claim_view, document_view
from reportedly.protect.reprint_texts import paragraph_pairs
from reportedly.protect.reprint_views import ClaimLine, ComparedClaim, Comparison, ReprintsWanted, ReprintView
from reportedly.protect.scenes import Scene
from reportedly.protect.views import DocumentView, HeldBack, Occasion
from reportedly.spans import Span
from reportedly.vocabulary import ClaimStatus, Difference, Relation, ReprintKind

# Kinds of which it can be said what was dropped and added: the others share too little of their text.
_PRINTED = {
    ReprintKind.IDENTICAL,
    ReprintKind.REPRINT_WHOLE,
    ReprintKind.REPRINT_PARTIAL,
    ReprintKind.FOLLOW_UP,
}
_SCENES = 64
_ID_LENGTH = 16
_AGAINST = {Relation.CONTRADICTS, Relation.DENIES, Relation.RETRACTS}


def stream_reprints(ledger: Ledger, wanted: ReprintsWanted, occasion: Occasion) -> Iterator[ReprintView]:
    """Pairs of reports that share text or rest on each other, as the audience may see them.

    A pair with a withheld document is left out. Of a pair with a document that has a withheld source, others than the
    owner see only that there is one.

    Raises:
        NotInLedgerError: There is no such document, or several begin like it.
    """
    release = begin(ledger, occasion, "reprints", Wanted(document=wanted.document, limit=wanted.limit))
    return _views(ledger, wanted, release)


def reprints_held(ledger: Ledger, wanted: ReprintsWanted, occasion: Occasion) -> tuple[HeldBack, ...]:
    """How many pairs `stream_reprints` leaves out, by reason; `claims` counts pairs."""
    release = begin(ledger, occasion, "reprints held back", Wanted(document=wanted.document))
    scene = _scenes(ledger, release)
    sealed = sum(
        any(scene(each).hidden.is_sealed for each in (pair.first, pair.second)) for pair in _found(ledger, wanted)
    )
    return (HeldBack(because="a reviewer withheld one of the documents", claims=sealed),) if sealed else ()


def _found(ledger: Ledger, wanted: ReprintsWanted) -> Iterator[Reprint]:
    """The pairs that fit, the latest first.

    Raises:
        NotInLedgerError: There is no such document, or several begin like it.
    """
    with ledger.reading() as connection:
        keys = None if wanted.document is None else (document_key(connection, wanted.document),)
        yield from find_reprints(connection, keys, wanted.kind)


def _scenes(ledger: Ledger, release: Release) -> Callable[[str], Scene]:
    """Documents of the release by their ids, the last ones kept."""
    return lru_cache(_SCENES)(lambda document: release.scene(load_document(ledger, document)))


def _views(ledger: Ledger, wanted: ReprintsWanted, release: Release) -> Iterator[ReprintView]:
    """The pairs, once the release is logged."""
    scene = _scenes(ledger, release)
    left = wanted.limit
    for each in _found(ledger, wanted):
        if left == 0:
            return
        scenes = scene(each.first), scene(each.second)
        if any(one.hidden.is_sealed for one in scenes):
            continue
        yield _bare(each, scenes) if any(one.leads_nowhere for one in scenes) else _view(each, scenes)
        left = None if left is None else left - 1


def _view(reprint: Reprint, scenes: tuple[Scene, Scene]) -> ReprintView:
    """A pair with what one dropped and the other added."""
    first, second = scenes
    is_printed = reprint.kind in _PRINTED
    return ReprintView(
        first=document_view(first),
        second=document_view(second),
        kind=reprint.kind,
        direction=reprint.direction,
        containment_first=reprint.containment_first,
        containment_second=reprint.containment_second,
        evidence=reprint.evidence,
        dropped=tuple(_lines(first, reprint.only_first)) if is_printed else (),
        added=tuple(_lines(second, reprint.only_second)) if is_printed else (),
    )


def _bare(reprint: Reprint, scenes: tuple[Scene, Scene]) -> ReprintView:
    """Only that there is a pair: its other document would lead to the one whose source is withheld."""
    first, second = (_nameless(scene, reprint) for scene in scenes)
    return ReprintView(
        first=first,
        second=second,
        kind=reprint.kind,
        direction=reprint.direction,
        containment_first=round(reprint.containment_first, 1),
        containment_second=round(reprint.containment_second, 1),
        bare=True,
    )


def _nameless(scene: Scene, reprint: Reprint) -> DocumentView:
    """A document by an id that stands nowhere else in the release."""
    document = scene.document.latest.report.document.id
    mark = hmac.new(scene.key, f"{reprint.first}\x1f{reprint.second}\x1f{document}".encode(), hashlib.sha256)
    return DocumentView(id=mark.hexdigest()[:_ID_LENGTH], withheld=scene.hidden.has_source)


def _lines(scene: Scene, sentences: tuple[Span, ...]) -> Iterator[ClaimLine]:
    """Claims that stand in these sentences, as far as the audience may see them."""
    document = document_view(scene)
    for claim in scene.document.claims:
        if claim.status is ClaimStatus.REJECTED or scene.hidden.holds_back(claim) is not None:
            continue
        content = claim.claim.content
        inside = sum(_common(part, sentence) for part in content for sentence in sentences)
        if 2 * inside > sum(part.length for part in content):
            view = claim_view(claim, scene, document)
            yield ClaimLine(id=view.id, words=view.words, type=view.type)


def _common(one: Span, two: Span) -> int:
    """How many code points two spans share."""
    return max(0, min(one.stop, two.stop) - max(one.start, two.start))


def compared(ledger: Ledger, one: str, two: str, occasion: Occasion) -> Comparison:
    """Two reports side by side, given by their ids, beginnings of ids, or sources; the earlier one stands first.

    Raises:
        NotInLedgerError: There is no such document, several begin like it, or the audience may not see the comparison.
        UsageError: Both are one document.
    """
    release = begin(ledger, occasion, "comparison", Wanted(document=one))
    pair = load_side_by_side(ledger, one, two)
    if pair.first == pair.second:
        raise UsageError("a report is compared with another one; these are the same")
    scenes = release.scene(pair.first), release.scene(pair.second)
    _check_open(scenes, release)
    claims = tuple(_claims(ledger, pair, scenes))
    shown = tuple(each for each in claims if each is not None)
    found = pair.reprint
    # No text of a document leaves for others than its owner.
    is_owner = not release.policy.is_keyed
    comparison = Comparison(
        first=document_view(scenes[0]),
        second=document_view(scenes[1]),
        claims=shown,
        paragraphs=paragraph_pairs(pair.alignment, *scenes) if is_owner else (),
        held=len(claims) - len(shown),
    )
    if found is None:
        return comparison
    return replace(
        comparison,
        kind=found.kind,
        direction=found.direction,
        containment_first=found.containment_first,
        containment_second=found.containment_second,
        evidence=found.evidence,
        quotations=tuple(_quotations(found, scenes[0])) if is_owner else (),
    )


def _quotations(found: Reprint, scene: Scene) -> Iterator[str]:
    """Quoted words that both have, as the first report has them."""
    for each in found.quotations:
        yield scene.hidden.readable(each.first, scene.text)


def _check_open(scenes: tuple[Scene, Scene], release: Release) -> None:
    """Refuse what would lead from an open report to one that leads nowhere.

    Raises:
        NotInLedgerError: One of the documents is withheld, or has a source that is.
    """
    audience = release.policy.audience.value
    if any(each.hidden.is_sealed for each in scenes):
        raise NotInLedgerError(f"one of these documents is not shown to the audience {audience!r}")
    if any(each.leads_nowhere for each in scenes):
        message = (
            f"this comparison is not shown to the audience {audience!r}: one of the documents has a withheld source, "
            "and the other would lead to it"
        )
        raise NotInLedgerError(message)


def _claims(ledger: Ledger, pair: SideBySide, scenes: tuple[Scene, Scene]) -> Iterator[ComparedClaim | None]:
    """Claims beside each other; None for one of which nothing is shown."""
    everything = tuple(each.id for document in (pair.first, pair.second) for each in document.claims)
    pairs = claim_pairs(pair.first, pair.second, pair.alignment, incidents_of(ledger, everything))
    against = _against(ledger, pair, pairs)
    documents = document_view(scenes[0]), document_view(scenes[1])
    for each in pairs:
        sides = tuple(zip((each.first, each.second), scenes, strict=True))
        if any(claim is not None and scene.hidden.holds_back(claim) is not None for claim, scene in sides):
            yield None
            continue
        views = [
            None if claim is None else claim_view(claim, scene, document)
            for (claim, scene), document in zip(sides, documents, strict=True)
        ]
        contradicting = against.get(_key(each), ())
        because = (*contradicting, *each.because)
        yield ComparedClaim(
            how=Difference.CONTRADICTED if contradicting else each.how,
            first=views[0],
            second=views[1],
            likeness=each.likeness,
            because=tuple(scenes[1].hidden.scrubbed(scenes[0].hidden.scrubbed(words)) for words in because),
        )


def _key(pair: ClaimPair) -> tuple[str, str]:
    """The ids of two counterparts."""
    return (pair.first.id if pair.first else "", pair.second.id if pair.second else "")


def _against(
    ledger: Ledger, pair: SideBySide, pairs: tuple[ClaimPair, ...]
) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """What contradicts, denies or takes back, for each pair of counterparts."""
    told = [
        (Testimony(claim=each.first, document=pair.first), Testimony(claim=each.second, document=pair.second))
        for each in pairs
        if each.first is not None and each.second is not None
    ]
    context = load_context(ledger, [each.latest.report.document.id for each in (pair.first, pair.second)])
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for each in relations(told, context):
        if each.relation in _AGAINST:
            ids = (each.first, each.second)
            key = ids if any(one.id == ids[0] for one in pair.first.claims) else (ids[1], ids[0])
            found[key] = (*found.get(key, ()), _sentence(each))
    return found


def _sentence(relation: ClaimRelation) -> str:
    """Why one stands against the other."""
    because = relation.because
    return because[:1].upper() + because[1:] + ("" if because.endswith(".") else ".")

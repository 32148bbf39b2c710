"""One document as its owner reads it: the text, its claims, and the words that their readings rest on."""

import datetime
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportedly.ledger.live import LiveClaim, LiveDocument
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import Wanted, load_document
from reportedly.ledger.stamps import judged_at
from reportedly.protect.desk_views import DocumentPage, Mark, MarkOf, ReviewProgress
from reportedly.protect.policies import word_pattern
from reportedly.protect.releases import begin
from reportedly.protect.rendering import claim_view, document_view
from reportedly.protect.scenes import Scene
from reportedly.protect.views import Occasion
from reportedly.spans import Span
from reportedly.vocabulary import ClaimStatus

_SHADE = "█"
# A reviewer who decides nothing for longer than this is doing something else.
_PAUSE = datetime.timedelta(minutes=5)


def document_page(ledger: Ledger, document: str, occasion: Occasion) -> DocumentPage:
    """A document with its text, given its id, the beginning of it, or its source; for the owner of the ledger alone.

    Raises:
        NotInLedgerError: No document has it, or several do.
        ValueError: The occasion is for somebody else: a text is never released.
    """
    release = begin(ledger, occasion, "document", Wanted(document=document))
    if release.policy.is_keyed:
        raise ValueError("the text of a document is for the owner of the ledger alone")
    live = load_document(ledger, document)
    return page_of(live, release.scene(live), judged_at(ledger, live.latest.report.document.id))


def page_of(live: LiveDocument, scene: Scene, decided: Iterable[str]) -> DocumentPage:
    """The page of what is live of a document; `decided` says when decisions about it were made."""
    shown = () if scene.hidden.is_sealed else _shown(live, scene)
    view = document_view(scene)
    return DocumentPage(
        document=view,
        text=shaded(scene),
        claims=tuple(claim_view(each, scene, view) for each in shown),
        marks=() if scene.hidden.is_sealed else tuple(_open_marks(shown, scene)),
        progress=ReviewProgress(
            judged=sum(each.status is not ClaimStatus.PROPOSED for each in shown),
            total=len(shown),
            minutes=minutes_of(decided),
        ),
        version=live.version,
    )


def _shown(live: LiveDocument, scene: Scene) -> tuple[LiveClaim, ...]:
    """The claims that the owner may see."""
    return tuple(each for each in live.claims if scene.hidden.holds_back(each) is None)


def shaded(scene: Scene) -> str:
    """The text with whatever is withheld blanked letter by letter, so that every span stays true."""
    text, hidden = scene.text, scene.hidden
    if hidden.is_sealed:
        return _SHADE * len(text)
    parts = []
    start = 0
    for blank in hidden.blanks:
        parts += [text[start : blank.start], _SHADE * blank.length]
        start = blank.stop
    shown = "".join((*parts, text[start:]))
    if not hidden.words:
        return shown
    return word_pattern().sub(
        lambda found: found.group() if hidden.scrubbed(found.group()) == found.group() else _SHADE * len(found.group()),
        shown,
    )


def _open_marks(claims: Iterable[LiveClaim], scene: Scene) -> Iterator[Mark]:
    """The marks in the order of the text, without readings of what is withheld."""
    hidden = scene.hidden
    for mark in sorted(_marks(claims, scene.document), key=lambda each: each.span):
        is_blank = any(mark.span.overlaps(blank) for blank in hidden.blanks)
        yield replace(mark, reading="" if is_blank else hidden.scrubbed(mark.reading))


def _marks(claims: Iterable[LiveClaim], live: LiveDocument) -> Iterator[Mark]:
    """Every mark once, with all claims that rest on it, and the mentions that no claim uses."""
    resting: dict[tuple[MarkOf, Span, str], list[str]] = {}
    for claim in claims:
        for key in dict.fromkeys(_rests_on(claim)):
            resting.setdefault(key, []).append(claim.id)
    used = {(of, span) for of, span, _ in resting}
    for key in _mentioned(live):
        if key[:2] not in used:
            resting.setdefault(key, [])
    for (of, span, reading), ids in resting.items():
        yield Mark(of=of, span=span, claims=tuple(ids), reading=reading)


def _rests_on(claim: LiveClaim) -> Iterator[tuple[MarkOf, Span, str]]:
    """The words that the claim's readings rest on."""
    for holder in claim.claim.chain:
        if holder.who is not None:
            yield MarkOf.SOURCE, holder.who, ""
        if holder.cue is not None:
            yield MarkOf.CUE, holder.cue, ""
    for place in claim.places:
        best = place.mention.chosen
        yield MarkOf.PLACE, place.mention.span, best.name if best else ""
    for time in claim.times:
        if time.mention is not None:
            yield MarkOf.TIME, time.mention.span, f"{time.dated.begin or '…'}/{time.dated.finish or '…'}"
    for actor in (*claim.actors, *claim.control_actors):
        yield MarkOf.ACTOR, actor.span, actor.name or ""


def _mentioned(live: LiveDocument) -> Iterator[tuple[MarkOf, Span, str]]:
    """Places and times of the document."""
    mentions = live.latest.report.mentions
    for place in mentions.places:
        yield MarkOf.PLACE, place.span, place.chosen.name if place.chosen else ""
    for time in mentions.times:
        yield MarkOf.TIME, time.span, f"{time.begin or '…'}/{time.finish or '…'}"


def minutes_of(decided: Iterable[str]) -> float:
    """Minutes between decisions, pauses cut short."""
    moments = sorted(datetime.datetime.fromisoformat(each) for each in decided)
    gaps = (min(later - earlier, _PAUSE) for earlier, later in itertools.pairwise(moments))
    return round(sum(gaps, datetime.timedelta()).total_seconds() / 60, 1)

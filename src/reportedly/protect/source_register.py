"""The register of sources as it leaves: what a reviewer withheld is not in it, for nobody."""

from collections.abc import Iterator

from reportedly.assess import index_sources
from reportedly.assess.register_index import RegisteredSource, find_sources
from reportedly.ledger.opening import Ledger
from reportedly.protect.policies import parts_of
from reportedly.protect.releases import Release, begin
from reportedly.protect.source_views import ReliabilityView, SourceView
from reportedly.protect.views import Occasion
from reportedly.records import JointJudgement
from reportedly.vocabulary import Reliability


def stream_sources(ledger: Ledger, occasion: Occasion) -> Iterator[SourceView]:
    """Outlets, institutions and offices, by kind and name; who judged their reliability and why is for the owner."""
    release = begin(ledger, occasion, "sources")
    index_sources(ledger)
    return (_view(each, release) for each in find_sources(ledger) if not _is_withheld(each, release))


def _is_withheld(found: RegisteredSource, release: Release) -> bool:
    """Whether a reviewer withheld the name in some document: another that names it too does not bring it back."""
    return not release.elsewhere.isdisjoint(parts_of(found.entry.name))


def _view(found: RegisteredSource, release: Release) -> SourceView:
    """One source."""
    words = tuple(_word(each, release) for each in reversed(found.words))
    return SourceView(
        id=found.entry.id,
        kind=found.entry.kind,
        name=found.entry.name,
        reports=found.reports,
        claims=found.claims,
        firsthand=found.firsthand,
        first=found.first,
        last=found.last,
        reliability=words[0].reliability if words else Reliability.F,
        history=words if release.policy.has_notes else (),
    )


def _word(judgement: JointJudgement, release: Release) -> ReliabilityView:
    """What a reviewer said."""
    has_notes = release.policy.has_notes
    return ReliabilityView(
        id=judgement.id if has_notes else "",
        reliability=judgement.reliability or Reliability.F,
        at=judgement.ruling.at,
        reviewer=judgement.ruling.reviewer if has_notes else None,
        because=judgement.ruling.because if has_notes else None,
    )

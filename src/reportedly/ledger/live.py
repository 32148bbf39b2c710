"""What is live: a pure function of a document's readings and of what people decided about them.

The claims of the latest reading are live, and in front of them the claims that somebody judged in an earlier one. A
judged claim takes the place of later ones that overlap it. Contents nest, so one sentence may hold five claims that
overlap each other: a later claim that fits a sibling of the judged claim better than the judged claim itself is that
sibling's successor, and stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from reportedly.ledger.succession import fits_best
from reportedly.records import (
    ActorReading,
    Addition,
    Claim,
    Correction,
    Crosswalk,
    Grade,
    Judgement,
    PlaceReading,
    Report,
    Resolved,
    TimeReading,
    content_id,
)
from reportedly.spans import Span
from reportedly.vocabulary import AboutHow, ClaimStatus, Decision, Sensitivity

_STATUS = {
    Decision.ACCEPT: ClaimStatus.ACCEPTED,
    Decision.ADD: ClaimStatus.ADDED,
    Decision.CORRECT: ClaimStatus.CORRECTED,
    Decision.REJECT: ClaimStatus.REJECTED,
}
_ORDER = tuple(Sensitivity)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """One reading of a document as the ledger keeps it.

    Attributes:
        fingerprint: Hash of all that was read; equal for equal readings.
        original: Hash of the bytes that it was made from.
        at: When it was read, UTC.
    """

    fingerprint: str
    original: str
    at: str
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveClaim:
    """A live claim, with what reviewers changed in it.

    Attributes:
        id: The id that it has had since it was read or added, whatever was corrected since.
        reading: Fingerprint of the reading that it comes from; sources are numbered within it.
        control: For each observation, the index into `places`, or None.
        about: Ids of earlier claims that it speaks of, and how.
        judgements: Decisions about it that stand, in the order of appending.
    """

    id: str
    reading: str
    claim: Claim
    places: tuple[PlaceReading, ...] = ()
    times: tuple[TimeReading, ...] = ()
    actors: tuple[ActorReading, ...] = ()
    control: tuple[int | None, ...] = ()
    control_actors: tuple[ActorReading, ...] = ()
    holders: tuple[str | None, ...] = ()
    crosswalk: Crosswalk = field(default_factory=Crosswalk)
    about: tuple[tuple[str, AboutHow], ...] = ()
    judgements: tuple[Judgement, ...] = field(default=(), repr=False)

    @property
    def status(self) -> ClaimStatus:
        """How it came to stand; the last decision counts."""
        if not self.judgements:
            return ClaimStatus.PROPOSED
        decided = [_STATUS[each.decision] for each in self.judgements if each.decision in _STATUS]
        return decided[-1] if decided else ClaimStatus.PROPOSED

    @property
    def grade(self) -> Grade:
        """The last grade that a reviewer gave; F6 without one."""
        grades = [each.grade for each in self.judgements if each.grade is not None]
        return grades[-1] if grades else Grade()

    @property
    def sensitivity(self) -> Sensitivity | None:
        """The highest that a reviewer gave it; None where nobody withheld it."""
        if not self.judgements:
            return None
        return highest(each.redaction.sensitivity for each in self.judgements if each.redaction is not None)

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        """The last value of each field of the readers' own, by name."""
        noted = dict(pair for each in self.judgements for pair in each.notes)
        return tuple(sorted((name, value) for name, value in noted.items() if value))

    @property
    def version(self) -> str:
        """What changes when the claim is read anew or a decision about it comes or is taken back."""
        return content_id(self.id, self.reading, *(each.id for each in self.judgements))


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveDocument:
    """A document with its latest reading and its live claims, in the order of the text.

    Attributes:
        originals: Hashes of all bytes that it was made from.
        judgements: Decisions about the document or a source of it that stand.
    """

    latest: StoredReading
    claims: tuple[LiveClaim, ...]
    originals: tuple[str, ...]
    judgements: tuple[Judgement, ...] = field(default=(), repr=False)

    @property
    def sensitivity(self) -> Sensitivity | None:
        """The highest that a reviewer gave the whole document; None where nobody withheld it."""
        whole = (each.redaction for each in self.judgements)
        return highest(each.sensitivity for each in whole if each is not None and not each.source)

    @property
    def withheld(self) -> tuple[tuple[Span, Sensitivity], ...]:
        """Where the document names sources that a reviewer withheld, with their sensitivities."""
        redactions = (each.redaction for each in self.judgements)
        return tuple((span, each.sensitivity) for each in redactions if each is not None for span in each.source)

    @property
    def version(self) -> str:
        """What changes when the document is read anew or a decision about it or a claim of it comes or goes."""
        about = (each.id for each in self.judgements)
        return content_id(self.latest.fingerprint, *about, *(each.version for each in self.claims if each.judgements))


def highest(sensitivities: Iterable[Sensitivity]) -> Sensitivity | None:
    """The highest of them; None of none."""
    return max(sensitivities, key=_ORDER.index, default=None)


def standing_judgements(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that no standing `undo` takes back, without the undoings; given in the order of appending."""
    undone: set[str] = set()
    standing = []
    for each in reversed(tuple(judgements)):
        if each.id in undone:
            continue
        if each.decision is Decision.UNDO:
            undone.add(each.target)
        else:
            standing.append(each)
    return tuple(reversed(standing))


def live_document(readings: tuple[StoredReading, ...], judgements: tuple[Judgement, ...]) -> LiveDocument:
    """What is live of a document, given its readings and judgements in the order of appending."""
    standing = standing_judgements(judgements)
    latest = readings[-1]
    return LiveDocument(
        latest=latest,
        claims=_live_claims(readings, standing),
        originals=tuple(sorted({each.original for each in readings})),
        judgements=tuple(each for each in standing if each.target == latest.report.document.id),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """A judged claim as it stands, as it was read or added, and the claims that stood beside it then."""

    claim: LiveClaim
    before: LiveClaim
    siblings: tuple[LiveClaim, ...]

    def replaces(self, later: LiveClaim) -> bool:
        """Whether it takes the place of this claim of a later reading."""
        siblings = tuple(each.claim for each in self.siblings)
        known = {each.id for each in self.siblings}
        if later.id in known:
            return False
        return later.id == self.claim.id or fits_best(later.claim, (self.claim.claim, self.before.claim), siblings)


def _live_claims(readings: tuple[StoredReading, ...], standing: tuple[Judgement, ...]) -> tuple[LiveClaim, ...]:
    """Judged claims, and those of the latest reading that none of them replaces."""
    decisions: dict[str, list[Judgement]] = {}
    for each in standing:
        decisions.setdefault(each.target, []).append(each)
    latest = readings[-1]
    read = _Read(readings)
    judged = [found for target, made in decisions.items() if (found := _judged(read, target, made)) is not None]
    older = [each for each in judged if each.claim.reading != latest.fingerprint]
    names = {each.claim.id for each in judged}
    left = (each for each in read.claims(latest) if each.id not in names)
    kept = [each for each in left if not any(old.replaces(each) for old in older)]
    return tuple(sorted((*kept, *(each.claim for each in judged)), key=_order))


class _Read:
    """Readings with their claims, which are taken out of a report once, however many of them were judged."""

    def __init__(self, readings: tuple[StoredReading, ...]) -> None:
        """Nothing is taken out yet."""
        self._readings = {each.fingerprint: each for each in reversed(readings)}
        self._claims: dict[str, tuple[LiveClaim, ...]] = {}

    def find(self, fingerprint: str | None) -> StoredReading | None:
        """The reading of this fingerprint; None where there is none."""
        return None if fingerprint is None else self._readings.get(fingerprint)

    def claims(self, reading: StoredReading) -> tuple[LiveClaim, ...]:
        """Its claims as the machine read them."""
        if reading.fingerprint not in self._claims:
            self._claims[reading.fingerprint] = claims_of(reading)
        return self._claims[reading.fingerprint]


def _order(claim: LiveClaim) -> tuple[Span, Span, str]:
    """Where the claim begins in the text; its id decides between equals, so that the order is always the same."""
    return min(claim.claim.content), max(claim.claim.content), claim.id


def claims_of(reading: StoredReading) -> tuple[LiveClaim, ...]:
    """The claims of a reading as the machine read them."""
    report = reading.report
    ids = tuple(each.claim.id for each in report.claims)
    return tuple(_as_read(each, reading, ids) for each in report.claims)


def _as_read(resolved: Resolved, reading: StoredReading, ids: tuple[str, ...]) -> LiveClaim:
    """One claim with its places and times taken out of the report's lists."""
    mentions = reading.report.mentions
    return LiveClaim(
        id=resolved.claim.id,
        reading=reading.fingerprint,
        claim=resolved.claim,
        places=tuple(
            PlaceReading(
                role=each.role,
                mention=mentions.places[each.mention],
                inherited=each.inherited,
                quantifier=each.quantifier,
            )
            for each in resolved.places
        ),
        times=tuple(
            TimeReading(dated=each, mention=None if each.mention is None else mentions.times[each.mention])
            for each in resolved.times
        ),
        actors=resolved.actors,
        control=resolved.control,
        control_actors=resolved.control_actors,
        holders=resolved.holders,
        crosswalk=resolved.crosswalk,
        about=tuple((ids[each.claim], each.how) for each in resolved.claim.about),
    )


def _judged(read: "_Read", target: str, decisions: list[Judgement]) -> _Judged | None:
    """The claim that these decisions speak of; None where they speak of the document."""
    reading = read.find(decisions[0].reading)
    if reading is None:
        return None
    beside = read.claims(reading)
    added = [_as_added(each.addition, reading) for each in decisions if each.addition is not None]
    before = added[-1] if added else next((each for each in beside if each.id == target), None)
    if before is None:
        return None
    claim = before
    for each in decisions:
        claim = claim if each.correction is None else corrected(claim, each.correction)
    siblings = tuple(each for each in beside if each.id != target)
    return _Judged(claim=replace(claim, judgements=tuple(decisions)), before=before, siblings=siblings)


def _as_added(addition: Addition, reading: StoredReading) -> LiveClaim:
    """A claim that the machine missed."""
    return LiveClaim(
        id=addition.claim.id,
        reading=reading.fingerprint,
        claim=addition.claim,
        places=addition.places,
        times=addition.times,
        actors=addition.actors,
    )


_PLAIN = (
    "content",
    "kind",
    "type",
    "chain",
    "mode",
    "polarity",
    "certainty",
    "realis",
    "genericity",
    "participants",
    "quantities",
    "flags",
)
_RESOLVED = ("places", "times", "actors")


def corrected(claim: LiveClaim, correction: Correction) -> LiveClaim:
    """The claim with the corrected fields in place of what the machine read; its id stays."""
    changes = {name: getattr(correction, name) for name in _PLAIN if getattr(correction, name) is not None}
    resolved = {name: getattr(correction, name) for name in _RESOLVED if getattr(correction, name) is not None}
    if correction.source is not None:
        chain = changes.get("chain", claim.claim.chain)
        changes["chain"] = (correction.source, *(chain[1:] or chain))
    if "chain" in changes:
        resolved["holders"] = ()
    if "participants" in changes:
        resolved.setdefault("actors", ())
    return replace(claim, claim=replace(claim.claim, **changes), **resolved)

"""Releases: every view of the ledger that is handed out, each logged before its first row leaves."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

from reportedly.errors import NotInLedgerError
from reportedly.ledger.auditing import Act, log_act
from reportedly.ledger.indexing import tokens
from reportedly.ledger.live import LiveClaim, LiveDocument
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import (
    OpenIssue,
    Wanted,
    find_claims,
    find_documents,
    find_issues,
    find_redacted,
    load_claim,
)
from reportedly.ledger.sources import folded
from reportedly.link import load_incident
from reportedly.protect.explaining import explanation_of
from reportedly.protect.hiding import Hidden, hidden_of, secret_names
from reportedly.protect.policies import Policy, load_policy
from reportedly.protect.rendering import claim_view, document_view
from reportedly.protect.scenes import Scene
from reportedly.protect.seen import by_months, is_then
from reportedly.protect.views import ClaimView, DocumentView, Explanation, HeldBack, IssueView, Occasion, Released
from reportedly.records import Grade
from reportedly.vocabulary import Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release while it goes on.

    Attributes:
        id: Its row in the log.
        elsewhere: Words of names that reviewers withheld in any document.
        watch: What logs that the release shows severe rows.
    """

    id: str
    occasion: Occasion
    policy: Policy
    elsewhere: frozenset[str]
    watch: "SevereWatch"

    def hidden(self, document: LiveDocument) -> Hidden:
        """What of a document the audience may not see."""
        return hidden_of(document, self.policy, self.elsewhere)

    def scene(self, document: LiveDocument) -> Scene:
        """One document of the release; that it shows severe rows is logged before the first of them leaves."""
        scene = Scene(document=document, hidden=self.hidden(document), key=self.occasion.key)
        self.watch.see(scene)
        return scene


class SevereWatch:
    """Logs once in a release that rows are shown whose leak could do severe harm; only their owner sees such rows."""

    def __init__(self, ledger: Ledger, act: Act) -> None:
        """Keep where to log, and the row of the release itself."""
        self._ledger = ledger
        self._act = act
        self._is_told = False

    def see(self, scene: Scene) -> None:
        """Log that a document is shown, if it is severe and none was before."""
        if self._is_told or scene.levels is None or scene.levels.of_document is not Sensitivity.SEVERE:
            return
        self._is_told = True
        log_act(self._ledger, replace(self._act, act="severe"))


def begin(ledger: Ledger, occasion: Occasion, view: str, wanted: Wanted | None = None) -> Release:
    """Log the release, and gather what reviewers withheld."""
    policy = load_policy(occasion.audience)
    given = wanted or Wanted()
    used = tuple(each.name for each in fields(given) if getattr(given, each.name) not in {None, False})
    act = Act(
        act="release",
        at=occasion.at,
        by=occasion.recipient,
        view=view,
        audience=occasion.audience.value,
        filters=used,
    )
    number = log_act(ledger, act)
    elsewhere = secret_names(find_redacted(ledger), policy)
    watch = SevereWatch(ledger, act)
    return Release(id=f"release-{number}", occasion=occasion, policy=policy, elsewhere=elsewhere, watch=watch)


def stream_claims(ledger: Ledger, wanted: Wanted, occasion: Occasion) -> Iterator[ClaimView]:
    """Claims that fit, as the audience may see them; one document at a time is held in memory.

    A filter by words, place, actor, source, outlet or day is answered from what the audience sees, so that asking for
    a withheld word tells nothing.

    Raises:
        UsageError: A day is none.
        NotInLedgerError: There is no such incident.
    """
    release = begin(ledger, occasion, "claims", wanted)
    return _views(ledger, _of_incident(ledger, wanted), release)


def _of_incident(ledger: Ledger, wanted: Wanted) -> Wanted:
    """The question with the present id of an incident that is named by an older one, or by the beginning of one."""
    return wanted if wanted.incident is None else replace(wanted, incident=load_incident(ledger, wanted.incident).id)


def _views(ledger: Ledger, wanted: Wanted, release: Release) -> Iterator[ClaimView]:
    """The claims, once the release is logged."""
    left = wanted.limit
    if left == 0:
        return
    for fitting in find_claims(ledger, by_months(replace(wanted, limit=None), release.policy)):
        scene = release.scene(fitting.document)
        document = None if scene.hidden.is_sealed else document_view(scene)
        for claim in fitting.document.claims:
            if document is None or claim.id not in fitting.claims or scene.hidden.holds_back(claim) is not None:
                continue
            view = claim_view(claim, scene, document)
            if not _fits(view, wanted):
                continue
            yield view
            left = None if left is None else left - 1
            if left == 0:
                return


def _fits(view: ClaimView, wanted: Wanted) -> bool:
    """Whether the claim fits by what is shown of it."""
    return (
        (wanted.words is None or set(tokens(wanted.words)) <= set(tokens(view.words)))
        and (wanted.source is None or any(folded(wanted.source) in folded(each.label) for each in view.chain))
        and (wanted.place is None or folded(wanted.place) in _places(view))
        and (wanted.actor is None or any(folded(wanted.actor) in each for each in _actors(view)))
        and (wanted.publisher is None or folded(wanted.publisher) == folded(view.document.publisher or ""))
        and (wanted.certainty is None or view.certainty is wanted.certainty)
        and _is_graded(view, wanted)
        and is_then(((each.begin, each.finish) for each in view.times), wanted)
    )


def _is_graded(graded: ClaimView | Grade, wanted: Wanted) -> bool:
    """Whether the claim has the grade that is asked for."""
    asked = wanted.grade
    return asked is None or f"{graded.reliability.value}{graded.credibility.value}".startswith(asked.upper())


def _places(view: ClaimView) -> set[str]:
    """Every name of a place that is shown, folded."""
    names = (name for each in view.places for name in (each.words, each.name, each.admin1, each.admin2, each.country))
    return {folded(name) for name in names if name}


def _actors(view: ClaimView) -> set[str]:
    """Every name of an actor that is shown, folded."""
    taking_part = (name for each in view.participants for name in (each.id, each.name, each.words))
    holding = (name for each in view.control for name in (each.actor, each.name))
    return {folded(name) for name in (*taking_part, *holding) if name}


def held_back(ledger: Ledger, wanted: Wanted, occasion: Occasion) -> tuple[HeldBack, ...]:
    """How many claims `stream_claims` leaves out, by reason.

    Where ids are keyed, filters by words, place, actor, source, outlet and incident do not count here: how many
    withheld claims hold a word would tell of it. Where days are told by the month, they are asked for by the month.

    Raises:
        UsageError: A day is none.
        NotInLedgerError: There is no such incident.
    """
    release = begin(ledger, occasion, "held back", wanted)
    asked = by_months(_unworded(wanted) if release.policy.is_keyed else _of_incident(ledger, wanted), release.policy)
    counts: Counter[str] = Counter()
    for fitting in find_claims(ledger, replace(asked, limit=None)):
        hidden = release.hidden(fitting.document)
        fits = (each for each in fitting.document.claims if each.id in fitting.claims)
        reasons = (hidden.holds_back(each) for each in fits if _fits_read(each, fitting.document, asked))
        counts.update(each for each in reasons if each is not None)
    return tuple(HeldBack(because=reason, claims=number) for reason, number in sorted(counts.items()))


def _unworded(wanted: Wanted) -> Wanted:
    """The question without what would tell of a withheld claim."""
    return replace(wanted, actor=None, place=None, source=None, words=None, publisher=None, incident=None)


def _fits_read(claim: LiveClaim, document: LiveDocument, wanted: Wanted) -> bool:
    """Whether a claim that is not shown has the fields that are asked for and that no index holds."""
    publisher = document.latest.report.document.publisher or ""
    return (
        (wanted.certainty is None or claim.claim.certainty is wanted.certainty)
        and (wanted.publisher is None or folded(wanted.publisher) == folded(publisher))
        and _is_graded(claim.grade, wanted)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A file that was handed out.

    Attributes:
        sha256: Hash of its bytes.
    """

    form: str
    sha256: str
    claims: int


def log_export(ledger: Ledger, occasion: Occasion, written: Written) -> None:
    """Log that a file was handed out, by its hash and without its words."""
    act = Act(
        act="export",
        at=occasion.at,
        by=occasion.recipient,
        audience=occasion.audience.value,
        form=written.form,
        sha256=written.sha256,
        claims=written.claims,
    )
    log_act(ledger, act)


def stream_documents(ledger: Ledger, wanted: Wanted, occasion: Occasion) -> Iterator[DocumentView]:
    """Documents as the audience may see them; of `wanted` only `document` counts."""
    release = begin(ledger, occasion, "documents", wanted)
    scenes = (release.scene(each) for each in find_documents(ledger, wanted))
    return (document_view(each) for each in scenes if not each.hidden.is_sealed)


def released(ledger: Ledger, wanted: Wanted, occasion: Occasion) -> Released:
    """Claims that fit with their documents, all at once, and what was held back."""
    release = begin(ledger, occasion, "release", wanted)
    claims = tuple(_views(ledger, wanted, release))
    return Released(
        id=release.id,
        audience=occasion.audience,
        policy=release.policy.audience.value,
        documents=tuple({each.document.id: each.document for each in claims}.values()),
        claims=claims,
        held=held_back(ledger, wanted, occasion),
    )


def explained(ledger: Ledger, claim: str, occasion: Occasion) -> Explanation:
    """One claim with what made it, given the ledger's id for it or the beginning of that.

    Raises:
        NotInLedgerError: No live claim has it, several begin like it, or the audience may not see it.
    """
    release = begin(ledger, occasion, "explanation", Wanted(claim=claim))
    document, identity = load_claim(ledger, claim)
    scene = release.scene(document)
    found = next(each for each in document.claims if each.id == identity)
    held = scene.hidden.holds_back(found)
    if held is not None:
        message = f"this claim is not shown to the audience {release.policy.audience.value!r}: {held}"
        raise NotInLedgerError(message)
    return explanation_of(found, scene)


def stream_issues(ledger: Ledger, occasion: Occasion) -> Iterator[IssueView]:
    """What could not be read or understood; to others than the owner only codes and stages."""
    release = begin(ledger, occasion, "issues")
    redacted = redacted_documents(ledger, release)
    return (_without_withheld(_issue(each, release), redacted) for each in find_issues(ledger))


def redacted_documents(ledger: Ledger, release: Release) -> Mapping[str, Hidden]:
    """What is hidden of each document in which a reviewer withheld something, by the ledger's id."""
    return {each.latest.report.document.id: release.hidden(each) for each in find_redacted(ledger)}


def _without_withheld(view: IssueView, redacted: Mapping[str, Hidden]) -> IssueView:
    """The issue without what a reviewer withheld of its document: of a sealed one only that there is an issue."""
    hidden = redacted.get(view.document or "")
    if hidden is None:
        return view
    if hidden.is_sealed:
        return replace(view, source=None, message="", span=None)
    return replace(
        view, source=hidden.scrubbed(view.source) if view.source else None, message=hidden.scrubbed(view.message)
    )


def _issue(found: OpenIssue, release: Release) -> IssueView:
    """One issue as the audience may see it."""
    if not release.policy.has_notes:
        return IssueView(code=found.issue.code, stage=found.issue.stage, at=found.at)
    return IssueView(
        code=found.issue.code,
        stage=found.issue.stage,
        document=found.document,
        source=found.issue.source or found.source,
        message=found.issue.message,
        remedy=found.issue.remedy,
        span=found.issue.span,
        at=found.at,
    )

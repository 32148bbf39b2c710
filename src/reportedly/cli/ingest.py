"""Reading into the ledger: streamed, on all cores, in small batches that are each kept whole or not at all.

A run that was stopped or killed goes on where it was: documents that the ledger already holds in this reading are
skipped, and a batch that was not finished left nothing behind.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.annotate.english import load_english
from reportedly.cli.intake import Outcome
from reportedly.cli.ledgers import now
from reportedly.cli.line import Done, processed
from reportedly.cli.places import ready_gazetteer
from reportedly.pipeline import Entry, append, append_issues, is_read
from reportedly.protect import Ledger
from reportedly.records import Document, Issue
from reportedly.settings import Settings

# A batch is kept when it holds so many documents or so many seconds have passed, whichever is first.
BATCH = 16
SECONDS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One document that is now in the ledger."""

    document: Document
    claims: int
    issues: int


@dataclass(slots=True, kw_only=True)
class Progress:
    """What a run has done so far.

    Attributes:
        skipped: Documents that were in the ledger in this reading already.
        purged: Documents that were refused since they had been purged.
        words: Words of the documents that went through the line.
    """

    documents: int = 0
    claims: int = 0
    issues: int = 0
    skipped: int = 0
    purged: int = 0
    words: int = 0


Seen = Callable[[Kept], None]
Complain = Callable[[Issue], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watchers:
    """Who is told while a run goes on."""

    seen: Seen
    complain: Complain


@dataclass(slots=True, kw_only=True)
class _Batch:
    """What waits to be kept together."""

    done: list[Done] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    since: float = field(default_factory=time.monotonic)

    def is_due(self) -> bool:
        """Whether it is large or old enough."""
        return len(self.done) + len(self.issues) >= BATCH or time.monotonic() - self.since > SECONDS


def ingest(
    outcomes: Iterable[Outcome], ledger: Ledger, *, settings: Settings, watchers: Watchers, progress: Progress
) -> None:
    """Read every document into the ledger; issues become rows, and documents that are in already are skipped.

    `progress` is brought up to date after each batch, so that a run that is stopped can say what it did.
    """
    batch = _Batch()
    for done in processed(_unread(outcomes, ledger, settings, progress), settings=settings):
        if isinstance(done, Issue):
            batch.issues.append(done)
        else:
            batch.done.append(done)
        if batch.is_due():
            _keep(batch, ledger, watchers, progress)
            batch = _Batch()
    _keep(batch, ledger, watchers, progress)


def _unread(outcomes: Iterable[Outcome], ledger: Ledger, settings: Settings, progress: Progress) -> Iterator[Outcome]:
    """The outcomes without documents whose latest reading is by the present model and gazetteer."""
    gazetteer = ready_gazetteer(settings)
    model = load_english(folder=settings.model)
    for outcome in outcomes:
        if not isinstance(outcome, Issue) and is_read(
            ledger, outcome.document, model=model.name, gazetteer=gazetteer.version
        ):
            progress.skipped += 1
        else:
            yield outcome


def _keep(batch: _Batch, ledger: Ledger, watchers: Watchers, progress: Progress) -> None:
    """Put a batch into the ledger in one transaction, then tell what was kept."""
    if batch.done:
        appended = append(
            ledger, [Entry(report=done.report, original=done.acquired.original) for done in batch.done], at=now()
        )
        progress.purged += len(appended.purged)
    if batch.issues:
        append_issues(ledger, batch.issues, at=now())
    for done in batch.done:
        _count(done, watchers, progress)
    for issue in batch.issues:
        progress.issues += 1
        watchers.complain(issue)


def _count(done: Done, watchers: Watchers, progress: Progress) -> None:
    """Count a document that was kept, and tell of it."""
    progress.documents += 1
    progress.claims += len(done.report.claims)
    progress.words += done.report.document.text.count(" ") + 1
    watchers.seen(Kept(document=done.report.document, claims=len(done.report.claims), issues=len(done.report.issues)))

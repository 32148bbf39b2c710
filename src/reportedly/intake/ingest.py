"""Reading into the ledger: streamed, on all cores, in small batches that are each kept whole or not at all.

A run that was stopped or killed goes on where it was: documents that the ledger already holds in this reading are
skipped, and a batch that was not finished left nothing behind.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.intake.line import LINE, Done, Work, one_by_one, processed
from reportedly.intake.present import Present
from reportedly.intake.sources import Outcome
from reportedly.pipeline import Entry, append, append_issues
from reportedly.read import Overrides
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a run goes, and who is told of it.

    Attributes:
        present: The ledger that is filled, with the model and gazetteer of today.
        now: This moment, UTC, ISO 8601.
        seen: Told of each document that was kept.
        complain: Told of each issue.
        is_live: Whether documents come in their own time, so that each is kept at once.
        work: What is done with each document.
    """

    settings: Settings
    present: Present
    seen: Callable[[Kept], None]
    complain: Callable[[Issue], None]
    progress: Progress
    now: Callable[[], str]
    is_live: bool = False
    work: Work = LINE


@dataclass(slots=True, kw_only=True)
class _Batch:
    """What waits to be kept together."""

    done: list[Done] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    since: float = field(default_factory=time.monotonic)

    def is_due(self) -> bool:
        """Whether it is large or old enough."""
        return len(self.done) + len(self.issues) >= BATCH or time.monotonic() - self.since > SECONDS


def skipping(present: Present, said: Overrides, progress: Progress) -> Callable[[str, str], bool]:
    """A hook for `read` that passes over originals that are in already, before they are parsed, and counts them."""

    def is_in(source: str, sha256: str) -> bool:
        found = present.has_original(source, sha256, said)
        progress.skipped += found
        return found

    return is_in


def ingest(outcomes: Iterable[Outcome], run: Run) -> None:
    """Read every document into the ledger; issues become rows, and documents that are in already are skipped.

    The run's progress is brought up to date after each batch, so that a run that is stopped can say what it did.
    """
    line = one_by_one if run.is_live else processed
    batch = _Batch()
    for done in line(_unread(outcomes, run), settings=run.settings, work=run.work):
        if isinstance(done, Issue):
            batch.issues.append(done)
        else:
            batch.done.append(done)
        if run.is_live or batch.is_due():
            _keep(batch, run)
            batch = _Batch()
    _keep(batch, run)


def _unread(outcomes: Iterable[Outcome], run: Run) -> Iterator[Outcome]:
    """The outcomes without documents whose latest reading is by the present model and gazetteer."""
    for outcome in outcomes:
        if not isinstance(outcome, Issue) and run.present.has(outcome.document):
            run.progress.skipped += 1
        else:
            yield outcome


def _keep(batch: _Batch, run: Run) -> None:
    """Put a batch into the ledger in one transaction, then tell what was kept."""
    if batch.done:
        entries = [Entry(report=done.report, original=done.acquired.original) for done in batch.done]
        run.progress.purged += len(append(run.present.ledger, entries, at=run.now()).purged)
    if batch.issues:
        append_issues(run.present.ledger, batch.issues, at=run.now())
    for done in batch.done:
        _count(done, run)
    for issue in batch.issues:
        run.progress.issues += 1
        run.complain(issue)


def _count(done: Done, run: Run) -> None:
    """Count a document that was kept, and tell of it."""
    document, claims = done.report.document, len(done.report.claims)
    run.progress.documents += 1
    run.progress.claims += claims
    run.progress.words += document.text.count(" ") + 1
    run.seen(Kept(document=document, claims=claims))

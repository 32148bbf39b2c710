"""Reading that was started from a page: one job after the other, in a thread that says how far it is."""

import contextlib
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from enum import StrEnum

from reportedly.errors import ReportedlyError
from reportedly.intake.ingest import Kept, Progress, Run, ingest, skipping
from reportedly.intake.line import KEPT, Work
from reportedly.intake.present import Present
from reportedly.intake.sources import Outcome
from reportedly.pipeline import Tools, link_pending
from reportedly.protect import Ledger
from reportedly.read import Hooks, Overrides
from reportedly.records import Issue
from reportedly.settings import Settings

# So many ended jobs are remembered.
REMEMBERED = 50
# So many issues and documents of a job are listed; more are counted.
LISTED = 200
# Comparing begins when nobody has decided for so many seconds, so that it does not slow down whoever goes on deciding;
# and so many seconds after the first decision at the latest.
QUIET, PATIENCE = 0.5, 5.0


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobIssue:
    """Something that could not be read, for the reader who named it."""

    code: str
    message: str = field(repr=False)
    remedy: str = ""
    source: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """One job as it stands.

    Attributes:
        done: Documents that are kept, were there already, or became issues.
        total: Documents known so far; it grows while an archive is unpacked.
        stage: What is being done: `loading`, `reading` or `linking`.
        message: How it ended, or what is being done, in words.
        skipped: Documents that the ledger held already, in this reading.
        documents: Ids of the documents that were read, the first 200.
        issues: What could not be read, the first 200.
    """

    job: str
    state: JobState = JobState.WAITING
    done: int = 0
    total: int = 0
    stage: str = "waiting"
    message: str = ""
    claims: int = 0
    skipped: int = 0
    documents: tuple[str, ...] = ()
    issues: tuple[JobIssue, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be read.

    Attributes:
        number: How many sources there are, such as files.
        outcomes: Their documents and issues, once somebody asks for them.
    """

    number: int
    overrides: Overrides
    outcomes: Callable[[Hooks], Iterator[Outcome]]


class Job:
    """One job: what it is to read, what it did, and whether somebody wants it to stop."""

    def __init__(self, order: Order) -> None:
        """Nothing is done yet."""
        self.order = order
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._view = JobView(job=secrets.token_hex(8), total=order.number)

    @property
    def id(self) -> str:
        """What it is asked for by."""
        return self._view.job

    def view(self) -> JobView:
        """How far it is."""
        with self._lock:
            return self._view

    def tell(self, **changes: object) -> None:
        """Something changed."""
        with self._lock:
            self._view = replace(self._view, **changes)  # type: ignore[arg-type]

    def stop(self) -> None:
        """Let it end after the documents in hand."""
        self._stop.set()

    @property
    def is_asked_to_stop(self) -> bool:
        """Whether somebody wants it to stop."""
        return self._stop.is_set()

    def counted(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        """The outcomes, counted as they come, as long as nobody wants it to stop."""
        for number, outcome in enumerate(outcomes, 1):
            if self.is_asked_to_stop:
                return
            self.tell(total=max(self.view().total, number))
            yield outcome

    def kept(self, one: Kept) -> None:
        """A document is in the ledger; the same one twice in a job is one."""
        view = self.view()
        if one.document.id in view.documents:
            self.tell(done=view.done + 1)
            return
        documents = (*view.documents, one.document.id) if len(view.documents) < LISTED else view.documents
        self.tell(done=view.done + 1, claims=view.claims + one.claims, documents=documents)

    def complain(self, issue: Issue) -> None:
        """Something could not be read."""
        view = self.view()
        told = JobIssue(code=issue.code, message=issue.message, remedy=issue.remedy, source=issue.source)
        issues = (*view.issues, told) if len(view.issues) < LISTED else view.issues
        self.tell(done=view.done + 1, issues=issues)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What jobs are read with.

    Attributes:
        work: What is done with a document.
        now: This moment, UTC, ISO 8601.
        linking: Held while reports are compared, so that this is done once at a time.
    """

    ledger: Ledger
    settings: Settings
    now: Callable[[], str]
    work: Work = KEPT
    linking: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def link(self, progress: Callable[[str, int, int], None] | None = None) -> None:
        """Compare what is new or was decided with the other reports."""
        with self.linking:
            link_pending(self.ledger, progress)

    def do(self, job: Job) -> None:
        """Read what the job asks for, and compare it with what is there."""
        try:
            self._read(job)
            job.tell(state=JobState.STOPPED if job.is_asked_to_stop else JobState.DONE, message=_ended(job))
        except ReportedlyError as error:
            job.tell(state=JobState.FAILED, message=str(error))
        finally:
            if job.view().state is JobState.RUNNING:
                job.tell(state=JobState.FAILED, message="reading stopped with an error of the program")

    def _read(self, job: Job) -> None:
        """Read, then link."""
        job.tell(state=JobState.RUNNING, stage="loading", message="loading the language model and the places")
        if job.is_asked_to_stop:
            return
        tools: Tools = self.work.load(self.settings, threads=self.settings.workers)
        present = Present(ledger=self.ledger, model=tools.version, gazetteer=tools.gazetteer.version)
        progress = Progress()
        job.tell(stage="reading", message="reading")
        hooks = Hooks(known=skipping(present, job.order.overrides, progress))
        run = Run(
            settings=self.settings,
            present=present,
            seen=job.kept,
            complain=job.complain,
            progress=progress,
            now=self.now,
            work=self.work,
        )
        ingest(job.counted(job.order.outcomes(hooks)), run)
        job.tell(
            skipped=progress.skipped,
            done=progress.documents + progress.issues + progress.skipped + progress.purged,
            stage="linking",
            message="comparing with the other reports",
        )
        self.link(lambda what, done, total: job.tell(message=f"{what}: {done} of {total}"))


def _ended(job: Job) -> str:
    """How the job ended, in words."""
    view = job.view()
    parts = [f"{len(view.documents)} read" if len(view.documents) < LISTED else f"{view.done} read"]
    if view.skipped:
        parts.append(f"{view.skipped} in the ledger already")
    if view.issues:
        parts.append(f"{len(view.issues)} not read")
    return ", ".join(parts)


class Jobs:
    """The jobs of one server, done one after the other."""

    def __init__(self, reader: Reader) -> None:
        """None yet."""
        self._reader = reader
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
        self._waiting: threading.Timer | None = None
        self._latest = 0.0

    def start(self, order: Order) -> Job:
        """A new job, which begins when those before it have ended."""
        job = Job(order)
        with self._lock:
            for old in tuple(self._jobs)[: max(0, len(self._jobs) - REMEMBERED)]:
                if self._jobs[old].view().state not in {JobState.WAITING, JobState.RUNNING}:
                    del self._jobs[old]
            self._jobs[job.id] = job
        self._threads.submit(self._reader.do, job)
        return job

    def link(self) -> None:
        """Let incidents and reprints follow what was decided, now."""
        self._reader.link()

    def follow(self) -> None:
        """The same, soon: when nobody goes on deciding, after what is being read, and once for all decisions."""
        now = time.monotonic()
        with self._lock:
            if self._waiting is None:
                self._latest = now + PATIENCE
            else:
                self._waiting.cancel()
            self._waiting = threading.Timer(min(QUIET, max(0.0, self._latest - now)), self._submit)
            self._waiting.daemon = True
            self._waiting.start()

    def _submit(self) -> None:
        """Let the thread compare; a decision that comes from now on asks again."""
        with self._lock, contextlib.suppress(RuntimeError):  # the server may have ended meanwhile
            self._waiting = None
            self._threads.submit(self._followed)

    def _followed(self) -> None:
        """Compare."""
        with contextlib.suppress(ReportedlyError):  # what cannot be compared now is compared with the next decision
            self.link()

    def find(self, identity: str) -> Job | None:
        """The job of this id; None where there is none."""
        with self._lock:
            return self._jobs.get(identity)

    def all(self) -> tuple[Job, ...]:
        """Every job that is remembered, the latest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def close(self) -> None:
        """Let every job end after the documents in hand, and wait for it."""
        for job in self.all():
            job.stop()
        with self._lock:
            if self._waiting is not None:
                self._waiting.cancel()
                self._waiting = None
        self._threads.shutdown(wait=True, cancel_futures=True)

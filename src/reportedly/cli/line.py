"""Documents through the line on all cores: in the order read, with a bounded queue, so that memory stays flat."""

import itertools
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from reportedly.pipeline import Tools, attempt, load_tools
from reportedly.records import Acquired, Document, Issue, Report
from reportedly.settings import Settings
from reportedly.vocabulary import Stage

# Documents in flight for each worker: enough to keep it busy while the oldest is awaited.
AHEAD = 4
# So few documents are read in this process: starting workers and loading the model in each takes longer.
FEW = 3

Outcome = Acquired | Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A document that went through the line: what was read and what was made of it."""

    acquired: Acquired
    report: Report


@dataclass(slots=True)
class _Worker:
    """What one worker process holds: its tools, loaded when it starts."""

    tools: Tools | None = None


_worker = _Worker()


def processed(outcomes: Iterable[Outcome], *, settings: Settings) -> Iterator[Done | Issue]:
    """What the line makes of each document, in the order read; issues pass through in their place."""
    stream = iter(outcomes)
    first = list(itertools.islice(stream, FEW + 1))
    whole = itertools.chain(first, stream)
    if len(first) <= FEW or settings.workers == 1:
        yield from _here(whole, settings)
    else:
        yield from _side_by_side(whole, settings)


def _here(outcomes: Iterable[Outcome], settings: Settings) -> Iterator[Done | Issue]:
    """In this process, one after the other; the tools are loaded at the first document."""
    tools: Tools | None = None
    for outcome in outcomes:
        if isinstance(outcome, Issue):
            yield outcome
            continue
        tools = tools or load_tools(settings)
        yield _done(outcome, attempt(outcome.document, tools))


def _done(acquired: Acquired, made: Report | Issue) -> Done | Issue:
    """A document with what was made of it, or the issue that it became."""
    return made if isinstance(made, Issue) else Done(acquired=acquired, report=made)


def _side_by_side(outcomes: Iterable[Outcome], settings: Settings) -> Iterator[Done | Issue]:
    """In worker processes. A worker that dies takes no document with it but the one that killed it."""
    pending: deque[tuple[Outcome, Future[Report | Issue] | None]] = deque()
    crew = _Crew(settings)
    try:
        for outcome in outcomes:
            pending.append((outcome, None if isinstance(outcome, Issue) else crew.submit(outcome.document)))
            if len(pending) >= AHEAD * settings.workers:
                yield _result(*pending.popleft(), settings)
        while pending:
            yield _result(*pending.popleft(), settings)
    finally:
        crew.leave()


class _Crew:
    """The worker processes, replaced by new ones where one of them dies."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pool = _pool(settings, settings.workers)

    def submit(self, document: Document) -> Future[Report | Issue]:
        """Hand a document to the next free worker."""
        try:
            return self._pool.submit(_one, document)
        except BrokenProcessPool:
            self.leave()
            self._pool = _pool(self._settings, self._settings.workers)
            return self._pool.submit(_one, document)

    def leave(self) -> None:
        """Let the workers go; what they had begun is dropped and will be read again."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _pool(settings: Settings, workers: int) -> ProcessPoolExecutor:
    """Fresh processes that inherit no open file, lock or thread of this one."""
    return ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin, initargs=(settings,)
    )


def _begin(settings: Settings) -> None:
    """Ready a worker: Ctrl-C is for the process that the user sees, which ends its workers itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker.tools = load_tools(settings)


def _one(document: Document) -> Report | Issue:
    """One document, in a worker."""
    if _worker.tools is None:
        raise RuntimeError("a worker was given a document before its tools")
    return attempt(document, _worker.tools)


def _result(outcome: Outcome, future: Future[Report | Issue] | None, settings: Settings) -> Done | Issue:
    """The outcome of one document; where its worker died, of a second try alone in a process of its own."""
    if isinstance(outcome, Issue) or future is None:
        return outcome if isinstance(outcome, Issue) else _alone(outcome, settings)
    try:
        return _done(outcome, future.result())
    except BrokenProcessPool:
        return _alone(outcome, settings)


def _alone(acquired: Acquired, settings: Settings) -> Done | Issue:
    """A second try in a process of its own, so that a document that kills its reader harms no other."""
    with _pool(settings, 1) as pool:
        try:
            return _done(acquired, pool.submit(_one, acquired.document).result())
        except BrokenProcessPool:
            return Issue(
                code="reader_died",
                stage=Stage.ANNOTATE,
                message=f"{acquired.document.source}: the process that read this document was ended twice",
                remedy="Free memory or give the document in smaller parts, then run `reportedly retry`.",
                source=acquired.document.source,
            )

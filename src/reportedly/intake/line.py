"""Documents through the line on all cores: in the order read, with a bounded queue, so that memory stays flat."""

import functools
import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from reportedly.pipeline import Tools, attempt, load_tools
from reportedly.records import Acquired, Document, Issue, Report
from reportedly.settings import Settings
from reportedly.vocabulary import Stage

# Documents in flight for each worker: enough to keep it busy while the oldest is awaited.
AHEAD = 4
# So few code points are read in this process: starting workers and loading the model in each takes longer.
LITTLE = 60_000

Outcome = Acquired | Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A document that went through the line: what was read and what was made of it."""

    acquired: Acquired
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is done with a document, by two functions that a worker process can import.

    Attributes:
        load: Makes ready once in each process, given the settings and how many threads it may use.
        attempt: Reads one document with what `load` made; it does not raise.
    """

    load: Callable[..., Any]
    attempt: Callable[[Document, Any], Report | Issue]


@functools.lru_cache(maxsize=1)
def kept_tools(settings: Settings, *, threads: int = 1) -> Tools:
    """The tools, loaded once in this process and kept; `kept_tools.cache_clear()` where lexicons have changed."""
    return load_tools(settings, threads=threads)


LINE = Work(load=load_tools, attempt=attempt)
# For a program that reads again and again, such as the server.
KEPT = Work(load=kept_tools, attempt=attempt)


def processed(outcomes: Iterable[Outcome], *, settings: Settings, work: Work = LINE) -> Iterator[Done | Issue]:
    """What the line makes of each document, in the order read; issues pass through in their place."""
    stream = iter(outcomes)
    first, ended = _first(stream)
    whole = itertools.chain(first, stream)
    if ended or settings.workers == 1:
        yield from one_by_one(whole, settings=settings, work=work)
    else:
        yield from _side_by_side(whole, settings, work)


def _first(stream: Iterator[Outcome]) -> tuple[list[Outcome], bool]:
    """What comes first, up to the size at which workers pay, and whether that was all."""
    first: list[Outcome] = []
    size = 0
    for outcome in stream:
        first.append(outcome)
        size += 0 if isinstance(outcome, Issue) else len(outcome.document.text)
        if size > LITTLE:
            return first, False
    return first, True


def one_by_one(outcomes: Iterable[Outcome], *, settings: Settings, work: Work = LINE) -> Iterator[Done | Issue]:
    """The same in this process, each document as soon as it is there; made ready at the first one."""
    tools: Any = None
    for outcome in outcomes:
        if isinstance(outcome, Issue):
            yield outcome
            continue
        tools = work.load(settings, threads=settings.workers) if tools is None else tools
        yield _done(outcome, work.attempt(outcome.document, tools))


def _done(acquired: Acquired, made: Report | Issue) -> Done | Issue:
    """A document with what was made of it, or the issue that it became."""
    return made if isinstance(made, Issue) else Done(acquired=acquired, report=made)


def _side_by_side(outcomes: Iterable[Outcome], settings: Settings, work: Work) -> Iterator[Done | Issue]:
    """In worker processes. A worker that dies takes no document with it but the one that killed it."""
    pending: deque[Issue | tuple[Acquired, Future[Report | Issue]]] = deque()
    crew = _Crew(settings, work)
    try:
        for outcome in outcomes:
            pending.append(outcome if isinstance(outcome, Issue) else (outcome, crew.submit(outcome.document)))
            if len(pending) >= AHEAD * settings.workers:
                yield crew.result(pending.popleft())
        while pending:
            yield crew.result(pending.popleft())
    finally:
        crew.leave()


class _Crew:
    """The worker processes, replaced by new ones where one of them dies."""

    def __init__(self, settings: Settings, work: Work) -> None:
        self._settings = settings
        self._work = work
        self._pool = self._hired(settings.workers)

    def submit(self, document: Document) -> "Future[Report | Issue]":
        """Hand a document to the next free worker."""
        try:
            return self._pool.submit(_one, document)
        except BrokenProcessPool:
            self.leave()
            self._pool = self._hired(self._settings.workers)
            return self._pool.submit(_one, document)

    def result(self, pending: "Issue | tuple[Acquired, Future[Report | Issue]]") -> Done | Issue:
        """The outcome of one document; where its worker died, of a second try alone in a process of its own."""
        if isinstance(pending, Issue):
            return pending
        acquired, future = pending
        try:
            return _done(acquired, future.result())
        except BrokenProcessPool:
            return self._alone(acquired)

    def leave(self) -> None:
        """Let the workers go; what they had begun is dropped and will be read again."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _hired(self, workers: int) -> ProcessPoolExecutor:
        """Fresh processes that inherit no open file, lock or thread of this one."""
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(
            workers, mp_context=context, initializer=_begin, initargs=(self._settings, self._work)
        )

    def _alone(self, acquired: Acquired) -> Done | Issue:
        """A second try alone, so that a document that kills its reader harms no other."""
        with self._hired(1) as pool:
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


@dataclass(slots=True)
class _Worker:
    """What one worker process holds: its work and its tools, made ready when it starts."""

    work: Work | None = None
    tools: Any = None


_worker = _Worker()


def _begin(settings: Settings, work: Work) -> None:
    """Ready a worker: Ctrl-C is for the process that the user sees, which ends its workers itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _worker.work, _worker.tools = work, work.load(settings, threads=1)


def _leave_with_parent() -> None:
    """End this worker when the process that hired it is gone: a killed one cannot say goodbye, and we would wait on."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _one(document: Document) -> Report | Issue:
    """One document, in a worker."""
    if _worker.work is None:
        raise RuntimeError("a worker was given a document before its work")
    return _worker.work.attempt(document, _worker.tools)

"""English: words by rule, the rest by one small network, window by window in memory that stays flat."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import resources
from itertools import accumulate, chain
from pathlib import Path

import numpy as np

from reportedly.annotate.assembly import assembled
from reportedly.annotate.features import casing, quoting
from reportedly.annotate.reading import Read, Window, read
from reportedly.annotate.segment import Gap, Words, rules_of, segment
from reportedly.annotate.weights import CLS, SEP, Answer, Array, Input, Weights
from reportedly.annotate.windows import cut
from reportedly.lexicon import load_lexicon
from reportedly.records.annotations import Annotated
from reportedly.records.documents import Document

# Subwords of a window, the most that a window of training had; the encoder itself could take 512.
WINDOW = 240
# Windows understood together, and windows in flight for each thread.
_TOGETHER = 16
_AHEAD = 4


class English:
    """The English model.

    A window is run alone, so that its result depends on its own words only: not on the other windows, not on threads.
    """

    language = "en"

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Load the model from a folder."""
        self._weights = Weights(folder)
        self._rules = rules_of(load_lexicon("tokens"))
        self.threads = max(1, threads)
        self.name = f"reportedly-en/{self._weights.labels.version}"

    def annotate(self, document: Document) -> Annotated:
        """The document with sentences, trees, names, attributions."""
        return self.annotate_words(document, segment(document.text, self._rules))

    def annotate_words(self, document: Document, words: Words) -> Annotated:
        """The document with its words given, and its sentences too where `words.given`."""
        return assembled(document, words, self._read_all(words), self.name)

    def _read_all(self, words: Words) -> Iterator[Read]:
        """Each window read, in order: the threads run the network, the caller's understands what it says."""
        waiting: list[tuple[Window, Answer]] = []
        for pair in self._answered(self._windows(words)):
            waiting.append(pair)
            if len(waiting) == _TOGETHER:
                yield from self._read(waiting)
                waiting.clear()
        yield from self._read(waiting)

    def _answered(self, windows: Iterator[Window]) -> Iterator[tuple[Window, Answer]]:
        """Each window with the network's answer, in order."""
        if self.threads == 1:
            yield from ((window, self._answer(window)) for window in windows)
            return
        with ThreadPoolExecutor(self.threads) as pool:
            waiting: deque[tuple[Window, Future[Answer]]] = deque()
            for window in windows:
                waiting.append((window, pool.submit(self._answer, window)))
                if len(waiting) > self.threads * _AHEAD:
                    yield _finished(waiting.popleft())
            while waiting:
                yield _finished(waiting.popleft())

    def _windows(self, words: Words) -> Iterator[Window]:
        """The windows of a text."""
        pieces = self._weights.pieces(words.forms)
        paragraphs = [gap == Gap.PARAGRAPH for gap in words.before]
        for start, stop in cut([len(some) for some in pieces], words.starts, paragraphs, WINDOW):
            yield Window(
                start=start,
                stop=stop,
                forms=words.forms[start:stop],
                before=words.before[start:stop],
                sentences=words.starts[start:stop] if words.given else None,
                pieces=tuple(pieces[start:stop]),
            )

    def inputs(self, text: str) -> Iterator[Input]:
        """What the network is given for a text, window by window; for whoever measures it."""
        return map(_input, self._windows(segment(text, self._rules)))

    def _answer(self, window: Window) -> Answer:
        """Run the network on one window."""
        return self._weights.answer(_input(window))

    def _read(self, pairs: Sequence[tuple[Window, Answer]]) -> list[Read]:
        """Understand some windows."""
        return read([window for window, _ in pairs], [answer for _, answer in pairs], self._weights)


def _finished(pair: tuple[Window, Future[Answer]]) -> tuple[Window, Answer]:
    """A window with its answer, once that is there."""
    return pair[0], pair[1].result()


def _input(window: Window) -> Input:
    """The arrays of a window."""
    sizes = [1, *map(len, window.pieces), 1]
    return Input(
        ids=np.array([CLS, *chain.from_iterable(window.pieces), SEP], np.int64),
        shape=_looks(window.forms, window.before).repeat(sizes, axis=0),
        first=np.array([0, *accumulate(sizes[:-2])], np.int64),
    )


def _looks(forms: Sequence[str], before: Sequence[Gap]) -> Array:
    """Casing, gap and quotation state of each word, and nothing for the marks at both ends of a window."""
    looks = np.zeros((len(forms) + 2, 3), np.int64)
    for column, values in enumerate((map(casing, forms), before, quoting(forms, before))):
        looks[1:-1, column] = list(values)
    return looks


def load_english(*, folder: Path | None = None, threads: int = 1) -> English:
    """The English model that ships with the package, or the one in `folder`.

    Raises:
        ModelError: A file of the model is missing or damaged.
    """
    if folder is not None:
        return English(folder, threads=threads)
    with resources.as_file(resources.files("reportedly") / "models" / "en") as own:
        return English(own, threads=threads)

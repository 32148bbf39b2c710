"""From texts to batches of tensors: windows, augmentation, subwords, targets."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from reportedly.annotate.features import casing, quoting
from reportedly.annotate.segment import Gap
from reportedly.annotate.windows import cut
from training.corpora import Text
from training.labels import IGNORE, MENTIONS, NAMES, ROLES, Labels, edit_script

CLS, SEP = 101, 102
UNKNOWN = -1e9


@dataclass(slots=True, kw_only=True)
class Indices:
    """Label inventories as dictionaries."""

    labels: Labels
    of: dict[str, dict[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        """Number the labels."""
        named = ("upos", "feats", "lemma", "deprel", "names", "roles", "mentions")
        self.of = {name: {v: i for i, v in enumerate(getattr(self.labels, name))} for name in named}


@dataclass(slots=True, kw_only=True)
class Window:
    """A stretch of one text, encoded."""

    text: Text
    start: int
    stop: int
    ids: list[list[int]]
    size: int


@dataclass(slots=True, kw_only=True)
class Batch:
    """Tensors of some windows; word index 0 is the root throughout."""

    ids: Tensor
    mask: Tensor
    shape: Tensor
    first: Tensor
    words: Tensor
    targets: dict[str, Tensor]
    windows: list[Window]


def windows_of(
    texts: Iterable[Text], subwords: Callable[[str], list[int]], limit: Callable[[], int]
) -> Iterator[Window]:
    """Every text cut into windows."""
    for text in texts:
        ids = [subwords(form) for form in text.forms]
        sizes = [len(i) for i in ids]
        paragraphs = [gap == Gap.PARAGRAPH for gap in text.before]
        for start, stop in cut(sizes, text.starts, paragraphs, limit()):
            yield Window(text=text, start=start, stop=stop, ids=ids[start:stop], size=sum(sizes[start:stop]) + 2)


def grouped(windows: list[Window], budget: int, draw: random.Random) -> list[list[Window]]:
    """Batches of windows of like length, at most `budget` subwords with padding, in random order."""
    order = sorted(windows, key=lambda w: w.size + draw.random() * 24)
    groups: list[list[Window]] = []
    longest = 0
    for window in order:
        longest = max(longest, window.size)
        if not groups or longest * (len(groups[-1]) + 1) > budget:
            groups.append([])
            longest = window.size
        groups[-1].append(window)
    draw.shuffle(groups)
    return groups


def batch_of(windows: Sequence[Window], indices: Indices) -> Batch:
    """Tensors of some windows."""
    rows, longest = len(windows), max(w.size for w in windows)
    most = max(w.stop - w.start for w in windows) + 1
    ids = np.zeros((rows, longest), np.int64)
    mask = np.zeros((rows, longest), np.int64)
    shape = np.zeros((rows, longest, 3), np.int64)
    first = np.zeros((rows, most), np.int64)
    words = np.zeros((rows, most), bool)
    targets = _blank(rows, most)
    for row, window in enumerate(windows):
        flat, where = [CLS], [0]
        shapes = _shapes(window)
        for number, pieces in enumerate(window.ids):
            where.append(len(flat))
            shape[row, len(flat) : len(flat) + len(pieces)] = shapes[number]
            flat += pieces
        flat.append(SEP)
        ids[row, : len(flat)] = flat
        mask[row, : len(flat)] = 1
        first[row, : len(where)] = where
        words[row, 1 : len(where)] = True
        _fill(targets, row, window, indices)
    return Batch(
        ids=torch.from_numpy(ids),
        mask=torch.from_numpy(mask),
        shape=torch.from_numpy(shape),
        first=torch.from_numpy(first),
        words=torch.from_numpy(words),
        targets={key: torch.from_numpy(value) for key, value in targets.items()},
        windows=list(windows),
    )


def _shapes(window: Window) -> list[tuple[int, int, int]]:
    """Casing, gap and quotation state of each word of a window."""
    forms = window.text.forms[window.start : window.stop]
    before = window.text.before[window.start : window.stop]
    return [(int(casing(f)), int(g), int(q)) for f, g, q in zip(forms, before, quoting(forms, before), strict=True)]


def _blank(rows: int, most: int) -> dict[str, np.ndarray]:
    """Targets that say nothing yet."""
    single = ("starts", "upos", "feats", "lemma", "deprel", "names", "mentions", "roles", "head", "sentence")
    targets = {name: np.full((rows, most), IGNORE, np.int64) for name in single}
    targets["factuality"] = np.full((rows, most), np.nan, np.float32)
    targets["open"] = np.zeros((rows, most), bool)
    for name in ("cues", "sources"):
        targets[name] = np.full((rows, most, 2), IGNORE, np.int64)
    return targets


def _fill(targets: dict[str, np.ndarray], row: int, window: Window, indices: Indices) -> None:
    """Write what is known of one window."""
    text, start, stop = window.text, window.start, window.stop
    if text.parsed:
        _fill_parse(targets, row, window, indices)
    words = slice(1, stop - start + 1)
    for name in ("names", "mentions", "roles"):
        known = getattr(text, name)
        if known:
            number = indices.of[name]
            targets[name][row, words] = [number.get(label, IGNORE) for label in known[start:stop]]
    if text.open_names:
        targets["open"][row, words] = [label == "O" for label in text.names[start:stop]]
    for i, value in text.factuality.items():
        if start <= i < stop:
            targets["factuality"][row, i - start + 1] = value
    for name in ("cues", "sources"):
        for i, link in enumerate(getattr(text, name)[start:stop]):
            if link is not None:
                inside = start <= link[0] and link[1] <= stop
                targets[name][row, i + 1] = (link[0] - start + 1, link[1] - start + 1) if inside else (0, 1)


def _fill_parse(targets: dict[str, np.ndarray], row: int, window: Window, indices: Indices) -> None:
    """Write the gold parse of one window."""
    text, start, stop = window.text, window.start, window.stop
    words = slice(1, stop - start + 1)
    for name in ("upos", "feats", "deprel"):
        number = indices.of[name]
        targets[name][row, words] = [number.get(label, IGNORE) for label in getattr(text, name)[start:stop]]
    scripts = (edit_script(f, m) for f, m in zip(text.forms[start:stop], text.lemma[start:stop], strict=True))
    targets["lemma"][row, words] = [indices.of["lemma"].get(script, IGNORE) for script in scripts]
    targets["starts"][row, words] = text.starts[start:stop]
    targets["sentence"][row, words] = np.cumsum(text.starts[start:stop])
    heads = np.array(text.head[start:stop])
    inside = (heads >= start) & (heads < stop)
    local = np.where(heads == -1, 0, np.where(inside, heads - start + 1, IGNORE))
    targets["head"][row, words] = local


__all__ = ["MENTIONS", "NAMES", "ROLES", "Batch", "Indices", "Window", "batch_of", "grouped", "windows_of"]

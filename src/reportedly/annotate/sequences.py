"""From scores of labels to spans: the best chain of roles, and names without loose ends."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

_NEVER = np.float32(-1e4)


class Run(NamedTuple):
    """Words `[start, stop)` of one label."""

    start: int
    stop: int
    label: str


def best_chain(scores: Scores, transitions: Scores) -> list[int]:
    """The label of each word in the sequence of greatest total score (Viterbi)."""
    return best_chains([scores], transitions)[0]


def best_chains(several: Sequence[Scores], transitions: Scores) -> list[list[int]]:
    """The best chain of each of several sequences, all searched in step, which costs little more than one."""
    sizes = [len(scores) for scores in several]
    if not any(sizes):
        return [[] for _ in several]
    totals = _totals(several, transitions).transpose(2, 0, 1)
    pairs = ((np.ascontiguousarray(mine[:size]), size) for mine, size in zip(totals, sizes, strict=True))
    return [_traced(mine, transitions.T) if size else [] for mine, size in pairs]


def _totals(several: Sequence[Scores], transitions: Scores) -> Scores:
    """For each step, label and sequence, the total of the best chain that ends there.

    Sequences come last: to find the greatest of a few numbers for many at once is quick along the first axis only.
    """
    labels, count = len(transitions), len(several)
    totals = np.zeros((max(map(len, several)), labels, count), np.float32)
    for number, scores in enumerate(several):
        totals[: len(scores), :, number] = scores
    moving = np.repeat(transitions[:, :, None], count, axis=2)
    moved, best = np.empty_like(moving), np.empty((labels, count), np.float32)
    for before, here in pairwise(totals):
        np.add(before[:, None], moving, out=moved)
        moved.max(0, out=best)
        np.add(here, best, out=here)
    return totals


def _traced(totals: Scores, after: Scores) -> list[int]:
    """The chain that ends with the greatest total; `after[i, j]` is what label i adds for coming after label j."""
    best: list[list[int]] = (totals[:-1, None] + after).argmax(2).tolist()
    path = [int(totals[-1].argmax())]
    for step in reversed(best):
        path.append(step[path[-1]])
    return path[::-1]


def unbroken(labels: Sequence[str]) -> Scores:
    """Transitions that forbid an inside label after anything but its own kind: half of "al-Qaeda" is no person."""
    size = len(labels)
    table = np.zeros((size, size), np.float32)
    for after, label in enumerate(labels):
        for before, other in enumerate(labels):
            if label.startswith("I-") and other[2:] != label[2:]:
                table[before, after] = _NEVER
    return table


def runs(labels: list[str]) -> list[Run]:
    """The spans that BIO labels mark; an inside without a beginning begins one."""
    found: list[Run] = []
    for number, label in enumerate(labels):
        if label == "O":
            continue
        prefix, _, kind = label.partition("-")
        last = found[-1] if found else None
        if prefix == "I" and last and last.stop == number and last.label == kind:
            found[-1] = Run(last.start, number + 1, kind)
        else:
            found.append(Run(number, number + 1, kind))
    return found


def softmax(scores: Scores) -> Scores:
    """Shares that add to one along the last axis."""
    shares: Scores = scores - scores.max(-1, keepdims=True)
    np.exp(shares, out=shares)
    shares /= shares.sum(-1, keepdims=True)
    return shares

"""From scores of labels to spans: the best chain of roles, and names without loose ends."""

from collections.abc import Sequence
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
    longest = max(sizes, default=0)
    if longest == 0:
        return [[] for _ in several]
    padded = np.zeros((longest, len(several), several[0].shape[1]), np.float32)
    for number, scores in enumerate(several):
        padded[: sizes[number], number] = scores
    back, ends = _forward(padded, transitions)
    return [_traced(back[:size, number], ends[size - 1, number]) if size else [] for number, size in enumerate(sizes)]


def _forward(padded: Scores, transitions: Scores) -> tuple[NDArray[np.intp], Scores]:
    """For each step, sequence and label, the best label before it, and the total of the best chain that ends there."""
    back = np.zeros(padded.shape, np.intp)
    totals = np.empty_like(padded)
    totals[0] = padded[0]
    for step in range(1, len(padded)):
        moved = totals[step - 1][:, None, :] + transitions.T
        moved.argmax(2, out=back[step])
        np.add(moved.max(2), padded[step], out=totals[step])
    return back, totals


def _traced(back: NDArray[np.intp], totals: Scores) -> list[int]:
    """The chain that ends with the greatest total."""
    path = [int(totals.argmax())]
    for step in back[:0:-1].tolist():
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
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    shares: Scores = raised / raised.sum(-1, keepdims=True)
    return shares

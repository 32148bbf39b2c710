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
    if len(scores) == 0:
        return []
    total, back = scores[0], []
    for row in scores[1:]:
        moved = total[:, None] + transitions
        back.append(moved.argmax(0))
        total = moved.max(0) + row
    path = [int(total.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
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
        prefix, _, kind = label.partition("-")
        if not kind:
            continue
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

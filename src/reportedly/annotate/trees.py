"""From scores of possible governors to one tree for each sentence."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

# How many candidates for the root are tried where the greedy answer is no tree.
_ROOTS = 3
_NEVER = np.float32(-1e9)


def heads(scores: Scores, starts: list[int]) -> list[int]:
    """The governor of each word: its index in the window, or -1 for a root.

    `scores[i, j]` says how well word `j - 1` governs word `i - 1`, column 0 being the root; `starts` are the words that
    begin a sentence.
    """
    size = len(scores) - 1
    allowed = _within_sentences(scores, starts)
    greedy: list[int] = allowed.argmax(1).tolist()
    found: list[int] = []
    for start, stop in pairwise([*starts, size]):
        local = [head - start if head else 0 for head in greedy[start:stop]]
        if not is_tree(local):
            local = _repaired(np.concatenate((allowed[start:stop, :1], allowed[start:stop, start + 1 : stop + 1]), 1))
        found.extend(start + head - 1 if head > 0 else -1 for head in local)
    return found


def _within_sentences(scores: Scores, starts: list[int]) -> Scores:
    """The scores without the root's row, and with no word governed by itself or by one of another sentence."""
    size = len(scores) - 1
    sentence = np.zeros(size, np.int32)
    sentence[starts] = 1
    sentence = sentence.cumsum()
    allowed = np.where(sentence[:, None] == sentence, scores[1:, 1:], _NEVER)
    np.fill_diagonal(allowed, _NEVER)
    joined: Scores = np.concatenate((scores[1:, :1], allowed), 1)
    return joined


def tree(scores: Scores) -> list[int]:
    """The best tree with one root: for each word 0 for the root, or the number of its governor counted from 1."""
    scores = scores.copy()
    np.fill_diagonal(scores[:, 1:], _NEVER)
    greedy: list[int] = scores.argmax(1).tolist()
    return greedy if is_tree(greedy) else _repaired(scores)


def _repaired(scores: Scores) -> list[int]:
    """The best tree with one root, where each word's best governor makes none."""
    top = np.full((1, len(scores) + 1), _NEVER, np.float32)
    free: list[int] = _spanning(np.concatenate((top, scores)))[1:].tolist()
    if free.count(0) == 1:
        return free
    # Against what the word would otherwise choose, so that a word is no root merely for scoring high everywhere.
    gain = scores[:, 0] - scores[:, 1:].max(1) if len(scores) > 1 else scores[:, 0]
    best = max((_rooted(scores, int(root)) for root in np.argsort(-gain, kind="stable")[:_ROOTS]), key=lambda t: t[0])
    return best[1]


def is_tree(found: list[int]) -> bool:
    """Whether governors counted from 1 form a tree with exactly one root."""
    if found.count(0) != 1:
        return False
    state = [0] * (len(found) + 1)
    for word in range(1, len(found) + 1):
        path, at = [], word
        while at and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = found[at - 1]
        if at and state[at] == 1:
            return False
        for passed in path:
            state[passed] = 2
    return True


def _rooted(scores: Scores, root: int) -> tuple[float, list[int]]:
    """The best tree with a given root, and its score."""
    square = np.full((len(scores) + 1, len(scores) + 1), _NEVER, np.float32)
    square[1:, 1:] = scores[:, 1:]
    square[root + 1, :] = _NEVER
    square[root + 1, 0] = scores[root, 0]
    found = _spanning(square)[1:].tolist()
    return float(sum(square[i + 1, head] for i, head in enumerate(found))), found


def _spanning(scores: Scores) -> NDArray[np.int64]:
    """Chu-Liu-Edmonds: the best governor of each node, node 0 being the top."""
    found: NDArray[np.int64] = scores.argmax(1)
    found[0] = 0
    cycle = _cycle(found.tolist())
    if not cycle:
        return found
    inside = np.array(sorted(cycle))
    outside = np.array([node for node in range(len(scores)) if node not in cycle])
    kept = scores[inside, found[inside]]
    into = scores[np.ix_(inside, outside)] - kept[:, None]
    entry = into.argmax(0)
    leaving = scores[np.ix_(outside, inside)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), _NEVER, np.float32)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[:size, size] = leaving.max(1)
    smaller[size, :size] = into.max(0)
    solved = _spanning(smaller)
    result: NDArray[np.int64] = found.copy()
    for place, node in enumerate(outside.tolist()):
        head = int(solved[place])
        result[node] = inside[leaving[place].argmax()] if head == size else outside[head]
    broken = int(solved[size])
    result[inside[entry[broken]]] = outside[broken]
    return result


def _cycle(found: list[int]) -> set[int]:
    """The nodes of one cycle, or none."""
    seen: set[int] = {0}
    for node in range(1, len(found)):
        path: list[int] = []
        at = node
        while at not in seen:
            seen.add(at)
            path.append(at)
            at = found[at]
        if at in path:
            return set(path[path.index(at) :])
    return set()

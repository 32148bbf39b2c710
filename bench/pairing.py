"""One-to-one pairs of greatest total weight, found by the best augmenting path until none adds anything."""

from collections.abc import Mapping

Weights = Mapping[tuple[int, int], float]


def pair(weights: Weights) -> list[tuple[int, int]]:
    """The pairs (left, right) whose weights add up to most; only positive weights count."""
    edges: dict[int, dict[int, float]] = {}
    for (left, right), weight in weights.items():
        if weight > 0:
            edges.setdefault(left, {})[right] = weight
    partner: dict[int, int] = {}
    while path := _best_path(edges, partner):
        partner.update((right, left) for left, right in path)
    return sorted((left, right) for right, left in partner.items())


def _best_path(edges: dict[int, dict[int, float]], partner: dict[int, int]) -> list[tuple[int, int]]:
    """New pairs along the alternating path that adds the most weight; empty when no path adds any.

    `partner` maps rights to lefts. Gains spread as in Bellman and Ford: a left may take any right, which sends the left
    that held it (at the loss of that pair) to look for another. No cycle can gain, since the pairs so far are the best
    of their number.
    """
    taken = {left: right for right, left in partner.items()}
    gain = {left: 0.0 for left in edges if left not in taken}
    reached: dict[int, tuple[float, int]] = {}
    moving = list(gain)
    while moving:
        left = moving.pop(0)
        for right, weight in edges[left].items():
            new = gain[left] + weight
            if right == taken.get(left) or new <= reached.get(right, (0.0, -1))[0] + 1e-12:
                continue
            reached[right] = (new, left)
            if right in partner:
                gain[partner[right]] = new - edges[partner[right]][right]
                moving.append(partner[right])
    free = [(value, right) for right, (value, _) in reached.items() if right not in partner]
    return _trace(max(free)[1], reached, taken) if free else []


def _trace(right: int | None, reached: dict[int, tuple[float, int]], taken: dict[int, int]) -> list[tuple[int, int]]:
    """The pairs along the path that ends at a right, back to its free left."""
    path = []
    while right is not None:
        left = reached[right][1]
        path.append((left, right))
        right = taken.get(left)
    return path

"""Put sources, cues and contents of a window together: each cue is one attribution."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reportedly.annotate.sequences import Run, softmax

Scores = NDArray[np.float32]
Range = tuple[int, int]

# Words between two stretches of one cue ("told ... on condition of anonymity"): the second has no content of its own.
_NEAR = 12
# Nearly every cue has a content: one that has none takes it from one that has two at this ratio of their shares.
# Of .5 to .003, tried on PolNeAR dev, .2 gives the most contents with the right source.
_NEARLY = 0.2
_TINY = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One attribution in words of its window."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    score: float


def linked(found: Sequence[Run], cues: Scores, sources: Scores) -> list[Linked]:
    """The attributions that runs of roles make.

    `cues[i, j]` says how well word `j - 1` is in the cue of word `i - 1`, `sources[i, j]` in its source; column 0 is
    none of this window.
    """
    by_role = {role: [run for run in found if run.label == role] for role in ("source", "cue", "content")}
    to_cue = _shares(by_role["content"], by_role["cue"], cues)
    to_source = _shares(by_role["cue"], by_role["source"], sources)
    contents = _spread(to_cue, _best(to_cue))
    owners = [row[1:].argmax() if row[1:].max(initial=0.0) > row[0] else -1 for row in to_source]
    joined = _joined(by_role["cue"], [int(owner) for owner in owners], contents)
    return [_attribution(by_role, group, contents, (to_cue, to_source)) for group in joined]


def _shares(runs: Sequence[Run], targets: Sequence[Run], scores: Scores) -> Scores:
    """For each run, the mean share that its words give to none (column 0) and to each target."""
    if not runs:
        return np.zeros((0, len(targets) + 1), np.float32)
    shares = softmax(scores[[word + 1 for run in runs for word in range(run.start, run.stop)]])
    belongs = np.zeros((shares.shape[1], len(targets) + 1), np.float32)
    belongs[0, 0] = 1.0
    for number, target in enumerate(targets):
        belongs[target.start + 1 : target.stop + 1, number + 1] = 1.0
    bounds = np.cumsum([0, *(run.stop - run.start for run in runs)])
    sums: Scores = np.add.reduceat(shares @ belongs, bounds[:-1])
    means: Scores = np.divide(sums, np.diff(bounds)[:, None], dtype=np.float32)
    return means


def _best(table: Scores) -> list[int]:
    """The target of each run: the best one even where none scores higher, since a content without a cue says little."""
    if table.shape[1] == 1:
        return [-1] * len(table)
    return [int(row[1:].argmax()) for row in table]


def _spread(table: Scores, owners: list[int]) -> list[int]:
    """Contents moved from a cue that has several to one that has none, where they point there nearly as much."""
    owners = list(owners)
    while moves := list(_moves(table, owners)):
        _, content, cue = max(moves)
        owners[content] = cue
    return owners


def _moves(table: Scores, owners: list[int]) -> Iterator[tuple[float, int, int]]:
    """Each content that may move, and where to, by how nearly it points there."""
    for cue in range(table.shape[1] - 1):
        if cue in owners:
            continue
        for content, owner in enumerate(owners):
            ratio = float(table[content, cue + 1] / max(table[content, owner + 1], _TINY))
            if owners.count(owner) > 1 and ratio > _NEARLY:
                yield ratio, content, cue


def _joined(cues: Sequence[Run], owners: list[int], contents: list[int]) -> list[list[int]]:
    """Cues grouped: one without content joins the nearest one with content that has the same source."""
    groups = {number: [number] for number in range(len(cues)) if number in contents}
    for number in range(len(cues)):
        if number in groups:
            continue
        near = [
            other
            for other in groups
            if other in contents
            and owners[other] == owners[number] >= 0
            and _distance(cues[other], cues[number]) <= _NEAR
        ]
        if near:
            groups[min(near, key=lambda other: (_distance(cues[other], cues[number]), other))].append(number)
        else:
            groups[number] = [number]
    return [sorted(group) for _, group in sorted(groups.items())]


def _distance(one: Run, other: Run) -> int:
    """Words between two runs."""
    return max(other.start - one.stop, one.start - other.stop)


def _attribution(
    by_role: dict[str, list[Run]], group: list[int], contents: list[int], tables: tuple[Scores, Scores]
) -> Linked:
    """One attribution from a group of cues."""
    to_cue, to_source = tables
    mine = [number for number, cue in enumerate(contents) if cue in group]
    weights = to_source[group].mean(0)
    owner = int(weights[1:].argmax()) if len(weights) > 1 and weights[1:].max() > weights[0] else -1
    sure = float(weights[owner + 1])
    if mine:
        sure *= float(np.mean([to_cue[number, contents[number] + 1] for number in mine]))
    pick = by_role["source"][owner] if owner >= 0 else None
    return Linked(
        source=((pick.start, pick.stop),) if pick else (),
        cue=tuple((by_role["cue"][n].start, by_role["cue"][n].stop) for n in group),
        content=tuple((by_role["content"][n].start, by_role["content"][n].stop) for n in mine),
        score=round(min(1.0, sure), 4),
    )

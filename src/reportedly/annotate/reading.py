"""What the network's answer about one window means: sentences, trees, names, attributions, in words of the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from reportedly.annotate.completing import Trees, completed
from reportedly.annotate.linking import Linked, linked
from reportedly.annotate.segment import Gap
from reportedly.annotate.sequences import best_chains, runs, softmax
from reportedly.annotate.trees import heads
from reportedly.annotate.weights import Answer, Labels, Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Words `[start, stop)` of a document, with their subwords and shapes."""

    start: int
    stop: int
    forms: tuple[str, ...]
    before: tuple[Gap, ...]
    sentences: tuple[bool, ...] | None
    pieces: tuple[tuple[int, ...], ...]


class Chains(NamedTuple):
    """The best role and the best name label of each word of a window, as numbers of labels."""

    roles: list[int]
    names: list[int]


class Named(NamedTuple):
    """A name in words of its window, and how much speaks for each kind of name."""

    start: int
    stop: int
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One window read. Heads are words of the window, -1 for a root."""

    start: int
    starts: tuple[int, ...]
    upos: tuple[str, ...]
    feats: tuple[tuple[str, ...], ...]
    lemma: tuple[str, ...]
    heads: tuple[int, ...]
    deprel: tuple[str, ...]
    factuality: tuple[float | None, ...]
    mentions: tuple[str, ...]
    names: tuple[Named, ...]
    attributions: tuple[Linked, ...]


def read(windows: Sequence[Window], answers: Sequence[Answer], weights: Weights) -> list[Read]:
    """What the answers say, each of its own window; the chains of several windows are searched together, for speed."""
    labels = weights.labels
    roles = best_chains([answer.roles[1:] for answer in answers], labels.transitions)
    names = best_chains([answer.names[1:] for answer in answers], labels.within_names)
    return [
        _read(window, answer, weights, Chains(role, name))
        for window, answer, role, name in zip(windows, answers, roles, names, strict=True)
    ]


def _read(window: Window, answer: Answer, weights: Weights, chains: Chains) -> Read:
    """What one answer says."""
    labels = weights.labels
    starts = _starts(window, answer)
    governors = heads(answer.arcs, starts)
    upos = tuple(labels.upos[i] for i in answer.upos[1:].tolist())
    mentions = tuple(labels.mentions[i] for i in answer.mentions[1:].tolist())
    relations = weights.relations(answer, [head + 1 for head in governors])
    said = linked(runs([labels.roles[i] for i in chains.roles]), answer.cues, answer.sources)
    return Read(
        start=window.start,
        starts=tuple(starts),
        upos=upos,
        feats=tuple(labels.feats[i] for i in answer.feats[1:].tolist()),
        lemma=_lemmas(window.forms, upos, answer, labels),
        heads=tuple(governors),
        deprel=tuple(_sane(relation, head) for relation, head in zip(relations, governors, strict=True)),
        factuality=_factuality(answer, upos, mentions, relations, governors),
        mentions=mentions,
        names=_names(answer, chains.names, labels),
        attributions=completed(said, Trees(window.forms, governors, relations)),
    )


def _names(answer: Answer, chain: list[int], labels: Labels) -> tuple[Named, ...]:
    """The names of a window, each with the mean share of every kind over its words."""
    found = runs([labels.names[i] for i in chain])
    shares = softmax(answer.names[[word + 1 for run in found for word in range(run.start, run.stop)]])
    bounds = accumulate((run.stop - run.start for run in found), initial=0)
    return tuple(
        Named(run.start, run.stop, _kinds(shares[start:stop].mean(0).tolist(), labels.names))
        for run, (start, stop) in zip(found, pairwise(bounds), strict=True)
    )


def _kinds(shares: list[float], labels: Sequence[str]) -> dict[str, float]:
    """The share of each kind of name, in whichever place of a name."""
    kinds: dict[str, float] = {}
    for label, share in zip(labels, shares, strict=True):
        if label != "O":
            kinds[label[2:]] = kinds.get(label[2:], 0.0) + share
    return kinds


def _starts(window: Window, answer: Answer) -> list[int]:
    """The words that begin a sentence: those given, or the first of a paragraph, or those the network thinks likely."""
    if window.sentences is not None:
        return [i for i, start in enumerate(window.sentences) if start or i == 0]
    scores = answer.starts[1:].tolist()
    return [i for i, gap in enumerate(window.before) if i == 0 or gap == Gap.PARAGRAPH or scores[i] > 0]


def _sane(relation: str, head: int) -> str:
    """`root` for a root and for nothing else."""
    if head < 0:
        return "root"
    return "dep" if relation == "root" else relation


def _factuality(
    answer: Answer, upos: tuple[str, ...], mentions: tuple[str, ...], relations: list[str], governors: list[int]
) -> tuple[float | None, ...]:
    """A value for verbs, nouns that name events, and predicates with a copula."""
    copular = {head for relation, head in zip(relations, governors, strict=True) if relation == "cop"}
    values = np.clip(answer.factuality[1:], -3.0, 3.0).tolist()
    events = [tag == "VERB" or (tag == "NOUN" and kind == "event") for tag, kind in zip(upos, mentions, strict=True)]
    return tuple(
        round(value, 2) if event or i in copular else None
        for i, (event, value) in enumerate(zip(events, values, strict=True))
    )


def _lemmas(forms: tuple[str, ...], upos: tuple[str, ...], answer: Answer, labels: Labels) -> tuple[str, ...]:
    """The lemma of each word: listed for its part of speech, or made by the network's edit script."""
    scripts = (labels.lemma[i] for i in answer.lemma[1:].tolist())
    return tuple(
        labels.lemmas.get(tag, {}).get(form.lower()) or lemma_of(form, script)
        for form, tag, script in zip(forms, upos, scripts, strict=True)
    )


def lemma_of(form: str, script: str) -> str:
    """The lemma that an edit script makes of a form."""
    if script.startswith("="):
        return script[1:]
    case, dropped, added = script.split("|")
    base = form.lower() if case == "l" else form.title() if case == "t" else form
    return (base[: max(0, len(base) - int(dropped))] + added) or form

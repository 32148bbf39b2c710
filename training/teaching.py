"""Distillation: what a network learns from the mean answer of others, beside what the sets say.

Teachers answer for every word, so that a text whose set marks nothing of a head teaches that head too.
"""

from collections.abc import Sequence

import torch
from torch import Tensor

from training.batches import Batch
from training.labels import IGNORE
from training.losses import WEIGHTS
from training.network import Output

_TAGS = ("upos", "feats", "lemma", "mentions", "names", "roles")
_LOW = -1e4


def lessons(output: Output, teachers: Sequence[Output], batch: Batch) -> dict[str, Tensor]:
    """For each head taught, how far it is from the teachers' mean, weighted as the head is."""
    words, count = batch.words, batch.words.sum().clamp(min=1)
    found = {}
    for name in _TAGS:
        wanted = [getattr(one, name)[words].float() for one in teachers]
        found[name] = _apart(getattr(output, name)[words].float(), wanted)
    allowed, known = _same_sentence(batch)
    arcs = [one.arcs.float().masked_fill(~allowed, _LOW)[known] for one in (output, *teachers)]
    found["arcs"] = _apart(arcs[0], arcs[1:])
    values = torch.stack([one.factuality[words].float() for one in teachers]).mean(0)
    # On every word, of which few are events: a tenth, so that it does not drown what is known.
    found["factuality"] = (output.factuality[words].float() - values).abs().sum() / 10
    return {name: WEIGHTS[name] * value / count for name, value in found.items()}


def _apart(scores: Tensor, wanted: Sequence[Tensor]) -> Tensor:
    """Cross entropy of the answers against the mean of the teachers' shares."""
    if not len(scores):
        return scores.sum() * 0.0
    shares = torch.stack([torch.softmax(one, -1) for one in wanted]).mean(0)
    return -(shares * torch.log_softmax(scores, -1)).sum()


def _same_sentence(batch: Batch) -> tuple[Tensor, Tensor]:
    """Which arcs stay inside a sentence, and which words have a known one: elsewhere no network has learnt arcs."""
    sentence = batch.targets["sentence"]
    same = sentence[:, :, None] == sentence[:, None, :]
    same[:, :, 0] = True
    return same, batch.targets["head"] != IGNORE

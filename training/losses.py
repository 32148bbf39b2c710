"""What training minimises: for every head the sum over the words whose answer is known, by the words of the batch."""

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch
from training.labels import IGNORE, NAMES
from training.network import Network, Output

# Rare labels (names, factuality) are raised, the many tags that are soon learned are lowered, so that no head starves.
WEIGHTS = {
    "starts": 0.5,
    "upos": 0.6,
    "feats": 0.4,
    "lemma": 0.3,
    "names": 2.0,
    "mentions": 0.4,
    "roles": 1.3,
    "factuality": 1.5,
    "arcs": 1.0,
    "deprel": 1.0,
    "cues": 0.5,
    "sources": 0.7,
}
_LOW = -1e4


def losses(network: Network, output: Output, batch: Batch, *, smoothing: float = 0.0) -> dict[str, Tensor]:
    """The weighted loss of each head."""
    targets, count = batch.targets, batch.words.sum().clamp(min=1)
    found = {}
    for name in ("upos", "feats", "lemma", "mentions"):
        found[name] = _tags(getattr(output, name), targets[name], smoothing)
    found["names"] = _names(output.names, targets["names"], targets["open"])
    known = targets["starts"] != IGNORE
    found["starts"] = functional.binary_cross_entropy_with_logits(
        output.starts[known].float(), targets["starts"][known].float(), reduction="sum"
    )
    found["roles"] = _chain(network.transitions, output.roles, targets["roles"])
    rated = ~torch.isnan(targets["factuality"])
    # Plain distance, since that is what it is measured by: the network then answers medians, not means.
    found["factuality"] = functional.l1_loss(
        output.factuality[rated].float(), targets["factuality"][rated], reduction="sum"
    )
    found["arcs"], found["deprel"] = _parse(network, output, batch, smoothing)
    found["cues"] = _links(output.cues, targets["cues"], batch.words)
    found["sources"] = _links(output.sources, targets["sources"], batch.words)
    return {name: WEIGHTS[name] * value / count for name, value in found.items()}


def _tags(logits: Tensor, target: Tensor, smoothing: float) -> Tensor:
    """Cross entropy over known words."""
    known = target != IGNORE
    return functional.cross_entropy(logits[known].float(), target[known], reduction="sum", label_smoothing=smoothing)


def _names(logits: Tensor, target: Tensor, unmarked: Tensor) -> Tensor:
    """Cross entropy, where a word outside of names may be MISC if the set does not mark MISC."""
    known = target != IGNORE
    log = torch.log_softmax(logits[known].float(), -1)
    picked = log.gather(1, target[known][:, None])[:, 0]
    free = torch.tensor([i for i, name in enumerate(NAMES) if name == "O" or name.endswith("MISC")])
    either = torch.logsumexp(log[:, free], -1)
    return -torch.where(unmarked[known], either, picked).sum()


def _chain(transitions: Tensor, logits: Tensor, target: Tensor) -> Tensor:
    """Negative log-likelihood of role sequences under a linear chain; rows without roles are left out."""
    rows = (target[:, 1:] != IGNORE).any(1)
    if not rows.any():
        return logits.sum() * 0.0
    scores, gold = logits[rows, 1:].float(), target[rows, 1:]
    valid = gold != IGNORE
    safe = gold.clamp(min=0)
    right = (scores.gather(2, safe[..., None])[..., 0] * valid).sum()
    right = right + (transitions[safe[:, :-1], safe[:, 1:]] * valid[:, 1:]).sum()
    alpha = scores[:, 0]
    for step in range(1, scores.shape[1]):
        moved = torch.logsumexp(alpha[:, :, None] + transitions, 1) + scores[:, step]
        alpha = torch.where(valid[:, step, None], moved, alpha)
    return torch.logsumexp(alpha, 1).sum() - right


def _parse(network: Network, output: Output, batch: Batch, smoothing: float) -> tuple[Tensor, Tensor]:
    """Arcs over the words of the same sentence and the root; relations of the gold arcs."""
    sentence, head = batch.targets["sentence"], batch.targets["head"]
    known = head != IGNORE
    if not known.any():
        zero = output.arcs.sum() * 0.0
        return zero, zero
    same = sentence[:, :, None] == sentence[:, None, :]
    same[:, :, 0] = True
    scores = output.arcs.float().masked_fill(~same, _LOW)[known]
    arcs = functional.cross_entropy(scores, head[known], reduction="sum")
    rows, words = known.nonzero(as_tuple=True)
    pairs = network.label_arcs(output.dependent[rows, words], output.governor[rows, head[known]])
    return arcs, _tags(pairs, batch.targets["deprel"][known], smoothing)


def _links(scores: Tensor, target: Tensor, words: Tensor) -> Tensor:
    """Each linked word must point into the span it belongs to, at any of its words; index 0 means nowhere here."""
    known = target[..., 0] != IGNORE
    if not known.any():
        return scores.sum() * 0.0
    allowed = words.clone()
    allowed[:, 0] = True
    rows = known.nonzero(as_tuple=True)[0]
    log = torch.log_softmax(scores[known].float().masked_fill(~allowed[rows], _LOW), -1)
    place = torch.arange(log.shape[1])
    inside = (place >= target[known][:, :1]) & (place < target[known][:, 1:])
    return -torch.logsumexp(log.masked_fill(~inside, _LOW), -1).sum()

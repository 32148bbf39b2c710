"""The network as the product runs it: one window, no padding, the same answers for less work.

Attention is one operator of onnxruntime, all looks of a word are one row of one table, the heads that read the same
layers are one multiplication, and where only the best label matters, only that is given.
"""

import math
from itertools import chain
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from reportedly.annotate.features import Casing, Quote
from reportedly.annotate.segment import Gap
from reportedly.annotate.weights import OUTPUTS
from training.network import HEADS, HIDDEN, LAYERS, Biaffine, Encoder, Layer, Network

CHOSEN = frozenset({"upos", "feats", "lemma", "mentions"})
_SIDE = HIDDEN // HEADS


class Compact(nn.Module):
    """An embedding table with one byte a number and one scale a row."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        weight = table.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("codes", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """The rows of some ids."""
        return self.codes[ids].to(torch.float32) * self.scale[ids]


class _Attention(torch.autograd.Function):
    """Attention over all positions; exported, one operator of onnxruntime."""

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor) -> Tensor:  # noqa: ANN401 - torch's own
        """What each position takes from all."""
        one, size, _hidden = query.shape
        parts = (part.view(one, size, HEADS, _SIDE).transpose(1, 2) for part in (query, key, value))
        query, key, value = parts
        shares = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(_SIDE), -1)
        return (shares @ value).transpose(1, 2).reshape(one, size, HIDDEN)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any) -> Any:  # noqa: ANN401 - torch's own
        """The operator of the exported graph."""
        mixed = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=HEADS)
        mixed.setType(query.type())
        return mixed


class Looks(nn.Module):
    """The three embeddings of looks as one table, and what is the same at every position."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        tables = (encoder.casing.weight, encoder.gaps.weight, encoder.quotes.weight)
        casing, gaps, quotes = (table.detach() for table in tables)
        sums = casing[:, None, None] + gaps[None, :, None] + quotes[None, None] + encoder.kind.detach()
        self.register_buffer("table", sums.reshape(len(Casing) * len(Gap) * len(Quote), HIDDEN))

    def forward(self, shape: Tensor) -> Tensor:
        """The rows of some looks."""
        return self.table[(shape[:, 0] * len(Gap) + shape[:, 1]) * len(Quote) + shape[:, 2]]


class Joined(nn.Module):
    """Linear heads over the same input as one."""

    def __init__(self, *groups: tuple[nn.Linear, ...]) -> None:
        super().__init__()
        heads = list(chain.from_iterable(groups))
        self.sizes = [head.out_features for head in heads]
        self.whole = nn.Linear(HIDDEN, sum(self.sizes))
        with torch.no_grad():
            self.whole.weight.copy_(torch.cat([head.weight for head in heads]))
            self.whole.bias.copy_(torch.cat([head.bias for head in heads]))

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        """The scores of each head."""
        return self.whole(x).split(self.sizes, -1)


class Runtime(nn.Module):
    """One window, without a batch dimension."""

    def __init__(self, network: Network, *, compact: bool = True) -> None:
        super().__init__()
        self.network, encoder = network, network.encoder
        self.words = Compact(encoder.words) if compact else encoder.words
        self.looks = Looks(encoder)
        arcs, cues, sources = network.arcs, network.cues, network.sources
        self.syntax = Joined(
            (network.starts, network.upos, network.feats, network.lemma),
            (arcs.left, arcs.right, network.dependent, network.governor),
        )
        self.meaning = Joined(
            (network.names, network.mentions, network.roles, network.factuality[0]),
            (cues.left, cues.right, sources.left, sources.right),
        )
        weights = [torch.softmax(mix.weights.detach(), 0) for mix in (network.syntax, network.meaning)]
        self.register_buffer("weights", torch.stack(weights))

    def forward(self, ids: Tensor, shape: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """The answers, in the order in which the product reads them."""
        syntax, meaning = self._mixed(self._layers(ids, shape), first)
        values = self._of_syntax(syntax) | self._of_meaning(meaning)
        return tuple(values[name].argmax(-1) if name in CHOSEN else values[name] for name in OUTPUTS)

    def _layers(self, ids: Tensor, shape: Tensor) -> list[Tensor]:
        """The output of each layer of the encoder."""
        encoder = self.network.encoder
        x = self.words(ids) + encoder.positions.weight[: ids.shape[0]] + self.looks(shape)
        x = encoder.norm(x[None])
        outputs = []
        for layer in encoder.layers:
            x = _through(layer, x)
            outputs.append(x[0])
        return outputs

    def _mixed(self, layers: list[Tensor], first: Tensor) -> tuple[Tensor, Tensor]:
        """The two weightings of the layers, at the first subword of each word."""
        stacked = torch.stack([layer[first] for layer in layers]).view(LAYERS, -1)
        mixed = torch.matmul(self.weights, stacked).view(2, -1, HIDDEN)
        return mixed[0], mixed[1]

    def _of_syntax(self, x: Tensor) -> dict[str, Tensor]:
        """The heads for words and trees."""
        starts, upos, feats, lemma, left, right, dependent, governor = self.syntax(x)
        return {
            "starts": starts[:, 0],
            "upos": upos,
            "feats": feats,
            "lemma": lemma,
            "arcs": _pairs(self.network.arcs, left, right),
            "dependent": functional.gelu(dependent),
            "governor": functional.gelu(governor),
        }

    def _of_meaning(self, x: Tensor) -> dict[str, Tensor]:
        """The heads for names, attributions and events."""
        names, mentions, roles, inner, *links = self.meaning(x)
        return {
            "names": names,
            "mentions": mentions,
            "roles": roles,
            "factuality": self.network.factuality[2](functional.gelu(inner))[:, 0],
            "cues": _pairs(self.network.cues, links[0], links[1]),
            "sources": _pairs(self.network.sources, links[2], links[3]),
        }


def _through(layer: Layer, x: Tensor) -> Tensor:
    """One layer, with nothing masked."""
    query, key, value = layer.qkv(x).chunk(3, dim=-1)
    x = layer.norm1(x + layer.out(_Attention.apply(query, key, value)))
    return layer.norm2(x + layer.down(functional.gelu(layer.up(x))))


def _pairs(head: Biaffine, left: Tensor, right: Tensor) -> Tensor:
    """Scores of each word with each other, the bias of the right side added on the left."""
    return (functional.gelu(left) @ head.weight + head.bias.weight) @ functional.gelu(right).T


class Relations(nn.Module):
    """Scores of each relation for pairs of a dependent and its governor."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        labels, side, _ = network.relations.shape
        weight = network.relations.detach().permute(1, 2, 0).reshape(side, side * labels)
        self.weight = nn.Parameter(weight.contiguous())
        self.labels, self.side = labels, side

    def forward(self, dependent: Tensor, governor: Tensor) -> Tensor:
        """The best relation of each pair."""
        ones = torch.ones_like(dependent[:, :1])
        left, right = torch.cat([dependent, ones], 1), torch.cat([governor, ones], 1)
        mixed = (left @ self.weight).view(-1, self.side, self.labels)
        return torch.matmul(right[:, None, :], mixed)[:, 0].argmax(-1)

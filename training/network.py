"""The network: a small BERT encoder that also sees casing, gaps and quotation marks, and one head for each task."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from reportedly.annotate.features import Casing, Quote
from reportedly.annotate.segment import Gap
from training.labels import Labels

HEADS = 12
HIDDEN = 384
LAYERS = 6
INNER = 1536


# torch draws masks one number at a time on a CPU (a tenth of a step); bytes from numpy cost next to nothing.
_BYTES = np.random.Generator(np.random.SFC64(1))


class Dropout(nn.Module):
    """Dropout with a rate in steps of 1/256, whose masks are drawn as bytes."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.cutoff = round(rate * 256)

    def forward(self, x: Tensor) -> Tensor:
        """Zeros at random places and the rest raised, in training only."""
        if not self.training or self.cutoff == 0:
            return x
        drawn = torch.frombuffer(bytearray(_BYTES.bytes(x.numel())), dtype=torch.uint8).view(x.shape)
        return x * ((drawn >= self.cutoff).to(x.dtype) * (256 / (256 - self.cutoff)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Spaces of the biaffine heads, and rates of dropout."""

    arc: int = 256
    relation: int = 96
    link: int = 96
    encoder_dropout: float = 0.1
    head_dropout: float = 0.2


class Output(NamedTuple):
    """What the network answers for each word; index 0 is the root, that is the encoder's first position."""

    starts: Tensor
    upos: Tensor
    feats: Tensor
    lemma: Tensor
    names: Tensor
    mentions: Tensor
    roles: Tensor
    factuality: Tensor
    arcs: Tensor
    dependent: Tensor
    governor: Tensor
    cues: Tensor
    sources: Tensor


class Layer(nn.Module):
    """One transformer layer, as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Attend, then transform; `mask` is additive over keys."""
        batch, size, _ = x.shape
        query, key, value = (
            part.view(batch, size, HEADS, HIDDEN // HEADS).transpose(1, 2) for part in self.qkv(x).chunk(3, dim=-1)
        )
        # Written out: on a CPU this takes half the time of the fused kernel, and it exports as it stands.
        with torch.autocast("cpu", enabled=False):
            weights = torch.softmax(
                query @ key.transpose(-1, -2) / math.sqrt(HIDDEN // HEADS) + mask.to(query.dtype), dim=-1
            )
            mixed = weights @ value
        mixed = self.out(mixed.transpose(1, 2).reshape(batch, size, HIDDEN))
        x = self.norm1(x + self.dropout(mixed))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm2(x + self.dropout(inner))


class Encoder(nn.Module):
    """MiniLM with three further embeddings that begin at zero, so that training starts from the original."""

    def __init__(self, vocabulary: int, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.casing = nn.Embedding(len(Casing), HIDDEN)
        self.gaps = nn.Embedding(len(Gap), HIDDEN)
        self.quotes = nn.Embedding(len(Quote), HIDDEN)
        for table in (self.casing, self.gaps, self.quotes):
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor, shape: Tensor) -> list[Tensor]:
        """The output of each layer; `shape` holds casing, gap and quotation of each subword."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.kind
        x = x + self.casing(shape[..., 0]) + self.gaps(shape[..., 1]) + self.quotes(shape[..., 2])
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        outputs = []
        for layer in self.layers:
            x = layer(x, bias)
            outputs.append(x)
        return outputs


class Mix(nn.Module):
    """A learned weighting of the layers, which at first favours the last."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor([0.0] * (LAYERS - 1) + [2.0]))

    def forward(self, layers: list[Tensor]) -> Tensor:
        """One tensor of the size of each."""
        weights = torch.softmax(self.weights, dim=0)
        mixed = layers[0] * weights[0]
        for number in range(1, LAYERS):
            mixed = mixed + layers[number] * weights[number]
        return mixed


class Biaffine(nn.Module):
    """How well each word goes with each other word."""

    def __init__(self, size: int, dropout: float) -> None:
        super().__init__()
        self.left = nn.Linear(HIDDEN, size)
        self.right = nn.Linear(HIDDEN, size)
        self.weight = nn.Parameter(torch.zeros(size, size))
        self.bias = nn.Linear(size, 1, bias=False)
        self.dropout = Dropout(dropout)
        self.scale = 1.0 / math.sqrt(size)

    def forward(self, x: Tensor) -> Tensor:
        """Scores [batch, word, other word]."""
        left = self.dropout(functional.gelu(self.left(x)))
        right = self.dropout(functional.gelu(self.right(x)))
        return (left @ self.weight @ right.transpose(1, 2)) + self.bias(right).transpose(1, 2)


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, labels: Labels, vocabulary: int = 30522, sizes: Sizes | None = None) -> None:
        super().__init__()
        sizes = sizes or Sizes()
        self.encoder = Encoder(vocabulary, sizes.encoder_dropout)
        self.syntax, self.meaning = Mix(), Mix()
        rate = sizes.head_dropout
        self.drop = Dropout(rate)
        self.starts = nn.Linear(HIDDEN, 1)
        self.upos = nn.Linear(HIDDEN, len(labels.upos))
        self.feats = nn.Linear(HIDDEN, len(labels.feats))
        self.lemma = nn.Linear(HIDDEN, len(labels.lemma))
        self.names = nn.Linear(HIDDEN, len(labels.names))
        self.mentions = nn.Linear(HIDDEN, len(labels.mentions))
        self.roles = nn.Linear(HIDDEN, len(labels.roles))
        self.factuality = nn.Sequential(nn.Linear(HIDDEN, 96), nn.GELU(), nn.Linear(96, 1))
        self.transitions = nn.Parameter(torch.zeros(len(labels.roles), len(labels.roles)))
        self.arcs = Biaffine(sizes.arc, rate)
        self.dependent = nn.Linear(HIDDEN, sizes.relation)
        self.governor = nn.Linear(HIDDEN, sizes.relation)
        self.relations = nn.Parameter(torch.zeros(len(labels.deprel), sizes.relation + 1, sizes.relation + 1))
        self.cues = Biaffine(sizes.link, rate)
        self.sources = Biaffine(sizes.link, rate)

    def forward(self, ids: Tensor, mask: Tensor, shape: Tensor, first: Tensor) -> Output:
        """The answers for each word, `first` being the position of its first subword."""
        layers = self.encoder(ids, mask, shape)
        index = first[..., None].expand(-1, -1, HIDDEN)
        syntax = self.drop(torch.gather(self.syntax(layers), 1, index))
        meaning = self.drop(torch.gather(self.meaning(layers), 1, index))
        return Output(
            starts=self.starts(syntax)[..., 0],
            upos=self.upos(syntax),
            feats=self.feats(syntax),
            lemma=self.lemma(syntax),
            names=self.names(meaning),
            mentions=self.mentions(meaning),
            roles=self.roles(meaning),
            factuality=self.factuality(meaning)[..., 0],
            arcs=self.arcs(syntax),
            dependent=self.drop(functional.gelu(self.dependent(syntax))),
            governor=self.drop(functional.gelu(self.governor(syntax))),
            cues=self.cues(meaning),
            sources=self.sources(meaning),
        )

    def label_arcs(self, dependent: Tensor, governor: Tensor) -> Tensor:
        """Scores of each relation for pairs of words, both [pairs, space]."""
        ones = dependent.new_ones(dependent.shape[0], 1)
        left, right = torch.cat([dependent, ones], 1), torch.cat([governor, ones], 1)
        return torch.einsum("nd,rde,ne->nr", left, self.relations, right)


def load_encoder(network: Network, path: str) -> None:
    """Put the weights of a BERT checkpoint (safetensors) into the encoder."""
    from safetensors.torch import load_file

    state = {key.removeprefix("bert."): value for key, value in load_file(path).items()}
    encoder = network.encoder
    with torch.no_grad():
        encoder.words.weight.copy_(state["embeddings.word_embeddings.weight"])
        encoder.positions.weight.copy_(state["embeddings.position_embeddings.weight"])
        encoder.kind.copy_(state["embeddings.token_type_embeddings.weight"][0])
        _copy(encoder.norm, state, "embeddings.LayerNorm")
        for number, layer in enumerate(encoder.layers):
            stem = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                whole = [state[f"{stem}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(whole))
            _copy(layer.out, state, f"{stem}.attention.output.dense")
            _copy(layer.norm1, state, f"{stem}.attention.output.LayerNorm")
            _copy(layer.up, state, f"{stem}.intermediate.dense")
            _copy(layer.down, state, f"{stem}.output.dense")
            _copy(layer.norm2, state, f"{stem}.output.LayerNorm")


def _copy(module: nn.Module, state: dict[str, Tensor], stem: str) -> None:
    """Copy weight and bias."""
    module.weight.copy_(state[f"{stem}.weight"])
    module.bias.copy_(state[f"{stem}.bias"])

"""Export a checkpoint: `python -m training.export --checkpoint FILE --tokenizer tokenizer.json --out DIR`.

Writes `model.onnx` and `relations.onnx` (int8), `labels.json`, `tokenizer.json`; checks first that the exported network
in full precision answers as the trained one does, then says how far the quantised one moves.
"""

import argparse
import collections
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from reportedly.annotate.weights import INPUTS, OUTPUTS
from training.corpora import read_treebank
from training.labels import Labels
from training.network import Network
from training.runtime import CHOSEN, Compact, Relations, Runtime

_CLOSE = 2e-3
# Open classes and those with few forms; a proper noun keeps the letters it has.
_LISTED = frozenset({"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "NOUN", "NUM", "PART", "PRON", "SCONJ", "VERB"})
_SURE = 0.8


def load_network(path: Path, *, average: bool = True) -> tuple[Network, Labels]:
    """The network of a checkpoint, with its averaged weights unless told otherwise."""
    state = torch.load(path, weights_only=False, map_location="cpu")
    labels = Labels(**{key: tuple(value) for key, value in state["labels"].items()})
    network = Network(labels)
    network.load_state_dict(state["average" if average else "network"])
    return network.eval(), labels


def sample(size: int) -> tuple[Tensor, Tensor, Tensor]:
    """A made-up window."""
    draw = torch.Generator().manual_seed(size)
    ids = torch.randint(1000, 20000, (size,), generator=draw)
    shape = torch.stack([torch.randint(0, 4, (size,), generator=draw) for _ in range(3)], -1)
    return ids, shape, torch.arange(0, size - 1, 1)


def export(network: Network, folder: Path) -> tuple[Path, Path]:
    """Both graphs in full precision."""
    whole, pairs = folder / "model.fp32.onnx", folder / "relations.fp32.onnx"
    axes = {"ids": {0: "subwords"}, "shape": {0: "subwords"}, "first": {0: "words"}}
    axes |= {name: {0: "words"} for name in OUTPUTS} | {
        name: {0: "words", 1: "words"} for name in ("arcs", "cues", "sources")
    }
    options = {"opset_version": 17, "dynamo": False}
    with torch.no_grad():
        torch.onnx.export(
            Runtime(network).eval(),
            sample(40),
            whole,
            input_names=INPUTS,
            output_names=OUTPUTS,
            dynamic_axes=axes,
            custom_opsets={"com.microsoft": 1},
            **options,
        )
        side = network.relations.shape[1] - 1
        torch.onnx.export(
            Relations(network).eval(),
            (torch.randn(7, side), torch.randn(7, side)),
            pairs,
            input_names=("dependent", "governor"),
            output_names=("relation",),
            dynamic_axes={name: {0: "words"} for name in ("dependent", "governor", "relation")},
            **options,
        )
    return whole, pairs


def trained(network: Network, given: tuple[Tensor, ...]) -> list[Tensor]:
    """What the network as it was trained answers for one window, its word embeddings in bytes as they ship."""
    ids, shape, first = (part[None] for part in given)
    kept = network.encoder.words
    network.encoder.words = Compact(kept)
    with torch.no_grad():
        values = network(ids, torch.ones_like(ids), shape, first)._asdict()
    network.encoder.words = kept
    return [values[name][0].argmax(-1) if name in CHOSEN else values[name][0] for name in OUTPUTS]


def difference(network: Network, path: Path, size: int) -> float:
    """The greatest difference between the scores of the trained and the exported network on one window."""
    given = sample(size)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    theirs = session.run(None, {name: value.numpy() for name, value in zip(INPUTS, given, strict=True)})
    pairs = zip(OUTPUTS, trained(network, given), theirs, strict=True)
    return max(float(np.abs(a.numpy() - b).max()) for name, a, b in pairs if name not in CHOSEN)


def main() -> None:
    """Export, check, quantise, report sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, help="the data sets: the lemmas of their treebanks go into labels.json")
    parser.add_argument("--version", default="1", help="written into labels.json, and from there into every annotation")
    parser.add_argument("--full", action="store_true", help="leave the weights in full precision, to measure the loss")
    parser.add_argument("--last", action="store_true", help="the last weights, not their average")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    network, labels = load_network(options.checkpoint, average=not options.last)
    whole, pairs = export(network, options.out)
    worst = max(difference(network, whole, size) for size in (3, 40, 250))
    print(f"exported against trained, greatest difference of a score: {worst:.2e}")
    if worst > _CLOSE:
        raise SystemExit("the exported network does not answer as the trained one")
    for path in (whole, pairs):
        _finish(path, path.with_name(path.name.replace(".fp32", "")), full=options.full)
    moved = difference(network, options.out / "model.onnx", 250)
    print(f"quantised against trained, greatest difference of a score: {moved:.2f}")
    known = {"version": options.version, "lemmas": lemmas(options.data) if options.data else {}}
    _write_labels(options.out, network, labels, known)
    _write_tokenizer(options.tokenizer, options.out / "tokenizer.json")
    for path in (whole, pairs):
        path.unlink()
    for path in sorted(options.out.iterdir()):
        print(f"{path.stat().st_size:>10,} {path.name}")


def _finish(path: Path, target: Path, *, full: bool) -> None:
    """The graph as it ships: its multiplications in bytes, one scale for each output."""
    if full:
        shutil.copyfile(path, target)
    else:
        kinds = ["MatMul", "Gemm"]
        quantize_dynamic(path, target, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=kinds)
    onnx.checker.check_model(str(target))


def lemmas(data: Path) -> dict[str, dict[str, str]]:
    """By part of speech, the lemma of each lower-case form that has the same one nearly always.

    An uncased encoder that sees word pieces is unsure of "studies" and "children"; a list of a few thousand is not.
    """
    counts: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for name, part in (
        ("ewt", "parse/ewt/en_ewt-ud-train.conllu"),
        ("gum", "parse/gum_clean/gum_clean-ud-train.conllu"),
    ):
        for text in read_treebank(data / part, name):
            for form, upos, lemma in zip(text.forms, text.upos, text.lemma, strict=True):
                counts[upos, form.lower()][lemma] += 1
    known: dict[str, dict[str, str]] = {}
    for (upos, form), found in sorted(counts.items()):
        lemma, count = found.most_common(1)[0]
        if upos in _LISTED and form.isascii() and count >= _SURE * found.total():
            known.setdefault(upos, {})[form] = lemma
    return known


def _write_labels(folder: Path, network: Network, labels: Labels, known: dict[str, object]) -> None:
    """The label inventories and the transitions between roles, beside what is known otherwise."""
    fields = ("upos", "feats", "lemma", "deprel", "names", "mentions", "roles")
    known |= {name: list(getattr(labels, name)) for name in fields}
    known["transitions"] = [[round(v, 5) for v in row] for row in network.transitions.tolist()]
    (folder / "labels.json").write_text(json.dumps(known, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")


def _write_tokenizer(source: Path, target: Path) -> None:
    """The tokenizer without truncation, padding and post-processing, none of which the product wants."""
    shutil.copyfile(source, target)
    known = json.loads(target.read_text("utf-8"))
    known.update(truncation=None, padding=None, post_processor=None)
    target.write_text(json.dumps(known, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()

"""The language model's files: two graphs, the tokeniser, the labels. The only module that imports onnxruntime."""

import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from reportedly.annotate.sequences import unbroken
from reportedly.errors import ModelError

Array = NDArray[Any]

CLS, SEP, UNKNOWN = 101, 102, 100
# A word of more pieces says no more about itself; training saw as many.
MOST_PIECES = 16
# Remembered words; beyond it the memory starts anew, so that a long text does not fill it.
_REMEMBERED = 50_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the outputs of the network stand for."""

    upos: tuple[str, ...]
    feats: tuple[tuple[str, ...], ...]
    lemma: tuple[str, ...]
    deprel: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    mentions: tuple[str, ...]
    transitions: NDArray[np.float32] = field(repr=False)
    within_names: NDArray[np.float32] = field(repr=False)
    lemmas: dict[str, dict[str, str]] = field(repr=False)
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One window as the network takes it: subwords, their looks, and where each word begins (the root first)."""

    ids: Array
    shape: Array
    first: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the network says of each word of one window; index 0 is the root."""

    starts: Array
    upos: Array
    feats: Array
    lemma: Array
    names: Array
    mentions: Array
    roles: Array
    factuality: Array
    arcs: Array
    dependent: Array
    governor: Array
    cues: Array
    sources: Array


# What the graph takes and gives, by name and in order; the export of training reads them here.
INPUTS = tuple(one.name for one in fields(Input))
OUTPUTS = tuple(one.name for one in fields(Answer))


class Weights:
    """A loaded model. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        """Load the files of a folder.

        Raises:
            ModelError: A file is missing or damaged.
        """
        try:
            self.labels = _load_labels(folder / "labels.json")
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._model = _session(folder / "model.onnx")
            self._relations = _session(folder / "relations.onnx")
        except Exception as error:  # tokenizers and onnxruntime raise bare exceptions of many kinds
            message = f"the language model in {folder} cannot be loaded ({error}); install the package anew"
            raise ModelError(message) from error
        self._known: dict[str, tuple[int, ...]] = {}

    def pieces(self, forms: tuple[str, ...]) -> list[tuple[int, ...]]:
        """The subwords of each word."""
        known = self._known if len(self._known) < _REMEMBERED else {}
        fresh = sorted({form for form in forms if form not in known})
        encoded = self._tokenizer.encode_batch(fresh, add_special_tokens=False)
        for form, encoding in zip(fresh, encoded, strict=True):
            known[form] = tuple(encoding.ids[:MOST_PIECES]) or (UNKNOWN,)
        self._known = known
        return [known[form] for form in forms]

    def answer(self, given: Input) -> Answer:
        """Run the network on one window."""
        values = self._model.run(OUTPUTS, {"ids": given.ids, "shape": given.shape, "first": given.first})
        return Answer(**dict(zip(OUTPUTS, values, strict=True)))

    def relations(self, answer: Answer, heads: list[int]) -> list[str]:
        """The relation of each word to its governor, given as indices of the answer."""
        given = {"dependent": answer.dependent[1:], "governor": answer.governor[heads]}
        return [self.labels.deprel[number] for number in self._relations.run(["relation"], given)[0].tolist()]


def _session(path: Path) -> onnxruntime.InferenceSession:
    """A session that uses the calling thread alone: windows run beside each other, and each gives the same anywhere."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _load_labels(path: Path) -> Labels:
    """The label inventories."""
    known = json.loads(path.read_text("utf-8"))
    plain = ("upos", "lemma", "deprel", "names", "roles", "mentions")
    return Labels(
        **{name: tuple(known[name]) for name in plain},
        feats=tuple(() if bundle == "_" else tuple(sorted(bundle.split("|"))) for bundle in known["feats"]),
        within_names=unbroken(known["names"]),
        lemmas=known["lemmas"],
        transitions=np.array(known["transitions"], np.float32),
        version=str(known["version"]),
    )

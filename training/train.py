"""Train the network: `python -m training.train --data DIR --encoder FILE --tokenizer FILE --out DIR`.

Resumable (run the same command again), seeded, logged to `OUT/log.jsonl`, a checkpoint after every pass. With
`--minutes` the learning rate follows the clock instead of the count of steps, so that a busy machine ends in time too.
"""

import argparse
import collections
import json
import random
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import torch
from tokenizers import Tokenizer

from reportedly.annotate.segment import Rules, provisional, rules_of
from reportedly.lexicon import load_lexicon
from training.augment import augmented
from training.batches import Batch, Indices, batch_of, grouped, windows_of
from training.corpora import Text, add_factuality, read_bio, read_polnear, read_treebank, read_uner
from training.labels import Labels, edit_script
from training.losses import losses
from training.network import Network, load_encoder
from training.teaching import lessons

_RATES = {"ewt": 1.6, "gum": 1.4, "polnear": 1.2, "uner": 1.5, "wikigold": 1.0, "wnut": 0.7, "crossner": 0.8}
# Letters of a word that stands in for a name: shorter ones are codes and particles.
_LONG = 4
_NAME_FILES = {
    "wikigold": ("wikigold/wikigold.conll.txt",),
    "wnut": ("wnut17/wnut17train.conll", "wnut17/emerging.dev.conll", "wnut17/emerging.test.annotated"),
    "crossner": ("crossner-politics/train.txt", "crossner-politics/dev.txt", "crossner-politics/test.txt"),
}


def load_texts(data: Path, rules: Rules, without: frozenset[str] = frozenset()) -> list[Text]:
    """Every text that may train; of held-out parts only the UNER names on the development part of EWT."""
    texts: list[Text] = []
    if "ewt" not in without:
        texts += read_treebank(data / "parse/ewt/en_ewt-ud-train.conllu", "ewt")
        add_factuality(texts, data / "factuality/uds-ih2/train.jsonl")
    if "gum" not in without:
        texts += read_treebank(data / "parse/gum_clean/gum_clean-ud-train.conllu", "gum", entities=True)
    if "uner" not in without:
        treebank = data / "parse/ewt/en_ewt-ud-dev.conllu"
        texts += read_uner(data / "mentions/uner-ewt/en_ewt-ud-dev.iob2", treebank)
    for corpus, files in _NAME_FILES.items():
        if corpus not in without:
            texts += [text for name in files for text in read_bio(data / "mentions" / name, corpus, rules)]
    if "polnear" not in without:
        texts += read_polnear(data / "attribution/polnear/train", rules, provisional)
    return texts


def inventories(texts: list[Text]) -> Labels:
    """The labels that occur at least three times (relations: at all)."""
    parsed = [text for text in texts if text.parsed]
    counts = {
        "upos": collections.Counter(v for text in parsed for v in text.upos),
        "feats": collections.Counter(v for text in parsed for v in text.feats),
        "lemma": collections.Counter(
            edit_script(f, m) for text in parsed for f, m in zip(text.forms, text.lemma, strict=True)
        ),
        "deprel": collections.Counter(v for text in parsed for v in text.deprel),
    }
    rare = {"upos": 1, "feats": 3, "lemma": 3, "deprel": 1}
    return Labels(**{k: tuple(sorted(v for v, n in c.items() if n >= rare[k])) for k, c in counts.items()})


def subwords_of(path: Path) -> Callable[[str], list[int]]:
    """A function from a word to its subword ids, which remembers its answers."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    known: dict[str, list[int]] = {}

    def subwords(form: str) -> list[int]:
        if form not in known:
            known[form] = tokenizer.encode(form, add_special_tokens=False).ids[:16] or [100]
        return known[form]

    return subwords


class Averaged:
    """A moving average of the weights."""

    def __init__(self, network: Network, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.state = {key: value.detach().clone() for key, value in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network: Network) -> None:
        """Move towards the weights as they are now."""
        self.steps += 1
        rate = 1.0 - min(self.decay, self.steps / (self.steps + 10))
        for key, value in network.state_dict().items():
            self.state[key].lerp_(value, rate)


class Run:
    """One training run with all that a checkpoint keeps."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        torch.manual_seed(options.seed)
        torch.set_num_threads(options.threads)
        self.rules = rules_of(load_lexicon("tokens"))
        self.texts = load_texts(options.data, self.rules, frozenset(options.without))
        self.labels = inventories(self.texts)
        self.indices = Indices(labels=self.labels)
        self.subwords = subwords_of(options.tokenizer)
        self.network = Network(self.labels)
        load_encoder(self.network, str(options.encoder))
        if options.start_from:
            self._start_from(options.start_from)
        self.optimizer = torch.optim.AdamW(self._groups(), betas=(0.9, 0.98), fused=True)
        self.average = Averaged(self.network, 0.98)
        self.passed, self.step, self.spent = 0, 0, 0.0
        self.total = 0
        self.names = _foreign_names(options.data)
        self.rates = _RATES | {name: float(rate) for name, rate in (item.split("=") for item in options.mix)}
        self.teachers = [self._teacher(path) for path in options.teachers]

    def _start_from(self, path: Path) -> None:
        """Take the averaged weights of an earlier run, and nothing else of it."""
        state = torch.load(path, weights_only=False)
        if state["labels"] != asdict(self.labels):
            raise SystemExit(f"{path} was trained on other labels: give the same data sets, or train from the encoder")
        self.network.load_state_dict(state["average"])

    def _teacher(self, path: Path) -> Network:
        """A network that only answers."""
        network = Network(self.labels)
        network.load_state_dict(torch.load(path, weights_only=False)["average"])
        return network.eval().requires_grad_(requires_grad=False)

    def _groups(self) -> list[dict[str, object]]:
        """Parameters by learning rate: heads high, encoder low and lower towards its bottom."""
        options, groups = self.options, {}
        for name, parameter in self.network.named_parameters():
            rate = options.head_rate
            if name.startswith("encoder."):
                parts = name.split(".")
                depth = 6 - int(parts[2]) - 1 if parts[1] == "layers" else 6
                rate = options.rate * options.layer_decay**depth
                # Embeddings that begin at zero have to learn from nothing.
                rate = options.rate * 5 if parts[1] in {"casing", "gaps", "quotes"} else rate
            decay = 0.01 if parameter.ndim > 1 else 0.0
            group = groups.setdefault((rate, decay), {"params": [], "lr": rate, "peak": rate, "weight_decay": decay})
            group["params"].append(parameter)
        return list(groups.values())

    def batches(self, number: int) -> list[list[object]]:
        """The batches of one pass, the same for the same seed and number."""
        draw = random.Random(f"{self.options.seed}/{number}")  # noqa: S311 - not for secrets
        texts = []
        for text in self.texts:
            rate = self.rates[text.corpus]
            times = int(rate) + (draw.random() < rate % 1)
            texts.extend(augmented(text, draw, self.names) for _ in range(times))
        windows = list(windows_of(texts, self.subwords, lambda: draw.randint(112, self.options.window)))
        return grouped(windows, self.options.budget, draw)

    def progress(self, started: float) -> float:
        """How much of the run is over, 0 to 1."""
        if self.options.minutes:
            return min(1.0, (self.spent + time.monotonic() - started) / 60 / self.options.minutes)
        return min(1.0, self.step / max(1, self.total))

    def train(self) -> None:
        """Passes until the run is over."""
        started = time.monotonic()
        while self.passed < self.options.passes:
            groups = self.batches(self.passed)
            self.total = len(groups) * self.options.passes
            sums: collections.Counter[str] = collections.Counter()
            for number, windows in enumerate(groups):
                if self.options.minutes and self.progress(started) >= 1.0:
                    break
                self._learn(batch_of(windows, self.indices), self.progress(started), sums)
                if (number + 1) % self.options.every == 0 or self.options.stop_after == self.step:
                    self._log(number + 1, len(groups), sums, started)
                    sums.clear()
                if self.options.stop_after == self.step:
                    return
            self.passed += 1
            self.spent += time.monotonic() - started
            started = time.monotonic()
            self.save()
            if self.options.minutes and self.progress(started) >= 1.0:
                break
        (self.options.out / "done").touch()

    def _learn(self, batch: Batch, progress: float, sums: collections.Counter[str]) -> None:
        """One step."""
        scale = min(1.0, (self.step + 1) / 200) * max(0.0, 1.0 - progress)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * scale
        self.network.train()
        with torch.autocast("cpu", torch.bfloat16, enabled=self.options.bf16):
            output = self.network(batch.ids, batch.mask, batch.shape, batch.first)
            parts = losses(self.network, output, batch, smoothing=self.options.smoothing)
            taught = [teacher(batch.ids, batch.mask, batch.shape, batch.first) for teacher in self.teachers]
        loss = torch.stack(list(parts.values())).sum()
        if taught:
            loss = loss + self.options.teaching * torch.stack(list(lessons(output, taught, batch).values())).sum()
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        if self.step % 5 == 0:
            self.average.update(self.network)
        sums.update({name: value.item() for name, value in parts.items()})
        sums["steps"] += 1
        sums["subwords"] += int(batch.mask.sum())

    def _log(self, number: int, count: int, sums: collections.Counter[str], started: float) -> None:
        """One line of the log."""
        steps = sums.pop("steps")
        row = {"pass": self.passed, "batch": number, "of": count, "step": self.step}
        row["minutes"] = round((self.spent + time.monotonic() - started) / 60, 2)
        row["progress"] = round(self.progress(started), 3)
        row |= {name: round(value / steps, 4) for name, value in sums.items()}
        with (self.options.out / "log.jsonl").open("a") as log:
            log.write(json.dumps(row) + "\n")

    def save(self) -> None:
        """Write the checkpoint, then put it in the place of the last."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state,
            "average_steps": self.average.steps,
            "optimizer": self.optimizer.state_dict(),
            "passed": self.passed,
            "step": self.step,
            "spent": self.spent,
            "labels": asdict(self.labels),
            "options": {k: str(v) for k, v in vars(self.options).items()},
        }
        torch.save(state, self.options.out / "checkpoint.tmp")
        (self.options.out / "checkpoint.tmp").replace(self.options.out / "checkpoint.pt")

    def resume(self) -> None:
        """Go on from the checkpoint, if there is one."""
        path = self.options.out / "checkpoint.pt"
        if not path.exists():
            return
        state = torch.load(path, weights_only=False)
        self.network.load_state_dict(state["network"])
        self.average.state, self.average.steps = state["average"], state["average_steps"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.passed, self.step, self.spent = state["passed"], state["step"], state["spent"]


def _foreign_names(data: Path) -> list[str]:
    """Words of place names, which are facts, to stand in for familiar names."""
    rows = (data / "places/afghan-districts.tsv").read_text("utf-8").splitlines()
    words = {word for row in rows for cell in row.split("\t") for word in cell.replace("-", " ").split()}
    return sorted(word for word in words if word.isalpha() and len(word) >= _LONG and word.istitle())


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="directory of the data sets")
    parser.add_argument("--encoder", type=Path, required=True, help="weights to start from (safetensors)")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of the same encoder")
    parser.add_argument("--out", type=Path, required=True, help="directory of checkpoints and log")
    parser.add_argument("--start-from", type=Path, help="checkpoint whose averaged weights begin a further stage")
    parser.add_argument("--without", nargs="*", default=[], help="sets to leave out, such as polnear")
    parser.add_argument("--mix", nargs="*", default=[], help="SET=RATE: how often a pass has the texts of a set")
    parser.add_argument("--teachers", nargs="*", type=Path, default=[], help="checkpoints whose mean answer teaches")
    parser.add_argument("--teaching", type=float, default=0.5, help="weight of what the teachers say")
    parser.add_argument("--passes", type=int, default=5)
    parser.add_argument("--minutes", type=float, help="end after so long, whatever the count of passes")
    parser.add_argument("--window", type=int, default=240, help="most subwords of a window")
    parser.add_argument("--budget", type=int, default=3072, help="subwords of a batch, with padding")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=2e-3)
    parser.add_argument("--layer-decay", type=float, default=1.0)
    parser.add_argument("--smoothing", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bf16", action="store_true")
    parser.add_argument("--every", type=int, default=20, help="steps between lines of the log")
    parser.add_argument("--stop-after", type=int, default=-1, help="stop at this step, to measure speed")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    run = Run(options)
    run.resume()
    run.train()


if __name__ == "__main__":
    main()

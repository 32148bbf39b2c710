"""How fast the language model reads, and what it needs to start: the part of `bench/model.py` that measures time.

Alone: `python bench/model_speed.py [SHARED] [MODEL]`.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import onnxruntime

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src")]

from reportedly.annotate.english import load_english  # noqa: E402 - may be run from its checkout
from reportedly.records.documents import Document  # noqa: E402 - the same

_ROUNDS = 3
TEXTS = Path("data/attribution/polnear/dev/text")


def speed(texts: Sequence[str], folder: Path, processes: int) -> dict[str, float]:
    """Words a second: the texts shared out over processes as the command line does, and as one text with threads.

    The bare encoder runs over the same windows in as many processes, in turn with the whole; the best of three counts.
    """
    shares = [tuple(texts[number::processes]) for number in range(processes)]
    whole = alone = 0.0
    with tempfile.TemporaryDirectory() as name:
        bare = _bare_encoder(folder, Path(name))
        for _ in range(_ROUNDS):
            whole = max(whole, _rate([Share(texts=share, folder=folder) for share in shares]))
            if bare is not None:
                alone = max(alone, _rate([Share(texts=share, folder=folder, bare=bare) for share in shares]))
    return {
        "words a second": round(whole),
        "encoder alone, words a second": round(alone),
        "share of the encoder's speed": round(whole / alone, 2) if alone else 0.0,
        "words a second of one long text, in threads": round(_threaded("\n\n".join(texts), folder, processes)),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one process reads, with the whole model or with its bare encoder."""

    texts: tuple[str, ...]
    folder: Path
    bare: Path | None = None


def _rate(shares: Sequence[Share]) -> float:
    """Words a second of fresh processes, one for each share, that begin together once all have loaded the model."""
    context = get_context("spawn")
    together = context.Barrier(len(shares))
    with ProcessPoolExecutor(len(shares), mp_context=context, initializer=_begin, initargs=(together,)) as pool:
        done = list(pool.map(_measured, shares))
    seconds = max(stop for _, _, stop in done) - min(start for _, start, _ in done)
    return sum(words for words, _, _ in done) / seconds


_line: list[Barrier] = []


def _begin(together: Barrier) -> None:
    """Remember where this process waits for the others."""
    _line.append(together)


def _measured(share: Share) -> tuple[int, float, float]:
    """Words done, when begun and when finished; what loads and warms is done before, and the windows of the encoder."""
    model = load_english(folder=share.folder)
    model.annotate(Document(source="warm", text=share.texts[0]))
    windows = [window for text in share.texts for window in model.inputs(text)] if share.bare else []
    session = _session(share.bare) if share.bare else None
    _line[0].wait()
    started = time.monotonic()
    if session is None:
        words = sum(len(model.annotate(Document(source="speed", text=text)).tokens) for text in share.texts)
    else:
        for window in windows:
            session.run(None, {"ids": window.ids, "shape": window.shape})
        words = sum(len(window.first) - 1 for window in windows)
    return words, started, time.monotonic()


def _session(path: Path) -> onnxruntime.InferenceSession:
    """The bare encoder, on one thread as the model is."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _bare_encoder(folder: Path, target: Path) -> Path | None:
    """The same graph up to the encoder's last layer; None without the `onnx` package, which only this needs."""
    try:
        import onnx
        from onnx.utils import extract_model
    except ImportError:
        return None
    graph = onnx.load(folder / "model.onnx").graph
    last = [node.output[0] for node in graph.node if node.op_type == "LayerNormalization"][-1]
    path = target / "model.onnx"
    extract_model(str(folder / "model.onnx"), str(path), ["ids", "shape"], [last])
    return path


def _threaded(text: str, folder: Path, threads: int) -> float:
    """Words a second of one long text in one process."""
    model, best = load_english(folder=folder, threads=threads), 0.0
    model.annotate(Document(source="warm", text=text[:20_000]))
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        count = len(model.annotate(Document(source="speed", text=text)).tokens)
        best = max(best, count / (time.perf_counter() - started))
    return best


_START = """
import sys, time
started = time.perf_counter()
from reportedly.annotate.english import load_english
from reportedly.records.documents import Document
from pathlib import Path
model = load_english(folder=Path(sys.argv[1]))
loaded = time.perf_counter() - started
text = "The governor told reporters that nobody had been hurt. " * 4000
model.annotate(Document(source="memory", text=text))
# Not from getrusage: there a process begins with the peak of the one that started it.
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(loaded, int(peak.split()[1]) / 1024)
"""


def start_up(folder: Path) -> dict[str, float]:
    """Seconds to import and load in a fresh process, and its greatest memory after 40,000 words, in MB."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", _START, str(folder)]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True, env=environment) for _ in range(2)]
    seconds, memory = map(float, runs[-1].stdout.split())
    return {"load, s": round(seconds, 2), "memory, MB": round(memory)}


def main() -> None:
    """Measure the model of the package, and print."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "src" / "reportedly" / "models" / "en"  # noqa: PLR2004
    texts = [p.read_bytes().decode("utf-8") for p in sorted((shared / TEXTS).glob("*.txt"))]
    for key, value in (speed(texts, folder, 2) | start_up(folder)).items():
        print(f"{key}: {value}")


if __name__ == "__main__":
    main()

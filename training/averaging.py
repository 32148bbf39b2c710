"""The mean of checkpoints: `python -m training.averaging --checkpoints A B --shares 0.3 0.7 --out MEAN`.

Of use where one run went on from another, so that their weights are near each other; each gives its moving average.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor


def mean(states: Sequence[dict[str, Tensor]], shares: Sequence[float]) -> dict[str, Tensor]:
    """The weights of several networks, each by its share of the whole."""
    whole = sum(shares)
    pairs = list(zip(states, shares, strict=True))
    return {key: torch.stack([state[key] * (share / whole) for state, share in pairs]).sum(0) for key in states[0]}


def main() -> None:
    """Read the checkpoints, write one that can be exported."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoints", type=Path, nargs="+", required=True)
    parser.add_argument("--shares", type=float, nargs="+", help="of each checkpoint; without it all count alike")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    found: list[dict[str, Any]] = [torch.load(path, weights_only=False) for path in options.checkpoints]
    if any(one["labels"] != found[0]["labels"] for one in found):
        raise SystemExit("these checkpoints have different labels, so their weights cannot be averaged")
    average = mean([one["average"] for one in found], options.shares or [1.0] * len(found))
    torch.save({"average": average, "labels": found[0]["labels"]}, options.out)


if __name__ == "__main__":
    main()

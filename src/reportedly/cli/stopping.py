"""Ctrl-C: the first one lets what is in hand be finished and kept, the second stops at once."""

import signal
import time
from collections.abc import Iterable, Iterator
from types import FrameType, TracebackType
from typing import Self, TypeVar

from rich.text import Text

from reportedly.cli.console import margin

Item = TypeVar("Item")


class Stoppable:
    """Within this block the first Ctrl-C only sets `asked`; `until_asked` ends a stream then."""

    def __init__(self) -> None:
        self.asked = False

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._heard)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        """Remember the first one; stop at once at the second."""
        del number, frame
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        margin().print(
            Text("Stopping after the documents in hand; press Ctrl-C again to stop at once.", style="yellow")
        )

    def until_asked(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, as long as nobody has pressed Ctrl-C."""
        for item in items:
            yield item
            if self.asked:
                return

    def waited(self, seconds: float) -> bool:
        """Wait, and tell whether to go on: False as soon as somebody has pressed Ctrl-C."""
        until = time.monotonic() + seconds
        while not self.asked and time.monotonic() < until:
            time.sleep(min(0.2, max(0.0, until - time.monotonic())))
        return not self.asked

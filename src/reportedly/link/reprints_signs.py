"""What two reports show of each other: shared sentences and quotations, credits, names, dates, announcements.

Every sign is a pure function of the two reports and of what is known to be an outlet's boilerplate.
"""

import datetime
from dataclasses import dataclass
from functools import cached_property

from reportedly.link.reprints_alignment import KEPT, Alignment, Pair, aligned, part_of
from reportedly.link.reprints_names import credit_of, credited_outlets, has_credit
from reportedly.link.reprints_record import Printed, SharedPart
from reportedly.link.shingles import SHINGLE, Run, Wording
from reportedly.spans import Span

# Quoted words that both have in a row.
_QUOTED = 6
# A sentence that says something by itself.
_SENTENCE = 6


# Without slots, since each sign is kept once it was looked for.
@dataclass(frozen=True)
class Signs:
    """Two reports, the earlier one first, with what they show of each other; each sign is looked for once.

    Attributes:
        common: Hashes of text that an outlet prints everywhere, or that stand in very many reports.
        rare: Odd spellings that few reports have.
    """

    first: Printed
    second: Printed
    common: frozenset[int] = frozenset()
    rare: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls, one: Printed, two: Printed, common: frozenset[int] = frozenset(), rare: frozenset[str] = frozenset()
    ) -> "Signs":
        """The signs of two reports, whichever is given first."""
        first, second = sorted((one, two), key=lambda each: each.order)
        return cls(first=first, second=second, common=common, rare=rare)

    @cached_property
    def alignment(self) -> Alignment:
        """The sentences that both have."""
        one, two = self.first.wording, self.second.wording
        return aligned(one, two, boilerplate(one, self.common), boilerplate(two, self.common))

    @cached_property
    def same_words(self) -> bool:
        """Whether both have the same words from beginning to end."""
        return self.first.wording.words == self.second.wording.words

    @cached_property
    def same_outlet(self) -> bool:
        """Whether both are known to be of one outlet."""
        return bool(self.first.outlet) and self.first.outlet == self.second.outlet

    @cached_property
    def containments(self) -> tuple[float, float]:
        """How much of each stands in the other."""
        return round(self.alignment.containment_first, 3), round(self.alignment.containment_second, 3)

    @cached_property
    def quoted(self) -> int:
        """Shared words that stand in quotation marks in one of them."""
        one, two = self.first.wording.quoted, self.second.wording.quoted
        return sum(left in one or right in two for left, right in self.alignment.partner.items())

    @cached_property
    def plain(self) -> int:
        """Shared words that stand in quotation marks in neither."""
        return len(self.alignment.partner) - self.quoted

    @cached_property
    def whole_sentences(self) -> int:
        """Sentences of some length that both have, outside quotations."""
        quotes = self.first.wording.quoted
        runs = (self.first.wording.sentences[pair.first] for pair in self.kept)
        return len({run for run in runs if run.length >= _SENTENCE and part_of(run, quotes) < KEPT})

    @cached_property
    def kept(self) -> tuple[Pair, ...]:
        """Sentences of which at least one is kept by the other."""
        return tuple(pair for pair in self.alignment.pairs if self.likeness(pair)[1] >= KEPT)

    def likeness(self, pair: Pair) -> tuple[float, float]:
        """The part of the longer and of the shorter sentence that both have, as far as it counts."""
        one, two = self.first.wording.sentences[pair.first], self.second.wording.sentences[pair.second]
        shared = sum(len(self.alignment.shared_first.intersection(range(*block.left))) for block in pair.blocks)
        return shared / max(one.length, two.length), shared / min(one.length, two.length)

    @cached_property
    def shared(self) -> tuple[SharedPart, ...]:
        """Sentences that both have."""
        one, two = self.first.wording, self.second.wording
        return tuple(
            SharedPart(
                first=one.span(one.sentences[pair.first]),
                second=two.span(two.sentences[pair.second]),
                likeness=round(self.likeness(pair)[0], 3),
            )
            for pair in self.kept
        )

    @cached_property
    def quotations(self) -> tuple[SharedPart, ...]:
        """Quoted words that both have in a row, in quotation marks in at least one of them."""
        one, two = self.first.wording, self.second.wording
        inside = (one.quoted, two.quoted)
        found = []
        for pair in self.alignment.pairs:
            for block in pair.blocks:
                steps = range(block.length)
                for run in _runs_where(
                    [block.first + n in inside[0] or block.second + n in inside[1] for n in steps], _QUOTED
                ):
                    left = Run(block.first + run.start, block.first + run.stop)
                    right = Run(block.second + run.start, block.second + run.stop)
                    if left.start in self.alignment.shared_first:
                        found.append(SharedPart(first=one.span(left), second=two.span(right)))
        return tuple(dict.fromkeys(found))

    @cached_property
    def quoted_only_in(self) -> int:
        """2 where shared words are quoted in the second and plain in the first; 1 the other way round; else 0."""
        one, two = self.first.wording.quoted, self.second.wording.quoted
        pairs = self.alignment.partner.items()
        by_second = sum(right in two and left not in one for left, right in pairs)
        by_first = sum(left in one and right not in two for left, right in pairs)
        if max(by_first, by_second) < 2 * _QUOTED or min(by_first, by_second) * 4 > max(by_first, by_second):
            return 0
        return 2 if by_second > by_first else 1

    def missing(self, which: int) -> tuple[Span, ...]:
        """Sentences of the first (0) or second (1) report that the other lacks."""
        wording = (self.first, self.second)[which].wording
        shared = (self.alignment.shared_first, self.alignment.shared_second)[which]
        skipped = (self.alignment.skipped_first, self.alignment.skipped_second)[which]
        return tuple(
            wording.span(run)
            for run in wording.sentences
            if part_of(run, shared) < 0.5 and part_of(run, skipped) < KEPT  # noqa: PLR2004 - less than half
        )

    @cached_property
    def credits(self) -> tuple[Span | None, Span | None]:
        """Where each credits the other's outlet."""
        return _credit(self.first, self.second), _credit(self.second, self.first)

    @cached_property
    def third(self) -> frozenset[str]:
        """Other outlets that both credit."""
        own = {self.first.outlet, self.second.outlet}
        return frozenset.intersection(*map(_credited, (self.first, self.second))) - own

    @cached_property
    def names(self) -> frozenset[str]:
        """Names and numbers that both have, without those of their outlets and without parts of longer ones."""
        both = {each.name for each in self.first.names} & {each.name for each in self.second.names}
        both -= {self.first.outlet, self.second.outlet}
        padded = {f" {name} " for name in both}
        return frozenset(name for name in both if sum(f" {name} " in other for other in padded) == 1)

    @cached_property
    def attributed(self) -> tuple[Span, ...]:
        """Sentences of the second that both have and that credit somebody in words that the first lacks."""
        wording = self.second.wording
        runs = [wording.sentences[pair.second] for pair in self.kept]
        found = [run for run in dict.fromkeys(runs) if _adds_credit(run, wording, self.alignment.shared_second)]
        return tuple(wording.span(run) for run in found)

    @cached_property
    def days(self) -> int | None:
        """Days from the first report to the second; None where one has no day."""
        try:
            days = [datetime.date.fromisoformat(each.published or "") for each in (self.first, self.second)]
        except ValueError:
            return None
        return (days[1] - days[0]).days

    @cached_property
    def odd(self) -> frozenset[str]:
        """Odd spellings that both have and few others."""
        return self.first.odd & self.second.odd & self.rare


def boilerplate(wording: Wording, common: frozenset[int]) -> frozenset[int]:
    """The words that stand in runs with these hashes, and the few words between such runs."""
    if not common:
        return frozenset()
    runs = sorted(each.run for each in wording.prints if each.hash in common)
    words: set[int] = set()
    last: int | None = None
    for run in runs:
        # Of the hashes of a passage only some are kept: the words between two of them belong to it.
        if last is not None and run.start - last <= 2 * SHINGLE:
            words.update(range(last, run.start))
        words.update(range(*run))
        last = max(last or 0, run.stop)
    return frozenset(words)


def _runs_where(held: list[bool], least: int) -> list[Run]:
    """Stretches of at least so many that hold."""
    runs = []
    start: int | None = None
    for number, holds in enumerate([*held, False]):
        if holds and start is None:
            start = number
        elif not holds and start is not None:
            if number - start >= least:
                runs.append(Run(start, number))
            start = None
    return runs


def _credit(report: Printed, other: Printed) -> Span | None:
    """Where the report credits the other's outlet, which is not its own."""
    if not other.outlet or other.outlet == report.outlet:
        return None
    run = credit_of(other.outlet, report.wording)
    return None if run is None else report.wording.span(run)


def _credited(report: Printed) -> frozenset[str]:
    """Outlets that the report credits."""
    return credited_outlets(report.names, report.wording)


def _adds_credit(run: Run, wording: Wording, shared: frozenset[int]) -> bool:
    """Whether words of the sentence that the other text lacks credit somebody."""
    if len(shared.intersection(range(*run))) == run.length:
        return False
    # Words that both have part what was added from what was not.
    return has_credit(tuple("" if word in shared else wording.words[word] for word in range(*run)))

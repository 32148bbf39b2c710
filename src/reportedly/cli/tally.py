"""What an auditor counts in one report: who speaks, how far they are identified, how they are said to know."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.cli.chains import is_document
from reportedly.records import Holder, Report, Resolved
from reportedly.vocabulary import Anonymity, Basis, Flag


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One source of a report.

    Attributes:
        holder: The source as first met.
        says: Claims of which it is the nearest holder.
        passes_on: How many claims of others go through it.
    """

    holder: Holder
    says: tuple[Resolved, ...]
    passes_on: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The counts of one report.

    Attributes:
        voices: Sources in order of appearance; the article's own voice is not among them.
        narrated: Claims in the article's own voice.
        anonymity: Claims by how far their nearest holder is identified.
        basis: Claims by how their nearest holder is said to know; the article's own voice is left out.
        lengths: Claims by number of links of their chain, the document included.
        longest: A chain of the greatest length.
        flags: Claims by what a reader should be wary of.
        relative: Time expressions that no date anchors.
    """

    claims: int
    voices: tuple[Voice, ...]
    narrated: tuple[Resolved, ...]
    anonymity: Mapping[Anonymity, int]
    basis: Mapping[Basis, int]
    lengths: Mapping[int, int]
    longest: tuple[Holder, ...]
    flags: Mapping[Flag, int]
    relative: int


def tally(report: Report) -> Tally:
    """The counts of a report."""
    chains = [resolved.claim.chain for resolved in report.claims]
    told = [chain for chain in chains if not is_document(chain[0])]
    return Tally(
        claims=len(chains),
        voices=tuple(_voices(report.claims)),
        narrated=tuple(resolved for resolved in report.claims if is_document(resolved.claim.chain[0])),
        anonymity=Counter(chain[0].anonymity for chain in chains),
        basis=Counter(chain[0].basis for chain in told),
        lengths=Counter(len(chain) for chain in chains),
        longest=max(chains, key=len, default=()),
        flags=Counter(flag for resolved in report.claims for flag in resolved.claim.flags),
        relative=sum(time.begin is None and time.finish is None for time in report.mentions.times),
    )


def _voices(claims: Iterable[Resolved]) -> Iterable[Voice]:
    """Every source but the document, in order of appearance."""
    first: dict[object, Holder] = {}
    says: dict[object, list[Resolved]] = {}
    passing: Counter[object] = Counter()
    for resolved in claims:
        for place, holder in enumerate(resolved.claim.chain):
            if is_document(holder):
                continue
            key = _identity(holder)
            first.setdefault(key, holder)
            if place == 0:
                says.setdefault(key, []).append(resolved)
            else:
                passing[key] += 1
    for key, holder in first.items():
        yield Voice(holder=holder, says=tuple(says.get(key, ())), passes_on=passing[key])


def _identity(holder: Holder) -> object:
    """What makes two links the same source: its number in the document, else its label."""
    return holder.entity if holder.entity is not None else (holder.label.casefold(), holder.anonymity)

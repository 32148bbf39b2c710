"""The register of sources as an audience may see it: outlets, institutions and offices, and no private person."""

from dataclasses import dataclass, field

from reportedly.vocabulary import RegisterKind, Reliability

__all__ = ["ReliabilityView", "SourceView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityView:
    """What a reviewer said of a source's reliability; `id` is what `undo` takes. Who and why is for the owner alone."""

    id: str
    reliability: Reliability
    at: str
    reviewer: str | None = None
    because: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source of the register.

    Attributes:
        id: What `judge reliability` takes.
        name: What it is called; of an office, the office and never who holds it.
        reports: Documents that it published or is named in as a source.
        claims: Claims that pass through it.
        firsthand: Claims of which it says that it took part or saw it.
        first: Day of publication of the first of these documents.
        reliability: The last word of a reviewer that stands; F until somebody judges.
        history: Every word that stands, the last one first.
    """

    id: str
    kind: RegisterKind
    name: str
    reports: int
    claims: int
    firsthand: int
    first: str | None
    last: str | None
    reliability: Reliability = Reliability.F
    history: tuple[ReliabilityView, ...] = ()

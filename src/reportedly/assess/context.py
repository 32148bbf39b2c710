"""What is known across documents when claims are weighed: who reprints whom, and what reviewers have said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from reportedly.ledger import Ledger, schema
from reportedly.ledger.joint import load_joint, standing_joint, with_successors
from reportedly.link.reprints import find_reprints
from reportedly.link.reprints_record import Reprint
from reportedly.records import JointJudgement
from reportedly.spans import Span
from reportedly.vocabulary import Direction, Independence, JointDecision, Reliability, ReprintKind

# Ids in one statement; SQLite takes no more than some 30,000 variables.
_BATCH = 500
_LATER = frozenset({ReprintKind.CORRECTION, ReprintKind.RETRACTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """Two documents that share text.

    Attributes:
        reports: Their ids.
        direction: Which derives from the other.
        shared: Where words of the first stand and their counterpart in the second.
    """

    reports: tuple[str, str]
    kind: ReprintKind
    direction: Direction = Direction.UNKNOWN
    shared: tuple[tuple[Span, Span], ...] = ()

    def parts_with(self, report: str, mine: Sequence[Span], yours: Sequence[Span]) -> tuple[tuple[Span, Span], ...]:
        """Shared parts, this report's words first, that hold words of `mine` here and of `yours` in the other."""
        is_first = self.reports[0] == report
        parts = self.shared if is_first else tuple((other, one) for one, other in self.shared)
        return tuple(
            (one, other)
            for one, other in parts
            if any(span.overlaps(one) for span in mine) and any(span.overlaps(other) for span in yours)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What stands beside the claims that are weighed.

    Attributes:
        derivations: Reports that share text, by the pair of their ids in order.
        words: Decisions of reviewers across documents that stand, in the order of appending.
    """

    derivations: Mapping[tuple[str, str], Derivation] = field(default_factory=dict)
    words: tuple[JointJudgement, ...] = ()

    def derivation(self, first: str, second: str) -> Derivation | None:
        """How these two documents share text; None where they do not."""
        return self.derivations.get((min(first, second), max(first, second)))

    def takes_back(self, first: str, second: str) -> bool:
        """Whether the first document is a correction or retraction of the second."""
        found = self.derivation(first, second)
        if found is None or found.kind not in _LATER:
            return False
        from_second = found.reports == (second, first)
        wanted = Direction.SECOND_FROM_FIRST if from_second else Direction.FIRST_FROM_SECOND
        return found.direction is wanted

    def word(self, first: str, second: str) -> JointJudgement | None:
        """The last thing that a reviewer said on the independence of the sources of these two claims."""
        for each in reversed(self.words):
            if each.decision is not JointDecision.INDEPENDENCE:
                continue
            left, right = set(each.claims), set(each.others)
            if (first in left and second in right) or (second in left and first in right):
                return each
        return None

    def spoken_of(self) -> frozenset[str]:
        """Claims whose sources' independence a reviewer spoke about."""
        about = (each for each in self.words if each.independence is not None)
        return frozenset(claim for each in about for claim in (*each.claims, *each.others))

    def reliability(self, register: str) -> JointJudgement | None:
        """The last thing that a reviewer said on the reliability of an outlet, institution or office."""
        said = (each for each in reversed(self.words) if each.decision is JointDecision.RELIABILITY)
        return next((each for each in said if each.about == register), None)


def derivations_of(found: Iterable[Derivation]) -> dict[tuple[str, str], Derivation]:
    """The derivations by the pair of their documents, in the order that `Context` looks them up by."""
    return {(min(each.reports), max(each.reports)): each for each in found}


def is_independent(word: JointJudgement | None) -> bool:
    """Whether a reviewer said that the sources are independent."""
    return word is not None and word.independence is Independence.INDEPENDENT


def reliability_of(word: JointJudgement | None) -> Reliability:
    """The reliability that a reviewer gave; F without one."""
    return Reliability.F if word is None or word.reliability is None else word.reliability


def load_context(ledger: Ledger, reports: Iterable[str]) -> Context:
    """What stands across these documents, given by their ids: shared text among them, and every reviewer's word."""
    with ledger.reading() as connection:
        return context_of(connection, reports)


def context_of(connection: sa.Connection, reports: Iterable[str]) -> Context:
    """The same, in the caller's transaction."""
    wanted = frozenset(reports)
    ordered, document = sorted(wanted), schema.document
    keys = [
        int(key)
        for start in range(0, len(ordered), _BATCH)
        for key in connection.execute(
            sa.select(document.c.key).where(document.c.id.in_(ordered[start : start + _BATCH]))
        ).scalars()
    ]
    among = (each for each in find_reprints(connection, keys) if each.first in wanted and each.second in wanted)
    words = with_successors(connection, standing_joint(load_joint(connection)))
    return Context(derivations=derivations_of(map(derivation_of, among)), words=words)


def derivation_of(reprint: Reprint) -> Derivation:
    """How two reports that share text relate, as it is weighed."""
    parts = (*reprint.shared, *reprint.quotations)
    return Derivation(
        reports=(reprint.first, reprint.second),
        kind=reprint.kind,
        direction=reprint.direction,
        shared=tuple((each.first, each.second) for each in parts),
    )

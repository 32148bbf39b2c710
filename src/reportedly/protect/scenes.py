"""One document while its claims are made into views."""

import hashlib
import hmac
from dataclasses import dataclass, field

from reportedly.ledger.live import LiveDocument
from reportedly.protect.hiding import Hidden
from reportedly.protect.sensitivities import Levels, levels_of

_ID_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A document, what an audience may not see of it, and the key of the release.

    Attributes:
        key: What the ids of the release are made with.
        levels: How sensitive its sources and people are, which only its owner is told.
    """

    document: LiveDocument = field(repr=False)
    hidden: Hidden
    key: bytes = field(repr=False)
    levels: Levels | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Gather the levels where they are told."""
        levels = None if self.hidden.policy.is_keyed else levels_of(self.document)
        object.__setattr__(self, "levels", levels)

    @property
    def text(self) -> str:
        """The text that all offsets refer to."""
        return self.document.latest.report.document.text

    @property
    def leads_nowhere(self) -> bool:
        """Whether nothing that is shown may lead to the document."""
        return self.hidden.has_source and self.hidden.policy.is_keyed

    def id_of(self, identity: str) -> str:
        """The id in this release: the ledger's own for its owner, else one that only the release's key could tell."""
        if not self.hidden.policy.is_keyed:
            return identity
        return hmac.new(self.key, identity.encode(), hashlib.sha256).hexdigest()[:_ID_LENGTH]

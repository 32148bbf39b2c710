"""What a ledger holds in the present reading, so that a run that goes on does not do again what is done."""

from dataclasses import dataclass

from reportedly.annotate.english import load_english
from reportedly.gazetteer import Gazetteer
from reportedly.pipeline import find_read, is_read, reading_version
from reportedly.protect import Ledger
from reportedly.read import Overrides
from reportedly.records import Document
from reportedly.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Present:
    """A ledger with the model and gazetteer of today; what they have read is not read again."""

    ledger: Ledger
    model: str
    gazetteer: str

    def has(self, document: Document) -> bool:
        """Whether the document's latest reading is by the present model and gazetteer, and says the same of it."""
        return is_read(self.ledger, document, model=self.model, gazetteer=self.gazetteer)

    def has_original(self, source: str, sha256: str, said: Overrides) -> bool:
        """Whether these bytes of the source are in, in the present reading and with all that the user says of them.

        A mapping or a type of media may make other words of the same bytes, and the ledger keeps neither: where one
        is given, the source is parsed again. What the user does not say takes nothing back that was said before.
        """
        if said.mapping or said.media_type:
            return False
        found = find_read(self.ledger, source, sha256, model=self.model, gazetteer=self.gazetteer)
        return any(_is_as_said(document, said) for document in found)


def load_present(ledger: Ledger, settings: Settings, gazetteer: Gazetteer) -> Present:
    """The present reading of a ledger.

    Raises:
        ModelError: The language model is missing or damaged.
    """
    model = reading_version(load_english(folder=settings.model), settings)
    return Present(ledger=ledger, model=model, gazetteer=gazetteer.version)


def _is_as_said(document: Document, said: Overrides) -> bool:
    """Whether the document has what the user says."""
    pairs = (
        (said.published, document.published),
        (_line(said.title), document.title),
        (_line(said.publisher), document.publisher),
        (said.url, document.url),
        (said.language, document.language),
    )
    return all(given == kept for given, kept in pairs if given)


def _line(words: str | None) -> str:
    """The words as `read` keeps them, on one line."""
    return " ".join((words or "").split())

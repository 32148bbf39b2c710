"""Annotate: from a document to its sentences, trees, names and attributions; a module for each language."""

from typing import Protocol

from reportedly.records.annotations import Annotated
from reportedly.records.documents import Document


class Language(Protocol):
    """What a language has to offer: Universal Dependencies and the attribution layer, as records."""

    name: str
    """Name and version of the model."""

    def annotate(self, document: Document) -> Annotated:
        """The document with what the model says of it."""
        ...


def annotate(document: Document, model: Language) -> Annotated:
    """The document with what the language model says of it; the model is loaded once, with `english.load_english`."""
    return model.annotate(document)

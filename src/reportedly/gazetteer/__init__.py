"""Gazetteer: places by any spelling of their name, from an index that is built once in the user's cache."""

from reportedly.gazetteer.index import CLOSE, Gazetteer, prominence
from reportedly.gazetteer.loading import build_gazetteer, load_gazetteer
from reportedly.gazetteer.own import add_entry, add_places
from reportedly.gazetteer.rows import Entry, Match, Row

__all__ = [
    "CLOSE",
    "Entry",
    "Gazetteer",
    "Match",
    "Row",
    "add_entry",
    "add_places",
    "build_gazetteer",
    "load_gazetteer",
    "prominence",
]

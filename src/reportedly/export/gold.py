"""Claim gold as files: `<id>.json` beside `<id>.txt`, and a manifest that the product reads the same texts from.

Complete documents stand in `complete/`, where the scorer may count what is missing; the others in `partial/`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from reportedly.codec import pack
from reportedly.protect.gold import GoldClaim, GoldDocument, GoldHead


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldWritten:
    """What was written."""

    complete: int
    partial: int
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """What one gold file holds."""

    doc: GoldHead
    claims: tuple[GoldClaim, ...]
    rejected: tuple[GoldClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of the manifest, in the form of JSON Lines that `read` takes."""

    source: str
    text: str
    title: str | None
    publisher: str | None
    published: str | None


def write_gold(documents: Iterable[GoldDocument], folder: Path) -> GoldWritten:
    """Write each document into the folder, which is made; files that are there are written over."""
    for part in ("complete", "partial"):
        (folder / part / "manifest.jsonl").unlink(missing_ok=True)
    counts = {"complete": 0, "partial": 0}
    claims = 0
    for document in documents:
        part = "complete" if document.complete else "partial"
        counts[part] += 1
        claims += len(document.claims)
        _write(document, folder / part)
    return GoldWritten(complete=counts["complete"], partial=counts["partial"], claims=claims)


def _write(document: GoldDocument, folder: Path) -> None:
    """One document; its file names are its id, which no report can choose."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = document.doc.id
    (folder / f"{name}.txt").write_bytes(document.text.encode())
    body = _Body(doc=document.doc, claims=document.claims, rejected=document.rejected)
    (folder / f"{name}.json").write_bytes(pack(body) + b"\n")
    line = _Line(
        source=f"{name}.txt",
        text=document.text,
        title=document.doc.title,
        publisher=document.publisher,
        published=document.doc.dct,
    )
    with (folder / "manifest.jsonl").open("ab") as manifest:
        manifest.write(pack(line) + b"\n")

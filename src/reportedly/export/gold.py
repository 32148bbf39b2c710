"""Claim gold as files: `<id>.json` beside `<id>.txt`, and a manifest that the product reads the same texts from.

Complete documents stand in `complete/`, where the scorer may count what is missing; the others in `partial/`. The files
are for their owner's eyes: nobody else on the machine may read them, whatever the umask.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportedly.codec import pack
from reportedly.protect.gold import GoldClaim, GoldDocument, GoldHead


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldWritten:
    """What was written.

    Attributes:
        sha256: Hash over the hashes of all files, in the form and order of `sha256sum` sorted by name.
    """

    complete: int
    partial: int
    claims: int
    sha256: str = ""


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
    manifests = {"complete": b"", "partial": b""}
    hashes: dict[str, str] = {}
    for part in manifests:
        (folder / part / "manifest.jsonl").unlink(missing_ok=True)
    counts = {"complete": 0, "partial": 0}
    claims = 0
    for document in documents:
        part = "complete" if document.complete else "partial"
        counts[part] += 1
        claims += len(document.claims)
        for name, body in _files(document):
            hashes[f"{part}/{name}"] = _put(folder / part / name, body)
        manifests[part] += _line(document)
    for part, lines in manifests.items():
        if lines:
            hashes[f"{part}/manifest.jsonl"] = _put(folder / part / "manifest.jsonl", lines)
    listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(hashes.items()))
    digest = hashlib.sha256(listed.encode()).hexdigest()
    return GoldWritten(complete=counts["complete"], partial=counts["partial"], claims=claims, sha256=digest)


def _files(document: GoldDocument) -> Iterator[tuple[str, bytes]]:
    """The files of one document; their names are its id, which no report can choose."""
    name = document.doc.id
    yield f"{name}.txt", document.text.encode()
    body = _Body(doc=document.doc, claims=document.claims, rejected=document.rejected)
    yield f"{name}.json", pack(body) + b"\n"


def _put(path: Path, body: bytes) -> str:
    """Write a file that only its owner may read; its hash."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # a file that is there would keep the mode that it has
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    return hashlib.sha256(body).hexdigest()


def _line(document: GoldDocument) -> bytes:
    """The document's line of the manifest."""
    line = _Line(
        source=f"{document.doc.id}.txt",
        text=document.text,
        title=document.doc.title,
        publisher=document.publisher,
        published=document.doc.dct,
    )
    return pack(line) + b"\n"

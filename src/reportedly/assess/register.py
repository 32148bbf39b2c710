"""The register of sources: outlets, institutions and public offices, never a private person."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.assess.institutions import institution_of, own_name
from reportedly.assess.testimony import Testimony, name_key
from reportedly.vocabulary import Anonymity, RegisterKind, SourceKind

_GAP = re.compile(r"[^\w:]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterEntry:
    """A source that the register lists.

    Attributes:
        id: `kind:name`, the same in every ledger; reliability is judged about it.
        name: What it is called; of an office, the office and never who holds it.
    """

    id: str
    kind: RegisterKind
    name: str


def register_entries(testimony: Testimony) -> Iterator[RegisterEntry]:
    """The register's sources in the claim's chain, nearest first, and the outlet that published it."""
    seen: set[str] = set()
    for entry in (*_links(testimony), *_publisher(testimony)):
        if entry.id not in seen:
            seen.add(entry.id)
            yield entry


def _links(testimony: Testimony) -> Iterator[RegisterEntry]:
    """Institutions, offices and outlets among the links of the chain."""
    for place, holder in enumerate(testimony.links):
        institution = institution_of(holder, place, testimony)
        if institution is not None:
            yield _entry(institution.kind, institution.name)
        elif holder.kind is SourceKind.OUTLET and holder.anonymity is Anonymity.NAMED:
            name = own_name(holder.label)
            if name is not None:
                yield _entry(RegisterKind.OUTLET, name)


def _publisher(testimony: Testimony) -> Iterator[RegisterEntry]:
    """The outlet that published the report."""
    document = testimony.document.latest.report.document
    name = document.publisher or testimony.outlet
    if name:
        yield _entry(RegisterKind.OUTLET, name)


def _entry(kind: RegisterKind, name: str) -> RegisterEntry:
    """The entry of this name."""
    words = " ".join(name.split())
    return RegisterEntry(id=f"{kind.value}:{_GAP.sub('-', name_key(words)).strip('-')}", kind=kind, name=words)

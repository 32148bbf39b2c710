"""The root of a claim: the innermost person, body or group of its chain, beyond which the report names nobody."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from reportedly.assess.institutions import Institution, institution_of
from reportedly.assess.testimony import Testimony, is_outlet, name_key
from reportedly.records import Holder
from reportedly.vocabulary import Anonymity, Basis, Mode, SourceKind

_FIRSTHAND = frozenset({Basis.FIRSTHAND_PARTICIPANT, Basis.FIRSTHAND_WITNESS})
_HEARSAY = frozenset({Basis.SECONDHAND, Basis.THIRDHAND_PLUS, Basis.RUMOUR})
_NAMELESS = frozenset(set(Anonymity) - {Anonymity.NAMED, Anonymity.ROLE_ONLY})
# A name of one part is shared by too many people, and five words by too many speakers, to tell that they are the same.
_NAME_PARTS = 2
_QUOTED_WORDS = 6
_QUOTED = frozenset({Mode.DIRECT, Mode.MIXED, Mode.NESTED_DIRECT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """Where a claim comes from, as far as the report tells.

    Attributes:
        holder: The innermost holder that is no outlet and no document; else the innermost link.
        place: Its place in the chain.
        institution: What it speaks for.
        is_told: Whether the report names or describes it at all; its own voice and "it is said" tell of nobody.
        is_firsthand: Whether it claims to have taken part or to have seen it.
        is_hearsay: Whether it says that it was told by others whom the chain does not hold.
    """

    holder: Holder = field(repr=False)
    place: int
    institution: Institution | None = None
    is_told: bool
    is_firsthand: bool
    is_hearsay: bool

    @property
    def is_nameless(self) -> bool:
        """Whether it cannot be told from others like it, so that it is never matched across documents."""
        return self.holder.anonymity in _NAMELESS

    @property
    def person(self) -> str | None:
        """The person's name, to be compared; None for nameless sources and for names of one part."""
        if self.is_nameless or self.holder.kind is not SourceKind.PERSON:
            return None
        key = name_key(self.holder.label)
        return key if self.holder.anonymity is Anonymity.NAMED and len(key.split()) >= _NAME_PARTS else None


# Claims are weighed in pairs, so that each root is asked for many times; nothing is kept longer than its claim.
_ROOTS: WeakKeyDictionary[Testimony, Root] = WeakKeyDictionary()


def root_of(testimony: Testimony) -> Root:
    """The root of the claim's chain."""
    found = _ROOTS.get(testimony)
    if found is None:
        found = _ROOTS[testimony] = _root(testimony)
    return found


def _root(testimony: Testimony) -> Root:
    """The root as the chain tells it."""
    chain = testimony.claim.claim.chain
    place = next((number for number, link in enumerate(chain) if not is_outlet(link)), 0)
    holder = chain[place]
    is_told = holder.anonymity not in {Anonymity.NONE_STATED, Anonymity.UNSIGNED_NARRATOR}
    return Root(
        holder=holder,
        place=place,
        institution=institution_of(holder, place, testimony) if is_told else None,
        is_told=is_told,
        is_firsthand=holder.basis in _FIRSTHAND,
        is_hearsay=holder.basis in _HEARSAY,
    )


def same_source_keys(testimony: Testimony, root: Root) -> Iterator[str]:
    """What two claims share that come from one source: within a report its number and name, across reports its name.

    A pronoun is no name: where the report numbers its sources, the number tells.
    """
    holder, report = root.holder, testimony.report
    if root.is_told:
        if holder.entity is not None:
            yield f"entity:{report}:{testimony.claim.reading}:{holder.entity}"
        label = name_key(holder.label)
        if label and (holder.entity is None or " " in label):
            yield f"label:{report}:{label}"
    else:
        yield f"voice:{report}:{holder.anonymity.value}"
    if _is_publisher(testimony, root):
        yield f"own:{report}"
    if root.person is not None:
        yield f"person:{root.person}"
    if testimony.claim.claim.mode in _QUOTED and len(testimony.words.split()) >= _QUOTED_WORDS:
        yield f"quotation:{testimony.words}"


def _is_publisher(testimony: Testimony, root: Root) -> bool:
    """Whether it is who published the report that speaks: in its own voice, or by the name of its own body."""
    if root.institution is not None:
        return root.institution.key == f"name:{testimony.outlet}"
    return root.holder.anonymity is Anonymity.UNSIGNED_NARRATOR


def outlets_between(testimony: Testimony) -> frozenset[str]:
    """Who passes the claim on between its root and its reader: outlets and bodies of the chain, and the publisher."""
    root = root_of(testimony)
    named = (
        name_key(link.label)
        for link in testimony.links[root.place + 1 :]
        if link.anonymity is Anonymity.NAMED and link.kind in {SourceKind.OUTLET, SourceKind.ORGANISATION}
    )
    passing = {name_key(link.label) for link in testimony.links[: root.place] if link.label}
    return frozenset((*named, *passing, *((testimony.outlet,) if testimony.outlet else ()))) - {""}

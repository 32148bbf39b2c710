"""The claims of an incident as an audience sees them, and what is derived from what it sees."""

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

from reportedly.assess import Context, Counts, Labelled, Testimony, counts, label, load_context, relations, root_groups
from reportedly.assess.relations import ClaimRelation, is_denial
from reportedly.ledger.live import LiveClaim
from reportedly.ledger.opening import Ledger
from reportedly.ledger.queries import load_documents
from reportedly.link import Incident, ordinal
from reportedly.protect.incident_views import FigureView, IncidentView, RangeView, WhenView, WhereView
from reportedly.protect.releases import Release
from reportedly.protect.rendering import claim_view, document_view
from reportedly.protect.scenes import Scene
from reportedly.protect.seen import as_seen, traced
from reportedly.protect.views import ClaimView, DocumentView, HolderView, PlaceView, QuantityView
from reportedly.vocabulary import PlaceKind, PlaceRole, QuantityOf, SourceKind

_WHERE = {PlaceRole.AT, PlaceRole.NEAR, PlaceRole.FROM, PlaceRole.TO}
_WIDE = {PlaceKind.ADM0, PlaceKind.ADM1, PlaceKind.REGION, None}
_COSTS = (QuantityOf.KILLED, QuantityOf.INJURED, QuantityOf.ABDUCTED, QuantityOf.DISPLACED)
# A night belongs to two days.
_CLOSE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One claim of an incident: as it is shown, and as it may be weighed.

    Attributes:
        founds: Whether it makes the incident, and does not only point at it.
    """

    view: ClaimView = field(repr=False)
    testimony: Testimony
    scene: Scene
    founds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An incident with its shown claims and what is derived from these.

    Attributes:
        speaking: Ids of the claims that were related to each other; each stands for others that say the same.
        held: How many claims are not shown.
    """

    incident: Incident
    speaking: frozenset[str]
    told: tuple[Told, ...]
    documents: tuple[DocumentView, ...] = field(repr=False)
    context: Context
    relations: tuple[ClaimRelation, ...]
    counts: Counts
    label: Labelled
    held: int


def find_account(
    ledger: Ledger,
    incident: Incident,
    release: Release,
    *,
    scene: Callable[[str], Scene] | None = None,
    closely: bool = False,
) -> Account | None:
    """The incident as the audience sees it; None where it sees no claim that makes it.

    `scene` gives a document of the release by its id, where several incidents share it. `closely` relates the claims
    of every root to those of the others; else one claim stands for all that say the same, which is enough to tell
    whether reports differ.
    """
    found = map(release.scene, load_documents(ledger, incident.documents))
    scenes = found if scene is None else map(scene, incident.documents)
    context = load_context(ledger, incident.documents)
    shown = _open(tuple(_accounts(scenes, incident)), context)
    told = tuple(each for some in shown.values() for each in some)
    if not any(each.founds for each in told):
        return None
    speakers = tuple(_speakers(tuple(each.testimony for each in told), context if closely else None))
    return _weighed(incident, told, tuple(shown), (context, speakers))


def _accounts(scenes: Iterable[Scene], incident: Incident) -> Iterator[tuple[DocumentView, tuple[Told, ...]]]:
    """What each document tells of the incident, where anything of it is shown."""
    founding = {each.claim for each in incident.members if not each.points}
    for scene in scenes:
        if scene.hidden.is_sealed:
            continue
        document = document_view(scene)
        told = tuple(_shown(scene, document, incident, founding))
        if told:
            yield document, told


def _open(
    accounts: tuple[tuple[DocumentView, tuple[Told, ...]], ...], context: Context
) -> dict[DocumentView, tuple[Told, ...]]:
    """The documents but for those that would be found by the words of an open one beside them."""
    hidden = traced((told[0].scene for _, told in accounts), context)
    return {document: told for document, told in accounts if told[0].testimony.report not in hidden}


def _speakers(told: tuple[Testimony, ...], context: Context | None) -> Iterator[Testimony]:
    """One claim for all that say the same: of each root, where a context tells which roots there are, else of all."""
    roots = dict.fromkeys(range(len(told)), 0)
    if context is not None:
        groups = root_groups(told, context)
        roots = {place: number for number, group in enumerate(groups) for place in group}
    seen: set[object] = set()
    for place, each in enumerate(told):
        says = (roots[place], *_says(each.claim))
        if says not in seen:
            seen.add(says)
            yield each


def _says(claim: LiveClaim) -> tuple[object, ...]:
    """What claims are related by: their fields, and what they say of other claims."""
    read = claim.claim
    return (
        (read.type, read.kind, read.polarity, read.realis, read.certainty),
        tuple((each.of, each.low, each.best, each.high) for each in read.quantities),
        tuple((each.role, *(one.id for one in each.mention.candidates[:1])) for each in claim.places),
        tuple((each.dated.begin, each.dated.finish) for each in claim.times),
        tuple((part.role, actor.id) for part, actor in zip(read.participants, claim.actors, strict=False)),
        tuple((each.level, each.diurnal, each.scope) for each in read.control),
        claim.id if claim.about else "",
    )


def _weighed(
    incident: Incident,
    told: tuple[Told, ...],
    documents: tuple[DocumentView, ...],
    known: tuple[Context, tuple[Testimony, ...]],
) -> Account:
    """The shown claims weighed against each other: those that speak for all that say the same."""
    context, speakers = known
    found = relations(combinations(speakers, 2), context)
    testimonies = tuple(each.testimony for each in told)
    asserting = tuple(each for each in testimonies if not is_denial(each))
    counted = counts(asserting or testimonies, context)
    return Account(
        incident=incident,
        speaking=frozenset(each.id for each in speakers),
        told=told,
        documents=documents,
        context=context,
        relations=found,
        counts=counted,
        label=label(testimonies, found, counted, context),
        held=len(incident.members) - len(told),
    )


def _shown(scene: Scene, document: DocumentView, incident: Incident, founding: set[str]) -> Iterator[Told]:
    """The claims of one document that belong to the incident and are shown."""
    members = set(incident.claims)
    for claim in scene.document.claims:
        if claim.id not in members or scene.hidden.holds_back(claim) is not None:
            continue
        view = claim_view(claim, scene, document)
        testimony = Testimony(claim=as_seen(claim, view, scene), document=scene.document)
        yield Told(view=view, testimony=testimony, scene=scene, founds=claim.id in founding)


def incident_view(account: Account) -> IncidentView:
    """The incident as the audience may see it: made of what is shown of its claims and of nothing else."""
    views = [each.view for each in account.told]
    types = Counter(each.view.type for each in account.told if each.founds)
    ranked = tuple(name for name, _ in sorted(types.items(), key=lambda each: (-each[1], each[0])))
    times = _times(views)
    closest = _closest(times)
    places = _places(views)
    return IncidentView(
        id=account.told[0].scene.id_of(account.incident.id),
        type=ranked[0],
        types=ranked,
        place=next((each.place.name or each.place.words for each in places), None),
        places=places,
        begin=min((each.begin for each in closest if each.begin), default=None),
        finish=max((each.finish for each in closest if each.finish), default=None),
        times=times,
        actors=_actors(views),
        quantities=tuple(_ranges(views)),
        documents=tuple(each.source for each in account.documents),
        claims=tuple(each.id for each in views),
        counts=_scrubbed_counts(account),
        label=account.label.label,
        says=account.label.says,
        because=scrubbed(account.label.because, account.told),
    )


def _scrubbed_counts(account: Account) -> Counts:
    """The counts with reasons that hold no hidden word."""
    return replace(account.counts, because=tuple(scrubbed(each, account.told) for each in account.counts.because))


def scrubbed(words: str, told: Iterable[Told]) -> str:
    """A sentence that was made of several claims, without a word that one of their documents hides."""
    return scrubber(told)(words)


def scrubber(told: Iterable[Told]) -> Callable[[str], str]:
    """The same for many sentences made of the same claims; like ones are gone through once."""
    scenes = tuple({id(each.scene): each.scene for each in told}.values())

    @functools.cache
    def scrub(words: str) -> str:
        for scene in scenes:
            words = scene.hidden.scrubbed(words)
        return words

    return scrub


def _places(views: list[ClaimView]) -> tuple[WhereView, ...]:
    """Where it is said to have happened: the closest places, the most often named first."""
    found: dict[tuple[str | None, ...], tuple[PlaceView, list[str]]] = {}
    for view in views:
        for place in view.places:
            if place.role in _WHERE and (place.name or place.words):
                key = (place.id, place.name or place.words, place.admin1, place.country)
                found.setdefault(key, (place, []))[1].append(view.id)
    ordered = sorted(
        found.values(),
        key=lambda each: (each[0].kind in _WIDE, -len(each[1]), each[0].precision or 9, each[0].name or ""),
    )
    return tuple(WhereView(place=place, claims=tuple(dict.fromkeys(claims))) for place, claims in ordered)


def _times(views: list[ClaimView]) -> tuple[WhenView, ...]:
    """Days that claims give, in order; those from context alone are left out where any claim gives its own."""
    given = [(time, view.id) for view in views for time in view.times if time.begin and time.finish]
    own = [each for each in given if not each[0].inherited] or given
    found: dict[tuple[str | None, str | None], list[str]] = {}
    for time, claim in own:
        found.setdefault((time.begin, time.finish), []).append(claim)
    return tuple(
        WhenView(begin=begin, finish=finish, claims=tuple(dict.fromkeys(claims)))
        for (begin, finish), claims in sorted(found.items(), key=lambda each: (each[0][0] or "", each[0][1] or ""))
    )


def _closest(times: tuple[WhenView, ...]) -> list[WhenView]:
    """Those that are closely dated: who says only the month widens nobody's day."""
    widths = [(_width(each), each) for each in times]
    least = min((width for width, _ in widths), default=0)
    return [each for width, each in widths if width <= max(_CLOSE, least)]


def _width(when: WhenView) -> int:
    """Days that the span has."""
    return (ordinal(when.finish) or 0) - (ordinal(when.begin) or 0) + 1


def _actors(views: list[ClaimView]) -> tuple[tuple[str, str], ...]:
    """Actors of the actor table, the most often named first."""
    named = Counter((each.id, each.name or each.id) for view in views for each in view.participants if each.id)
    return tuple(key for key, _ in sorted(named.items(), key=lambda each: (-each[1], each[0])))


def _ranges(views: list[ClaimView]) -> Iterator[RangeView]:
    """Numbers of people, each with its source."""
    for of in _COSTS:
        values = tuple(_figure(each, view) for view in views for each in view.quantities if each.of is of)
        numbers = [each for value in values for each in (value.low, value.best, value.high) if each is not None]
        if numbers:
            highest = max(numbers)
            yield RangeView(
                of=of,
                low=min(numbers),
                high=highest,
                is_open=any(each.low == highest and each.high is None for each in values),
                values=values,
            )


def _figure(quantity: QuantityView, view: ClaimView) -> FigureView:
    """One number with who gives it."""
    return FigureView(
        low=quantity.low,
        best=quantity.best,
        high=quantity.high,
        words=_of_whom(quantity, view),
        claim=view.id,
        source=source_label(view.chain[0], view.document),
        outlet=view.document.publisher,
    )


def source_label(holder: HolderView, document: DocumentView) -> str:
    """The source as it is shown; for a report that speaks itself, whose report it is."""
    if holder.kind is not SourceKind.DOCUMENT:
        return holder.label
    return f"{document.publisher or 'a report'}, in its own voice"


def _of_whom(quantity: QuantityView, view: ClaimView) -> str:
    """The words for whom it counts, as far as they are shown."""
    held = [each.words for each in view.participants if quantity.words and quantity.words in each.words]
    return min(held, key=len, default=quantity.words)

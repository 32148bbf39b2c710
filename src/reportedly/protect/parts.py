"""The parts of a claim as an audience may see them: who says it, who takes part, when, and who holds what."""

from collections.abc import Iterator
from dataclasses import replace

from reportedly.ledger.live import LiveClaim
from reportedly.protect.places import general_place, place_view
from reportedly.protect.policies import general_label, is_listed_actor, large_class
from reportedly.protect.scenes import Scene
from reportedly.protect.sensitivities import handling_of
from reportedly.protect.statements import whole_months
from reportedly.protect.views import ControlView, HolderView, ParticipantView, PlaceView, QuantityView, TimeView
from reportedly.records import ActorReading, Holder, Observation, TimeReading
from reportedly.vocabulary import Handling, PlaceRole, Sensitivity


def holder_views(claim: LiveClaim, scene: Scene, chain: tuple[Holder, ...]) -> tuple[HolderView, ...]:
    """The links of a chain, nearest first; `chain` is the claim's own or another that its words allow."""
    parties = claim.holders if chain is claim.claim.chain and len(claim.holders) == len(chain) else (None,) * len(chain)
    return tuple(
        _hidden_holder(holder, None if scene.hidden.is_general(claim) else party or holder.party, level)
        if scene.hidden.hides(holder, claim)
        else _open_holder(holder, party or holder.party, level, scene)
        for holder, party, level in zip(chain, parties, _levels(chain, claim, scene), strict=True)
    )


def _levels(chain: tuple[Holder, ...], claim: LiveClaim, scene: Scene) -> tuple[Sensitivity | None, ...]:
    """How sensitive each link is, for the owner."""
    levels = scene.levels
    return tuple(None if levels is None else levels.of_holder(each, claim.reading) for each in chain)


def _handling(level: Sensitivity | None) -> Handling | None:
    """How far what is so sensitive may be passed on."""
    return None if level is None else handling_of(level)


def _hidden_holder(holder: Holder, party: str | None, level: Sensitivity | None) -> HolderView:
    """A withheld source: how it is said to know, and nothing that leads to it."""
    return HolderView(
        label=general_label(holder),
        kind=holder.kind,
        anonymity=holder.anonymity,
        basis=holder.basis,
        party=party,
        inferred=holder.inferred,
        withheld=True,
        sensitivity=level,
        handling=_handling(level),
    )


def _open_holder(holder: Holder, party: str | None, level: Sensitivity | None, scene: Scene) -> HolderView:
    """A source that may be told."""
    return HolderView(
        label=holder.label,
        kind=holder.kind,
        anonymity=holder.anonymity,
        basis=holder.basis,
        party=party,
        cue=scene.hidden.readable(holder.cue, scene.text) if holder.cue else None,
        inferred=holder.inferred,
        span=None if scene.leads_nowhere else holder.who,
        sensitivity=level,
        handling=_handling(level),
    )


def participant_views(claim: LiveClaim, scene: Scene, *, is_general: bool) -> Iterator[ParticipantView]:
    """Who takes part; where the claim is general, only groups and bodies of the actor table, and large classes."""
    aligned = len(claim.actors) == len(claim.claim.participants)
    by_span = {each.span: each for each in claim.actors}
    for place, each in enumerate(claim.claim.participants):
        reading = claim.actors[place] if aligned else by_span.get(each.span)
        known = reading if reading is not None and reading.id is not None else None
        if is_general and not (known is not None and is_listed_actor(known.id)):
            class_ = large_class(each.span.of(scene.text))
            if class_ is not None:
                yield ParticipantView(role=each.role, words=class_, group=each.group, operator=each.operator)
            continue
        yield ParticipantView(
            role=each.role,
            words=_name(known) if is_general else scene.hidden.readable(each.span, scene.text),
            id=known.id if known else None,
            name=reading.name if reading else None,
            quantifier=each.quantifier,
            group=each.group,
            operator=each.operator,
        )


def _name(reading: ActorReading | None) -> str:
    """The actor table's name for the words."""
    return (reading.name or "") if reading is not None else ""


def quantity_views(claim: LiveClaim, scene: Scene, *, is_general: bool) -> tuple[QuantityView, ...]:
    """The numbers of the claim."""
    return tuple(
        QuantityView(
            of=each.of,
            words="" if is_general else scene.hidden.readable(each.span, scene.text),
            low=each.low,
            best=each.best,
            high=each.high,
        )
        for each in claim.claim.quantities
    )


def place_views(claim: LiveClaim, scene: Scene, *, is_general: bool) -> tuple[PlaceView, ...]:
    """The places of the claim; that of a withheld source is never told."""
    is_hidden = scene.hidden.is_of_hidden(claim)
    places = [each for each in claim.places if not (is_hidden and each.role is PlaceRole.SOURCE_LOCATION)]
    if is_general or (is_hidden and scene.hidden.policy.is_keyed):
        return tuple(general_place(each) for each in places)
    return tuple(_without_home(place_view(each, scene.hidden, scene.text), claim, scene) for each in places)


def _without_home(view: PlaceView, claim: LiveClaim, scene: Scene) -> PlaceView:
    """The place without its point where it is that of a protected source: no map draws it, the owner's neither."""
    if view.role is not PlaceRole.SOURCE_LOCATION or scene.levels is None:
        return view
    levels = (scene.levels.of_holder(each, claim.reading) for each in claim.claim.chain)
    return replace(view, lat=None, lon=None) if {Sensitivity.HIGH, Sensitivity.SEVERE} & set(levels) else view


def time_views(claim: LiveClaim, scene: Scene, *, is_general: bool) -> tuple[TimeView, ...]:
    """When the claim holds."""
    return tuple(_time(each, scene, is_general=is_general) for each in claim.times)


def _time(reading: TimeReading, scene: Scene, *, is_general: bool) -> TimeView:
    """One time; its words go where the claim is general."""
    shown = _shown_time(reading, scene, is_general=is_general)
    return whole_months(shown) if is_general and scene.hidden.policy.has_months else shown


def _shown_time(reading: TimeReading, scene: Scene, *, is_general: bool) -> TimeView:
    """The time to the day."""
    mention, dated = reading.mention, reading.dated
    return TimeView(
        words=None if mention is None or is_general else scene.hidden.readable(mention.span, scene.text),
        begin=dated.begin,
        finish=dated.finish,
        precision=dated.precision,
        anchor=mention.anchor if mention else None,
        inherited=dated.inherited,
        because="" if is_general else dated.because,
    )


def control_views(claim: LiveClaim, scene: Scene, *, is_general: bool) -> tuple[ControlView, ...]:
    """Reported observations of control."""
    readings = {
        each.span: each for each in (*claim.actors, *claim.control_actors) if is_listed_actor(each.id) or not is_general
    }
    places = tuple(_place(claim, number, scene) for number in range(len(claim.claim.control)))
    return tuple(
        ControlView(
            actor=reading.id if (reading := readings.get(each.actor)) is not None else None,
            name=_actor_name(each, reading, scene, is_general=is_general),
            level=each.level,
            trend=each.trend,
            diurnal=each.diurnal,
            quantifier=each.scope.quantifier if each.scope else None,
            unit=each.scope.unit if each.scope else None,
            function=each.function,
            place=place,
            wording="" if is_general else scene.hidden.readable(each.wording, scene.text),
        )
        for each, place in zip(claim.claim.control, places, strict=True)
    )


def _actor_name(observed: Observation, reading: ActorReading | None, scene: Scene, *, is_general: bool) -> str | None:
    """Who is said to hold the place: the table's name, or the words where these may be told."""
    if reading is not None and reading.id is not None:
        return reading.name
    return None if is_general else scene.hidden.readable(observed.actor, scene.text)


def _place(claim: LiveClaim, number: int, scene: Scene) -> str | None:
    """The name of the place that an observation speaks of, as finely as the claim's places are shown."""
    index = claim.control[number] if number < len(claim.control) else None
    if index is None or not 0 <= index < len(claim.places):
        return None
    place = claim.places[index]
    if scene.hidden.is_of_hidden(claim) and scene.hidden.policy.is_keyed:
        return None if place.role is PlaceRole.SOURCE_LOCATION else general_place(place).name
    shown = place_view(place, scene.hidden, scene.text)
    return shown.name or shown.words

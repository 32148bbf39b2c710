"""Resolve: what the words of claims for places, times and actors mean, with the other readings kept."""

from collections.abc import Sequence
from dataclasses import replace

from reportedly.gazetteer import Gazetteer
from reportedly.records import (
    ActorMention,
    ActorReading,
    Claim,
    DatedTo,
    Extracted,
    Mentions,
    PlacedAt,
    PlaceMention,
    Report,
    Resolved,
)
from reportedly.resolve.actors import find_actors, party_of, read_observers, read_participants
from reportedly.resolve.crosswalk import read_crosswalk
from reportedly.resolve.dating import date_claims
from reportedly.resolve.places import find_places, inside_groups
from reportedly.resolve.placing import place_claims
from reportedly.resolve.times import find_times

__all__: Sequence[str] = ("resolve",)


def resolve(extracted: Extracted, gazetteer: Gazetteer) -> Report:
    """The report of a document: its claims with places, times and actors resolved, and every mention of these."""
    annotated, claims = extracted.annotated, extracted.claims
    groups = find_actors(annotated)
    mentions = Mentions(
        places=inside_groups(find_places(annotated, gazetteer), groups),
        times=find_times(annotated),
        actors=groups,
        names=annotated.names,
    )
    placed = place_claims(claims, annotated, mentions.places)
    dated = date_claims(claims, annotated, mentions.times)
    actors = read_participants(claims, annotated, mentions.actors)
    observers = read_observers(claims, annotated, mentions.actors)
    parties = _parties(claims, mentions.actors)
    return Report(
        document=annotated.document,
        sentences=annotated.sentences,
        attributions=extracted.attributions,
        mentions=mentions,
        claims=tuple(
            replace(_resolved(claim, where, when, who, mentions), holders=_sides(claim, parties, mentions.actors))
            for claim, where, when, *who in zip(claims, placed, dated, actors, observers, strict=True)
        ),
        issues=extracted.issues,
        model=annotated.model,
        gazetteer=gazetteer.version,
    )


def _resolved(
    claim: Claim,
    places: tuple[PlacedAt, ...],
    times: tuple[DatedTo, ...],
    readings: Sequence[tuple[ActorReading, ...]],
    mentions: Mentions,
) -> Resolved:
    """One claim with its resolutions; `readings` are those of its participants and of its observations' actors."""
    return Resolved(
        claim=claim,
        places=places,
        times=times,
        actors=readings[0],
        control=_observed(claim, places, mentions.places),
        control_actors=readings[1],
        crosswalk=read_crosswalk(claim, readings[0]),
    )


def _parties(claims: tuple[Claim, ...], actors: tuple[ActorMention, ...]) -> dict[int, str]:
    """The side of each source of the document, by its number, as far as any of its descriptions tells."""
    holders = (holder for claim in claims for holder in claim.chain if holder.entity is not None)
    found = ((holder.entity, party_of(holder, actors)) for holder in holders)
    return {entity: party for entity, party in found if entity is not None and party is not None}


def _sides(claim: Claim, parties: dict[int, str], actors: tuple[ActorMention, ...]) -> tuple[str | None, ...]:
    """The side that each link of the chain belongs to or speaks for."""
    return tuple(
        party_of(holder, actors) or (parties.get(holder.entity) if holder.entity is not None else None)
        for holder in claim.chain
    )


def _observed(claim: Claim, places: tuple[PlacedAt, ...], mentions: tuple[PlaceMention, ...]) -> tuple[int | None, ...]:
    """For each observation of control, which place of the claim it speaks of: the one it names, else the first."""
    return tuple(
        next(
            (
                number
                for number, place in enumerate(places)
                if observation.place is None or mentions[place.mention].span.overlaps(observation.place)
            ),
            0 if places else None,
        )
        for observation in claim.control
    )

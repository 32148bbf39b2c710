"""Resolve: what the words of claims for places, times and actors mean, with the other readings kept."""

from collections.abc import Sequence

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
from reportedly.resolve.places import find_places
from reportedly.resolve.placing import place_claims
from reportedly.resolve.times import find_times

__all__: Sequence[str] = ("resolve",)


def resolve(extracted: Extracted, gazetteer: Gazetteer) -> Report:
    """The report of a document: its claims with places, times and actors resolved, and every mention of these."""
    annotated, claims = extracted.annotated, extracted.claims
    mentions = Mentions(
        places=find_places(annotated, gazetteer),
        times=find_times(annotated),
        actors=find_actors(annotated),
        names=annotated.names,
    )
    placed = place_claims(claims, annotated, mentions.places)
    dated = date_claims(claims, annotated, mentions.times)
    actors = read_participants(claims, annotated, mentions.actors)
    observers = read_observers(claims, annotated, mentions.actors)
    return Report(
        document=annotated.document,
        sentences=annotated.sentences,
        attributions=extracted.attributions,
        mentions=mentions,
        claims=tuple(
            _resolved(claim, where, when, who, mentions)
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
        holders=tuple(_party(claim, number, mentions.actors) for number in range(len(claim.chain))),
        crosswalk=read_crosswalk(claim),
    )


def _party(claim: Claim, number: int, actors: tuple[ActorMention, ...]) -> str | None:
    """The side that a link of the chain belongs to or speaks for."""
    return party_of(claim.chain[number], actors)


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

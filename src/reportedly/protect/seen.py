"""Claims as an audience sees them, for what is derived from claims: derivation must not tell what a view hides."""

from dataclasses import replace

from reportedly.ledger.live import LiveClaim
from reportedly.protect.places import general_place
from reportedly.protect.scenes import Scene
from reportedly.protect.views import ClaimView
from reportedly.records import Candidate, DatedTo, PlaceReading, TimeReading
from reportedly.vocabulary import PlaceKind, PlaceRole


def as_seen(claim: LiveClaim, view: ClaimView, scene: Scene) -> LiveClaim:
    """The claim with its places and times as coarse as the audience may know them."""
    if not (scene.hidden.is_of_hidden(claim) and scene.hidden.policy.is_keyed):
        return claim
    times = tuple(
        TimeReading(dated=DatedTo(mention=None, begin=each.begin, finish=each.finish, precision=each.precision))
        for each in view.times
    )
    places = tuple(_general(each) for each in claim.places if each.role is not PlaceRole.SOURCE_LOCATION)
    return replace(claim, places=places, times=times, control=())


def _general(place: PlaceReading) -> PlaceReading:
    """The place as somewhere in its province, or in its country."""
    seen = general_place(place)
    if not place.mention.candidates or place.mention.candidates[0].kind in {PlaceKind.ADM0, PlaceKind.ADM1}:
        return place
    somewhere = Candidate(id="", name=seen.name or "", kind=PlaceKind.REGION, country=seen.country, admin1=seen.admin1)
    return replace(place, mention=replace(place.mention, candidates=(somewhere,)))

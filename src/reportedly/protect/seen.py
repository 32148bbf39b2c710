"""Claims as an audience sees them, for what is derived from claims: derivation must not tell what a view hides."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from reportedly.ledger.indexing import day_number
from reportedly.ledger.live import LiveClaim
from reportedly.protect.places import general_place
from reportedly.protect.policies import Policy
from reportedly.protect.scenes import Scene
from reportedly.protect.views import ClaimView
from reportedly.records import Candidate, DatedTo, PlaceReading, TimeReading
from reportedly.vocabulary import PlaceKind, PlaceRole

_DAY, _MONTH = len("2017-11-15"), len("2017-11")


class Dated(Protocol):
    """A question that may ask for days."""

    @property
    def since(self) -> str | None:
        """The earliest day."""

    @property
    def until(self) -> str | None:
        """The latest day."""


Question = TypeVar("Question", bound=Dated)


def by_months(asked: Question, policy: Policy) -> Question:
    """The question with whole months in place of its days, where days of claims may be told by the month only.

    What it finds is to be sifted by `is_then`: else asking day by day would tell the day.
    """
    if not policy.has_months:
        return asked
    return replace(asked, since=_of_month(asked.since, "01"), until=_of_month(asked.until, "31"))  # type: ignore[type-var]


def _of_month(given: str | None, day: str) -> str | None:
    """This day of the month of a day; whatever is none stays, to be refused by whoever asks the ledger."""
    if given is None or len(given) != _DAY or day_number(given) is None:
        return given
    return f"{given[:_MONTH]}-{day}"


def is_then(shown: Iterable[tuple[str | None, str | None]], asked: Dated) -> bool:
    """Whether something that is shown with these first and last days may be of the time that is asked for."""
    spans = tuple(shown)
    begins, finishes = [begin for begin, _ in spans], [finish for _, finish in spans]
    first = None if None in begins else min((each for each in begins if each is not None), default=None)
    last = None if None in finishes else max((each for each in finishes if each is not None), default=None)
    since, until = asked.since, asked.until
    return (since is None or last is None or last[: len(since)] >= since) and (
        until is None or first is None or first[: len(until)] <= until
    )


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

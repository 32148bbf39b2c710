"""Claims as an audience sees them, for what is derived from claims: derivation must not tell what a view hides."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, TypeVar

from reportedly.assess import Context
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


def traced(scenes: Iterable[Scene], context: Context) -> frozenset[str]:
    """Those of the documents that lead nowhere and share text with an open one of them.

    Side by side with it, as reports of one incident or under one root, they would be found by its words.
    """
    nowhere = {each.document.latest.report.document.id: each.leads_nowhere for each in scenes}
    return frozenset(
        one
        for pair in context.derivations
        for one, other in (pair, pair[::-1])
        if nowhere.get(one, False) and not nowhere.get(other, True)
    )


def as_seen(claim: LiveClaim, view: ClaimView, scene: Scene) -> LiveClaim:
    """The claim with its places and times as coarse as the audience may know them."""
    if not (scene.hidden.is_of_hidden(claim) and scene.hidden.policy.is_keyed):
        places = tuple(_general(each) if _is_secret(each, scene) else each for each in claim.places)
        return claim if places == claim.places else replace(claim, places=places)
    times = tuple(
        TimeReading(dated=DatedTo(mention=None, begin=each.begin, finish=each.finish, precision=each.precision))
        for each in view.times
    )
    told = [place for place, each in enumerate(claim.places) if each.role is not PlaceRole.SOURCE_LOCATION]
    moved = {before: now for now, before in enumerate(told)}
    return replace(
        claim,
        places=tuple(_general(claim.places[place]) for place in told),
        times=times,
        control=tuple(None if place is None else moved.get(place) for place in claim.control),
    )


def _is_secret(place: PlaceReading, scene: Scene) -> bool:
    """Whether the name of the place, or of the district that it lies in, holds a hidden word."""
    best = place.mention.chosen
    names = (each for each in (best.name, best.admin2) if each) if best else ()
    return any(scene.hidden.scrubbed(each) != each for each in names)


def _general(place: PlaceReading) -> PlaceReading:
    """The place as somewhere in its province, or in its country."""
    seen, best = general_place(place), place.mention.chosen
    if best is not None and best.kind in {PlaceKind.ADM0, PlaceKind.ADM1}:
        return place
    somewhere = Candidate(id="", name=seen.name or "", kind=PlaceKind.REGION, country=seen.country, admin1=seen.admin1)
    return replace(place, mention=replace(place.mention, candidates=() if best is None else (somewhere,)))

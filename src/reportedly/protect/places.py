"""Places as finely as an audience may see them."""

from reportedly.protect.hiding import Hidden
from reportedly.protect.views import CandidateView, PlaceView
from reportedly.records import Candidate, PlaceReading
from reportedly.vocabulary import PlaceKind

# UCDP's where_prec of a first-level division and of a country.
_ADM1, _ADM0 = 4, 6
# A point rounded to one digit of a degree is off by up to 8 km: near a known point, no longer exact.
_NEAR = 2


def place_view(place: PlaceReading, hidden: Hidden, text: str) -> PlaceView:
    """The place with its point rounded as the policy says."""
    mention = place.mention
    best = mention.chosen
    decimals = hidden.policy.decimals
    return PlaceView(
        words=hidden.readable(mention.span, text),
        role=place.role,
        status=mention.status,
        id=best.id if best else None,
        name=best.name if best else None,
        kind=best.kind if best else None,
        country=best.country if best else None,
        admin1=best.admin1 if best else None,
        admin2=best.admin2 if best else None,
        lat=_rounded(best.lat if best else None, decimals),
        lon=_rounded(best.lon if best else None, decimals),
        precision=_precision(best, decimals),
        stated_parent=mention.stated_parent,
        conflict=mention.conflict,
        inherited=place.inherited,
        quantifier=place.quantifier,
        generalised=decimals is not None,
    )


def _rounded(degrees: float | None, decimals: int | None) -> float | None:
    """Degrees with so many digits."""
    return degrees if degrees is None or decimals is None else round(degrees, decimals)


def _precision(best: Candidate | None, decimals: int | None) -> int | None:
    """The precision of what is shown."""
    if best is None:
        return None
    return best.precision if decimals is None else max(best.precision, _NEAR)


def general_place(place: PlaceReading) -> PlaceView:
    """The first-level division that the place lies in, or its country; no point and no words."""
    best = place.mention.chosen
    division = _division(best)
    return PlaceView(
        role=place.role,
        status=place.mention.status,
        name=division,
        kind=_general_kind(best, division),
        country=best.country if best else None,
        admin1=division,
        precision=None if best is None else _ADM1 if division else _ADM0,
        inherited=place.inherited,
        quantifier=place.quantifier,
        generalised=True,
    )


def _division(best: Candidate | None) -> str | None:
    """The first-level division that a place is or lies in."""
    if best is None:
        return None
    return best.name if best.kind is PlaceKind.ADM1 else best.admin1


def _general_kind(best: Candidate | None, division: str | None) -> PlaceKind | None:
    """Division or country, whichever is told."""
    if division is not None:
        return PlaceKind.ADM1
    return PlaceKind.ADM0 if best is not None and best.country is not None else None


def candidate_views(place: PlaceReading) -> tuple[CandidateView, ...]:
    """Every reading of the place's name, best first."""
    return tuple(
        CandidateView(
            id=each.id,
            name=each.name,
            kind=each.kind,
            country=each.country,
            admin1=each.admin1,
            score=each.score,
            because=each.because,
        )
        for each in place.mention.candidates
    )

"""Places that a reviewer may choose: the gazetteer, searched by name, and outlines to draw."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from reportedly.serve.answers import answer
from reportedly.serve.desks import AtDesk
from reportedly.serve.problems import PROBLEMS
from reportedly.vocabulary import PlaceKind

routes = APIRouter(prefix="/api", tags=["places"], responses=PROBLEMS)
MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerPlace:
    """A place of the gazetteer."""

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    score: float
    because: str = field(default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceList:
    """Places that a name may mean, best first."""

    places: tuple[GazetteerPlace, ...]


@routes.get("/places", response_model=PlaceList)
def places(
    desk: AtDesk,
    words: Annotated[str, Query(min_length=1, max_length=200)],
    country: Annotated[str | None, Query(pattern="^[A-Za-z]{2}$")] = None,
    within: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 10,
) -> Response:
    """Places that these words may name, in any spelling or script."""
    found = desk.gazetteer().find(words, country=country, within=within, limit=limit)
    listed = (
        GazetteerPlace(
            id=each.id,
            name=each.name,
            kind=each.kind,
            country=each.country,
            admin1=each.admin1,
            admin2=each.admin2,
            lat=each.lat,
            lon=each.lon,
            score=each.score,
            because=each.because,
        )
        for each in found
    )
    return answer(PlaceList(places=tuple(listed)))

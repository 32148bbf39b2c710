"""What is looked at: documents, claims, what made a claim, and all claims in columns."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import Response

from reportedly.errors import UsageError
from reportedly.protect import Sought, document_page, explained
from reportedly.serve.answers import (
    ClaimList,
    DocumentList,
    DocumentPage,
    Explained,
    Found,
    Making,
    TableView,
    answer,
    answer_list,
    compressed,
)
from reportedly.serve.desks import Asking, AtDesk, viewing
from reportedly.serve.problems import PROBLEMS
from reportedly.vocabulary import Anonymity, Basis, Certainty, ClaimStatus

routes = APIRouter(prefix="/api", responses=PROBLEMS)
MOST = 500
# So many claims may be asked for by their ids at once.
MOST_NAMED = 200


class Asked(BaseModel, extra="forbid"):
    """Which claims are asked for; all that is given must fit."""

    words: str | None = Field(None, max_length=500, description="Words that the claim holds, all of them.")
    place: str | None = Field(None, max_length=200, description="A place, district, province or country code.")
    actor: str | None = Field(None, max_length=200, description="An actor's id, or part of its name.")
    type: str | None = Field(None, max_length=80, description="What is asserted, as CONTROL.")
    source: str | None = Field(None, max_length=200, description="Part of the name or description of a source.")
    anonymity: Anonymity | None = None
    basis: Basis | None = None
    certainty: Certainty | None = None
    since: str | None = Field(None, max_length=12, description="Said to hold on this day or later, as 2017-11-15.")
    until: str | None = Field(None, max_length=12)
    publisher: str | None = Field(None, max_length=300)
    grade: str | None = Field(None, max_length=2, description="As B2; a letter alone asks for that reliability.")
    status: ClaimStatus | None = None
    document: str | None = Field(None, max_length=300)
    incident: str | None = Field(None, max_length=100)

    def sought(self) -> Sought:
        """The same for the overview."""
        return Sought(**{name: value for name, value in self.model_dump(mode="json").items() if name in _SOUGHT})


_SOUGHT = frozenset(Asked.model_fields)


class AskedPage(Asked):
    """One page of the claims that are asked for.

    `ids` asks for single claims by their ids or beginnings of ids, joined by commas, whatever else is given.
    """

    ids: str | None = Field(None, max_length=MOST_NAMED * 72)
    offset: int = Field(0, ge=0, le=10_000_000)
    limit: int = Field(100, ge=1, le=MOST)


@routes.get("/documents", response_model=DocumentList, tags=["reading"])
def documents(desk: AtDesk, session: Asking, words: Annotated[str | None, Query(max_length=500)] = None) -> Response:
    """The documents of the ledger, or those that hold all of these words in a title, outlet or claim."""
    shelf = desk.shelf(session)
    return answer(DocumentList(documents=shelf.documents(words)))


@routes.get("/documents/{document}", response_model=DocumentPage, tags=["reading"])
def document(document: str, desk: AtDesk, session: Asking) -> Response:
    """One document with its text, its claims, and the words that their readings rest on."""
    return answer(document_page(desk.ledger, document, viewing(session)))


@routes.get("/claims", response_model=ClaimList, tags=["claims"])
def claims(desk: AtDesk, session: Asking, asked: Annotated[AskedPage, Query()]) -> Response:
    """Claims that fit, by day of publication and in the order of their texts; rejected ones only by `status`."""
    shelf = desk.shelf(session)
    if asked.ids is not None:
        ids = [each for each in asked.ids.split(",") if each]
        if len(ids) > MOST_NAMED:
            raise UsageError(f"at most {MOST_NAMED} claims at once")
        named = shelf.named(ids)
        return answer_list("claims", named, len(named))
    found = shelf.find(asked.sought(), offset=asked.offset, limit=asked.limit)
    return answer_list("claims", found.claims, found.total)


@routes.get("/claims/{claim}", response_model=Explained, tags=["claims"])
def claim(claim: str, desk: AtDesk, session: Asking) -> Response:
    """One claim with what made it: rules, words, alternatives, decisions."""
    explanation = explained(desk.ledger, claim, viewing(session))
    return answer(Explained(explanation=explanation, version=explanation.claim.version))


@routes.get("/table", response_model=TableView, tags=["claims"])
def table(request: Request, desk: AtDesk, session: Asking) -> Response:
    """All claims of the ledger in columns, for a page that filters them in its own memory."""
    return compressed(request, desk.table(desk.shelf(session)))


@routes.get("/table/progress", response_model=Making, tags=["claims"])
def progress(desk: AtDesk, _session: Asking) -> Response:
    """How far the table is that is being made: a large ledger that no server has shown yet takes a while."""
    return answer(desk.overview.making)


@routes.get("/table/search", response_model=Found, tags=["claims"])
def search(desk: AtDesk, session: Asking, words: Annotated[str, Query(max_length=500)]) -> Response:
    """The ids, as in the table, of all claims that hold these words; rejected ones too."""
    return answer(Found(ids=desk.shelf(session).with_words(words)))

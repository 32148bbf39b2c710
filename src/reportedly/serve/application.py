"""The application: routes, the form of errors, and the guard before all of it."""

from collections.abc import Mapping

from fastapi import FastAPI
from starlette.types import ASGIApp

from reportedly import __version__
from reportedly.serve import across, deciding, logbook, looking, placing, reading, releasing, settling, signing
from reportedly.serve.desks import Desk
from reportedly.serve.guarding import Bounds, Guard, policy_with
from reportedly.serve.problems import answer_problems
from reportedly.serve.static import Page, load_pages, page_routes

SPOKEN = "/api/openapi.json"
_ABOUT = (
    "Everything that the pages do. A session is opened by the one-time address that `reportedly serve` prints; "
    "requests that change something carry its token in `X-Reportedly-Token`. Nothing here says that something "
    "happened: claims are what documents say that somebody says."
)


def application(desk: Desk, pages: Mapping[str, Page] | None = None) -> FastAPI:
    """The routes over this desk, without the guard."""
    app = FastAPI(
        title="Reportedly", version=__version__, description=_ABOUT, openapi_url=SPOKEN, docs_url=None, redoc_url=None
    )
    app.state.desk = desk
    answer_problems(app)
    for each in (signing, looking, deciding, placing, reading, across, releasing, logbook, settling):
        app.include_router(each.routes)
    app.include_router(page_routes(dict(load_pages() if pages is None else pages)))
    return app


def guarded(app: FastAPI, desk: Desk, bounds: Bounds) -> ASGIApp:
    """The application as it may be reached."""
    return Guard(app, desk.sessions, bounds, lambda: policy_with(desk.preferences().tiles))

"""The built pages: every file is known by its exact name when the server starts, so that no path leads elsewhere."""

import mimetypes
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import Response

from reportedly.serve.problems import Problem, problem

PAGES = Path(__file__).parent / "pages"
FIRST = "index.html"
# Names of files in here hold a hash of their content.
_HASHED = "assets/"
_FOREVER = "public, max-age=31536000, immutable"
_TYPES = {".js": "text/javascript", ".geojson": "application/geo+json", ".pbf": "application/x-protobuf"}
MISSING = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Reportedly</title>"
    "<h1>The pages are not built</h1><p>Run <code>npm ci &amp;&amp; npm run build</code> in the folder "
    "<code>desk</code>, and start <code>reportedly serve</code> again. The interface under <code>/api</code> "
    "works without them."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One built file."""

    body: bytes = field(repr=False)
    media_type: str
    is_hashed: bool


def load_pages(folder: Path = PAGES) -> dict[str, Page]:
    """Every file of the folder by its name; none where nothing was built."""
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    return {name: _page(each, name) for each in files if (name := each.relative_to(folder).as_posix())}


def _page(path: Path, name: str) -> Page:
    """One file with its type."""
    guessed = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_text = guessed.startswith("text/")
    return Page(
        body=path.read_bytes(),
        media_type=f"{guessed}; charset=utf-8" if is_text else guessed,
        is_hashed=name.startswith(_HASHED),
    )


def page_routes(pages: dict[str, Page]) -> APIRouter:
    """The pages, each by its name; any other address without a dot is one of the application's own."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/{name:path}")
    def page(name: str) -> Response:
        """A file, or the application's first page."""
        found = pages.get(name)
        if found is not None:
            headers = {"cache-control": _FOREVER} if found.is_hashed else {}
            return Response(found.body, media_type=found.media_type, headers=headers)
        if "." in name or name.startswith("api/"):
            return problem(404, Problem(error="not_found", message="there is no such page"))
        first = pages.get(FIRST)
        return Response(first.body if first else MISSING, media_type="text/html; charset=utf-8")

    return routes

"""What the pages take answers for is what the server sends: the interfaces of desk/ have the fields of the views."""

import dataclasses
import re
from pathlib import Path

import pytest

from reportedly.assess import counting
from reportedly.protect import (
    control_views,
    descriptors,
    desk_views,
    histories,
    incident_views,
    previews,
    reprint_views,
    source_views,
    views,
)

DESK = Path(__file__).parents[1] / "desk" / "src" / "lib" / "api"
MODULES = (
    counting,
    incident_views,
    control_views,
    reprint_views,
    source_views,
    descriptors,
    previews,
    desk_views,
    histories,
    views,
)
INTERFACE = re.compile(r"export interface (\w+)[^{]*\{\n(.*?)\n\}", re.DOTALL)
FIELD = re.compile(r"^  (\w+)\??:", re.MULTILINE)


def interfaces() -> dict[str, set[str]]:
    """The fields of every interface, by its name."""
    if not DESK.is_dir():
        pytest.skip("desk/ is not here")
    text = "".join((DESK / name).read_text("utf-8") for name in ("models.ts", "answers.ts", "across.ts"))
    return {name: set(FIELD.findall(body)) for name, body in INTERFACE.findall(text)}


def mirrored() -> list[type]:
    """The views that the pages have an interface for."""
    if not DESK.is_dir():
        return []
    known = interfaces()
    # Of two views of one name the later module's is meant: a claim's reason is not an incident's.
    found = {name: each for module in MODULES for name, each in vars(module).items()}
    return [each for name, each in sorted(found.items()) if name in known and dataclasses.is_dataclass(each)]


@pytest.mark.parametrize("view", mirrored(), ids=lambda view: view.__name__)
def test_an_interface_of_the_pages_has_the_fields_of_its_view(view: type) -> None:
    fields = {each.name for each in dataclasses.fields(view)}
    assert interfaces()[view.__name__] == fields


def test_the_views_that_pages_are_made_of_have_interfaces() -> None:
    assert {"ClaimView", "DocumentView", "Explanation", "DocumentPage", "HistoryRow", "IncidentPage"} <= set(
        interfaces()
    )

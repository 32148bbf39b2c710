"""Export: what `protect` released, as files that other programs read."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from reportedly.protect.views import ClaimView

__all__ = ["Exported", "Form", "export"]


class Form(StrEnum):
    """The formats of files."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    GEOJSON = "geojson"
    JSONLD = "jsonld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written.

    Attributes:
        claims: Claims in the file.
        unlocated: Claims in a GeoJSON file without a point, which stand there with an empty geometry.
        unrealised: Claims left off a map since they are intended, feared, predicted or supposed, not said to be so.
    """

    claims: int
    unlocated: int = 0
    unrealised: int = 0


def export(
    claims: Iterable[ClaimView], form: Form, target: BinaryIO, *, hxl: bool = False, unrealised: bool = False
) -> Exported:
    """Write released claims to an open binary file, one after the other in flat memory.

    `hxl` adds the row of HXL tags under the header of a table; `unrealised` puts what is only intended, feared,
    predicted or supposed on a map too.
    """
    if form is Form.CSV:
        from reportedly.export.tables import write_csv

        return Exported(claims=write_csv(claims, target, hxl=hxl))
    if form is Form.XLSX:
        from reportedly.export.spreadsheets import write_xlsx

        return Exported(claims=write_xlsx(claims, target, hxl=hxl))
    if form is Form.JSONL:
        from reportedly.export.tables import write_jsonl

        return Exported(claims=write_jsonl(claims, target))
    if form is Form.JSONLD:
        from reportedly.export.annotations import write_annotations

        return Exported(claims=write_annotations(claims, target))
    from reportedly.export.geo import write_geojson

    tally = write_geojson(claims, target, unrealised=unrealised)
    return Exported(claims=tally.claims, unlocated=tally.unlocated, unrealised=tally.unrealised)

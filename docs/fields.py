"""The reference of fields: `reportedly.report/1` as tables, from the wire types and the records' own words."""

import inspect
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reportedly import records
from reportedly.codec import report_schema

# Which records explain the fields of an object of the format, where its own description does not.
EXPLAINED_BY: Mapping[str, tuple[type, ...]] = {
    "WireActor": (records.ActorMention,),
    "WireAttribution": (records.Attribution,),
    "WireCandidate": (records.Candidate,),
    "WireClaim": (records.Claim,),
    "WireClaimPlace": (records.PlacedAt,),
    "WireClaimTime": (records.DatedTo,),
    "WireControl": (records.Observation,),
    "WireDate": (records.DateCandidate,),
    "WireDocument": (records.Document,),
    "WireIssue": (records.Issue,),
    "WireLink": (records.Holder,),
    "WireParticipant": (records.Participant,),
    "WirePlace": (records.PlaceMention,),
    "WireReason": (records.Reason,),
    "WireReport": (records.Report,),
    "WireTime": (records.TimeMention,),
}
_ATTRIBUTE = re.compile(r"^    (\w+): (.+)$")


def fields_page() -> str:
    """Every object of the format with its fields."""
    schema = json.loads(report_schema())
    lines = [
        "# Fields",
        "",
        "The report record `reportedly.report/1`: one JSON object a line, one line a document. Spans are",
        "`[start, end)` in code points of `document.text`. A field marked * may be absent.",
        "The same as [JSON Schema](report.schema.json).",
        "",
    ]
    for name in _reached(schema, "WireReport"):
        kind = schema["$defs"][name]
        lines += [f"## {_title(name)}", "", _first_line(kind.get("description", "")), ""]
        lines += ["| field | type | meaning |", "|---|---|---|"]
        meanings = _meanings(name, kind)
        for field, shape in kind["properties"].items():
            meaning = meanings.get(field) or _first_line(_described(schema, shape))
            lines.append(_row(field, shape, kind.get("required", ()), meaning))
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def schema_page() -> str:
    """The JSON Schema."""
    return report_schema().decode() + "\n"


def _reached(schema: Mapping[str, Any], name: str, seen: dict[str, None] | None = None) -> dict[str, None]:
    """Objects of the format in the order in which a reader meets them."""
    seen = {} if seen is None else seen
    if name in seen or "properties" not in schema["$defs"][name]:
        return seen
    seen[name] = None
    for shape in schema["$defs"][name]["properties"].values():
        for found in re.findall(r'"#/\$defs/(\w+)"', json.dumps(shape)):
            _reached(schema, found, seen)
    return seen


def _row(field: str, shape: Mapping[str, Any], required: Iterable[str], meaning: str) -> str:
    """One field."""
    absent = "" if field in required or "default" in shape else "*"
    return f"| `{field}`{absent} | {_type(shape)} | {meaning} |".replace("  |", " |")


def _described(schema: Mapping[str, Any], shape: Mapping[str, Any]) -> str:
    """What the type that a field refers to says of itself; empty for plain types and spans."""
    found = re.search(r'"#/\$defs/(\w+)"', json.dumps(shape))
    if found is None or found[1] == "Span":
        return ""
    return str(schema["$defs"][found[1]].get("description", ""))


def _meanings(name: str, kind: Mapping[str, Any]) -> dict[str, str]:
    """What the descriptions say of each field."""
    found: dict[str, str] = {}
    for each in EXPLAINED_BY.get(name, ()):
        found |= dict(_attributes(inspect.getdoc(each) or ""))
    return found | dict(_attributes(inspect.cleandoc(kind.get("description", ""))))


def _attributes(docstring: str) -> Iterator[tuple[str, str]]:
    """The attributes that a docstring describes."""
    for line in docstring.splitlines():
        found = _ATTRIBUTE.match(line)
        if found:
            yield found[1], found[2].replace("|", "\\|")


def _type(shape: Mapping[str, Any]) -> str:
    """The type of a field in words."""
    if "$ref" in shape:
        name = shape["$ref"].rpartition("/")[2]
        if name == "Span":
            return "span"
        return (
            f"[{_title(name)}](#{_anchor(name)})"
            if name.startswith("Wire")
            else f"[{name}](vocabulary.md#{name.lower()})"
        )
    if "anyOf" in shape:
        return " or ".join(dict.fromkeys(_type(each) for each in shape["anyOf"]))
    if shape.get("type") == "array":
        return f"list of {_type(shape['items'])}" if "items" in shape else "list"
    if "const" in shape or "enum" in shape:
        return ", ".join(f"`{each}`" for each in shape.get("enum", [shape.get("const")]))
    return str(shape.get("type", "any"))


def _title(name: str) -> str:
    """The name of an object without our prefix."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name.removeprefix("Wire")).lower().capitalize()


def _anchor(name: str) -> str:
    """The anchor of its heading."""
    return _title(name).lower().replace(" ", "-")


def _first_line(description: str) -> str:
    """The first line of a description."""
    return inspect.cleandoc(description).partition("\n")[0]

"""How the ledger keeps records: plain JSON of the record's own fields, and only by these functions.

The contract of `reportedly.report/1` is for others and stays; this form is for our own tables and moves with the
records. A field added to a record with a default is read from older rows as its default.
"""

import functools
import operator
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar, cast

import msgspec

from reportedly.errors import RecordError
from reportedly.spans import Span

Record = TypeVar("Record")

_decoders: dict[type, msgspec.json.Decoder[Any]] = {}


def pack(record: object) -> bytes:
    """The record as bytes; equal records give equal bytes.

    Raises:
        RecordError: The record holds what JSON cannot hold, such as half of a surrogate pair.
    """
    try:
        return msgspec.json.encode(record)
    except (TypeError, ValueError) as error:
        message = f"a {type(record).__name__} cannot be written: {type(error).__name__}"
        raise RecordError(message) from error


def unpack(packed: bytes, kind: type[Record]) -> Record:
    """The record that `pack` made these bytes from.

    Raises:
        RecordError: The bytes hold no such record.
    """
    try:
        record: Record = _decoder(kind).decode(packed)
    except (msgspec.DecodeError, ValueError) as error:
        message = f"these bytes hold no {kind.__name__}: {type(error).__name__}"
        raise RecordError(message) from error
    return record


def _decoder(kind: type) -> msgspec.json.Decoder[Any]:
    """One decoder for each kind of record, since building it costs more than using it."""
    if kind not in _decoders:
        _decoders[kind] = msgspec.json.Decoder(kind)
    return _decoders[kind]


def masked(record: Record, mask: Callable[[str], str]) -> Record:
    """The record with every text in it passed through `mask`; enumerations, numbers and spans stay."""
    return cast("Record", _walk(record, mask))


def _walk(value: object, mask: Callable[[str], str]) -> object:
    """The same value, its texts masked; what holds no changed text is handed on as it is."""
    if isinstance(value, str):
        return value if isinstance(value, Enum) else mask(value)
    if isinstance(value, tuple):
        if isinstance(value, Span):
            return value
        parts = tuple(_walk(each, mask) for each in value)
        return value if all(map(operator.is_, parts, value)) else parts
    if is_dataclass(value) and not isinstance(value, type):
        return _walk_record(value, mask)
    return value


def _walk_record(record: object, mask: Callable[[str], str]) -> object:
    """The record with its texts masked."""
    changes = {}
    for name in _fields(cast("Hashable", type(record))):
        before = getattr(record, name)
        after = _walk(before, mask)
        if after is not before:
            changes[name] = after
    return replace(record, **changes) if changes else record  # type: ignore[type-var]


@functools.cache
def _fields(kind: Hashable) -> tuple[str, ...]:
    """Names of the fields that a record is made with."""
    return tuple(each.name for each in fields(cast("type[Any]", kind)) if each.init)

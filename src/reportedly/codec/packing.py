"""How the ledger keeps records: plain JSON of the record's own fields, and only by these functions.

The contract of `reportedly.report/1` is for others and stays; this form is for our own tables and moves with the
records. A field added to a record with a default is read from older rows as its default.
"""

from collections.abc import Callable
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
    """The same value, its texts masked."""
    if isinstance(value, Enum | Span):
        return value
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, tuple):
        return tuple(_walk(each, mask) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{each.name: _walk(getattr(value, each.name), mask) for each in fields(value) if each.init}
        )
    return value

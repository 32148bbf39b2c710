"""The only serialisation: reports as `reportedly.report/1`, and records as the ledger keeps them."""

import msgspec

from reportedly.codec.inward import report_of
from reportedly.codec.outward import wired
from reportedly.codec.packing import masked, pack, unpack
from reportedly.codec.wire import SCHEMA, WireReport
from reportedly.errors import RecordError
from reportedly.records import Report

__all__ = ["SCHEMA", "decode_report", "encode_report", "masked", "pack", "report_schema", "unpack"]

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(WireReport)


def encode_report(report: Report) -> bytes:
    """The report as one line of `reportedly.report/1`, UTF-8, without a line end.

    Raises:
        RecordError: The text holds half of a surrogate pair, which UTF-8 cannot say.
    """
    try:
        return _encoder.encode(wired(report))
    except (TypeError, ValueError) as error:
        message = f"the report of {report.document.id} cannot be written: {type(error).__name__}"
        raise RecordError(message) from error


def decode_report(line: bytes | str) -> Report:
    """The report that a line of `reportedly.report/1` holds; `decode_report(encode_report(report)) == report`.

    Raises:
        RecordError: The line is no such record, or an id in it is not the hash of what it names.
    """
    try:
        return report_of(_decoder.decode(line))
    except msgspec.DecodeError as error:
        message = f"the line is no {SCHEMA}: {error}"
        raise RecordError(message) from error
    except (ValueError, IndexError) as error:
        message = f"the line contradicts itself: {type(error).__name__}"
        raise RecordError(message) from error


def report_schema() -> bytes:
    """The JSON Schema of `reportedly.report/1`, generated from its wire types, as a JSON document."""
    schema = msgspec.json.schema(WireReport)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = SCHEMA
    return msgspec.json.format(msgspec.json.encode(schema, order="sorted"), indent=2)

"""Contents that a server compressed for the way, unpacked within a limit."""

import zlib

from reportedly.read.issues import refusal

_GZIP_OR_ZLIB = 47
"""The window size by which zlib tells a gzip from a zlib header by itself."""

_GZIP_MAGIC = b"\x1f\x8b"


def unpacked(content: bytes, encoding: str, limit: int) -> bytes:
    """The content with its compression undone; as it is where somebody has undone it and kept the field.

    Raises:
        SourceError: It unpacks to more than the limit, is damaged, or its compression is not known.
    """
    named = encoding.strip().lower()
    if named in {"", "identity"} or (named in {"gzip", "x-gzip"} and not content.startswith(_GZIP_MAGIC)):
        return content
    if named not in {"gzip", "x-gzip", "deflate"}:
        raise refusal("encoding_of_transfer", f"the content is compressed by {named[:20]!r}, which is not read")
    try:
        result = zlib.decompressobj(_GZIP_OR_ZLIB).decompress(content, limit + 1)
    except zlib.error as error:
        raise refusal("transfer_damaged", "the compressed content is damaged") from error
    if len(result) > limit:
        raise refusal("archive_bomb", "the content unpacks to more than the limit for one document")
    return result

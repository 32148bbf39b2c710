"""Plain text: the document's text is the given text, unchanged."""

from collections.abc import Iterator

from reportedly.read.assembly import Found, acquired, is_known
from reportedly.read.decoding import decoded
from reportedly.read.options import Outcome, Stream, Task
from reportedly.read.streams import whole


def documents(stream: Stream, task: Task) -> Iterator[Outcome]:
    """The one document of a plain text."""
    content = whole(stream, task)
    if is_known(stream.source, content, task):
        return
    got = decoded(content, stream.hints.charset)
    yield acquired(Found(text=got.text, original=content, media_type="text/plain", issues=got.issues), stream, task)

"""Bytes of every format, written by hand, so that the corpus needs no library that reads the same format."""

import gzip
import hashlib
import io
import struct
import tarfile
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
Placed = tuple[float, float, float, str]


def page(body: str, head: str = "", *, language: str = "en", title: str = "") -> bytes:
    """A page."""
    heading = f"<title>{title}</title>" if title else ""
    return f'<!DOCTYPE html>\n<html lang="{language}"><head>{heading}{head}</head><body>{body}</body></html>'.encode()


def paragraphs(*texts: str) -> str:
    """Paragraphs of a page."""
    return "".join(f"<p>{text}</p>" for text in texts)


def pdf(pages: Iterable[Iterable[Placed]], *, info: Mapping[str, str] | None = None, password: str = "") -> bytes:
    """A PDF file; each page is lines of text with left edge, baseline and size in points."""
    contents = [b"".join(_shown(line) for line in lines) for lines in pages]
    return _file(contents, info or {}, password)


def picture_pdf() -> bytes:
    """A PDF file whose only page is a picture."""
    picture = b"q 100 0 0 100 0 0 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\xff\x00 EI Q"
    return _file([picture], {}, "")


def docx(body: str, *, title: str = "", created: str = "") -> bytes:
    """A DOCX file with this XML in its body."""
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        f"<dc:title>{escape(title)}</dc:title><dcterms:created>{created}</dcterms:created></cp:coreProperties>"
    )
    members = {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'.encode(),
        "word/header1.xml": f'<w:hdr xmlns:w="{WORD}">{word_paragraph("Running header")}</w:hdr>'.encode(),
        "docProps/core.xml": core.encode(),
    }
    return zipped(members)


def word_paragraph(text: str) -> str:
    """A paragraph of a DOCX body."""
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip archive, the same bytes every time."""
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return store.getvalue()


def overlapping_zip() -> bytes:
    """A zip archive that lists one member's bytes under many names."""
    content = zipped({"a.txt": b"The same bytes, listed again and again."})
    start = content.index(b"PK\x01\x02")
    stop = content.index(b"PK\x05\x06")
    listed = content[start:stop]
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 50, 50, 50 * len(listed), start, 0)
    return content[:start] + listed * 50 + end


def encrypted_zip() -> bytes:
    """A zip archive whose member says that it is encrypted."""
    content = bytearray(zipped({"secret.txt": b"A report that is locked."}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def tarred(members: Mapping[str, bytes], *, link: str = "") -> bytes:
    """A tar archive; `link` adds a symbolic link of this name."""
    store = io.BytesIO()
    with tarfile.open(fileobj=store, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        if link:
            info = tarfile.TarInfo(link)
            info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(info)
    return store.getvalue()


def packed(content: bytes) -> bytes:
    """A gzip member, the same bytes every time."""
    return gzip.compress(content, mtime=0)


def answer(
    content: bytes, media_type: str = "text/html; charset=utf-8", status: str = "200 OK", **fields: str
) -> bytes:
    """What a server answered."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{more}\r\n".encode() + content


def record(content: bytes, number: int, *, url: str = "", kind: str = "response", day: str = "2020-08-05") -> bytes:
    """A WARC record."""
    target = f"WARC-Target-URI: {url}\r\n" if url else ""
    fields = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:record-{number}>\r\n"
        f"WARC-Date: {day}T10:00:00Z\r\n{target}Content-Length: {len(content)}\r\n\r\n"
    )
    return fields.encode() + content + b"\r\n\r\n"


def rss(*items: str, channel: str = "<title>The Example Post</title><language>en</language>") -> bytes:
    """An RSS feed."""
    content = "".join(f"<item>{item}</item>" for item in items)
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f'<?xml version="1.0"?>\n<rss version="2.0" {space}><channel>{channel}{content}</channel></rss>'.encode()


def atom(*entries: str) -> bytes:
    """An Atom feed."""
    content = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Example Post</title>{content}</feed>'.encode()


def mail(body: str, subject: str = "Report", date: str = "Wed, 15 Nov 2017 08:00:00 +0430") -> bytes:
    """A message of plain text."""
    head = (
        f"From: desk@example.org\r\nTo: you@example.org\r\nSubject: {subject}\r\nDate: {date}\r\nMIME-Version: 1.0\r\n"
    )
    return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}".encode()


def multipart(*parts: bytes, kind: str = "mixed", subject: str = "Report") -> bytes:
    """A message of several parts, each with its own fields."""
    head = (
        f"From: desk@example.org\r\nTo: you@example.org\r\nSubject: {subject}\r\n"
        f"Date: Wed, 15 Nov 2017 08:00:00 +0430\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/{kind}; boundary="edge"\r\n\r\n'
    )
    return head.encode() + b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts) + b"--edge--\r\n"


def part(content: bytes, media_type: str, name: str = "") -> bytes:
    """A part of a message; attached where it has a name."""
    attached = f'Content-Disposition: attachment; filename="{name}"\r\n' if name else ""
    return f"Content-Type: {media_type}\r\n{attached}Content-Transfer-Encoding: 8bit\r\n\r\n".encode() + content


def _shown(line: Placed) -> bytes:
    """The instructions that show a line."""
    left, base, size, text = line
    words = text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return f"BT /F1 {size} Tf {left} {base} Td (".encode() + words + b") Tj ET\n"


def _file(contents: list[bytes], info: Mapping[str, str], password: str) -> bytes:
    """A PDF file of these page contents; with a password, locked by the standard handler of revision 2."""
    identity = hashlib.md5(b"corpus", usedforsecurity=False).digest()
    owner = _rc4(hashlib.md5(PADDING, usedforsecurity=False).digest()[:5], _padded(password))
    key = hashlib.md5(_padded(password) + owner + struct.pack("<i", -4) + identity, usedforsecurity=False).digest()[:5]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", HELVETICA, _info(info)]
    kids = []
    for content in contents:
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        box = f"/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {number + 1} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} >>".encode())
        data = _rc4(_object_key(key, number + 1), content) if password else content
        objects.append(f"<< /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    trailer = f"/Root 1 0 R /Info 4 0 R /ID [<{identity.hex()}> <{identity.hex()}>]"
    if password:
        user = _rc4(key, PADDING)
        lock = f"<< /Filter /Standard /V 1 /R 2 /O <{owner.hex()}> /U <{user.hex()}> /P -4 >>"
        objects.append(lock.encode())
        trailer += f" /Encrypt {len(objects)} 0 R"
    return _with_table(objects, trailer)


def _with_table(objects: list[bytes], trailer: str) -> bytes:
    """The objects with the table of their places."""
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + content + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    out.write(f"trailer\n<< /Size {len(objects) + 1} {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def _info(info: Mapping[str, str]) -> bytes:
    """The dictionary of what a file says of itself."""
    return ("<< " + " ".join(f"/{key} ({value})" for key, value in info.items()) + " >>").encode()


def _padded(password: str) -> bytes:
    """A password as the handler pads it."""
    return (password.encode() + PADDING)[:32]


def _object_key(key: bytes, number: int) -> bytes:
    """The key of one object."""
    return hashlib.md5(key + struct.pack("<I", number)[:3] + b"\x00\x00", usedforsecurity=False).digest()[:10]


def _rc4(key: bytes, content: bytes) -> bytes:
    """The cipher of old PDF files, which says nothing of how safe they are."""
    box = list(range(256))
    other = 0
    for place in range(256):
        other = (other + box[place] + key[place % len(key)]) % 256
        box[place], box[other] = box[other], box[place]
    out, place, other = bytearray(), 0, 0
    for byte in content:
        place = (place + 1) % 256
        other = (other + box[place]) % 256
        box[place], box[other] = box[other], box[place]
        out.append(byte ^ box[(box[place] + box[other]) % 256])
    return bytes(out)

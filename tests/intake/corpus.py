"""Small files made for the project, good and broken, one for each case; `expected.txt` lists what each must read to.

    python tests/intake/corpus.py FOLDER      writes the files, to be looked at or read by hand

Everything in them is fictional, on real places.
"""

import functools
import json
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from intake import builders as make

WORDS = "The mayor of the fictional town of Upper Marmul said on Monday that the road was open."
MORE = "A trader told the reporter that he had seen no armed men on the road since the first snow."
LONG = " ".join([WORDS, MORE] * 3)
RUSSIAN = "Мэр вымышленного посёлка заявил в понедельник, что дорога открыта две недели и рынок откроется до зимы. " * 2
FRENCH = "Le maire de la ville fictive a déclaré lundi que la route était ouverte, d’après un commerçant réputé. " * 2
ARTICLE = f"<article><h1>Road open</h1><p>{LONG}</p><p>{MORE}</p></article>"
ADDRESS = "https://courier.example/2017/11/15/road"


def rows(*values: object) -> bytes:
    """JSON Lines."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode("utf-8", "surrogatepass")


def crawl(*, packed: bool = False) -> list[bytes]:
    """Records of a crawl: what was asked, three pages, a picture and a page that is gone."""
    page = make.page(ARTICLE)
    records = [
        make.record(b"software: none\r\n", 0, kind="warcinfo"),
        make.record(b"GET / HTTP/1.1\r\n\r\n", 1, url=ADDRESS, kind="request"),
        make.record(make.answer(page), 2, url=f"{ADDRESS}-1"),
        make.record(make.answer(page, Content_Encoding="gzip"), 3, url=f"{ADDRESS}-2"),
        make.record(make.answer(make.packed(page), Content_Encoding="gzip"), 4, url=f"{ADDRESS}-3"),
        make.record(make.answer(b"\x89PNG", "image/png"), 5, url="https://courier.example/a.png"),
        make.record(make.answer(page, status="404 Not Found"), 6, url=f"{ADDRESS}-4"),
        make.record(WORDS.encode(), 7, url=f"{ADDRESS}-5", kind="conversion"),
    ]
    return [make.packed(each) for each in records] if packed else records


def chunked(content: bytes) -> bytes:
    """A content in chunks, as servers send it."""
    parts = [content[start : start + 100] for start in range(0, len(content), 100)]
    return b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"


def damaged(content: bytes, start: int, length: int = 20) -> bytes:
    """The content with some bytes overwritten."""
    return content[:start] + b"\x00" * length + content[start + length :]


def lengthened(record: bytes, more: int) -> bytes:
    """A record that says it is longer than it is."""
    head, _, length = record.partition(b"Content-Length: ")
    told, _, rest = length.partition(b"\r\n")
    return head + f"Content-Length: {int(told) + more}\r\n".encode() + rest


def columns() -> bytes:
    """A PDF of two columns under a headline, with running lines, over two pages."""
    left = ["The mayor of the fictional town", "of Upper Marmul said that the", "road to the dis-", "trict was open."]
    right = [
        "A trader told the reporter that",
        "he had seen no armed men on",
        "the road since the first",
        "snow had fallen.",
    ]
    beside = [
        line
        for number, (one, two) in enumerate(zip(left, right, strict=True))
        for line in ((60, 680 - 14 * number, 11, one), (320, 680 - 14 * number, 11, two))
    ]
    running = [(60, 810, 8, "Marmul Courier, 15 November 2017"), (290, 30, 8, "Page 1 of 2")]
    second = [(60, 810, 8, "Marmul Courier, 15 November 2017"), (290, 30, 8, "Page 2 of 2")]
    first_page = [*running, (60, 730, 18, "The road is open, says the mayor of the town"), *beside]
    return make.pdf([first_page, [*second, (60, 700, 11, "The council did not answer.")]])


def simple_pdf(**info: str) -> bytes:
    """A PDF of one page with two paragraphs."""
    lines = [(60, 700, 11, "15 November 2017"), (60, 660, 11, WORDS), (60, 620, 11, MORE)]
    return make.pdf([lines], info=info)


def paragraphs_over_pages() -> bytes:
    """A PDF whose sentence runs over the page."""
    first = [(60, 700, 11, "The mayor said that the road to the")]
    return make.pdf([first, [(60, 700, 11, "fictional town was open and that nobody had been seen.")]])


def deep_zip(depth: int) -> bytes:
    """Archives inside each other."""
    content = make.zipped({"a.txt": WORDS.encode()})
    for _ in range(depth):
        content = make.zipped({"inner.zip": content})
    return content


def laughs(root: str) -> bytes:
    """Entities nested to fill any memory."""
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9)
    )
    doctype = f'<?xml version="1.0"?><!DOCTYPE {root} [{entities}]>'
    return f"{doctype}<{root}><channel><title>&j;</title></channel></{root}>".encode()


# ruff: noqa: PLW0108 - all files are written the same way, short and long
MAKERS: dict[str, Callable[[], bytes]] = {
    # Plain text and its encodings.
    "text/plain.txt": lambda: f"  {WORDS}\r\n\r\n{MORE}\n".encode(),
    "text/no_ending": lambda: WORDS.encode(),
    "text/empty.txt": lambda: b"",
    "text/blank.txt": lambda: b" \n\t\n",
    "text/mark_utf8.txt": lambda: b"\xef\xbb\xbf" + WORDS.encode(),
    "text/utf16.txt": lambda: WORDS.encode("utf-16"),
    "text/utf16_big.txt": lambda: b"\xfe\xff" + WORDS.encode("utf-16-be"),
    "text/utf32.txt": lambda: WORDS.encode("utf-32"),
    "text/windows1251.txt": lambda: RUSSIAN.encode("cp1251"),
    "text/windows1252.txt": lambda: FRENCH.encode("cp1252"),
    "text/cut_in_a_character.txt": lambda: RUSSIAN.encode()[:-3],
    "text/noise.txt": lambda: bytes(range(256)) * 8,
    "text/noise.html": lambda: bytes((number * 73 + 19) % 256 for number in range(3000)),
    "text/null_inside.txt": lambda: WORDS.encode() + b"\x00\x00" + MORE.encode(),
    "text/hidden.txt": lambda: f"{WORDS[:20]}\u200b\u202e{WORDS[20:]}".encode(),
    "text/joiners.txt": lambda: "شهردار گفت که بازار پیش از زمستان باز می‌شود و راه دو هفته است که باز است.".encode(),
    "text/page_called_text.txt": lambda: make.page(ARTICLE),
    "text/picture.png": lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
    "text/word97.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500,
    "text/rich.rtf": lambda: b"{\\rtf1\\ansi The mayor said so.}",
    # JSON Lines and JSON.
    "rows/full.jsonl": lambda: rows(
        {
            "text": f" {WORDS}\n",
            "source": "report-1",
            "title": "Road open",
            "publisher": "Marmul Courier",
            "published": "2017-11-15",
            "url": ADDRESS,
            "language": "en",
        }
    ),
    "rows/neighbours.jsonl": lambda: rows({"text": WORDS}) + b"{bad\n\n" + rows([1], {"body": MORE}, {"text": MORE}),
    "rows/cut.jsonl": lambda: rows({"text": WORDS}, {"text": MORE})[:-20],
    "rows/dates.jsonl": lambda: rows(
        {"text": WORDS, "published": "05/08/2020"},
        {"text": WORDS + " ", "published": "25/08/2020"},
        {"text": WORDS + "  ", "published": "yesterday"},
        {"text": MORE, "published": "2999-01-01"},
        {"text": MORE + " ", "published": "1970-01-01"},
        {"text": MORE + "  ", "published": "2017-11-15T23:30:00-05:00"},
    ),
    "rows/half_pair.jsonl": lambda: b'{"text": "The mayor said \\ud800 and \\u0000 that the road was open."}\n',
    "rows/list.json": lambda: json.dumps([{"text": WORDS}, {"text": MORE}], indent=1).encode(),
    "rows/one.json": lambda: json.dumps({"text": WORDS, "title": "Road open"}, indent=1).encode(),
    "rows/broken.json": lambda: b'[\n{"text": "The mayor said so."},\n{"text": ',
    "rows/strings.json": lambda: b'[\n"one",\n"two"\n]',
    "rows/nested.jsonl": lambda: b"[" * 100_000 + b"\n" + rows({"text": WORDS}),
    # CSV.
    "tables/plain.csv": lambda: f"text,published,title\n{WORDS},2017-11-15,Road\n".encode(),
    "tables/quoted.csv": lambda: b'text;publisher\n"The mayor said ""open"";\nand more.";Courier\n',
    "tables/tabs.tsv": lambda: f"title\ttext\nRoad\t{WORDS}\n".encode(),
    "tables/open_quote.csv": lambda: f'text,title\n"{WORDS},One\n{MORE},Two\n'.encode(),
    "tables/ragged.csv": lambda: f"text,title,url\n{MORE}\n{WORDS},One,,extra\n".encode(),
    "tables/no_text.csv": lambda: b"notes,date\nabc,2017-11-15\n",
    "tables/windows1252.csv": lambda: f"text,title\n{FRENCH.strip().replace(',', ' ')},Route\n".encode("cp1252"),
    "tables/heading_only.csv": lambda: b"text,title\n",
    # Pages; more of them stand in the folder pages.
    "pages/page.html": lambda: make.page(ARTICLE, title="Road open"),
    "pages/wall.html": lambda: make.page(
        "<h1>We value your privacy</h1><p>We and our partners use cookies.</p>", title="Before you go on"
    ),
    "pages/robot_check.html": lambda: make.page("<h1>Are you a robot?</h1><p>Checking your browser.</p>"),
    "pages/script_only.html": lambda: make.page("<div id='app'></div><script>start()</script>"),
    "pages/little.html": lambda: make.page("<article><p>The mayor said so.</p></article>"),
    "pages/deep.html": lambda: b"<html><body>" + b"<div>" * 5_000 + WORDS.encode(),
    "pages/many_elements.html": lambda: b"<html><body>" + b"<i>" * 450_000,
    "pages/many_attributes.html": lambda: (
        b"<html><body><p " + b" ".join(b"a%d=1" % number for number in range(2_000)) + b">x</p>"
    ),
    "pages/declared_1251.html": lambda: (
        f"<html lang='ru'><head><meta charset='windows-1251'></head><body><article><p>{RUSSIAN}</p></article>".encode(
            "cp1251"
        )
    ),
    "pages/wrong_charset.html": lambda: (
        f"<html lang='ru'><head><meta charset='utf-8'></head><body><article><p>{RUSSIAN}</p></article>".encode("cp1251")
    ),
    "pages/xhtml.xhtml": lambda: b'<?xml version="1.0" encoding="utf-8"?>\n' + make.page(ARTICLE),
    "pages/entities.html": lambda: make.page(
        f"<article><p>{LONG} &amp; &lt;so&gt; &eacute;&#8217;&#x2014;</p></article>"
    ),
    "pages/laughs.html": lambda: laughs("html"),
    # PDF.
    "pdf/simple.pdf": lambda: simple_pdf(Title="Road open", CreationDate="D:20200805120000Z"),
    "pdf/columns.pdf": columns,
    "pdf/over_pages.pdf": paragraphs_over_pages,
    "pdf/picture.pdf": make.picture_pdf,
    "pdf/picture_and_words.pdf": lambda: make.pdf([[(60, 700, 11, WORDS)], []]),
    "pdf/locked.pdf": lambda: make.pdf([[(60, 700, 11, WORDS)]], password="word"),  # noqa: S106 - of a test
    "pdf/cut.pdf": lambda: simple_pdf()[:300],
    "pdf/only_a_mark.pdf": lambda: b"%PDF-1.4\n%%EOF\n",
    "pdf/called_text.txt": simple_pdf,
    # DOCX.
    "office/report.docx": lambda: make.docx(
        make.word_paragraph(WORDS) + make.word_paragraph("He & others < agree."),
        title="Road open",
        created="2017-11-15T08:00:00Z",
    ),
    "office/changes.docx": lambda: make.docx(
        "<w:p><w:r><w:t>The road is </w:t></w:r><w:del><w:r><w:delText>closed</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>open</w:t></w:r></w:ins><w:r><w:tab/><w:t>now.</w:t></w:r></w:p>"
    ),
    "office/table.docx": lambda: make.docx(
        f"<w:tbl><w:tr><w:tc>{make.word_paragraph('Kholm')}</w:tc><w:tc>{make.word_paragraph('12')}</w:tc></w:tr></w:tbl>"
    ),
    "office/empty.docx": lambda: make.docx(""),
    "office/laughs.docx": lambda: make.zipped({"word/document.xml": laughs("document")}),
    "office/cut.docx": lambda: make.docx(make.word_paragraph(WORDS))[:200],
    "office/bomb.docx": lambda: make.zipped({"word/document.xml": b"<a>" + b" " * 70_000_000 + b"</a>"}),
    "office/sheet.xlsx": lambda: make.zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}),
    # Mail.
    "mail/plain.eml": lambda: make.mail(f"{WORDS}\r\n\r\n{MORE}\r\n", "=?utf-8?q?Route_d=C3=A9gag=C3=A9e?="),
    "mail/two_forms.eml": lambda: make.multipart(
        make.part(WORDS.encode(), "text/plain; charset=utf-8"),
        make.part(make.page(ARTICLE), "text/html"),
        kind="alternative",
    ),
    "mail/page_only.eml": lambda: make.multipart(make.part(make.page(f"<p>{WORDS}</p><p>{MORE}</p>"), "text/html")),
    "mail/attached.eml": lambda: make.multipart(
        make.part(WORDS.encode(), "text/plain"),
        make.part(MORE.encode(), "text/plain", "note.txt"),
        make.part(b"\x89PNG\r\n", "image/png", "map.png"),
    ),
    "mail/forwarded.eml": lambda: make.multipart(
        make.part(WORDS.encode(), "text/plain"), make.part(make.mail(MORE, "Inside"), "message/rfc822")
    ),
    "mail/no_date.eml": lambda: make.mail(WORDS, date="some day"),
    "mail/cut.eml": lambda: make.multipart(make.part(WORDS.encode(), "text/plain"))[:-14],
    "mail/no_words.eml": lambda: make.mail(""),
    # Feeds.
    "feeds/rss.xml": lambda: make.rss(
        f"<title>Road open</title><link>{ADDRESS}</link><pubDate>Wed, 15 Nov 2017 08:00:00 GMT</pubDate>"
        f"<content:encoded><![CDATA[<p>{LONG}</p><p>{MORE}</p>]]></content:encoded>",
        f"<title>Flour &amp;amp; snow</title><guid>item-2</guid><description>&lt;p&gt;{MORE}&lt;/p&gt;</description>",
    ),
    "feeds/atom.xml": lambda: make.atom(
        f"<title>Road open</title><id>tag:1</id><link href='{ADDRESS}'/><published>2017-11-15T08:00:00Z</published>"
        f"<updated>2018-01-01T00:00:00Z</updated><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{LONG}"
        f"</p><p>{MORE}</p></div></content>"
    ),
    "feeds/rdf.xml": lambda: (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Courier</title></channel><item><title>Road</title>'
        f"<link>{ADDRESS}</link><dc:date>2017-11-15</dc:date><description>{MORE}</description></item></rdf:RDF>"
    ).encode(),
    "feeds/is_a_page.rss": lambda: make.page(ARTICLE),
    "feeds/no_items.xml": lambda: make.rss(),
    "feeds/cut.xml": lambda: make.rss(f"<description>{WORDS}</description>", f"<description>{MORE}</description>")[
        :-90
    ],
    "feeds/bare_ampersand.xml": lambda: make.rss(
        f"<description>Salt & flour. {WORDS}</description>", f"<title>{MORE}</title>"
    ),
    "feeds/stray_end.xml": lambda: make.rss(
        f"<guid>1</guid><description>{WORDS}</description></channel></b>",
        f"<guid>2</guid><description>{MORE}</description>",
    ),
    "feeds/item_without_end.xml": lambda: make.rss(
        f"<guid>1</guid><description>{WORDS}</description><item><guid>2</guid><description>{MORE}</description>"
    ),
    "feeds/items_in_raw_characters.xml": lambda: make.rss(
        f"<guid>1</guid><content:encoded><![CDATA[<p>{LONG}</p><p>An &lt;/item&gt; or </item> is no end.</p>]]>"
        "</content:encoded>"
    ),
    "feeds/undeclared.xml": lambda: make.rss(
        f"<foo:bar>x</foo:bar><description>Salt&nbsp;and flour. {WORDS}</description>"
    ),
    "feeds/windows1251.xml": lambda: (
        "<?xml version='1.0' encoding='windows-1251'?><rss><channel><title>Вестник</title><item><description>"
        f"{RUSSIAN}</description></item></channel></rss>"
    ).encode("cp1251"),
    "feeds/sixteen_bits.xml": lambda: make.rss(f"<description>{WORDS}</description>").decode().encode("utf-16"),
    "feeds/laughs.xml": lambda: laughs("rss"),
    "feeds/wrong_date.xml": lambda: make.rss(f"<description>{WORDS}</description><pubDate>yesterday</pubDate>"),
    "feeds/sitemap.xml": lambda: b"<?xml version='1.0'?><urlset><url><loc>https://x.example/</loc></url></urlset>",
    # WARC.
    "warc/crawl.warc": lambda: b"".join(crawl()),
    "warc/crawl.warc.gz": lambda: b"".join(crawl(packed=True)),
    "warc/cut.warc": lambda: b"".join(crawl()[:4])[:-100],
    "warc/cut.warc.gz": lambda: b"".join(crawl(packed=True)[:4])[:-60],
    "warc/damaged.warc.gz": lambda: damaged(b"".join(crawl(packed=True)[2:5]), 600),
    "warc/damaged_first.warc.gz": lambda: damaged(b"".join(crawl(packed=True)[2:4]), 40),
    "warc/junk_between.warc": lambda: crawl()[2] + b"no record\r\nat all\r\n" + crawl()[7],
    "warc/no_length.warc": lambda: b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + crawl()[7],
    "warc/length_too_long.warc": lambda: lengthened(crawl()[2], 400) + crawl()[7] + crawl()[3],
    "warc/length_far_too_long.warc": lambda: lengthened(crawl()[2], 900_000_000) + crawl()[7],
    "warc/length_too_short.warc": lambda: lengthened(crawl()[2], -50) + crawl()[7],
    "warc/chunked.warc": lambda: make.record(
        make.answer(chunked(make.page(ARTICLE)), Transfer_Encoding="chunked"), 1, url=ADDRESS
    ),
    "warc/brotli.warc": lambda: (
        make.record(make.answer(b"\x0b\x02\x80", Content_Encoding="br"), 1, url=ADDRESS) + crawl()[7]
    ),
    # Archives.
    "archives/folder.zip": lambda: make.zipped(
        {"a.txt": WORDS.encode(), "b/page.html": make.page(ARTICLE), "__MACOSX/._a.txt": b"x", "b/.hidden": b"x"}
    ),
    "archives/zip_in_zip.zip": lambda: deep_zip(1),
    "archives/too_deep.zip": lambda: deep_zip(5),
    "archives/bomb.zip": lambda: make.zipped({"a.txt": b"a" * 20_000_000, "b.txt": WORDS.encode()}),
    "archives/overlapping.zip": make.overlapping_zip,
    "archives/locked.zip": make.encrypted_zip,
    "archives/tricks.zip": lambda: make.zipped(
        {
            "../evil.txt": b"x",
            "/etc/evil.txt": b"x",
            "C:/evil.txt": b"x",
            "a\\..\\..\\evil.txt": b"x",
            "good.txt": WORDS.encode(),
        }
    ),
    "archives/cut.zip": lambda: make.zipped({"a.txt": WORDS.encode()})[:-30],
    "archives/damaged_member.zip": lambda: damaged(
        make.zipped({"a.txt": LONG.encode(), "b.txt": MORE.encode()}), 45, 8
    ),
    "archives/plain.tar": lambda: make.tarred({"a.txt": WORDS.encode()}, link="link.txt"),
    "archives/plain.tgz": lambda: make.packed(make.tarred({"a.txt": WORDS.encode()})),
    "archives/cut.tar": lambda: make.tarred({"a.txt": WORDS.encode(), "b.txt": MORE.encode()})[:1200],
    "archives/report.txt.gz": lambda: make.packed(WORDS.encode()),
    "archives/cut.txt.gz": lambda: make.packed(LONG.encode())[:-12],
    "archives/bomb.txt.gz": lambda: make.packed(b"a" * 20_000_000),
    "archives/rows.jsonl.gz": lambda: make.packed(rows({"text": WORDS}, {"text": MORE})),
    "archives/empty.zip": lambda: make.zipped({}),
}
"""The files by name, each made when it is asked for."""


@functools.cache
def content_of(name: str) -> bytes:
    """The bytes of one file."""
    return MAKERS[name]()


def main(folder: Path) -> None:
    """Write the files."""
    for name in MAKERS:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content_of(name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

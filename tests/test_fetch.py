"""Fetching: what is refused, what is followed, and that the connection goes where the check was made."""

import functools
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reportedly.errors import FetchError
from reportedly.fetch import AGENT, FetchLimits, Network, fetch, fetched, is_public, watch
from reportedly.read import Hooks, Overrides
from reportedly.records import Acquired, Issue

LOCAL = "127.0.0.1"
PAGE = (
    b"<html lang='en'><head><title>Calm in the valley</title></head><body><article><h1>Calm in the valley</h1>"
    b"<p>The mayor of the fictional town said on Monday that the valley had been calm for two weeks, and that the "
    b"market would open again.</p><p>A trader told the reporter that he had seen no fighters on the road.</p></article>"
    b"</body></html>"
)


@dataclass(slots=True)
class Site:
    """A server of the test: what it answers by path, and what it was asked."""

    port: int = 0
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    slow: set[str] = field(default_factory=set)

    def address(self, path: str, host: str = "news.test") -> str:
        return f"http://{host}:{self.port}{path}"


class Handler(BaseHTTPRequestHandler):
    def __init__(self, site: Site, *rest: object) -> None:
        self.site = site
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.site.asked.append((path, {name.lower(): value for name, value in self.headers.items()}))
        status, fields, content = self.site.answers.get(path, (404, {}, b"nothing here"))
        if fields.get("ETag") and self.headers.get("If-None-Match") == fields["ETag"]:
            status, content = 304, b""
        self.send_response(status)
        for name, value in fields.items():
            self.send_header(name, value)
        self.end_headers()
        for start in range(0, len(content), 4096):
            self.wfile.write(content[start : start + 4096])
            if path in self.site.slow:
                self.wfile.flush()
                time.sleep(0.2)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    server = ThreadingHTTPServer((LOCAL, 0), functools.partial(Handler, served))
    server.daemon_threads = True
    served.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield served
    server.shutdown()
    server.server_close()
    thread.join()


def resolves(**hosts: str | tuple[str, ...]) -> Callable[[str, int], tuple[str, ...]]:
    known = {name.replace("_", "."): given for name, given in hosts.items()}

    def resolve(host: str, port: int) -> tuple[str, ...]:
        del port
        if host not in known:
            raise OSError(host)
        found = known[host]
        return (found,) if isinstance(found, str) else found

    return resolve


OPEN = Network(resolve=resolves(news_test=LOCAL, other_test=LOCAL), allowed=frozenset({LOCAL}))


def code_of(address: str, network: Network = OPEN, limits: FetchLimits = FetchLimits()) -> str:  # noqa: B008 - frozen
    with pytest.raises(FetchError) as raised:
        fetch(address, limits, network)
    assert raised.value.remedy
    return raised.value.code


def test_a_page_is_fetched_and_read_with_its_address(site: Site) -> None:
    site.answers["/2017/11/15/calm"] = (
        200,
        {"Content-Type": "text/html; charset=utf-8", "Last-Modified": "Wed, 05 Aug 2020 10:00:00 GMT"},
        PAGE,
    )
    address = site.address("/2017/11/15/calm")
    (outcome,) = fetched(address, Overrides(today="2020-08-05"), network=OPEN)
    assert isinstance(outcome, Acquired)
    assert outcome.document.source == outcome.document.url == address
    assert outcome.document.published == "2017-11-15"
    assert [(each.value, each.usable) for each in outcome.document.dates] == [
        ("2017-11-15", True),
        ("2020-08-05", False),
    ]
    assert outcome.original == PAGE


def test_the_server_is_told_honestly_who_asks_and_for_which_host(site: Site) -> None:
    site.answers["/a"] = (200, {"Content-Type": "text/plain"}, b"Words.")
    fetch(site.address("/a"), network=OPEN)
    path, fields = site.asked[-1]
    assert (path, fields["user-agent"], fields["host"]) == ("/a", AGENT, f"news.test:{site.port}")
    assert "cookie" not in fields


def test_a_failure_is_an_issue_and_not_an_error(site: Site) -> None:
    (outcome,) = fetched(site.address("/missing"), network=OPEN)
    assert isinstance(outcome, Issue)
    assert (outcome.code, outcome.stage, outcome.source) == ("fetch_status", "fetch", site.address("/missing"))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "2002:7f00:0001::",
        "2002:0a00:0001::1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::a00:1",
        "2001:0:7f00:1::",
        "no address",
    ],
)
def test_a_private_address_is_seen_however_it_is_wrapped(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "2002:808:808::1"]
)
def test_a_public_address_is_let_through(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("numeric", [LOCAL, "10.0.0.1", "64:ff9b::7f00:1", "::ffff:169.254.169.254"])
def test_a_name_that_resolves_into_a_private_network_is_refused(numeric: str) -> None:
    assert code_of("http://news.test/", Network(resolve=resolves(news_test=numeric))) == "address_private"


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    network = Network(resolve=resolves(news_test=("93.184.216.34", "192.168.0.1")))
    assert code_of("http://news.test/", network) == "address_private"


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://[::ffff:7f00:1]/",
    ],
)
def test_spellings_of_this_machine_are_refused(address: str) -> None:
    assert code_of(address, Network()) == "address_private"


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://news.test/", "http://user:word@news.test/", "http://", "http://[::1", "gopher:x"],
)
def test_what_is_no_address_of_the_web_is_refused(address: str) -> None:
    assert code_of(address) == "address_refused"


def test_an_unknown_name_is_told() -> None:
    assert code_of("http://nowhere.test/") == "address_unresolved"


def test_a_redirect_into_a_private_network_is_refused(site: Site) -> None:
    site.answers["/a"] = (302, {"Location": "http://inside.test/secret"}, b"")
    network = Network(resolve=resolves(news_test=LOCAL, inside_test="10.0.0.1"), allowed=OPEN.allowed)
    assert code_of(site.address("/a"), network) == "address_private"


def test_a_redirect_to_another_scheme_is_refused(site: Site) -> None:
    site.answers["/a"] = (302, {"Location": "file:///etc/passwd"}, b"")
    assert code_of(site.address("/a")) == "address_refused"


def test_a_redirect_is_followed_and_the_end_is_told(site: Site) -> None:
    site.answers["/a"] = (301, {"Location": "/b"}, b"")
    site.answers["/b"] = (200, {"Content-Type": "text/plain"}, b"Words.")
    answer = fetch(site.address("/a"), network=OPEN)
    assert (answer.address, answer.final) == (site.address("/a"), site.address("/b"))


def test_redirects_in_a_circle_end(site: Site) -> None:
    site.answers["/a"] = (302, {"Location": "/a"}, b"")
    assert code_of(site.address("/a")) == "fetch_redirects"


def test_the_name_is_resolved_once_for_each_visit_and_the_checked_address_is_visited(site: Site) -> None:
    """A name that resolves to a public address for the check and to this machine for the visit gains nothing."""
    site.answers["/a"] = (200, {"Content-Type": "text/plain"}, b"Words.")
    asked: list[str] = []

    def resolve(host: str, port: int) -> tuple[str, ...]:
        del port
        asked.append(host)
        return (LOCAL,)

    fetch(site.address("/a"), network=Network(resolve=resolve, allowed=OPEN.allowed))
    assert asked == ["news.test"] * 2  # once for robots.txt, once for the page: never a second time by the connection


def test_an_answer_that_is_too_large_is_cut_off(site: Site) -> None:
    site.answers["/a"] = (200, {"Content-Type": "text/plain"}, b"x" * 100_000)
    assert code_of(site.address("/a"), limits=FetchLimits(size=10_000)) == "fetch_too_large"


def test_an_answer_that_unpacks_to_too_much_is_refused(site: Site) -> None:
    site.answers["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 1_000_000))
    assert code_of(site.address("/a"), limits=FetchLimits(size=100_000)) == "archive_bomb"


def test_a_compressed_answer_is_unpacked(site: Site) -> None:
    site.answers["/a"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"Words."))
    assert fetch(site.address("/a"), network=OPEN).content == b"Words."


def test_a_server_that_drips_is_left(site: Site) -> None:
    site.answers["/a"] = (200, {"Content-Type": "text/plain"}, b"x" * 400_000)
    site.slow.add("/a")
    assert code_of(site.address("/a"), limits=FetchLimits(seconds=0.5)) == "fetch_slow"


def test_a_closed_door_is_told() -> None:
    network = Network(resolve=resolves(news_test=LOCAL), allowed=OPEN.allowed)
    assert code_of("http://news.test:1/", network) == "fetch_failed"


def test_robots_are_heeded(site: Site) -> None:
    site.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, b"User-agent: *\nDisallow: /private\n")
    site.answers["/private/a"] = (200, {"Content-Type": "text/plain"}, b"Words.")
    site.answers["/a"] = (200, {"Content-Type": "text/plain"}, b"Words.")
    assert code_of(site.address("/private/a")) == "robots_refused"
    assert "/private/a" not in [path for path, _ in site.asked]
    assert fetch(site.address("/a"), network=OPEN).content == b"Words."


def test_robots_can_speak_to_us_by_name(site: Site) -> None:
    rules = b"User-agent: Reportedly\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    site.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, rules)
    assert code_of(site.address("/a")) == "robots_refused"


def test_a_site_whose_robots_fail_is_left_alone(site: Site) -> None:
    site.answers["/robots.txt"] = (503, {}, b"")
    assert code_of(site.address("/a")) == "fetch_status"


def feed(*titles: str) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><guid>{title}</guid><description>The mayor of the fictional town said so in "
        f"item {title}.</description></item>"
        for title in titles
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Post</title>{items}</channel></rss>".encode()


def rounds(*changes: Callable[[], object]) -> Callable[[], bool]:
    """What happens between rounds, after which the watch is over."""
    waiting = list(changes)

    def wait() -> bool:
        if waiting:
            waiting.pop(0)()
            return True
        return False

    return wait


def titles_of(outcomes: Iterator[Acquired | Issue]) -> list[str | None]:
    return [each.document.title if isinstance(each, Acquired) else each.code for each in outcomes]


def put(site: Site, content: bytes, status: int = 200, **fields: str) -> Callable[[], object]:
    def change() -> None:
        site.answers["/feed"] = (status, {"Content-Type": "application/rss+xml", **fields}, content)

    return change


def test_watching_gives_each_item_once(site: Site) -> None:
    put(site, feed("one", "two"))()
    wait = rounds(put(site, feed("one", "two")), put(site, feed("two", "three")))
    news = watch([site.address("/feed")], Overrides(), hooks=Hooks(), wait=wait, network=OPEN)
    assert titles_of(news) == ["one", "two", "three"]


def test_watching_leaves_out_what_is_in_already(site: Site) -> None:
    put(site, feed("one", "two"))()
    hooks = Hooks(known=lambda source, _: source.endswith("#one"))
    news = watch([site.address("/feed")], Overrides(), hooks=hooks, wait=lambda: False, network=OPEN)
    assert titles_of(news) == ["two"]


def test_watching_asks_only_for_what_has_changed(site: Site) -> None:
    put(site, feed("one"), ETag='"1"')()
    news = watch([site.address("/feed")], Overrides(), hooks=Hooks(), wait=rounds(lambda: None), network=OPEN)
    assert titles_of(news) == ["one"]
    assert site.asked[-1][1]["if-none-match"] == '"1"'


def test_watching_tells_a_failure_once_and_goes_on(site: Site) -> None:
    down = put(site, b"", 503)
    down()
    wait = rounds(down, put(site, feed("one")), down)
    news = watch([site.address("/feed")], Overrides(), hooks=Hooks(), wait=wait, network=OPEN)
    assert titles_of(news) == ["fetch_status", "one", "fetch_status"]


def test_one_dead_feed_does_not_stop_the_others(site: Site) -> None:
    put(site, feed("one"))()
    feeds = ["http://nowhere.test/feed", site.address("/feed")]
    news = watch(feeds, Overrides(), hooks=Hooks(), wait=lambda: False, network=OPEN)
    assert titles_of(news) == ["address_unresolved", "one"]


def test_a_page_in_place_of_a_feed_is_told(site: Site) -> None:
    site.answers["/feed"] = (200, {"Content-Type": "text/html"}, PAGE)
    news = watch([site.address("/feed")], Overrides(), hooks=Hooks(), wait=lambda: False, network=OPEN)
    assert titles_of(news) == ["feed_is_page"]

"""Fetching an address that the user named: the one place that opens a connection to the outside.

Nothing is fetched but what was named and what it redirects to. Every address is resolved first, each result is checked
to be on the public internet, and the connection goes to the very address that was checked, so that a name which
resolves anew to another address gains nothing. Redirects pass through the same check. No cookie is kept.
"""

import io
import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from urllib.parse import urljoin, urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

import httpx

from reportedly import __version__
from reportedly.errors import FetchError, SourceError
from reportedly.read import Hooks, Outcome, Overrides, read
from reportedly.read.dates import find_day
from reportedly.read.dispatch import documents
from reportedly.read.issues import remedy_of
from reportedly.read.options import Hints, Task
from reportedly.read.unpacking import unpacked
from reportedly.records import DateCandidate, Issue
from reportedly.vocabulary import DateOrigin, Stage

AGENT = f"Reportedly/{__version__} (reads only what its user names)"
ROBOT = "Reportedly"
"""The name by which a site's robots.txt can speak to us."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], tuple[str, ...]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOCAL_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")
"""Translates into private networks by its purpose (RFC 8215); Python before 3.12.4 calls it global."""

_COMPATIBLE = ipaddress.ip_network("::/96")
_ROBOTS_BYTES = 512_000
_MOVED = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_NOT_MODIFIED = 304
_OK = 200
_SERVER_FAILS = 500


def resolved(host: str, port: int) -> tuple[str, ...]:
    """The numeric addresses of a host, as the system knows them.

    Raises:
        OSError: The name is not known.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How much one address may ask for.

    Attributes:
        size: Bytes of the answer, packed and unpacked.
        seconds: Seconds from the first connection to the last byte, redirects included.
        redirects: How often the address may move.
    """

    size: int = 64 << 20
    seconds: float = 60.0
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """How names become addresses, and which private addresses may be visited all the same.

    Attributes:
        allowed: Numeric addresses that are visited though not public; empty but in tests and on closed networks.
    """

    resolve: Resolver = resolved
    allowed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server answered.

    Attributes:
        address: As the user named it.
        final: Where it led in the end.
        modified: The day of Last-Modified, ISO 8601.
        tag: The ETag, by which the server can say later that nothing has changed.
    """

    address: str
    final: str
    status: int
    content: bytes = field(repr=False)
    media_type: str | None = None
    charset: str | None = None
    modified: str | None = None
    tag: str | None = None


WEB = Network()
USUAL = FetchLimits()
NOTHING_SAID = Overrides()
NOBODY_ASKS = Hooks()


def fetch(address: str, limits: FetchLimits = USUAL, network: Network = WEB, *, tag: str | None = None) -> Fetched:
    """What the server behind an address answers; with the `tag` of an earlier answer, status 304 where nothing changed.

    Raises:
        FetchError: The address was refused, did not answer in time or in size, or its site asks not to be read.
    """
    end = time.monotonic() + limits.seconds
    current = address
    with httpx.Client(trust_env=False, follow_redirects=False, timeout=min(15.0, limits.seconds)) as client:
        visit = _Visit(client=client, limits=limits, network=network, end=end)
        for _ in range(limits.redirects + 1):
            _check_robots(current, visit)
            answer = _asked(current, visit, tag)
            if answer.status not in _MOVED:
                return _accepted(replace(answer, address=address))
            current = _joined(current, answer.final)
    raise _refusal("fetch_redirects", f"it redirects more than {limits.redirects} times")


def fetched(
    address: str,
    options: Overrides = NOTHING_SAID,
    limits: FetchLimits = USUAL,
    network: Network = WEB,
    *,
    hooks: Hooks = NOBODY_ASKS,
) -> Iterator[Outcome]:
    """The documents and issues behind an address, as `read` gives them for a file."""
    try:
        answer = fetch(address, limits, network)
    except FetchError as error:
        yield as_issue(error, address)
        return
    yield from _read(answer, Task(overrides=options, hooks=hooks))


def watch(
    feeds: Iterable[str], options: Overrides, *, hooks: Hooks, wait: Callable[[], bool], network: Network = WEB
) -> Iterator[Outcome]:
    """New items of feeds, round after round, until `wait`, which is called between rounds, says to stop by False.

    `hooks.known` tells by source and hash whether an item is in already; items given once are not given again. A feed
    that fails the same way as in the round before is not told again. A feed may be a file too.
    """
    watched = [_Watched(feed=feed) for feed in feeds]
    while True:
        for each in watched:
            yield from each.news(options, hooks, network)
        if not wait():
            return


def as_issue(error: FetchError, address: str) -> Issue:
    """The row for an address that was not fetched."""
    message = f"{address}: {error}"
    return Issue(code=error.code, stage=Stage.FETCH, message=message, remedy=error.remedy, source=address)


def is_public(address: str) -> bool:
    """Whether a numeric address is on the public internet, whatever other address is wrapped in it."""
    try:
        outer = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    reached = (outer, *_wrapped(outer))
    return outer not in _LOCAL_NAT64 and all(each.is_global and not each.is_multicast for each in reached)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Visit:
    """One visit to a server: what it may use, and when it must be over."""

    client: httpx.Client
    limits: FetchLimits
    network: Network
    end: float


@dataclass(slots=True, kw_only=True)
class _Watched:
    """One feed under watch: what the last round of it knew."""

    feed: str
    tag: str | None = None
    given: frozenset[str] = frozenset()
    failure: str | None = None

    def news(self, options: Overrides, hooks: Hooks, network: Network) -> Iterator[Outcome]:
        """The items that are new since the last round, and a failure that is."""
        met: set[str] = set()
        inner = replace(hooks, known=lambda source, digest: self._is_old(source, digest, met, hooks))
        failures = set()
        for outcome in self._outcomes(options, inner, network):
            if isinstance(outcome, Issue):
                failures.add(outcome.code)
                if outcome.code != self.failure:
                    yield outcome
            else:
                yield outcome
        self.failure = min(failures, default=None)
        self.given = frozenset(met) or self.given

    def _is_old(self, source: str, digest: str, met: set[str], hooks: Hooks) -> bool:
        """Whether an item was given before or is in already."""
        key = f"{source} {digest}"
        met.add(key)
        return key in self.given or hooks.known(source, digest)

    def _outcomes(self, options: Overrides, hooks: Hooks, network: Network) -> Iterator[Outcome]:
        """What the feed holds now; nothing where the server says that nothing has changed."""
        if "://" not in self.feed:
            yield from read(self.feed, options, hooks=hooks)
            return
        try:
            answer = fetch(self.feed, network=network, tag=self.tag)
        except FetchError as error:
            yield as_issue(error, self.feed)
            return
        if answer.status != _NOT_MODIFIED:
            self.tag = answer.tag
            # Whatever the server calls it, a feed was meant: a page in its place is told as one.
            expected = replace(answer, media_type="application/rss+xml")
            yield from _read(expected, Task(overrides=options, hooks=hooks))


def _read(answer: Fetched, task: Task) -> Iterator[Outcome]:
    """The documents and issues of an answer."""
    dates = (DateCandidate(value=answer.modified, origin=DateOrigin.HTTP),) if answer.modified else ()
    hints = Hints(
        name=urlsplit(answer.final).path,
        media_type=answer.media_type,
        charset=answer.charset,
        url=answer.final,
        dates=dates,
        read_on=task.overrides.today,
    )
    yield from documents(io.BytesIO(answer.content), answer.address, task, hints)


def _asked(address: str, visit: _Visit, tag: str | None = None) -> Fetched:
    """One answer, redirects not followed: then `final` is the place that the server points to.

    Raises:
        FetchError: The address was refused, or did not answer in time or in size.
    """
    request = _request(address, visit, tag)
    try:
        answer = visit.client.send(request, stream=True)
        try:
            content = _body(answer, visit) if answer.status_code not in _MOVED else b""
        finally:
            answer.close()
    except httpx.TimeoutException as error:
        raise _refusal("fetch_slow", "the server took too long") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise _refusal("fetch_failed", f"the connection failed ({type(error).__name__})") from error
    return _answer(address, answer, content)


def _request(address: str, visit: _Visit, tag: str | None) -> httpx.Request:
    """A request that goes to the checked numeric address, and names the host to the server and its certificate.

    Raises:
        FetchError: The address was refused.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise _refusal("address_refused", "it is no address of the web") from error
    if parts.scheme not in _PORTS or not host or parts.username is not None or parts.password is not None:
        raise _refusal("address_refused", "it is no address of the web, or carries a user name")
    name = _ascii(host)
    numeric = _checked(name, port, visit.network)
    netloc = f"[{numeric}]:{port}" if ":" in numeric else f"{numeric}:{port}"
    target = urlunsplit((parts.scheme, netloc, parts.path or "/", parts.query, ""))
    headers = {"Host": _host_field(name, port, parts.scheme), "User-Agent": AGENT, "Accept-Encoding": "gzip"}
    if tag is not None:
        headers["If-None-Match"] = tag
    return visit.client.build_request("GET", target, headers=headers, extensions={"sni_hostname": name})


def _joined(base: str, target: str) -> str:
    """The address that a target means when it stands at another one.

    Raises:
        FetchError: It is none.
    """
    try:
        return urljoin(base, target)
    except ValueError as error:
        raise _refusal("address_refused", "it is no address of the web") from error


def _ascii(host: str) -> str:
    """A host name as the network writes it.

    Raises:
        FetchError: It is no host name.
    """
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise _refusal("address_refused", "the name of the host is none") from error


def _host_field(name: str, port: int, scheme: str) -> str:
    """The host as the server expects it, with the port where that is not the usual one."""
    shown = f"[{name}]" if ":" in name else name
    return shown if port == _PORTS[scheme] else f"{shown}:{port}"


def _checked(host: str, port: int, network: Network) -> str:
    """One numeric address of a host, all of which are public.

    Raises:
        FetchError: The name is not known, or one of its addresses is not public.
    """
    try:
        found = network.resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise _refusal("address_unresolved", "the name of the host is not known") from error
    if not found:
        raise _refusal("address_unresolved", "the name of the host is not known")
    for each in found:
        if each not in network.allowed and not is_public(each):
            raise _refusal("address_private", "it leads into a private network or to this machine")
    return found[0]


def _wrapped(outer: Address) -> tuple[Address, ...]:
    """The IPv4 addresses that an IPv6 address carries: mapped, compatible, 6to4, Teredo and NAT64."""
    if isinstance(outer, ipaddress.IPv4Address):
        return ()
    inner: list[Address | None] = [outer.ipv4_mapped, outer.sixtofour, *(outer.teredo or ())]
    if outer in _NAT64 or outer in _COMPATIBLE:
        inner.append(ipaddress.IPv4Address(int(outer) & 0xFFFFFFFF))
    return tuple(each for each in inner if each is not None)


def _body(answer: httpx.Response, visit: _Visit) -> bytes:
    """The content as it came over the wire, within the limits of size and time.

    Raises:
        FetchError: It is larger, or takes longer.
    """
    parts: list[bytes] = []
    size = 0
    for chunk in answer.iter_raw():
        size += len(chunk)
        if size > visit.limits.size:
            raise _refusal("fetch_too_large", f"the answer is larger than {visit.limits.size:,} bytes")
        if time.monotonic() > visit.end:
            raise _refusal("fetch_slow", f"the answer took longer than {visit.limits.seconds:g} seconds")
        parts.append(chunk)
    try:
        return unpacked(b"".join(parts), answer.headers.get("content-encoding", ""), visit.limits.size)
    except SourceError as error:
        raise FetchError(str(error), code=error.code, remedy=error.remedy) from error


def _answer(address: str, answer: httpx.Response, content: bytes) -> Fetched:
    """The answer as a record."""
    kind = Message()
    kind["content-type"] = answer.headers.get("content-type", "")
    charset = kind.get_param("charset")
    return Fetched(
        address=address,
        final=answer.headers.get("location", address) if answer.status_code in _MOVED else address,
        status=answer.status_code,
        content=content,
        media_type=answer.headers.get("content-type", "").partition(";")[0].strip().lower() or None,
        charset=charset if isinstance(charset, str) else None,
        modified=find_day(answer.headers.get("last-modified", "")),
        tag=answer.headers.get("etag"),
    )


def _accepted(answer: Fetched) -> Fetched:
    """The answer, if it is one.

    Raises:
        FetchError: The server answered that it cannot give the page.
    """
    if answer.status not in {_OK, _NOT_MODIFIED}:
        raise _refusal("fetch_status", f"the server answered {answer.status}")
    return answer


def _check_robots(address: str, visit: _Visit) -> None:
    """Heed the site's robots.txt: none, or one that is refused to us, allows everything (RFC 9309).

    Raises:
        FetchError: It asks us not to fetch this address, or the server failed when asked for it.
    """
    inner = replace(visit, limits=replace(visit.limits, size=_ROBOTS_BYTES))
    answer = _asked(_joined(address, "/robots.txt"), inner)
    for _ in range(visit.limits.redirects):
        if answer.status in _MOVED:
            answer = _asked(_joined(answer.address, answer.final), inner)
    if answer.status >= _SERVER_FAILS:
        raise _refusal("fetch_status", f"the server answered {answer.status} when asked for its robots.txt")
    if answer.status != _OK:
        return
    rules = RobotFileParser()
    rules.parse(answer.content.decode("utf-8", "replace").splitlines())
    if not rules.can_fetch(ROBOT, address):
        raise _refusal("robots_refused", "the site asks programs not to fetch it")


def _refusal(code: str, message: str) -> FetchError:
    """The error for an address that is not fetched, with the documented remedy of its code."""
    return FetchError(message, code=code, remedy=remedy_of(code))

"""What stands before every request: whom the server answers, from where, with which token, and how much it takes."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.records import Tiles
from reportedly.serve.sessions import TOKEN_HEADER, Sessions, has_token

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
# No script, style, picture or connection but our own, no frame around us, and nothing inline. MapLibre draws its
# markers from data: and blob: pictures, and its worker is a file of ours.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:{tiles}; font-src 'self'; "
    "connect-src 'self'{tiles}; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; object-src 'none'"
)
HEADERS = (
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
PRIVATE = "no-store"
# A name of this machine that no other server is likely to be called by, so that the cookie goes to none of them;
# browsers take every name that ends so for this machine (RFC 6761).
OWN_NAME = "reportedly.localhost"
# Requests without a session: signing in, and what is the same for everybody.
_OPEN = frozenset({"/api/openapi.json"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Whom the server answers, and how many bytes it takes.

    Attributes:
        hosts: What may stand in `Host`, with the port.
        origins: What may stand in `Origin`.
        body: Most bytes of a request.
        upload: Most bytes of a request that brings documents.
        cookie: Name of the session's cookie. Browsers hand cookies to every port of a host: with the port in its name
            two desks on one machine do not close each other's sessions.
    """

    hosts: frozenset[str]
    origins: frozenset[str]
    body: int = 1 << 20
    upload: int = 256 << 20
    cookie: str = "reportedly_session"


def bounds_for(port: int, names: Iterable[str] = ()) -> Bounds:
    """The bounds of a server on this port of this machine; `names` are hosts of a proxy before it, reached by HTTPS.

    By HTTPS the cookie's name begins with `__Host-`, so that browsers take it from this very host alone.
    """
    local = tuple(f"{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]", OWN_NAME))
    given = tuple(names)
    return Bounds(
        hosts=frozenset((*local, *given)),
        origins=frozenset((*(f"http://{each}" for each in local), *(f"https://{each}" for each in given))),
        cookie="__Host-reportedly_session" if given else f"reportedly_session_{port}",
    )


def policy_with(tiles: Tiles | None) -> str:
    """The content security policy; the one other origin that it may name is the tile server of the user's choice."""
    if tiles is None:
        return _POLICY.format(tiles="")
    parts = urlsplit(tiles.url.replace("{s}", "*"))
    return _POLICY.format(tiles=f" {parts.scheme}://{parts.netloc}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a request is not answered."""

    status: int
    error: str
    message: str
    remedy: str = ""


_WRONG_HOST = Refusal(
    status=421,
    error="wrong_host",
    message="this server does not answer to that host name",
    remedy="Use the address that `reportedly serve` printed.",
)
_FOREIGN = Refusal(status=403, error="foreign_origin", message="another site may not ask here")
_NO_SESSION = Refusal(
    status=401,
    error="no_session",
    message="this browser has no session",
    remedy="Open the one-time address that `reportedly serve` printed; start it again for a new one.",
)
_NO_TOKEN = Refusal(
    status=401,
    error="no_token",
    message="the request carries no valid token of this session",
    remedy="Reload the page.",
)
_TOO_LARGE = Refusal(
    status=413,
    error="too_large",
    message="the request is larger than this server takes",
    remedy="Read large archives on the command line: reportedly read FILE.",
)


class _TooLargeError(Exception):
    """The body went on past the limit."""


class Guard:
    """The application behind its checks; every answer carries the headers that bind a browser."""

    def __init__(self, app: ASGIApp, sessions: Sessions, bounds: Bounds, policy: Callable[[], str]) -> None:
        """Keep what to guard; `policy` is asked for each answer, since the user may name a tile server meanwhile."""
        self._app = app
        self._policy = policy
        self._sessions = sessions
        self._bounds = bounds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or hand it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})["cookie"] = self._bounds.cookie
        refusal = self._refusal(scope)
        if refusal is not None:
            await _refuse(refusal, send)
            return
        body = _Body(receive, self._limit(scope))
        answer = _Answer(send, body, self._policy())
        try:
            await self._app(scope, body.receive, answer.send)
        except _TooLargeError:
            if not answer.began:
                await _refuse(_TOO_LARGE, send)

    def _limit(self, scope: Scope) -> int:
        """Most bytes of this request."""
        return self._bounds.upload if scope["path"] == "/api/reading" else self._bounds.body

    def _refusal(self, scope: Scope) -> Refusal | None:
        """Why this request is not answered; None where it is."""
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._bounds.hosts:
            return _WRONG_HOST
        if not self._is_ours(scope, headers):
            return _FOREIGN
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._limit(scope):
            return _TOO_LARGE
        return self._unsigned(scope, headers)

    def _is_ours(self, scope: Scope, headers: Headers) -> bool:
        """Whether the request comes from our own pages, from an address that was typed, or from no browser."""
        origin = headers.get("origin")
        if origin is not None and origin not in self._bounds.origins:
            return False
        if scope["method"] in SAFE and not scope["path"].startswith("/api"):
            return True  # the pages are the same for everybody, and a link to one may stand anywhere
        return headers.get("sec-fetch-site", "none") in {"same-origin", "none"}

    def _unsigned(self, scope: Scope, headers: Headers) -> Refusal | None:
        """Why the request may not touch the ledger."""
        path = scope["path"]
        if path in _OPEN or (scope["method"] in SAFE and not path.startswith("/api")):
            return None
        session = self._sessions.find(cookie_parser(headers.get("cookie", "")).get(self._bounds.cookie))
        if session is None:
            return _NO_SESSION
        scope["state"]["session"] = session
        if scope["method"] not in SAFE and not has_token(session, headers.get(TOKEN_HEADER)):
            return _NO_TOKEN
        return None


class _Body:
    """The body of a request, as long as it keeps to the limit; a chunked one tells its length only by its end."""

    def __init__(self, receive: Receive, limit: int) -> None:
        """Nothing is taken yet."""
        self._receive = receive
        self._left = limit

    @property
    def is_too_large(self) -> bool:
        """Whether it went on past the limit."""
        return self._left < 0

    async def receive(self) -> Message:
        """The next piece."""
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self.is_too_large:
            raise _TooLargeError
        return message


class _Answer:
    """What is sent: the application's answer with our headers, or a refusal where it made its own of a large body."""

    def __init__(self, send: Send, body: _Body, policy: str) -> None:
        """Nothing is sent yet."""
        self._send = send
        self._body = body
        self._policy = policy
        self.began = False

    async def send(self, message: Message) -> None:
        """The next piece."""
        if not self._body.is_too_large:
            self.began = True
            await self._send(_bound(message, self._policy))
        elif not self.began:
            self.began = True
            await _refuse(_TOO_LARGE, self._send)


def _bound(message: Message, policy: str) -> Message:
    """The beginning of an answer with the headers that bind a browser."""
    if message["type"] == "http.response.start":
        headers = MutableHeaders(scope=message)
        headers["content-security-policy"] = policy
        for name, value in HEADERS:
            headers[name] = value
        headers.setdefault("cache-control", PRIVATE)
    return message


async def _refuse(refusal: Refusal, send: Send) -> None:
    """Say why, in the form of every other error."""
    said = {"error": refusal.error, "message": refusal.message, "remedy": refusal.remedy}
    body = json.dumps(said).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", PRIVATE.encode()),
        (b"connection", b"close"),
        (b"content-security-policy", policy_with(None).encode()),
        *((name.encode(), value.encode()) for name, value in HEADERS),
    ]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

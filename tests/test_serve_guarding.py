"""Whom the server answers: one browser with a session, from its own pages, by its own name, and nobody else."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import httpx
import pytest

from desk_server import Served, served
from fictional import AT, mill
from reportedly.errors import UsageError
from reportedly.ledger import Entry, append, open_ledger
from reportedly.serve.guarding import Bounds, bounds_for
from reportedly.serve.running import listening
from reportedly.serve.static import Page, load_pages

BODY, UPLOAD = 20_000, 100_000


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with open_ledger(tmp_path_factory.mktemp("desk") / "ledger.db") as ledger:
        append(ledger, [Entry(report=mill(), original=b"x")], at=AT)

        def small(port: int) -> Bounds:
            usual = bounds_for(port, ("desk.example",))
            return replace(usual, body=BODY, upload=UPLOAD, cookie=bounds_for(port).cookie)

        with served(ledger, bounds=small) as running:
            yield running


def routes_of(desk: Served) -> list[tuple[str, str]]:
    paths = desk.browser.get("/api/openapi.json").json()["paths"]
    return [(method, path) for path, methods in paths.items() for method in methods if path.startswith("/api")]


def test_every_route_but_the_description_needs_a_session(desk):
    asked = routes_of(desk)
    assert len(asked) > 30
    with desk.stranger() as other:
        for method, path in asked:
            answer = other.request(method, path.replace("{", "").replace("}", ""), json={})
            assert (answer.status_code, answer.json()["error"]) == (401, "no_session"), path


def test_every_route_that_changes_something_needs_the_token(desk):
    changing = [(method, path) for method, path in routes_of(desk) if method != "get"]
    assert len(changing) > 15
    with httpx.Client(base_url=desk.address, cookies=desk.browser.cookies) as other:
        for method, path in changing:
            for token in (None, "wrong"):
                headers = {} if token is None else {"x-reportedly-token": token}
                answer = other.request(method, path.replace("{", "").replace("}", ""), json={}, headers=headers)
                assert (answer.status_code, answer.json()["error"]) == (401, "no_token"), path


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "file://", ""])
def test_a_foreign_origin_is_refused_whatever_it_holds(desk, origin):
    answer = desk.browser.post("/api/session", json={"reviewer": "X"}, headers={"origin": origin})
    assert (answer.status_code, answer.json()["error"]) == (403, "foreign_origin")
    assert desk.browser.get("/api/session", headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_request_that_another_site_makes_the_browser_send_is_refused(desk, site):
    assert desk.browser.get("/api/claims", headers={"sec-fetch-site": site}).status_code == 403
    assert desk.browser.get("/api/claims", headers={"sec-fetch-site": "same-origin"}).status_code == 200


def test_a_link_to_a_page_may_stand_on_another_site_and_gives_no_word_away(desk):
    answer = desk.browser.get("/reports/x", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert desk.browser.post("/open", headers={"sec-fetch-site": "cross-site"}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example", ""])
def test_a_wrong_host_is_refused_before_anything_else(desk, host):
    answer = desk.browser.get("/api/claims", headers={"host": host})
    assert answer.status_code in {400, 421}


def test_localhost_and_the_host_of_the_proxy_are_answered(desk):
    port = desk.address.rpartition(":")[2]
    for host in (f"localhost:{port}", "desk.example"):
        assert desk.browser.get("/api/session", headers={"host": host}).status_code == 200


def test_a_ticket_opens_one_session_and_no_other(desk):
    ticket = desk.desk.sessions.issue_ticket()
    with desk.stranger() as one, desk.stranger() as two:
        opened = one.get("/open", params={"ticket": ticket})
        cookie = opened.headers["set-cookie"].lower()
        assert opened.status_code == 303
        assert opened.headers["location"] == "/"
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert "domain=" not in cookie
        again = two.get("/open", params={"ticket": ticket})
        assert again.status_code == 410
        assert "set-cookie" not in again.headers
        assert two.get("/open").status_code == 410
        assert one.get("/api/session").status_code == 200
        assert two.get("/api/session").status_code == 401


def test_a_session_that_was_left_opens_nothing_any_more(desk):
    with desk.window() as other:
        assert other.delete("/api/session").status_code == 204
        assert other.get("/api/session").status_code == 401


@pytest.mark.parametrize("path", ["/", "/api/session", "/api/claims", "/api/nothing", "/nothing.js", "/api/table"])
def test_every_answer_binds_the_browser(desk, path):
    for client in (desk.browser, desk.stranger()):
        with_headers = client.get(path).headers
        policy = with_headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert with_headers["x-content-type-options"] == "nosniff"
        assert with_headers["x-frame-options"] == "DENY"
        assert with_headers["referrer-policy"] == "no-referrer"
        assert with_headers["cross-origin-resource-policy"] == "same-origin"
        assert with_headers["cache-control"] == "no-store"
        assert "server" not in with_headers
        if client is not desk.browser:
            client.close()


def test_a_body_beyond_the_limit_is_refused_by_its_length_and_by_its_bytes(desk):
    large = b'{"reviewer": "' + b"x" * BODY + b'"}'
    kind = {"content-type": "application/json"}
    assert desk.browser.post("/api/session", content=large, headers=kind).status_code == 413

    def pieces() -> Iterator[bytes]:
        for start in range(0, len(large), 1000):
            yield large[start : start + 1000]

    assert desk.browser.post("/api/session", content=pieces(), headers=kind).status_code == 413
    assert desk.browser.get("/api/session").json()["reviewer"] == "R. Viewer"


def test_an_upload_beyond_the_limit_is_refused(desk):
    files = [("files", ("large.txt", b"x" * UPLOAD, "text/plain"))]
    assert desk.browser.post("/api/reading", files=files).status_code == 413
    assert desk.browser.get("/api/jobs").json()["jobs"] == []


@pytest.mark.parametrize("length", ["-1", "1e3", "x"])
def test_a_length_that_is_none_is_refused(desk, length):
    host, port = desk.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        head = f"POST /api/session HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {length}\r\n\r\n"
        raw.sendall(head.encode())
        assert raw.recv(100).split()[1] in {b"400", b"413"}


TRICKS = (
    "/../../../../etc/passwd",
    "/..%2f..%2f..%2fetc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/assets/..%5c..%5cetc%5cpasswd",
    "//etc/passwd",
    "/etc/passwd%00.js",
    "/api/outlines/..%2f..%2fledger",
    "/api/outlines/../../etc/passwd",
)


@pytest.mark.parametrize("path", TRICKS)
def test_a_path_leads_to_no_file_but_the_pages(desk, path):
    host, port = desk.address.removeprefix("http://").split(":")
    cookie = "; ".join(f"{each.name}={each.value}" for each in desk.browser.cookies.jar)
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        head = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        raw.sendall(head.encode())
        answer = b"".join(iter(partial(raw.recv, 65536), b""))
    assert b"root:" not in answer
    assert b"SQLite" not in answer


def test_pages_are_served_by_their_exact_names_only(tmp_path: Path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>", "utf-8")
    (tmp_path / "assets" / "index-1a2b.js").write_text("0", "utf-8")
    pages = load_pages(tmp_path)
    assert sorted(pages) == ["assets/index-1a2b.js", "index.html"]
    assert pages["assets/index-1a2b.js"] == Page(body=b"0", media_type="text/javascript; charset=utf-8", is_hashed=True)
    assert not pages["index.html"].is_hashed
    assert load_pages(tmp_path / "nowhere") == {}


def test_only_loopback_is_listened_on_and_a_taken_port_is_named():
    with listening(0) as bound:
        host, port = bound.getsockname()
        assert host == "127.0.0.1"
        with pytest.raises(UsageError, match=str(port)):
            listening(port)


def test_two_desks_of_one_machine_do_not_share_a_cookie(desk):
    port = desk.address.rpartition(":")[2]
    assert [each.name for each in desk.browser.cookies.jar] == [f"reportedly_session_{port}"]
    assert bounds_for(1).cookie != bounds_for(2).cookie


def test_by_https_a_browser_takes_the_cookie_from_this_host_alone():
    assert bounds_for(8765, ("desk.example",)).cookie.startswith("__Host-")


def test_the_desk_answers_to_a_name_of_its_own(desk):
    port = desk.address.rpartition(":")[2]
    own, other = (f"{name}.localhost:{port}" for name in ("reportedly", "another"))
    for host, status in ((own, 401), (other, 421)):
        with desk.stranger() as one:
            asked = one.get("/api/session", headers={"host": host, "origin": f"http://{own}"})
            assert asked.status_code == status


@pytest.mark.parametrize("site", ["same-site", "cross-site"])
def test_a_page_of_another_port_cannot_ask_with_the_cookie(desk, site):
    asked = desk.browser.get("/api/claims", headers={"sec-fetch-site": site})
    assert (asked.status_code, asked.json()["error"]) == (403, "foreign_origin")

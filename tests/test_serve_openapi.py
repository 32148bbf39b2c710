"""The documented interface: every route is described, and no request of the described form makes the server fail."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings

from desk_server import Served, served
from fictional import AT, mill, numbered
from planted import plant
from reportedly.intake.line import Work
from reportedly.ledger import Entry, append, open_ledger
from reportedly.pipeline import link_pending
from test_serve_reading import Quick, at_once

# So many requests of each route; more with REPORTEDLY_EXAMPLES.
EXAMPLES = int(os.environ.get("REPORTEDLY_EXAMPLES", "4"))
SERVER_FAILS = 500
QUICK = Work(load=lambda settings, *, threads: Quick(), attempt=at_once)  # noqa: ARG005 - as the line calls it


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with open_ledger(tmp_path_factory.mktemp("openapi") / "ledger.db") as ledger:
        append(ledger, [Entry(report=each, original=b"x") for each in (mill(), numbered(1))], at=AT)
        plant(ledger)
        link_pending(ledger)
        with served(ledger, work=QUICK) as running:
            yield running


@pytest.fixture(scope="module")
def described(desk: Served) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_dict(desk.browser.get("/api/openapi.json").json())


def test_every_route_says_what_it_does_and_what_it_answers(desk):
    paths = desk.browser.get("/api/openapi.json").json()["paths"]
    for path, methods in paths.items():
        for method, told in methods.items():
            assert told["summary"], (path, method)
            assert told["description"].endswith((".", ":")), (path, method)
            answers = {status: each for status, each in told["responses"].items() if status.startswith(("2", "3"))}
            assert answers, (path, method)
            if path.startswith("/api"):
                assert {"401", "403", "421"} <= set(told["responses"]), (path, method)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Ids that stand in the ledger, so that requests reach what stands behind a look-up."""

    claim: str
    document: str
    incident: str
    job: str
    place: str
    source: str
    name: str

    def put_into(self, case: schemathesis.Case) -> None:
        """Name what is there in place of what was made up."""
        for each in case.path_parameters:
            case.path_parameters[each] = getattr(self, each, case.path_parameters[each])


@pytest.fixture(scope="module")
def known(desk: Served) -> Known:
    page = desk.browser
    claim = page.get("/api/claims", params={"limit": "1"}).json()["claims"][0]
    return Known(
        claim=claim["id"],
        document=claim["document"]["id"],
        incident=page.get("/api/incidents").json()["incidents"][0]["id"],
        job=page.post("/api/reading", json={"text": "The road was open."}).json()["job"],
        place="AF",
        source=page.get("/api/sources").json()["sources"][0]["id"],
        name="countries",
    )


@pytest.mark.parametrize("is_known", [False, True], ids=["made up ids", "ids of the ledger"])
def test_no_request_of_the_described_form_makes_the_server_fail(desk, described, known, is_known):
    headers = {"x-reportedly-token": desk.browser.headers["x-reportedly-token"], "origin": desk.address}
    cookies = dict(desk.browser.cookies)

    def ask(case: schemathesis.Case) -> None:
        if is_known:
            known.put_into(case)
        answer = case.call(base_url=desk.address, headers=headers, cookies=cookies, timeout=60)
        assert answer.status_code < SERVER_FAILS, (case.method, case.path, case.body, answer.text)

    for found in described.get_all_operations():
        operation = found.ok()
        if (operation.method.upper(), operation.path) != ("DELETE", "/api/session"):
            asking(operation, ask)()


def asking(operation: schemathesis.APIOperation, ask: Callable[[schemathesis.Case], None]) -> Callable[[], None]:
    """A property of one route: whatever of its form is sent, `ask` holds."""
    options = settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    return options(given(case=operation.as_strategy())(ask))

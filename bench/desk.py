"""How fast the desk's overview is in a real Chromium: `python bench/desk.py [CLAIMS] [LEDGER]`.

Fills a ledger with made-up reports spread over the districts of several countries (or takes LEDGER as it is, where
there is one), serves it, and opens the overview. Prints when the first words of a claim were on the screen, and how
long it took from a click or the end of a drag to the next picture that shows its result: median and 95th percentile.
Chromium draws without a graphics card where there is none, so a map costs here what it costs on the poorest machine.
"""

import itertools
import random
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from playwright.sync_api import Page, sync_playwright

from deskside import CUT, Served, chromium, served, signed_in
from fictional import AT, Said, report
from reportedly.gazetteer.sources import table
from reportedly.ledger import Entry, append, open_ledger
from reportedly.records import Candidate, PlaceMention, Report, Resolved
from reportedly.vocabulary import Anonymity, Basis, PlaceKind, PlaceStatus, Quantifier, SourceKind

CLAIMS, ROUNDS, BATCH = 25, 15, 16
VAGUE = 0.05
COUNTRIES = ("AF", "IQ", "SY")
TYPES = ("CONTROL", "CLASH", "KILL", "MOVEMENT", "STRIKE", "ARREST", "RECRUIT", "ABDUCT_CAPTURE")
START = date(2014, 1, 1)

# Runs in the page: when the first claim's words stood there, and when the next picture after something was shown.
WATCH = """() => {
  window.shownAt = null;
  const look = () => {
    if (window.shownAt !== null) return;
    const words = document.querySelector('tbody a.words');
    if (words === null || words.textContent.includes('…words')) return requestAnimationFrame(look);
    requestAnimationFrame(() => (window.shownAt = performance.now()));
  };
  requestAnimationFrame(look);
}"""
PICTURE = """(act) => new Promise((done) => {
  const start = performance.now();
  eval(act);
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now() - start);
    port2.postMessage(null);
  });
})"""


def divisions() -> tuple[Candidate, ...]:
    """Districts of some countries, with their provinces among them."""
    rows = [row for row in table("divisions") if row["code"].partition(".")[0] in COUNTRIES and row["lat"]]
    provinces = {row["code"]: (row["english"] or row["name"]).removesuffix(" Province") for row in rows}
    return tuple(
        Candidate(
            id=f"geonames:{row['geonames']}",
            name=provinces[row["code"]],
            kind=PlaceKind.ADM2 if row["code"].count(".") > 1 else PlaceKind.ADM1,
            country=row["code"].partition(".")[0],
            admin1=provinces.get(".".join(row["code"].split(".")[:2])),
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            precision=3 if row["code"].count(".") > 1 else 4,
        )
        for row in rows
    )


def made(number: int, places: tuple[Candidate, ...]) -> Entry:
    """One made-up report: 25 claims of five sources, each with a place and a time."""
    dice = random.Random(number)  # noqa: S311 - made-up reports, the same each time
    day = START + timedelta(days=dice.randrange(1800))
    said, sentences = [], []
    for claim in range(CLAIMS):
        says = f"post {number} of row {claim} was lost by the riders near spot {claim} of {number}"
        who = f"Bureau {claim % 5} of town {number % 60}"
        begin = day - timedelta(days=dice.randrange(60))
        sentences.append(f"{who} told us that {says}.")
        said.append(
            Said(
                says=says,
                who=who,
                kind=SourceKind.ORGANISATION,
                type=dice.choice(TYPES),
                anonymity=Anonymity.NAMED,
                basis=dice.choice(tuple(Basis)),
                agent=f"riders near spot {claim} of {number}",
                place=f"spot {claim} of {number}",
                begin=begin.isoformat(),
                finish=(begin + timedelta(days=dice.choice((0, 0, 0, 40)))).isoformat(),
            )
        )
    text = " ".join(sentences)
    more = {"source": f"made-{number}.txt", "published": day.isoformat(), "publisher": f"Outlet {number % 40}"}
    made_up = report(text, *said, **more)
    return Entry(report=placed(made_up, places, dice), original=text.encode())


def placed(made_up: Report, places: tuple[Candidate, ...], dice: random.Random) -> Report:
    """The report with its places spread over the divisions; one in twenty speaks of some districts of a province."""
    provinces = [each for each in places if each.kind is PlaceKind.ADM1]
    vague = {number for number in range(len(made_up.mentions.places)) if dice.random() < VAGUE}

    def moved(number: int, mention: PlaceMention) -> PlaceMention:
        chosen = dice.choice(provinces if number in vague else places)
        return replace(mention, status=PlaceStatus.RESOLVED, candidates=(chosen,))

    def quantified(claim: Resolved) -> Resolved:
        some = tuple(
            replace(each, quantifier=Quantifier.SOME) if each.mention in vague else each for each in claim.places
        )
        return replace(claim, places=some)

    mentions = tuple(itertools.starmap(moved, enumerate(made_up.mentions.places)))
    return replace(
        made_up,
        mentions=replace(made_up.mentions, places=mentions),
        claims=tuple(map(quantified, made_up.claims)),
    )


def fill(path: Path, claims: int) -> None:
    """Put made-up reports into a new ledger."""
    places = divisions()
    with open_ledger(path) as ledger:
        entries = (made(each, places) for each in range(claims // CLAIMS))
        while batch := list(itertools.islice(entries, BATCH)):
            append(ledger, batch, at=AT)


def told(name: str, taken: list[float]) -> None:
    """Print the median and the 95th percentile in milliseconds."""
    late = statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    print(f"{name:<46} median {statistics.median(taken):7.0f} ms   p95 {late:7.0f} ms   of {len(taken)}")


def opened(server: Served, which: str) -> None:
    """How long it takes until the words of a claim stand on the screen; the first time, and again.

    `which` ledger is cold where no overview was made of it yet, as `reportedly read` does, and warm where one was.
    """
    page = signed_in(server)
    page.add_init_script(f"({WATCH})()")
    painted, worded = [], []
    for _ in range(6):
        page.goto(f"{server.base}/")
        page.wait_for_function("() => window.shownAt !== null", timeout=120_000)
        worded.append(page.evaluate("() => window.shownAt"))
        painted.append(page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime"))
    told(f"opened while the server reads a {which} ledger", worded[:1])
    told("first paint", painted[1:])
    told("first useful paint (words of claims)", worded[1:])
    page.close()


def timed(page: Page, name: str, acts: Callable[[int], str]) -> None:
    """Do something again and again; each time until the next picture."""
    taken = []
    for turn in range(ROUNDS):
        before = page.get_by_role("status").first.inner_text()
        taken.append(page.evaluate(PICTURE, acts(turn)))
        if page.get_by_role("status").first.inner_text() == before:
            raise SystemExit(f"{name}: nothing changed")
        page.wait_for_timeout(300)
    told(name, taken)


def boxes(facet: str) -> Callable[[int], str]:
    """Tick the first value of a facet, then untick it, and so on."""
    return lambda _: f"document.querySelector('#facets details:nth-of-type({facet}) input[type=checkbox]').click()"


def brushed(turn: int) -> str:
    """Drag over the timeline, from a place that moves on each time."""
    first, last = 100 + 15 * turn, 400 + 20 * turn
    return f"""
      const line = document.querySelector('.timeline svg'); const box = line.getBoundingClientRect();
      const at = (type, x) => line.dispatchEvent(new PointerEvent(type, {{ bubbles: true, pointerId: 1,
        clientX: box.left + x, clientY: box.top + 30 }}));
      line.setPointerCapture = () => undefined;
      at('pointerdown', {first}); at('pointermove', {last}); at('pointerup', {last});"""


def in_view(turn: int) -> str:
    """Keep what is in view of the map, then everything again."""
    name = "Only what is in view" if turn % 2 == 0 else "Anywhere"
    return f"[...document.querySelectorAll('.map button')].find((each) => each.textContent === '{name}').click()"


def sifted(server: Served) -> None:
    """How long filters and brushes take."""
    page = server.window()
    page.goto(f"{server.base}/")
    page.locator("tbody a.words").first.wait_for()
    page.wait_for_timeout(12_000)
    timed(page, "filter by type", boxes("1"))
    page.goto(f"{server.base}/")
    page.wait_for_timeout(8_000)
    timed(page, "filter by source", boxes("6"))
    page.goto(f"{server.base}/")
    page.wait_for_timeout(8_000)
    timed(page, "brush over the timeline", brushed)
    page.goto(f"{server.base}/")
    page.wait_for_timeout(8_000)
    page.get_by_role("button", name="Closer").click()
    page.wait_for_timeout(1_500)
    timed(page, "keep what is in view of the map", in_view)
    page.close()


def main() -> None:
    """Measure."""
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "desk.ledger"  # noqa: PLR2004 - a path is given
        if not path.exists():
            fill(path, claims)
        browser = playwright.chromium.launch(executable_path=chromium(), args=CUT)
        with served(path, browser) as server:
            opened(server, "cold")
        with served(path, browser) as server:
            opened(server, "warm")
            sifted(server)


if __name__ == "__main__":
    main()

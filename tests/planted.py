"""A ledger with words planted wherever a withheld source could leak, for every command and page that shows it.

`plant(ledger)` fills a ledger; `PLANTED` are the words that no public output may hold; `assert_clean(output)` is the
test. Words that may be seen stand in `OPEN`, so that a test can tell an empty output from a clean one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fictional import AT, KUNDUZ, Said, at, report
from reportedly.judge import Link, accept, comment, redact_claim, redact_document, redact_source
from reportedly.ledger import Entry, Ledger, append, load_document
from reportedly.ledger.sources import folded
from reportedly.records import (
    About,
    Alternative,
    Issue,
    Name,
    Observation,
    PlacedAt,
    PlaceMention,
    Quantity,
    Reason,
    Report,
    Ruling,
)
from reportedly.vocabulary import (
    AboutHow,
    Anonymity,
    Basis,
    ControlLevel,
    Flag,
    NameKind,
    PlaceRole,
    PlaceStatus,
    QuantityOf,
    Sensitivity,
    Stage,
)

RULING = Ruling(reviewer="R. Viewer", at=AT, because="Zulmarg asked for it")

# Name, trade, village, quotation and file of an unnamed witness; a named private person; a withheld claim and a
# withheld document; a name that a reviewer withheld and that another report mentions.
PLANTED = (
    "Zulmarg",
    "qandlefitter",
    "Ostrelka",
    "vrembling",
    "Pirhasta",
    "Dolvenik",
    "grotspiel",
    "Quorvax",
    "Nimbrel",
)
OPEN = ("checkpoint", "bridge", "Harbour Post")

WITNESS = (
    "Governor Ilar Tosk said the checkpoint was lost. Zulmarg, a qandlefitter from Ostrelka who asked not to be named, "
    "said vrembling riders came at night. Near Ostrelka he counted 11 vrembling riders, Zulmarg added. "
    "Zulmarg has a shop. The qandlefitter's shop was closed. The bridge stands."
)
NEIGHBOUR = "Pirhasta Dolvenik said the bridge was mined. A crowd saw Pirhasta Dolvenik leave. The bridge was closed."
CLAIMED = "The ministry said a convoy with grotspiel passed. The bridge was open."
SEALED = "The ministry said Quorvax was at the bridge."
ELSEWHERE = "The ministry said that the checkpoint stood. It did not name Nimbrel Tarsk. Pirhasta Dolvenik was away."
TRADER = "Trader Nimbrel Tarsk said that the bridge was sold."


@dataclass(frozen=True, slots=True, kw_only=True)
class Plant:
    """Ids that commands are called with: a claim of the witness, of the governor, and the withheld document."""

    witness: str
    governor: str
    sealed: str


def witness_report() -> Report:
    """An unnamed witness whom offsets, labels, places, reasons and other sentences could give away."""
    said = Said(
        says="vrembling riders came at night",
        who="Zulmarg, a qandlefitter from Ostrelka",
        label="Zulmarg, a qandlefitter from Ostrelka who asked not to be named",
        anonymity=Anonymity.UNNAMED_ON_REQUEST,
        basis=Basis.FIRSTHAND_WITNESS,
        agent="vrembling riders",
        place="Ostrelka",
        begin="2025-05-01",
        finish="2025-05-02",
    )
    governor = Said(says="the checkpoint was lost", who="Governor Ilar Tosk")
    he = replace(
        said, says="he counted 11 vrembling riders", who="he", label=said.label, agent=None, place="Near Ostrelka"
    )
    around = Said(says="Zulmarg has a shop", type="BACKGROUND")
    trade = Said(says="The qandlefitter's shop was closed", type="BACKGROUND")
    bridge = Said(says="The bridge stands", type="BACKGROUND")
    made = report(
        WITNESS,
        governor,
        said,
        he,
        around,
        trade,
        bridge,
        source="/home/analyst/zulmarg-interview.txt",
        url="https://harbour.example/zulmarg-qandlefitter",
        title="What Zulmarg saw",
        publisher="Harbour Post",
        issues=(Issue(code="odd", stage=Stage.READ, message="zulmarg-interview.txt: odd mark"),),
    )
    return _with_details(made)


def _with_details(made: Report) -> Report:
    """The report with an alternative chain, a quantity, control, reasons and a place of the source."""
    text = made.document.text
    spot = PlaceMention(
        span=at(text, "Ostrelka"),
        status=PlaceStatus.RESOLVED,
        stated_parent="Ostrelka",
        candidates=(replace(KUNDUZ, name="Ostrelka", admin2="Ostrelka District", because="Ostrelka is written"),),
    )
    places = (*made.mentions.places, spot)
    witness, quoted = made.claims[1], made.claims[2]
    at_home = PlacedAt(mention=len(places) - 1, role=PlaceRole.SOURCE_LOCATION)
    because = Reason(field="basis", rule="basis:saw", words=at(text, "Zulmarg added"), because="Zulmarg saw it")
    chain = witness.claim.chain
    detailed = replace(
        witness,
        claim=replace(
            witness.claim,
            control=(
                Observation(
                    actor=at(text, "vrembling riders"),
                    level=ControlLevel.ACTIVE,
                    place=at(text, "Ostrelka"),
                    wording=at(text, "vrembling riders came at night"),
                ),
            ),
            quantities=(Quantity(of=QuantityOf.FIGHTERS, span=at(text, "11 vrembling"), low=11.0),),
            reasons=(because,),
        ),
        places=(*witness.places, at_home),
        control=(0,),
    )
    narrated = made.claims[5]
    ambiguous = replace(
        narrated.claim,
        alternatives=(Alternative(chain=chain, because="Zulmarg may go on"),),
        about=(About(claim=1, how=AboutHow.REPEATS),),
        reasons=(because,),
    )
    claims = (made.claims[0], detailed, quoted, *made.claims[3:5], replace(narrated, claim=ambiguous))
    return replace(made, mentions=replace(made.mentions, places=places), claims=claims)


def neighbour_report() -> Report:
    """A named private person, who says something and is spoken of."""
    made = report(
        NEIGHBOUR,
        Said(says="the bridge was mined", who="Pirhasta Dolvenik"),
        Said(says="A crowd saw Pirhasta Dolvenik leave"),
        Said(says="The bridge was closed", flags=(Flag.ACCUSATION_SMALL_CLASS,)),
        source="https://harbour.example/dolvenik",
        url="https://harbour.example/dolvenik",
        publisher="Harbour Post",
    )
    name = Name(span=at(NEIGHBOUR, "Pirhasta Dolvenik"), kind=NameKind.PERSON)
    return replace(made, mentions=replace(made.mentions, names=(name,)))


def other_reports() -> Iterator[Report]:
    """A withheld claim, a withheld document, a withheld name, and a report that mentions two of the names."""
    ministry = Said(says="a convoy with grotspiel passed", who="The ministry", anonymity=Anonymity.ROLE_ONLY)
    yield report(
        CLAIMED, ministry, Said(says="a convoy with grotspiel"), Said(says="The bridge was open"), source="convoy.txt"
    )
    yield report(SEALED, Said(says="Quorvax was at the bridge"), source="sealed-quorvax.txt", title="Quorvax")
    yield report(TRADER, Said(says="the bridge was sold", who="Trader Nimbrel Tarsk"), source="trader.txt")
    made = report(
        ELSEWHERE,
        Said(says="the checkpoint stood", who="The ministry", anonymity=Anonymity.ROLE_ONLY),
        Said(says="It did not name Nimbrel Tarsk"),
        Said(says="Pirhasta Dolvenik was away"),
        source="elsewhere.txt",
    )
    name = Name(span=at(ELSEWHERE, "Pirhasta Dolvenik"), kind=NameKind.PERSON)
    yield replace(made, mentions=replace(made.mentions, names=(name,)))


def plant(ledger: Ledger) -> Plant:
    """Fill the ledger; nothing of `PLANTED` may leave it for the public."""
    made = (witness_report(), neighbour_report(), *other_reports())
    append(ledger, [Entry(report=each, original=each.document.text.encode()) for each in made], at=AT)
    _redact(ledger)
    witness = made[0]
    comment(ledger, witness.claims[1].claim.id, "Zulmarg is known to us", RULING)
    accept(ledger, witness.claims[0].claim.id, RULING)
    return Plant(witness=witness.claims[1].claim.id, governor=witness.claims[0].claim.id, sealed=made[3].document.id)


def _redact(ledger: Ledger) -> None:
    """What reviewers withheld."""
    convoy = load_document(ledger, "convoy.txt").claims
    for each in convoy[:2]:
        redact_claim(ledger, each.id, Sensitivity.HIGH, RULING)
    redact_document(ledger, "sealed-quorvax.txt", Sensitivity.SEVERE, RULING)
    redact_source(ledger, Link(claim=load_document(ledger, "trader.txt").claims[0].id), Sensitivity.HIGH, RULING)


def leaks(output: str | bytes) -> tuple[str, ...]:
    """The planted words that the output holds, whatever their case."""
    text = output.decode("utf-8", "replace") if isinstance(output, bytes) else output
    plain = folded(text)
    return tuple(word for word in PLANTED if folded(word) in plain)


def assert_clean(output: str | bytes) -> None:
    """No planted word is in the output."""
    assert leaks(output) == ()

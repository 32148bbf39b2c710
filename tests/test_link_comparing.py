"""Two reports side by side: which claims both have, what differs, and what only one of them has."""

from dataclasses import replace

from fictional import AT, Said, report
from reportedly.ledger import StoredReading, live_document
from reportedly.link import ClaimPair, claim_pairs
from reportedly.link.reprints_alignment import aligned
from reportedly.link.shingles import wording_of
from reportedly.records import Quantity, Report
from reportedly.vocabulary import Basis, Difference, Polarity, QuantityOf, SourceKind

TEXT = (
    "Nine trucks reached the mill at Tarnabad on Monday, a driver said. The river road was closed for two days. "
    "A clerk said the second well was dry."
)
TRUCKS = Said(says="Nine trucks reached the mill at Tarnabad on Monday", who="a driver", type="MOVEMENT")
ROAD = Said(says="The river road was closed for two days", type="MOVEMENT")
WELL = Said(says="the second well was dry", who="A clerk", type="BACKGROUND")


def pairs(one: Report, two: Report, incidents: dict[str, str] | None = None) -> tuple[ClaimPair, ...]:
    live = [
        live_document((StoredReading(fingerprint="f", original="o", at=AT, report=each),), ()) for each in (one, two)
    ]
    alignment = aligned(wording_of(one.document.text), wording_of(two.document.text))
    return claim_pairs(live[0], live[1], alignment, incidents or {})


def told(found: tuple[ClaimPair, ...]) -> list[tuple[Difference, tuple[str, ...]]]:
    return [(each.how, each.because) for each in found]


def first() -> Report:
    return report(TEXT, TRUCKS, ROAD, WELL, source="one.txt")


def test_the_same_claims_are_the_same():
    again = report(TEXT, TRUCKS, ROAD, WELL, source="two.txt")
    assert told(pairs(first(), again)) == [(Difference.SAME, ())] * 3


def test_what_one_report_lacks_is_dropped_and_what_it_has_alone_is_added():
    text = "Nine trucks reached the mill at Tarnabad on Monday, a driver said. Nobody was hurt at the gate."
    other = report(text, TRUCKS, Said(says="Nobody was hurt at the gate", type="BACKGROUND"), source="two.txt")
    assert [each.how for each in pairs(first(), other)] == [
        Difference.SAME,
        Difference.DROPPED,
        Difference.DROPPED,
        Difference.ADDED,
    ]


def test_an_added_hand_is_a_change():
    text = "Nine trucks reached the mill at Tarnabad on Monday, according to the Valley Record."
    said = replace(TRUCKS, who=None)
    other = report(text, replace(TRUCKS, who="the Valley Record", kind=SourceKind.OUTLET), source="two.txt")
    plain = report("Nine trucks reached the mill at Tarnabad on Monday.", said, source="three.txt")
    assert told(pairs(first(), other))[0] == (Difference.CHANGED, ("Another source says it.",))
    assert told(pairs(first(), plain))[0] == (
        Difference.CHANGED,
        ("The first names a source, and the second says it in its own voice.",),
    )


def test_a_source_that_is_described_more_fully_is_the_same_source():
    text = TEXT.replace("a driver said", "a driver of the mill said")
    again = report(text, replace(TRUCKS, who="a driver of the mill"), source="two.txt")
    assert told(pairs(first(), again))[0] == (Difference.SAME, ())


def test_another_number_a_negation_and_another_basis_are_told():
    one, two = first(), report(TEXT, replace(TRUCKS, basis=Basis.FIRSTHAND_WITNESS), ROAD, WELL, source="two.txt")
    claims = []
    for made, number, polarity in ((one, 9.0, Polarity.ASSERTED), (two, 12.0, Polarity.NEGATED)):
        read = made.claims[0].claim
        counted = Quantity(of=QuantityOf.OTHER, span=read.content[0], best=number)
        changed = replace(read, quantities=(counted,), polarity=polarity)
        claims.append(replace(made, claims=(replace(made.claims[0], claim=changed), *made.claims[1:])))
    [how, because] = told(pairs(*claims))[0]
    assert how is Difference.CHANGED
    assert because == (
        "How the source knows is unstated in the first and firsthand witness in the second.",
        "It is negated in the second only.",
        "The number of other is 9 in the first and 12 in the second.",
    )


def test_claims_of_one_incident_are_counterparts_where_they_share_a_word():
    other = report(
        "Lorries with flour came to Tarnabad.",
        Said(says="Lorries with flour came to Tarnabad", type="MOVEMENT"),
        source="two.txt",
    )
    one = first()
    assert [each.how for each in pairs(one, other)].count(Difference.DROPPED) == 3
    incidents = {one.claims[0].claim.id: "incident", other.claims[0].claim.id: "incident"}
    assert told(pairs(one, other, incidents))[0] == (
        Difference.CHANGED,
        ("The words differ.", "The first names a source, and the second says it in its own voice."),
    )


def test_each_claim_has_one_counterpart_at_most():
    text = "The road was closed. The road was closed."
    one = report(text, Said(says="The road was closed"), source="one.txt")
    two = report(
        "The road was closed. Guards said the road was closed.",
        Said(says="The road was closed"),
        Said(says="the road was closed", who="Guards"),
        source="two.txt",
    )
    assert sorted(each.how for each in pairs(one, two)) == [Difference.ADDED, Difference.SAME]

"""Dating: which time holds for which claim, with the reason; parses are written by hand."""

from dataclasses import replace

import pytest

from parsed import tree_of
from reportedly.records import DOCUMENT_HOLDER, Annotated, Claim, DateCandidate, DatedTo, Document
from reportedly.resolve.dating import date_claims
from reportedly.resolve.times import find_times
from reportedly.spans import Span
from reportedly.vocabulary import DateOrigin, Kind, Realis

TODAY = "2017-11-15"
PAST = "Tense=Past,VerbForm=Fin"
PRESENT = "Tense=Pres,VerbForm=Fin"
PARTICIPLE = "Tense=Past,VerbForm=Part"


def annotated(*sentences: str, published: str | None = TODAY) -> Annotated:
    """A document with hand-written trees and a day of publication."""
    made = tree_of(*sentences).annotated
    dates = (DateCandidate(value=published, origin=DateOrigin.GIVEN),) if published else ()
    return replace(made, document=Document(source="t", text=made.document.text, dates=dates))


def claim(document: Annotated, words: str, head: str, **fields: object) -> Claim:
    """A claim with these words, told as having come about unless a field says otherwise."""
    text = document.document.text
    start = text.index(words)
    at = text.index(head, start)
    return Claim(
        document="d",
        content=(Span(start, start + len(words)),),
        head=Span(at, at + len(head)),
        type="CLASH",
        chain=(DOCUMENT_HOLDER,),
        **{"kind": Kind.EVENT, **fields},  # type: ignore[arg-type]
    )


def dated(document: Annotated, *claims: Claim) -> list[tuple[DatedTo, ...]]:
    """The times of the claims."""
    return list(date_claims(claims, document, find_times(document)))


def bounds(times: tuple[DatedTo, ...]) -> list[tuple[str | None, str | None]]:
    """Begin and finish of each."""
    return [(each.begin, each.finish) for each in times]


FELL = f"The|the|DET|2|det post|post|NOUN|3|nsubj fell|fall|VERB|0|root|{PAST}"
ON_MONDAY = "on|on|ADP|5|case Monday|Monday|PROPN|3|obl .|.|PUNCT|3|punct"


def test_a_claim_has_the_time_of_its_own_words():
    document = annotated(f"{FELL} {ON_MONDAY}")
    (times,) = dated(document, claim(document, "The post fell on Monday", "fell"))
    assert bounds(times) == [("2017-11-13", "2017-11-13")]
    assert times[0].mention == 0
    assert not times[0].inherited


def test_the_time_of_the_saying_is_not_that_of_what_was_said():
    document = annotated(
        f"Elders|elder|NOUN|2|nsubj said|say|VERB|0|root|{PAST} on|on|ADP|4|case Monday|Monday|PROPN|2|obl "
        f"the|the|DET|6|det post|post|NOUN|8|nsubj had|have|AUX|8|aux|{PAST} fallen|fall|VERB|2|ccomp|{PARTICIPLE}"
    )
    (times,) = dated(document, claim(document, "the post had fallen", "fallen"))
    assert bounds(times) == [(None, TODAY)]
    assert times[0].mention is None


@pytest.mark.parametrize(
    ("sentence", "head", "kind", "realis", "expected"),
    [
        (FELL, "fell", Kind.EVENT, Realis.ACTUAL, [(None, TODAY)]),
        (
            f"The|the|DET|2|det post|post|NOUN|3|nsubj stands|stand|VERB|0|root|{PRESENT}",
            "stands",
            Kind.STATE,
            Realis.ACTUAL,
            [(TODAY, TODAY)],
        ),
        (
            (
                f"The|the|DET|2|det post|post|NOUN|4|nsubj has|have|AUX|4|aux|{PRESENT} "
                f"fallen|fall|VERB|0|root|{PARTICIPLE}"
            ),
            "fallen",
            Kind.EVENT,
            Realis.ACTUAL,
            [(None, TODAY)],
        ),
        (
            (
                "The|the|DET|2|det post|post|NOUN|4|nsubj will|will|AUX|4|aux|VerbForm=Fin "
                "fall|fall|VERB|0|root|VerbForm=Inf"
            ),
            "fall",
            Kind.EVENT,
            Realis.PREDICTED,
            [(TODAY, None)],
        ),
        (
            f"The|the|DET|2|det post|post|NOUN|4|nsubj is|be|AUX|4|cop|{PRESENT} empty|empty|ADJ|0|root",
            "empty",
            Kind.STATE,
            Realis.ACTUAL,
            [(TODAY, TODAY)],
        ),
        (FELL, "fell", Kind.DEFINITION, Realis.ACTUAL, []),
        (FELL, "fell", Kind.PURPOSE, Realis.INTENDED, []),
        (FELL, "fell", Kind.EVENT, Realis.HYPOTHETICAL, [(TODAY, None)]),
        (FELL, "fell", Kind.EVENT, Realis.FEARED, [(TODAY, None)]),
        ("The|the|DET|2|det attack|attack|NOUN|0|root", "attack", Kind.EVENT, Realis.ACTUAL, [(None, TODAY)]),
        ("The|the|DET|2|det presence|presence|NOUN|0|root", "presence", Kind.STATE, Realis.ACTUAL, [(TODAY, TODAY)]),
    ],
)
def test_without_a_time_tense_dates_a_claim(
    sentence: str, head: str, kind: Kind, realis: Realis, expected: list[tuple[str | None, str | None]]
):
    document = annotated(sentence)
    (times,) = dated(document, claim(document, document.document.text, head, kind=kind, realis=realis))
    assert bounds(times) == expected
    assert all(each.mention is None and each.because for each in times)


def test_without_the_day_of_the_document_tense_dates_nothing():
    document = annotated(FELL, published=None)
    assert dated(document, claim(document, "The post fell", "fell")) == [()]


def test_a_clause_inherits_the_time_of_the_clause_that_governs_it():
    document = annotated(
        f"{FELL} on|on|ADP|5|case Monday|Monday|PROPN|3|obl ,|,|PUNCT|7|punct "
        "killing|kill|VERB|3|advcl|VerbForm=Ger nine|nine|NUM|7|obj"
    )
    claims = (claim(document, "The post fell on Monday", "fell"), claim(document, "killing nine", "killing"))
    _, inherited = dated(document, *claims)
    assert bounds(inherited) == [("2017-11-13", "2017-11-13")]
    assert inherited[0].inherited


def test_a_plan_does_not_inherit_the_time_of_a_past_clause():
    document = annotated(
        f"{FELL} on|on|ADP|5|case Monday|Monday|PROPN|3|obl and|and|CCONJ|8|cc will|will|AUX|8|aux|VerbForm=Fin "
        "rise|rise|VERB|3|conj|VerbForm=Inf"
    )
    claims = (
        claim(document, "The post fell on Monday", "fell"),
        claim(document, "will rise", "rise", realis=Realis.PREDICTED),
    )
    assert bounds(dated(document, *claims)[1]) == [(TODAY, None)]


def test_a_time_without_bounds_is_named_and_tense_gives_the_bounds():
    document = annotated(
        f"Officials|official|NOUN|2|nsubj pay|pay|VERB|0|root|{PRESENT} "
        "them|they|PRON|2|obj monthly|monthly|ADV|2|advmod"
    )
    (times,) = dated(document, claim(document, "Officials pay them monthly", "pay", kind=Kind.PROCESS))
    assert bounds(times) == [(TODAY, TODAY)]
    assert times[0].mention == 0


def test_now_with_a_perfect_tense_is_up_to_the_document():
    document = annotated(
        f"They|they|PRON|4|nsubj have|have|AUX|4|aux|{PRESENT} now|now|ADV|4|advmod left|leave|VERB|0|root|{PARTICIPLE}"
    )
    (times,) = dated(document, claim(document, "They have now left", "left"))
    assert bounds(times) == [(None, TODAY)]


def test_a_document_that_looks_back_tells_on_at_the_time_it_gave():
    document = annotated(
        f"{FELL} on|on|ADP|6|case 5|5|NUM|6|nummod May|May|PROPN|3|obl 2013|2013|NUM|6|nummod .|.|PUNCT|3|punct",
        f"Soldiers|soldier|NOUN|2|nsubj burned|burn|VERB|0|root|{PAST} houses|house|NOUN|2|obj",
    )
    claims = (
        claim(document, "The post fell on 5 May 2013", "fell"),
        claim(document, "Soldiers burned houses", "burned"),
    )
    told = dated(document, *claims)[1]
    assert bounds(told) == [("2013-05-05", "2013-05-05")]
    assert told[0].inherited


BURNED = f"Soldiers|soldier|NOUN|2|nsubj burned|burn|VERB|0|root|{PAST} houses|house|NOUN|2|obj"


def test_news_of_several_days_do_not_lend_one_to_the_next_sentence():
    tuesday = f"{FELL} {ON_MONDAY}".replace("Monday", "Tuesday").replace("post", "wall")
    document = annotated(f"{FELL} {ON_MONDAY}", BURNED, tuesday)
    claims = (
        claim(document, "The post fell on Monday", "fell"),
        claim(document, "Soldiers burned houses", "burned"),
        claim(document, "The wall fell on Tuesday", "fell"),
    )
    assert bounds(dated(document, *claims)[1]) == [(None, TODAY)]


def test_news_that_tell_of_one_day_go_on_on_that_day():
    document = annotated(f"{FELL} {ON_MONDAY}", BURNED)
    claims = (claim(document, "The post fell on Monday", "fell"), claim(document, "Soldiers burned houses", "burned"))
    (told,) = dated(document, *claims)[1]
    assert bounds((told,)) == [("2017-11-13", "2017-11-13")]
    assert told.inherited


def test_a_clause_with_since_dates_the_claim_from_its_time_on():
    document = annotated(
        f"They|they|PRON|3|nsubj have|have|AUX|3|aux|{PRESENT} gained|gain|VERB|0|root|{PARTICIPLE} "
        f"ground|ground|NOUN|3|obj since|since|SCONJ|7|mark it|it|PRON|7|nsubj began|begin|VERB|3|advcl|{PAST} "
        "on|on|ADP|9|case Monday|Monday|PROPN|7|obl"
    )
    (times,) = dated(document, claim(document, "They have gained ground since it began on Monday", "gained"))
    assert bounds(times) == [("2017-11-13", TODAY)]


def test_there_is_one_answer_for_each_claim_in_their_order():
    document = annotated(FELL)
    fell = claim(document, "The post fell", "fell")
    assert len(dated(document, fell, fell, fell)) == 3
    assert dated(document) == []


def test_what_came_later_in_a_narrative_is_open_towards_the_end():
    document = annotated(
        f"{FELL} on|on|ADP|6|case 5|5|NUM|6|nummod May|May|PROPN|3|obl 2013|2013|NUM|6|nummod .|.|PUNCT|3|punct",
        f"Soldiers|soldier|NOUN|3|nsubj later|later|ADV|3|advmod burned|burn|VERB|0|root|{PAST} it|it|PRON|3|obj",
    )
    claims = (
        claim(document, "The post fell on 5 May 2013", "fell"),
        claim(document, "Soldiers later burned it", "burned"),
    )
    assert bounds(dated(document, *claims)[1]) == [("2013-05-05", None)]


def test_a_length_up_to_now_is_that_of_what_was_said_and_not_of_the_saying():
    document = annotated(
        "In|in|ADP|5|case the|the|DET|5|det past|past|ADJ|5|amod 24|24|NUM|5|nummod hours|hour|NOUN|7|obl "
        f"officers|officer|NOUN|7|nsubj said|say|VERB|0|root|{PAST} the|the|DET|9|det post|post|NOUN|10|nsubj "
        f"fell|fall|VERB|7|ccomp|{PAST}"
    )
    (times,) = dated(document, claim(document, "the post fell", "fell"))
    assert bounds(times) == [("2017-11-14", TODAY)]


def test_the_date_that_ends_a_caption_is_that_of_what_it_shows():
    document = annotated(
        "Families|family|NOUN|2|nsubj cross|cross|VERB|0|root|Tense=Pres,VerbForm=Fin the|the|DET|4|det "
        "river|river|NOUN|2|obj ,|,|PUNCT|6|punct Nov.|Nov.|PROPN|4|appos 5|5|NUM|6|nummod ,|,|PUNCT|9|punct "
        "2017|2017|NUM|6|nummod .|.|PUNCT|2|punct"
    )
    (times,) = dated(document, claim(document, "Families cross the river", "cross"))
    assert bounds(times) == [("2017-11-05", "2017-11-05")]


def test_what_had_happened_before_the_governing_clause_ends_with_it():
    document = annotated(
        f"{FELL} on|on|ADP|5|case Monday|Monday|PROPN|3|obl which|which|PRON|8|nsubj had|have|AUX|8|aux|{PAST} "
        f"stood|stand|VERB|2|acl:relcl|{PARTICIPLE} empty|empty|ADJ|8|xcomp"
    )
    claims = (
        claim(document, "The post fell on Monday", "fell"),
        claim(document, "which had stood empty", "stood", kind=Kind.STATE),
    )
    assert bounds(dated(document, *claims)[1]) == [(None, "2017-11-13")]

"""Which place holds for which claim, in which role; the source's own place stays apart."""

from dataclasses import replace

from place_cases import annotated_of
from reportedly.records import DOCUMENT_HOLDER, Annotated, Candidate, Claim, Holder, PlacedAt, PlaceMention
from reportedly.resolve.placing import place_claims
from reportedly.spans import Span
from reportedly.vocabulary import (
    Anonymity,
    Kind,
    PlaceKind,
    PlaceRole,
    PlaceStatus,
    PlaceUse,
    Quantifier,
    SourceKind,
)


def span_of(words: str, text: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def claim_of(annotated: Annotated, words: str, who: str | None = None, type_: str = "CLASH", entity: int = 1) -> Claim:
    text = annotated.document.text
    content = span_of(words, text)
    source = Holder(
        who=span_of(who, text) if who else None,
        cue=None,
        label=who or "",
        kind=SourceKind.PERSON,
        anonymity=Anonymity.ROLE_ONLY,
        entity=entity,
    )
    chain = (source, DOCUMENT_HOLDER) if who else (DOCUMENT_HOLDER,)
    return Claim(
        document=annotated.document.id, content=(content,), head=content, kind=Kind.EVENT, type=type_, chain=chain
    )


def mention_of(
    annotated: Annotated, words: str, kind: PlaceKind = PlaceKind.PPL, use: PlaceUse = PlaceUse.LITERAL
) -> PlaceMention:
    row = Candidate(id=f"test:{words}", name=words, kind=kind, country="AF")
    span = span_of(words, annotated.document.text)
    return PlaceMention(span=span, status=PlaceStatus.RESOLVED, use=use, candidates=(row,))


def test_a_place_in_the_claims_own_words_is_where_it_holds() -> None:
    annotated = annotated_of("Fighters burned the market in [L:Kunduz].")
    claims = (claim_of(annotated, "Fighters burned the market in Kunduz"),)
    placed = place_claims(claims, annotated, (mention_of(annotated, "Kunduz"),))
    assert placed == ((PlacedAt(mention=0, role=PlaceRole.AT),),)


def test_the_sources_place_is_no_place_of_the_event() -> None:
    annotated = annotated_of("The governor of [L:Balkh] said fighters burned the market in [L:Kunduz].")
    claims = (claim_of(annotated, "fighters burned the market in Kunduz", "The governor of Balkh"),)
    mentions = (mention_of(annotated, "Balkh", PlaceKind.ADM1), mention_of(annotated, "Kunduz"))
    assert place_claims(claims, annotated, mentions) == (
        (PlacedAt(mention=1, role=PlaceRole.AT), PlacedAt(mention=0, role=PlaceRole.SOURCE_LOCATION)),
    )


def test_a_claim_without_a_place_inherits_its_sources_and_says_so() -> None:
    annotated = annotated_of("A resident of [L:Kush Tapa] said the group there is armed.")
    claims = (claim_of(annotated, "the group there is armed", "A resident of Kush Tapa"),)
    placed = place_claims(claims, annotated, (mention_of(annotated, "Kush Tapa", PlaceKind.ADM2),))
    assert placed == ((PlacedAt(mention=0, role=PlaceRole.AT, inherited=True),),)


def test_the_province_goes_back_to_the_province_named_last() -> None:
    text = "In [L:Balkh] and [L:Kunduz] little is known. The group holds all districts of the province."
    annotated = annotated_of(text)
    claims = (claim_of(annotated, "The group holds all districts of the province"),)
    mentions = (mention_of(annotated, "Balkh", PlaceKind.ADM1), mention_of(annotated, "Kunduz", PlaceKind.ADM1))
    (placed,) = place_claims(claims, annotated, mentions)
    assert placed == (PlacedAt(mention=1, role=PlaceRole.AT, inherited=True, quantifier=Quantifier.ALL),)


def test_a_later_claim_goes_on_where_the_one_before_held() -> None:
    annotated = annotated_of("Shells fell on [L:Azaz]. Two men died.")
    claims = (claim_of(annotated, "Shells fell on Azaz"), claim_of(annotated, "Two men died"))
    placed = place_claims(claims, annotated, (mention_of(annotated, "Azaz"),))
    assert placed[1] == (PlacedAt(mention=0, role=PlaceRole.AT, inherited=True),)


def test_how_much_of_a_place_is_meant_is_kept() -> None:
    annotated = annotated_of("The group rules some districts of [L:Faryab].")
    claims = (claim_of(annotated, "The group rules some districts of Faryab"),)
    ((one,),) = place_claims(claims, annotated, (mention_of(annotated, "Faryab", PlaceKind.ADM1),))
    assert one.quantifier is Quantifier.SOME


def test_words_for_peoples_and_bodies_are_no_places_of_events() -> None:
    annotated = annotated_of("Iraqi soldiers moved.")
    claims = (claim_of(annotated, "Iraqi soldiers moved"),)
    mention = mention_of(annotated, "Iraqi", PlaceKind.ADM0, PlaceUse.DEMONYM)
    assert place_claims(claims, annotated, (mention,)) == ((),)


def test_an_assessment_inherits_no_place() -> None:
    annotated = annotated_of("Shells fell on [L:Azaz]. This is a grave sign.")
    claims = (
        claim_of(annotated, "Shells fell on Azaz"),
        claim_of(annotated, "This is a grave sign", type_="ASSESSMENT"),
    )
    assert place_claims(claims, annotated, (mention_of(annotated, "Azaz"),))[1] == ()


def test_no_claims_no_places() -> None:
    assert place_claims((), annotated_of("[L:Azaz]"), ()) == ()


def test_an_assessment_is_of_the_place_that_its_own_sentence_names() -> None:
    annotated = annotated_of("In [L:Azaz], shells fell on a school. This is a grave sign.")
    claims = (claim_of(annotated, "shells fell on a school", type_="ASSESSMENT"),)
    placed = place_claims(claims, annotated, (mention_of(annotated, "Azaz"),))
    assert placed == ((PlacedAt(mention=0, role=PlaceRole.AT, inherited=True),),)


def test_all_members_of_a_list_are_inherited() -> None:
    annotated = annotated_of("In [L:Azaz] and [L:Marea], shells fell on schools.")
    claims = (claim_of(annotated, "shells fell on schools"),)
    (placed,) = place_claims(claims, annotated, (mention_of(annotated, "Azaz"), mention_of(annotated, "Marea")))
    assert [one.mention for one in placed] == [0, 1]


def test_a_dateline_is_not_where_something_holds() -> None:
    annotated = annotated_of("[L:BEIRUT] — Shells fell on schools.")
    claims = (claim_of(annotated, "Shells fell on schools"),)
    assert place_claims(claims, annotated, (mention_of(annotated, "BEIRUT"),)) == ((),)


def test_the_country_that_a_source_speaks_for_is_not_where_it_is() -> None:
    annotated = annotated_of("The president of [L:Turkey] said fighters burned the market in [L:Azaz].")
    claims = (claim_of(annotated, "fighters burned the market in Azaz", "The president of Turkey"),)
    mentions = (mention_of(annotated, "Turkey", PlaceKind.ADM0), mention_of(annotated, "Azaz"))
    assert place_claims(claims, annotated, mentions) == ((PlacedAt(mention=1, role=PlaceRole.AT),),)


def test_the_city_goes_back_to_one_in_the_country_that_the_report_is_about() -> None:
    annotated = annotated_of("Shells fell on [L:Kunduz] in [L:Baghlan]. Envoys met in [L:Oslo]. The city was calm.")
    mentions = (
        mention_of(annotated, "Kunduz"),
        mention_of(annotated, "Baghlan", PlaceKind.ADM1),
        replace(
            mention_of(annotated, "Oslo"),
            candidates=(Candidate(id="o", name="Oslo", kind=PlaceKind.PPL, country="NO"),),
        ),
    )
    ((placed,),) = place_claims((claim_of(annotated, "The city was calm"),), annotated, mentions)
    assert placed.mention == 0


def hung(annotated: Annotated, *links: tuple[str, str, str]) -> Annotated:
    """The annotation with words hung on others: (word, relation, its head); `lemma=` of a word is the word itself."""
    text = annotated.document.text
    at = {token.span.of(text): number for number, token in enumerate(annotated.tokens)}
    tokens = list(annotated.tokens)
    for word, relation, head in links:
        tokens[at[word]] = replace(tokens[at[word]], deprel=relation, head=at[head])
    return replace(annotated, tokens=tuple(tokens))


def test_a_new_paragraph_goes_back_to_where_the_report_began() -> None:
    text = "Shells hit [L:Kunduz].\n\nTroops moved through [L:Baghlan]. A bridge fell.\n\nA school burned."
    annotated = annotated_of(text)
    words = ("Shells hit Kunduz", "Troops moved through Baghlan", "A bridge fell", "A school burned")
    claims = tuple(claim_of(annotated, each) for each in words)
    mentions = (mention_of(annotated, "Kunduz"), mention_of(annotated, "Baghlan"))
    placed = place_claims(claims, annotated, mentions)
    assert [each[0].mention for each in placed] == [0, 1, 1, 0]


def test_a_country_at_the_beginning_is_no_place_to_go_back_to() -> None:
    text = "War goes on in [L:Syria].\n\nShells hit [L:Baniyas].\n\nA school burned."
    annotated = annotated_of(text)
    claims = tuple(
        claim_of(annotated, each) for each in ("War goes on in Syria", "Shells hit Baniyas", "A school burned")
    )
    mentions = (mention_of(annotated, "Syria", PlaceKind.ADM0), mention_of(annotated, "Baniyas"))
    assert place_claims(claims, annotated, mentions)[2][0].mention == 1


def test_what_lies_in_another_place_that_is_inherited_stands_for_both() -> None:
    annotated = annotated_of("Shells hit [L:Baniyas] in [L:Syria]. A school burned.")
    claims = tuple(claim_of(annotated, each) for each in ("Shells hit Baniyas in Syria", "A school burned"))
    mentions = (mention_of(annotated, "Baniyas"), mention_of(annotated, "Syria", PlaceKind.ADM0))
    assert place_claims(claims, annotated, mentions)[1] == (PlacedAt(mention=0, role=PlaceRole.AT, inherited=True),)


def test_where_something_was_said_is_not_where_it_happened() -> None:
    annotated = annotated_of("Shells hit [L:Hawija]. Jasim told reporters in [L:Kirkuk] that a bridge fell.")
    annotated = hung(annotated, ("told", "root", "told"), ("Kirkuk", "obl", "told"))
    claim = claim_of(annotated, "a bridge fell", "Jasim")
    claim = replace(
        claim, chain=(replace(claim.chain[0], cue=span_of("told", annotated.document.text)), DOCUMENT_HOLDER)
    )
    claims = (claim_of(annotated, "Shells hit Hawija"), claim)
    mentions = (mention_of(annotated, "Hawija"), mention_of(annotated, "Kirkuk"))
    assert 0 in {each.mention for each in place_claims(claims, annotated, mentions)[1]}


def test_what_somebody_knows_or_is_takes_no_place_from_before() -> None:
    text = "Shells hit [L:Hawija].\nHe recognize no court. [P:Haddad] is a lawyer."
    annotated = hung(annotated_of(text), ("Haddad", "nsubj", "lawyer"), ("is", "cop", "lawyer"))
    mind, portrait = claim_of(annotated, "He recognize no court"), claim_of(annotated, "Haddad is a lawyer")
    claims = (
        claim_of(annotated, "Shells hit Hawija"),
        replace(mind, head=span_of("recognize", annotated.document.text)),
        replace(portrait, head=span_of("lawyer", annotated.document.text)),
    )
    placed = place_claims(claims, annotated, (mention_of(annotated, "Hawija"),))
    assert placed[1:] == ((), ())


def test_what_talks_are_about_is_not_where_they_are_held() -> None:
    annotated = annotated_of("Envoys met in [L:Geneva] for talk on the siege of [L:Aleppo].")
    links = (("Aleppo", "nmod", "siege"), ("of", "case", "Aleppo"), ("siege", "nmod", "talk"), ("on", "case", "siege"))
    annotated = hung(annotated, *links)
    claims = (claim_of(annotated, "Envoys met in Geneva for talk on the siege of Aleppo"),)
    mentions = (mention_of(annotated, "Geneva"), mention_of(annotated, "Aleppo"))
    assert [each.mention for each in place_claims(claims, annotated, mentions)[0]] == [0]

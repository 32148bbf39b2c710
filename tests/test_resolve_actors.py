"""Actors: by any name, by a country and a head noun, by an acronym the text explains, by a description met again."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsed import tree_of
from reportedly.lexicon import load_lexicon
from reportedly.records import (
    DOCUMENT_HOLDER,
    ActorMention,
    Annotated,
    Claim,
    Document,
    Holder,
    Name,
    Observation,
    Participant,
    Sentence,
)
from reportedly.resolve.actor_table import load_table
from reportedly.resolve.actors import find_actors, party_of, read_observers, read_participants
from reportedly.spans import Span
from reportedly.vocabulary import (
    ActorKind,
    ActorRole,
    Anonymity,
    ControlLevel,
    Kind,
    NameKind,
    SourceKind,
)

# A busy machine is no failure.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plain(text: str, *, persons: tuple[str, ...] = (), bodies: tuple[str, ...] = ()) -> Annotated:
    """A text with its sentences and names, without a parse."""
    bounds = [match.span() for match in re.finditer(r"[^.]+\.?\s*", text)]
    kinds = [(each, NameKind.PERSON) for each in persons] + [(each, NameKind.ORGANISATION) for each in bodies]
    names = (Name(span=Span(text.index(w), text.index(w) + len(w)), kind=kind) for w, kind in kinds)
    return Annotated(
        document=Document(source="t", text=text),
        tokens=(),
        sentences=tuple(Sentence(0, 0, Span(*each)) for each in bounds),
        names=tuple(sorted(names, key=lambda name: name.span)),
    )


def found(text: str, **names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Words and id of every mention."""
    annotated = plain(text, **names)
    return [(each.span.of(text), each.id) for each in find_actors(annotated)]


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Daesh", "IS"),
        ("Da'esh", "IS"),
        ("the so-called Islamic State", "IS"),
        ("ISIL", "IS"),
        ("Islamic State of Iraq and the Levant", "IS"),
        ("IS-Khorasan", "ISKP"),
        ("al-Qaida", "AQ"),
        ("Al Qa’ida", "AQ"),
        ("Taleban", "TALIBAN"),
        ("Rapid Support Forces", "RSF"),
        ("Jama'at Nusrat al-Islam wal-Muslimin", "JNIM"),
        ("JNIM", "JNIM"),
        ("Al Shabaab", "AL-SHABAAB"),
        ("al-Shabab", "AL-SHABAAB"),
        ("Ansar Allah", "HOUTHIS"),
        ("Houthi rebels", "HOUTHIS"),
        ("the U.S.-led coalition", "GLOBAL-COALITION"),
        ("Syrian Democratic Forces", "SDF"),
        ("YPG", "YPG"),
        ("Donetsk People's Republic", "DPR"),
        ("Nato", "NATO"),
        ("the Popular Mobilisation Forces", "PMF"),
        ("Afghan National Army", "AF:army"),
        ("Volunteers for the Defense of the Homeland", "VDP"),
        ("Boko Haram", "BOKO-HARAM"),
        ("Wagner", "WAGNER"),
    ],
)
def test_a_group_is_found_by_any_of_its_names(words: str, actor: str | None):
    assert actor in {each for _, each in found(f"It was said that {words} took part.")}


@pytest.mark.parametrize(
    ("words", "actor"),
    [
        ("Iraqi forces", "IQ:security_forces"),
        ("Malian security forces", "ML:military"),
        ("the Chadian army", "TD:military"),
        ("the Afghan government", "AF:government"),
        ("the government of Yemen", "YE:government"),
        ("Kenya's military", "KE:military"),
        ("Nigerian police", "NG:police"),
        ("the French air force", "FR:military"),
        ("the U.S. government", "US:government"),
        ("the Uzbek border guards", "UZ:military"),
        ("the Syrian regime", "SY:government"),
        ("the Syrian parliament", "SY:parliament"),
    ],
)
def test_a_country_with_a_head_noun_is_a_state_actor(words: str, actor: str | None):
    assert found(f"It was said that {words} took part.") == [(words.removeprefix("the "), actor)]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("It is a fact and was so.", ()),
        ("WHERE IS THE ARMY NOW", ()),
        ("HE SAID IT IS SO", ()),
        ("He played the fur trader.", ()),
        ("Hamas Kamal spoke.", ("Hamas Kamal",)),
        ("Wagner spoke of his farm.", ("Wagner",)),
    ],
)
def test_other_words_and_persons_are_no_actors(text: str, persons: tuple[str, ...]):
    assert found(text, persons=persons) == []


def test_an_acronym_that_the_text_explains_means_what_the_text_says():
    text = "The Rapid Support Forces (QRF) came. QRF fighters left."
    assert ("QRF", "RSF") in found(text)


def test_an_acronym_explained_as_something_else_is_not_the_one_of_the_table():
    text = "The Regional Sports Federation (RSF) met. RSF members left."
    assert found(text, bodies=("Regional Sports Federation",)) == []


def test_the_militants_go_back_to_the_one_group_named_last():
    text = "Boko Haram attacked the town. The militants burned houses."
    assert found(text)[-1] == ("The militants", "BOKO-HARAM")


def test_the_militants_are_left_as_they_are_after_two_groups():
    text = "Boko Haram fought Ansaru. The militants burned houses."
    assert [words for words, _ in found(text)] == ["Boko Haram", "Ansaru"]


def test_a_group_that_no_table_has_is_not_taken_for_one_met_before():
    text = "Boko Haram attacked the town. Then the Gourma Movement came. The group burned houses."
    assert [actor for _, actor in found(text, bodies=("Gourma Movement",))] == ["BOKO-HARAM"]


def test_its_fighters_are_those_of_the_group_named_last():
    assert found("Boko Haram said its fighters burned houses.")[-1] == ("its fighters", "BOKO-HARAM")


def test_the_militants_are_left_as_they_are_when_no_group_was_named():
    assert found("The militants burned houses.") == []


def test_a_description_with_a_name_does_not_go_back_to_another_group():
    text = "Boko Haram came. The militants of Ansaru left."
    assert [actor for _, actor in found(text)] == ["BOKO-HARAM", "ANSARU"]


def test_rebels_do_not_go_back_to_a_transnational_jihadist_group():
    assert [actor for _, actor in found("Daesh came. The rebels left.")] == ["IS"]


def test_local_authorities_belong_to_the_country_that_the_document_speaks_of():
    text = "In Mali the rains came. Mali was hungry. Elders of Mali met. Local authorities gave rice."
    assert found(text) == [("Local authorities", "ML:government")]


def test_local_authorities_are_left_as_they_are_where_no_country_stands_out():
    assert found("In Mali and in Niger, local authorities gave rice.") == []


def test_the_army_goes_back_to_the_army_met_shortly_before():
    text = "The Malian army left the post. The army burned its papers."
    assert [actor for _, actor in found(text)] == ["ML:military", "ML:military"]


def claimed(words: str, tree_text: str) -> Claim:
    """A claim whose only participant and observer are the words."""
    span = Span(tree_text.index(words), tree_text.index(words) + len(words))
    return Claim(
        document="d",
        content=(Span(0, len(tree_text)),),
        head=span,
        kind=Kind.EVENT,
        type="CLASH",
        chain=(DOCUMENT_HOLDER,),
        participants=(Participant(role=ActorRole.AGENT, span=span),),
        control=(Observation(actor=span, level=ControlLevel.ACTIVE, wording=span),),
    )


@pytest.mark.parametrize(
    ("words", "actor"),
    [("Daesh militants", "IS"), ("villagers near Daesh", None), ("Most of the Daesh fighters", "IS")],
)
def test_a_participant_is_the_actor_that_heads_it_or_whose_members_it_names(words: str, actor: str | None):
    sentences = {
        "Daesh militants": "Daesh|Daesh|PROPN|2|compound militants|militant|NOUN|3|nsubj left|leave|VERB|0|root",
        "villagers near Daesh": "villagers|villager|NOUN|4|nsubj near|near|ADP|3|case Daesh|Daesh|PROPN|1|nmod "
        "left|leave|VERB|0|root",
        "Most of the Daesh fighters": "Most|most|ADJ|6|nsubj of|of|ADP|5|case the|the|DET|5|det "
        "Daesh|Daesh|PROPN|5|compound fighters|fighter|NOUN|1|nmod left|leave|VERB|0|root",
    }
    annotated = tree_of(sentences[words]).annotated
    mentions = find_actors(annotated)
    claims = (claimed(words, annotated.document.text),)
    readings = (read_participants(claims, annotated, mentions), read_observers(claims, annotated, mentions))
    assert [each[0][0].id for each in readings] == [actor, actor]


def holder(label: str) -> Holder:
    """A source with a description."""
    return Holder(who=None, cue=None, label=label, kind=SourceKind.PERSON, anonymity=Anonymity.ROLE_ONLY)


AFGHAN_ARMY = ActorMention(span=Span(0, 1), id="AF:army", name="Afghan National Army", kind=ActorKind.STATE_FORCE)


@pytest.mark.parametrize(
    ("label", "party"),
    [
        ("a Taliban spokesman", "TALIBAN"),
        ("the governor of the province", "AF:government"),
        ("a retired general of the Afghan National Army", "AF:army"),
        ("a police officer", "AF:police"),
        ("an Iraqi general", "IQ:military"),
        ("a Ukrainian official", "UA:government"),
        ("one of the residents of the district", None),
        ("a witness", None),
        ("a rebel commander", None),
        ("a doctor in a Taliban-held town", None),
        ("Reuters", None),
        ("pilots of the anti-IS alliance", None),
        ("the al-Qaida affiliate", None),
    ],
)
def test_a_source_has_the_side_that_its_description_states(label: str, party: str | None):
    assert party_of(holder(label), (AFGHAN_ARMY,)) == party


def test_a_named_source_has_the_side_of_the_office_beside_the_name():
    who, office = Span(0, 10), Span(16, 24)
    mention = ActorMention(span=office, id="AF:government", name="Afghanistan", kind=ActorKind.GOVERNMENT_BODY)
    assert party_of(replace(holder("Zahir Noor"), who=who), (mention,)) == "AF:government"


def test_an_office_has_no_side_where_the_document_names_no_state():
    assert party_of(holder("the governor of the province"), ()) is None


def test_an_office_has_no_side_where_two_states_are_named_alike():
    other = replace(AFGHAN_ARMY, id="PK:military", name="Pakistan: armed forces")
    assert party_of(holder("the governor of the province"), (AFGHAN_ARMY, other)) is None


def test_a_text_in_capitals_still_has_its_actors():
    assert found("THE ELN AND THE FMLN ATTACKED. THIS IS SO.") == [("ELN", "ELN"), ("FMLN", "FMLN")]


NAMES = st.sampled_from(
    [
        *load_lexicon("actors").entries,
        *load_lexicon("actor_words").entries,
        "Iraqi",
        "of Mali",
        "the",
        "(RSF)",
        "IS",
        ".",
    ]
)
JUMBLES = st.lists(NAMES, max_size=20).map(" ".join)


@CALM
@given(text=st.one_of(st.text(max_size=120), JUMBLES))
def test_mentions_never_overlap_and_stand_in_order_whatever_the_words(text: str):
    end = 0
    for mention in find_actors(plain(text)):
        assert end <= mention.span.start < mention.span.stop <= len(text)
        end = mention.span.stop


def test_every_alias_leads_to_one_actor_only():
    rows = load_lexicon("actors").entries
    owners: dict[str, str] = {}
    for key, row in rows.items():
        for name in {row["name"], *row.get("aliases", ())}:
            assert owners.setdefault(name, key) == key, name


def test_no_row_of_the_table_is_a_person():
    assert ActorKind.PERSON not in {actor.kind for actor in load_table().actors.values()}

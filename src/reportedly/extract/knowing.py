"""How the nearest holder claims to know: from the words alone, never from rank or nearness."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.extract.chain import Link
from reportedly.extract.contents import OBJECT, RAISING
from reportedly.extract.cues import Cues
from reportedly.extract.frames import HEARD_FROM, Frame
from reportedly.extract.nouns import classes_of
from reportedly.extract.propositions import Proposition
from reportedly.extract.sides import Sides
from reportedly.extract.sources import FIRST_PERSON, PLURAL, SINGULAR, HolderWords, Voice
from reportedly.extract.tree import Tree
from reportedly.lexicon import Lexicon
from reportedly.records import Reason
from reportedly.spans import Span, covering
from reportedly.vocabulary import Basis, Kind, Realis, SourceKind

SEEN = {Kind.EVENT, Kind.STATE, Kind.PROCESS, Kind.STATE_CHANGE}
OPINIONS = {Kind.ASSESSMENT, Kind.CAUSAL}
INSTITUTIONS = {SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.OUTLET}
POSSESSIVE = {"his": SINGULAR, "her": SINGULAR, "their": PLURAL, "its": {"it"}, "our": FIRST_PERSON, "my": FIRST_PERSON}
WE = {"we", "our"}
SPEAKERS = {"official", "commander", "authority", "diplomat", "envoy"}
REBELS = {"opposition", "rebel", "rebels", "insurgent", "insurgents", "militants", "anti-government"}
OTHERS = {"civilian", "person", "named_person"}
OWN_ACTS = {"force", "aircraft", "strike", "mission", "clash", "movement", "group", "vehicle", "munition", "weapon"}
OPERATIONS = {"strike", "mission", "alliance"}  # "the airstrikes", said by a side that flies them
BODIES = {"force", "group", "fighter"}  # "our posts", "its fighters": what they did, their side knows of itself
MEN = {"man", "post", "unit", "team", "colleague", "staff", "crew"}
SPEECHLESS = {"human", "person", "civilian", "place", "leader"}
ABLE = {"can", "ca", "cannot", "able", "unable"}  # "can't" is read as "ca" and "n't"
FOUND = {"find", "discover"}  # what a person says to have found was seen
NONE = (Basis.UNSTATED, None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One phrase by which sources say how they know."""

    key: str
    basis: Basis
    pattern: re.Pattern[str]
    anywhere: bool


class Knowing:
    """Reads the basis of a claim from cues, phrases and the person of its subject."""

    def __init__(self, evidence: Lexicon, words: HolderWords, cues: Cues, sides: Sides) -> None:
        """Make the phrases of `evidence.yml` ready."""
        self._sides = sides
        self._cues = cues
        self._offices = words.offices
        self._witnesses = words.witnesses
        self._evidence = tuple(
            Evidence(key, Basis(entry["basis"]), re.compile(str(entry["pattern"])), entry["scope"] == "sentence")
            for key, entry in sorted(evidence.entries.items())
        )

    def basis(
        self, tree: Tree, proposition: Proposition, links: Sequence[Link], kind: Kind, realis: Realis
    ) -> tuple[Basis, Reason | None]:
        """The basis of the nearest holder and the reason for it; UNSTATED and no reason where the words say nothing."""
        if not links:
            return self._published(tree, proposition)
        if kind is Kind.ATTITUDE and realis is Realis.COMMANDED:
            kind = Kind.ASSESSMENT
        for reading in (
            self._phrase,
            self._cue,
            self._concluded,
            self._own_force,
            self._of_kind,
            self._self_report,
            self._in_it,
            self._by_name,
        ):
            found, reason = reading(tree, proposition, links[0], kind)
            if found is not Basis.UNSTATED and not (found in FIRSTHAND_ONLY and realis is not Realis.ACTUAL):
                return found, reason
        return self._forecast(tree, proposition, realis)

    def _forecast(self, tree: Tree, proposition: Proposition, realis: Realis) -> tuple[Basis, Reason | None]:
        """By the time it speaks of: what is yet to come, or would come, nobody can know; nor what somebody could do."""
        span = tree.tokens[proposition.head].span
        if realis in {Realis.PREDICTED, Realis.HYPOTHETICAL}:
            return Basis.OPINION, _reason(f"realis:{realis}", span, "a forecast is its holder's opinion")
        if ABLE & {tree.words[i] for i in (proposition.head, *tree.children(proposition.head, "aux"))}:
            return Basis.OPINION, _reason("ability", span, "what somebody is able to do is its holder's opinion")
        return NONE

    def _published(self, tree: Tree, proposition: Proposition) -> tuple[Basis, Reason | None]:
        """The basis of the document itself: institutional where it writes "we" of its own acts."""
        subject = proposition.subject
        if (
            subject is None
            or not {tree.words[subject], *(tree.words[c] for c in tree.children(subject, "nmod:poss"))} & WE
        ):
            return NONE
        return Basis.INSTITUTIONAL, _reason(
            "self-report", tree.tokens[subject].span, "the document speaks of its own acts"
        )

    def _phrase(self, tree: Tree, proposition: Proposition, link: Link, kind: Kind) -> tuple[Basis, Reason | None]:
        """By a phrase such as "with our own eyes" or "according to our information"."""
        del kind
        sentence = tree.sentence(proposition.head).span
        around = re.sub(r"\s", " ", sentence.of(tree.text).lower())
        own = [re.sub(r"\s", " ", part.of(tree.text).lower()) for part in proposition.content]
        for one in self._evidence:
            if one.key == "heard" and link.frame.rule == HEARD_FROM:  # said of whoever passes it on
                continue
            texts = [around] if one.anywhere else own
            match = next((m for m in map(one.pattern.search, texts) if m), None)
            if match is not None:
                return one.basis, _reason(
                    f"evidence:{one.key}", self._where(sentence, around, one, match), "the words say so"
                )
        return NONE

    def _where(self, sentence: Span, around: str, one: Evidence, match: re.Match[str]) -> Span | None:
        """Where a phrase stands in the document."""
        start = match.start() if one.anywhere else around.find(match.group())
        return Span(sentence.start + start, sentence.start + start + len(match.group())) if start >= 0 else None

    def _cue(self, tree: Tree, proposition: Proposition, link: Link, kind: Kind) -> tuple[Basis, Reason | None]:
        """By the cue: who witnessed claims first-hand knowledge, who thinks gives an opinion, who fears an attitude."""
        del proposition, kind
        for frame in (*link.own_words, link.frame):
            basis = self._cues.value(frame.entry, "basis")
            if frame.entry == "hear" and _is_heard(tree, frame):
                basis = Basis.FIRSTHAND_WITNESS
            if basis is not None and frame.head is not None:
                return Basis(basis), _reason(f"cues:{frame.entry}", tree.tokens[frame.head].span, "the cue says how")
        return NONE

    def _concluded(self, tree: Tree, proposition: Proposition, link: Link, kind: Kind) -> tuple[Basis, Reason | None]:
        """By how it is put: "it seems to me that ...", "it looks as if ...", "they must have had a guide"."""
        del link, kind
        head = proposition.head
        above = tree.tokens[head].head
        seems = above >= 0 and tree.lemmas[above] in SEEM and tree.relation(head) in {"csubj", "ccomp", "advcl"}
        helpers = {tree.words[i] for i in tree.children(head, "aux")}
        if not seems and not {"must", "have"} <= helpers:
            return NONE
        span = tree.tokens[above if seems else head].span
        return Basis.INFERENCE, _reason("concluded", span, "the words say that it is concluded")

    def _of_kind(self, tree: Tree, proposition: Proposition, link: Link, kind: Kind) -> tuple[Basis, Reason | None]:
        """By what sort of claim it is: explanations and judgements are opinions of whoever gives them."""
        del link
        if kind in OPINIONS:
            return Basis.OPINION, _reason(
                f"kind:{kind}", tree.tokens[proposition.head].span, f"an {kind} is its holder's opinion"
            )
        if kind is Kind.ATTITUDE:
            return Basis.ATTITUDE, _reason(
                "kind:attitude", tree.tokens[proposition.head].span, "the claim is what its holder feels"
            )
        return NONE

    def _own_force(self, tree: Tree, proposition: Proposition, link: Link, kind: Kind) -> tuple[Basis, Reason | None]:
        """By speaking of its own people: "our posts have monitored ...", "his men had not been able to ..."."""
        subject = proposition.subject
        if subject is None or kind not in SEEN:
            return NONE
        owners = {tree.words[child] for child in tree.children(subject, "nmod:poss")}
        ours = tree.lemmas[subject] in MEN or bool(classes_of(tree, subject) & BODIES)
        if not ours or not owners & POSSESSIVE.keys() or not self._is_self(tree, subject, link.voice, owners):
            return NONE
        span = tree.tokens[subject].span
        return Basis.INSTITUTIONAL, _reason("self-report", span, "the source speaks of its own people")

    def _self_report(self, tree: Tree, proposition: Proposition, link: Link, kind: Kind) -> tuple[Basis, Reason | None]:
        """By speaking of itself: a body of its own acts, a person of what that person went through."""
        subject = _denied(tree, proposition.head) if kind is Kind.DENIAL else proposition.subject
        if (
            kind in {Kind.DEFINITION, Kind.GENERALISATION}
            or subject is None
            or not self._is_self(tree, subject, link.voice)
        ):
            return NONE
        span = tree.tokens[subject].span
        if tree.tokens[subject].upos == "PRON" and self._perceives(tree, proposition.head):
            return Basis.FIRSTHAND_WITNESS, _reason("self-report", span, "the source speaks of what it perceived")
        if self._is_institution(link.voice):
            return Basis.INSTITUTIONAL, _reason("self-report", span, "a body speaks of its own acts")
        return Basis.FIRSTHAND_PARTICIPANT, _reason(
            "self-report", span, "the source speaks of what it did or went through"
        )

    def _in_it(self, tree: Tree, proposition: Proposition, link: Link, kind: Kind) -> tuple[Basis, Reason | None]:
        """By being in it: what was done to "us" was gone through, what happened to "my neighbour" was seen."""
        if kind not in SEEN or self._is_institution(link.voice) or not _is_past(tree, proposition.head):
            return NONE
        head = proposition.head
        below = [i for i in tree.subtree(head, without=tree.children(head, *CLAUSES)) if i != proposition.subject]
        spoken = next((i for i in below if tree.words[i] in MINE and self._is_speaker(tree, i, link)), None)
        if spoken is None:
            return NONE
        hit = tree.relation(spoken) in {"obj", "iobj"} and tree.tokens[spoken].head == head
        basis = Basis.FIRSTHAND_PARTICIPANT if hit else Basis.FIRSTHAND_WITNESS
        return basis, _reason("self-report", tree.tokens[spoken].span, "it happened to the source or to its own people")

    def _is_speaker(self, tree: Tree, index: int, link: Link) -> bool:
        """Whether a word in the first person is of the holder: not of somebody who is quoted inside it."""
        return index in link.frame.content and tree.tokens[index].upos == "PRON"

    def _perceives(self, tree: Tree, head: int) -> bool:
        """Whether somebody perceived something here: "I have seen no proof" is what somebody did, or failed to do."""
        lemma = tree.lemmas[head]
        if lemma not in FOUND and self._cues.value(lemma, "class") != "perception":
            return False
        objects = tree.children(head, "obj")
        negated = {tree.words[i] for top in (head, *objects) for i in tree.children(top, "det", "advmod")}
        return not negated & NO

    def _by_name(self, tree: Tree, proposition: Proposition, link: Link, kind: Kind) -> tuple[Basis, Reason | None]:
        """By being called a witness or survivor, for what happened or was there."""
        called = link.voice is not None and bool({noun.lower() for noun in link.voice.nouns} & self._witnesses)
        if not called or kind not in SEEN:
            return NONE
        return Basis.FIRSTHAND_WITNESS, _reason(
            "holders:witness", tree.tokens[proposition.head].span, "the text calls the source a witness of it"
        )

    def _is_self(
        self, tree: Tree, subject: int, voice: Voice | None, owners: frozenset[str] | set[str] = frozenset()
    ) -> bool:
        """Whether a subject is the source: "we", "our patrols", or a pronoun that fits the source."""
        words = {tree.words[subject], *owners}
        if not classes_of(tree, subject) & OTHERS:
            words.update(tree.words[child] for child in tree.children(subject, "nmod:poss"))
        if words & FIRST_PERSON:
            return True
        if voice is None:
            return False
        if self._is_institution(voice) and self._acts_for(tree, subject, voice):
            return True
        fitting = PLURAL if voice.plural else SINGULAR if voice.kind is SourceKind.PERSON else {"it"}
        own = set().union(*(POSSESSIVE[word] for word in words & POSSESSIVE.keys()))
        return bool((words | own) & fitting)

    def _acts_for(self, tree: Tree, subject: int, voice: Voice) -> bool:
        """Whether the subject is a force or act of the side that the source speaks for.

        "Turkish officials said Turkish jets ..." is a body on its own acts; Turkish civilians are none of its acts, nor
        are those of the country's rebels, whom only a demonym joins with its government.
        """
        classes = classes_of(tree, subject)
        if tree.lemmas[subject] in voice.nouns and not classes & SPEECHLESS:  # "the hospital", said by its doctor
            return True
        if not classes & OWN_ACTS:
            return False
        words = covering(tree.tokens[i].span for i in tree.subtree(subject)).of(tree.text)
        if bool(REBELS & set(words.lower().split())) != bool(REBELS & set(voice.description.lower().split())):
            return False
        named, own = self._sides.of(words), self._sides.of(voice.description)
        return bool(named & own) or (bool(own) and not named and bool(classes & OPERATIONS))

    def _is_institution(self, voice: Voice | None) -> bool:
        """Whether a source speaks for a body: it is one, or holds an office, or is a plural of officials."""
        if voice is None:
            return False
        if voice.kind in INSTITUTIONS:
            return True
        return bool(
            {noun.rstrip("s") for noun in voice.nouns}
            & (self._offices | {"official", "commander", "authority", "diplomat", "envoy"})
        )


SEEM = {"seem", "look", "appear"}
MINE = {"me", "us", "my", "our"}
CLAUSES = ("advcl", "conj", "parataxis", "ccomp", "acl:relcl")
FIRSTHAND_ONLY = {Basis.FIRSTHAND_PARTICIPANT}
NO = {"no", "not", "n't", "never", "any"}


def _is_heard(tree: Tree, frame: Frame) -> bool:
    """Whether a frame tells of a sound: "heard planes circling", "heard them ask"; not of news: "heard that ..."."""
    if frame.rule.startswith((RAISING, OBJECT)):
        return True
    clause = tree.child(frame.head, "ccomp") if frame.head is not None else None
    return clause is not None and tree.words[clause] == tree.lemmas[clause] and tree.child(clause, "mark") is None


def _is_past(tree: Tree, head: int) -> bool:
    """Whether a clause tells of the past."""
    return any(tree.has(i, "Tense=Past") for i in (head, *tree.children(head, "aux", "cop", "aux:pass")))


def _denied(tree: Tree, head: int) -> int | None:
    """Whom a denial speaks of: "its forces" in "denied that its forces had ..."."""
    clause = tree.child(head, "ccomp", "xcomp")
    return tree.child(clause, "nsubj", "nsubj:pass") if clause is not None else None


def _reason(rule: str, words: Span | None, because: str) -> Reason:
    """A reason for the basis."""
    return Reason(field="chain.0.basis", rule=rule, words=words, because=because)

"""Attribution frames: the words that say that somebody says, sees, fears or believes something.

A frame is found in the parse by its cue (`lexicons/cues.yml`) and by the attribution layer of the language model; where
both see the same cue, the parse gives the bounds and the model adds what stands in later sentences.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from reportedly.extract.contents import CLAUSAL, OBJECT, Content, content_of, is_passive, referent, subject_of_cue
from reportedly.extract.cues import Cues
from reportedly.extract.nouns import classes_of
from reportedly.extract.phrases import RELATIVE, phrase_of, verb_group
from reportedly.extract.tree import Tree
from reportedly.records import Attribution
from reportedly.spans import Span
from reportedly.vocabulary import NameKind

DOCUMENTS = {
    "document", "footage", "image", "investigation", "letter", "news", "photo", "photograph", "picture", "report",
    "statement", "study", "video",
}  # fmt: skip
OF_REPORTS = {"report.NOUN", "allegation.NOUN", "rumour.NOUN", "rumor.NOUN"}
HEARD_FROM = "parse:heard_from"
NOBODY = {"which", "that", "what", "you", "one", "whatever", "there"}
NOT_SPEECH = {"perception", "cognition", "attitude", "denial", "confirm"}


class OwnClaim(StrEnum):
    """What a frame's own clause asserts.

    NONE: nothing, it is only a frame. WHOLE: a denial or confirmation, a claim together with what is denied. FEELING: a
    fear or concern, a claim beside the one that tells what is feared.
    """

    NONE = "none"
    WHOLE = "whole"
    FEELING = "feeling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One attribution frame; words are token indices of the document.

    Attributes:
        cue: The cue with its verb group.
        head: The word of the cue that governs the others; None where the text has no cue.
        source: The words for the source; empty where the text names none.
        content: Every token that the frame attributes.
        recipient: Head of the words for whom the source told it to.
        entry: Key in the cue lexicon; None for a cue that only the model knows.
        rule: How it was found.
        own: What the frame's own clause asserts.
        deed: The word that carries the content where that is no clause of its own.
        doer: Whoever is to do or to have done the deed, where that is not the source.
        relayed_by: The cue or noun of whoever passes this source's words on, where that stands outside of them.
        modelled: The attributions of the language model that this frame is, or was joined with.
    """

    cue: tuple[int, ...]
    head: int | None
    source: tuple[int, ...] = ()
    content: frozenset[int] = frozenset()
    recipient: int | None = None
    entry: str | None = None
    rule: str = "parse:ccomp"
    own: OwnClaim = OwnClaim.NONE
    deed: int | None = None
    doer: int | None = None
    relayed_by: int | None = None
    modelled: tuple[Attribution, ...] = ()


def find_frames(tree: Tree, cues: Cues) -> tuple[Frame, ...]:
    """Frames of the document in the order of their cues, from parse and model.

    A speech cue without an object clause stays as a frame without content, since a quotation may be its content.
    """
    parsed = [frame for index in range(len(tree.tokens)) for frame in _at(tree, cues, index)]
    found = _without_cited(tree, list(_joined(tree, parsed, cues)))
    return tuple(sorted(found, key=lambda frame: (min(frame.cue or (0,)), len(frame.content))))


def _without_cited(tree: Tree, frames: list[Frame]) -> Iterator[Frame]:
    """The frames, with no source that runs on into whom it cites: "a journalist", not "a journalist citing two"."""
    cited = {i for frame in frames if frame.relayed_by is not None for i in (*frame.cue, *frame.source)}
    for frame in frames:
        kept = frame.source if frame.relayed_by is not None else tuple(i for i in frame.source if i not in cited)
        while kept != frame.source and kept and tree.tokens[kept[-1]].upos == "PUNCT":
            kept = kept[:-1]
        yield replace(frame, source=kept)


def _at(tree: Tree, cues: Cues, index: int) -> Iterator[Frame]:
    """The frames that a word opens."""
    token = tree.tokens[index]
    if tree.words[index] == "according" and token.head >= 0:
        yield from _according(tree, index)
        return
    key = cues.find(tree.lemmas[index], token.upos)
    if key is None:
        return
    if token.upos == "ADV":
        yield from _hearsay(tree, key, index)
    elif token.upos == "NOUN":
        yield from _nominal(tree, cues, key, index)
    elif cues.value(key, "relays") and (cited := _citing(tree, cues, key, index)) is not None:
        yield cited
    elif frame := _verbal(tree, cues, key, index):
        yield frame
        if (told := _told_by(tree, key, frame)) is not None:
            yield told


def _told_by(tree: Tree, key: str, frame: Frame) -> Frame | None:
    """The frame of "had heard from a driver that ...": the driver holds it, and whoever heard it passes it on."""
    if key not in {"hear", "learn"} or frame.head is None or not frame.rule.startswith("parse:ccomp"):
        return None
    for teller in tree.children(frame.head, "obl"):
        from_ = [case for case in tree.children(teller, "case") if tree.words[case] == "from"]
        if from_ and classes_of(tree, teller) & {"human", "group", "document", "pronoun"}:
            source = phrase_of(tree, teller)
            return Frame(
                cue=tuple(from_), head=None, source=source, content=frame.content - set(source),
                rule=HEARD_FROM, relayed_by=frame.head,
            )  # fmt: skip
    return None


def _citing(tree: Tree, cues: Cues, key: str, index: int) -> Frame | None:
    """The frame of "reported, citing X": what the governing cue attributes is X's, and whoever reports passes it on."""
    cited = tree.child(index, "obj")
    relay = tree.tokens[index].head
    if cited is None or relay < 0 or tree.relation(index) not in {"advcl", "acl", "conj"}:
        return None
    clause = tree.child(index, *CLAUSAL)
    named = max(tree.children(index, "obj"))  # "citing the newspaper Sahafa", which a parse may read as two objects
    own = frozenset(tree.subtree(index, without=() if clause is None else (clause,)))
    told = _told_around(tree, cues, relay) | frozenset(() if clause is None else tree.subtree(clause))
    if not told - own:
        return None
    return Frame(
        cue=(index,),
        head=index,
        source=tuple(sorted({*phrase_of(tree, cited), *phrase_of(tree, named)})),
        content=told - own,
        entry=key,
        rule="parse:citing",
        relayed_by=relay,
    )


def _told_around(tree: Tree, cues: Cues, relay: int) -> frozenset[int]:
    """What is attributed to whoever cites: by a cue ("reported, citing"), or to a noun ("a journalist citing")."""
    if any(tree.words[case] == "according" for case in tree.children(relay, "case")) and tree.tokens[relay].head >= 0:
        return frozenset(tree.subtree(tree.tokens[relay].head, without=(relay,)))
    cue = relay if tree.tokens[relay].upos == "VERB" else tree.tokens[relay].head
    key = cues.find(tree.lemmas[cue], tree.tokens[cue].upos) if cue >= 0 else None
    return content_of(tree, cues, key, cue).tokens if key is not None else frozenset()


def _according(tree: Tree, index: int) -> Iterator[Frame]:
    """Frames of "according to X": the whole clause that the phrase hangs on."""
    source = tree.tokens[index].head
    if tree.child(index, "fixed") is None and tree.child(source, "case") is None:
        return
    clause = tree.tokens[source].head
    if clause < 0:
        return
    phrase = {i for i in tree.subtree(source) if i >= index}
    marks = tuple(sorted({index, *tree.children(index, "fixed"), *tree.children(source, "case")} & phrase))
    content = frozenset(tree.subtree(clause)) - phrase
    yield Frame(
        cue=marks,
        head=index,
        source=tuple(i for i in phrase_of(tree, source, without=marks) if i > index),
        content=content,
        entry=None,
        rule="parse:according_to",
    )


def _announcer(tree: Tree, index: int) -> int | None:
    """The person named last before a cue and a colon that announce what follows, where the parse gives no subject."""
    if index + 1 >= len(tree.tokens) or tree.words[index + 1] != ":":
        return None
    here = tree.sentence(index).span
    before = [n.span for n in tree.annotated.names if n.kind is NameKind.PERSON and here.start <= n.span.start]
    named = [span for span in before if span.stop <= tree.tokens[index].span.start]
    return tree.top(named[-1]) if named else None


def _hearsay(tree: Tree, key: str, index: int) -> Iterator[Frame]:
    """The frame of "reportedly": somebody says so, and the text does not tell who."""
    clause = tree.tokens[index].head
    if clause >= 0 and tree.tokens[clause].upos in {"VERB", "ADJ", "NOUN"}:
        content = frozenset(tree.subtree(clause, without=(index,)))
        yield Frame(cue=(index,), head=index, content=content, entry=key, rule="parse:hearsay")


def _verbal(tree: Tree, cues: Cues, key: str, index: int) -> Frame | None:
    """The frame of a cue verb or adjective, with a clause, a quotation or a reported happening as its content."""
    source = subject_of_cue(tree, index)
    if source is None:
        source = _announcer(tree, index)
    content = content_of(tree, cues, key, index)
    own = _speaks_for_itself(cues, key, content.tokens)
    if own is not OwnClaim.NONE:
        content = Content(tokens=frozenset(tree.subtree(index)), rule="parse:own_clause")
    if not _is_frame(tree, cues, (key, index), source, content):
        return None
    agent = _agent(tree, index) if is_passive(tree, index) else source
    return Frame(
        cue=verb_group(tree, index),
        head=index,
        source=_named_twice(tree, agent) if agent is not None else (),
        content=content.tokens,
        recipient=_recipient(tree, index),
        entry=key,
        rule=content.rule,
        own=own,
        deed=content.deed,
        doer=content.doer,
    )


def _named_twice(tree: Tree, agent: int) -> tuple[int, ...]:
    """The words of a source, with the name that follows an office and that a parse may take for a second subject."""
    phrase = phrase_of(tree, agent)
    next_ = phrase[-1] + 1 if phrase else -1
    for second in tree.children(tree.tokens[agent].head, "nsubj"):
        if second != agent and tree.tokens[second].upos == "PROPN" and tree.subtree(second)[0] == next_:
            return (*phrase, *phrase_of(tree, second))
    return phrase


def _is_frame(tree: Tree, cues: Cues, cue: tuple[str, int], source: int | None, content: Content) -> bool:
    """Whether a cue with this subject and content attributes anything to anybody."""
    key, index = cue
    if source is not None and tree.words[source] in NOBODY and tree.child(source, "nmod") is None:
        return False  # "one of them shouted" is somebody
    if is_passive(tree, index) and _is_no_speech(tree, cues, cue):
        return False
    agentless = source is None or tree.words[source] == "it"  # "it is not known which ...": nobody holds that
    if agentless and cues.value(key, "class") == "confirm" and _is_open(tree, index):
        return False  # "neither claim could be verified": nobody says so but the writer
    if _is_negated(tree, index) and (agentless or cues.value(key, "class") == "confirm"):
        return False
    if cues.value(key, "holder") and not _may_hold(tree, source):
        return False
    return bool(content.tokens) or (source is not None and cues.value(key, "class") not in NOT_SPEECH)


def _is_no_speech(tree: Tree, cues: Cues, cue: tuple[str, int]) -> bool:
    """Whether a passive attributes nothing: "which are called tazkira", "they were denied passage"."""
    key, index = cue
    subject = tree.child(index, "nsubj:pass")
    denial = subject is not None and cues.value(key, "class") == "denial"
    turned_away = denial and ("human" in classes_of(tree, subject or 0) or tree.child(index, "obj") is not None)
    return bool(cues.value(key, "names")) or turned_away


def _is_open(tree: Tree, index: int) -> bool:
    """Whether a passive says that nobody did something, or that it could not be done."""
    subject = tree.child(index, "nsubj:pass")
    if subject is None:
        return False
    helpers = {tree.words[child] for child in (*tree.children(index, "aux"), *tree.children(subject, "det"))}
    return bool(helpers & {"could", "can", "neither", "no", "none"})


def _is_negated(tree: Tree, index: int) -> bool:
    """Whether a cue is negated: what nobody confirmed is no claim of whoever did not confirm it."""
    return any(tree.words[child] in {"not", "n't", "never"} for child in tree.children(index, "advmod"))


def _may_hold(tree: Tree, source: int | None) -> bool:
    """Whether a subject can know or show something: not "2016 saw ..." or "the region witnessed ..."."""
    if source is None:
        return False
    classes = classes_of(tree, source)
    return bool(classes & {"human", "group", "document", "pronoun"}) or tree.lemmas[source] in DOCUMENTS


def _speaks_for_itself(cues: Cues, key: str, content: frozenset[int]) -> OwnClaim:
    """A denial, a confirmation of what was said before, or an attitude is a claim by itself."""
    group = cues.value(key, "class")
    if group == "attitude":
        return OwnClaim.FEELING
    if not content and cues.value(key, "asserts"):  # "blamed X for the raid" says who did it
        return OwnClaim.WHOLE
    return OwnClaim.WHOLE if group == "denial" or (group == "confirm" and not content) else OwnClaim.NONE


def _agent(tree: Tree, index: int) -> int | None:
    """The by-phrase of a passive, wherever the parse hangs it below the verb."""
    own = tree.subtree(index, without=tree.children(index, "ccomp", "xcomp", "csubj"))
    for oblique in sorted(own, key=lambda below: tree.tokens[below].head != index):
        if any(tree.words[case] == "by" for case in tree.children(oblique, "case")):
            return oblique
    return None


def _recipient(tree: Tree, index: int) -> int | None:
    """Whom it was told to: an indirect or plain object, or "in a conversation with X"."""
    told = tree.child(index, "iobj", "obj")
    if told is not None and tree.lemmas[index] in {"tell", "inform", "brief", "assure", "warn", "remind"}:
        return told
    for oblique in tree.children(index, "obl"):
        cases = {tree.words[case] for case in tree.children(oblique, "case")}
        if cases & {"to"} and tree.tokens[oblique].upos in {"PROPN", "NOUN"}:
            return oblique
        partner = tree.child(oblique, "nmod")
        if tree.lemmas[oblique] in {"interview", "conversation", "talk", "comment"} and partner is not None:
            return partner
    return None


def _nominal(tree: Tree, cues: Cues, key: str, index: int) -> Iterator[Frame]:
    """Frames of nouns such as "claims that ..." and "reports of ..."."""
    clause = next((child for child in tree.children(index, "acl", "ccomp") if _finite_clause(tree, child)), None)
    owner = tree.child(index, "nmod:poss", "compound")
    if clause is None:
        owner, clause = _from_whom(tree, index)
    if clause is None:
        yield from _reports_of(tree, cues, key, index)
        return
    is_hearsay = cues.value(key, "class") == "hearsay"  # "rumours that": nobody else holds them
    own = (index,) if is_hearsay else ()
    yield Frame(
        cue=(index,),
        head=index,
        source=phrase_of(tree, owner, without=(clause,)) if owner is not None else own,
        content=frozenset(tree.subtree(clause)),
        entry=key,
        rule="parse:noun_clause",
        deed=clause if is_hearsay or tree.tokens[clause].head != index else None,
    )


def _from_whom(tree: Tree, index: int) -> tuple[int | None, int | None]:
    """Whom something came from, and what: "information from three sources that ...", which a parse hangs on them."""
    for owner in tree.children(index, "nmod"):
        clause = next((child for child in tree.children(owner, "acl", "ccomp") if _finite_clause(tree, child)), None)
        if clause is not None and any(tree.words[case] == "from" for case in tree.children(owner, "case")):
            return owner, clause
    return None, None


def _reports_of(tree: Tree, cues: Cues, key: str, index: int) -> Iterator[Frame]:
    """The frame of "reports of heavy shelling": the reports themselves are the source."""
    told = tree.child(index, "nmod")
    if told is None or key not in OF_REPORTS or not cues.is_happening(tree, told):
        return
    of = [case for case in tree.children(told, "case") if tree.words[case] == "of"]
    if of:
        hung = [c for c in tree.children(index, "nmod") if c > told]  # "reports of gunfire in Tawila"
        content = frozenset(i for top in (told, *hung) for i in tree.subtree(top)) - set(of)
        yield Frame(cue=(index, *of), head=index, source=(index,), content=content, entry=key, rule=OBJECT)


def _finite_clause(tree: Tree, index: int) -> bool:
    """A clause with "that" or a subject of its own, not a relative clause."""
    if tree.tokens[index].deprel == "acl:relcl":
        return False
    return any(tree.words[mark] == "that" for mark in tree.children(index, "mark"))


def _joined(tree: Tree, parsed: list[Frame], cues: Cues) -> Iterator[Frame]:
    """Frames of the parse, widened by those of the model; the model's own where the parse has none."""
    taken: dict[int, int] = {}
    frames = list(parsed)
    for attribution in tree.annotated.attributions:
        modelled = _modelled(tree, attribution, cues)
        if modelled is None:
            continue
        match = next((n for n, frame in enumerate(frames) if n not in taken and _same(frame, modelled)), None)
        if match is None:
            if not any(_same(frame, modelled) for frame in frames):
                frames.append(modelled)
                taken[len(frames) - 1] = 1
        else:
            frames[match] = _widened(frames[match], modelled)
            taken[match] = 1
    yield from frames


def _same(left: Frame, right: Frame) -> bool:
    """Whether two frames share words of their cues."""
    return not set(left.cue).isdisjoint(right.cue)


def _widened(frame: Frame, modelled: Frame) -> Frame:
    """The parse's frame with what the model adds: later sentences, and a fuller or missing source."""
    if frame.relayed_by is not None:  # the model takes whoever cites for the source
        return frame
    source = frame.source
    torn = any(source[0] < i < source[-1] for i in frame.content if source)  # by a dateline that stands as subject
    if source and modelled.source and (torn or set(source).isdisjoint(modelled.source)):
        source = modelled.source
    elif not source or not set(source).isdisjoint(modelled.source):
        source = tuple(sorted({*source, *modelled.source} - set(frame.cue)))
    return replace(
        frame,
        content=frame.content | (modelled.content - {*frame.cue, *source}),
        source=source,
        rule=f"{frame.rule}+model",
        modelled=(*frame.modelled, *modelled.modelled),
    )


def _modelled(tree: Tree, attribution: Attribution, cues: Cues) -> Frame | None:
    """The model's attribution as a frame; None without content, or without anybody who could hold it."""
    cue = tuple(i for part in attribution.cue for i in tree.within(part))
    near = _paragraph(tree, cue)
    content = frozenset(
        i for part in attribution.content for i in tree.within(part) if near.contains(tree.tokens[i].span)
    )
    head = next((i for i in cue if tree.tokens[i].head not in cue), None)
    source = _modelled_source(tree, attribution, head)
    told = head is not None and not _is_negated(tree, head) and not _is_open(tree, head)
    held = bool(source) or (head is not None and told and _is_agentless(tree, head))
    if not content or not held:
        return None
    key = cues.find(tree.lemmas[head], tree.tokens[head].upos) if head is not None else None
    if not source and cues.value(key, "names"):
        return None
    if key is not None and head is not None and is_passive(tree, head) and _is_no_speech(tree, cues, (key, head)):
        return None
    own = OwnClaim.WHOLE if head is not None and head in content else OwnClaim.NONE
    return Frame(
        cue=cue,
        head=head,
        source=source,
        content=content - set(cue),
        recipient=_recipient(tree, head) if head is not None else None,
        entry=key,
        rule="model:attribution",
        own=own,
        modelled=(attribution,),
    )


def _paragraph(tree: Tree, cue: tuple[int, ...]) -> Span:
    """The paragraph of a cue, the whole text without one; what quotations carry further, `speech` finds by marks."""
    if not cue:
        return Span(0, len(tree.text))
    where = tree.tokens[cue[0]].span
    stop = tree.text.find("\n", where.stop)
    return Span(tree.text.rfind("\n", 0, where.start) + 1, stop if stop >= 0 else len(tree.text))


def _modelled_source(tree: Tree, attribution: Attribution, head: int | None) -> tuple[int, ...]:
    """The model's words for the source, filled up from the parse's where they overlap or stand far off."""
    source = _antecedent(tree, tuple(i for part in attribution.source for i in tree.within(part)))
    subject = subject_of_cue(tree, head) if head is not None and tree.tokens[head].upos in {"VERB", "ADJ"} else None
    if head is not None and subject is not None and is_passive(tree, head):
        source = tuple(i for i in source if i not in tree.subtree(subject))
        subject = _agent(tree, head)
    if subject is None or tree.words[subject] in NOBODY:
        near = head is None or not source or tree.sentence_index[source[0]] == tree.sentence_index[head]
        return _whole(tree, tuple(i for i in source if tree.words[i] not in RELATIVE)) if near else ()
    phrase = phrase_of(tree, subject)
    if set(source).isdisjoint(phrase):
        return _whole(tree, source) if _names_somebody(tree, source, subject) else phrase
    if any(tree.tokens[i].upos == "VERB" and i not in phrase for i in range(phrase[0], source[0])):
        return source
    return tuple(sorted({*phrase, *(i for i in source if tree.words[i] not in RELATIVE)}))


def _antecedent(tree: Tree, source: tuple[int, ...]) -> tuple[int, ...]:
    """Whom a relative clause speaks of, where the model takes the clause for the source: "who saw it" is "a woman"."""
    if not source or tree.words[source[0]] not in RELATIVE:
        return source
    verb = tree.tokens[source[0]].head
    noun = source[0] if verb < 0 else referent(tree, source[0], verb)
    return source if noun == source[0] else tuple(i for i in phrase_of(tree, noun) if i < source[0])


def _names_somebody(tree: Tree, source: tuple[int, ...], subject: int) -> bool:
    """Whether the model's words for a source are a noun phrase in the sentence of the parse's subject."""
    inside = set(source)
    heads = [i for i in source if tree.tokens[i].head not in inside]
    nominal = bool(heads) and all(tree.tokens[i].upos in {"NOUN", "PROPN", "PRON", "NUM", "PUNCT"} for i in heads)
    return nominal and tree.sentence_index[source[0]] == tree.sentence_index[subject]


def _whole(tree: Tree, source: tuple[int, ...]) -> tuple[int, ...]:
    """A source that the model broke off after "of the", filled up from the parse."""
    if not source or tree.tokens[source[-1]].upos not in {"DET", "ADP", "ADJ"}:
        return source
    inside = set(source)
    head = next((i for i in source if tree.tokens[i].head not in inside and tree.tokens[i].upos != "PUNCT"), source[0])
    return tuple(sorted(inside.union(phrase_of(tree, head))))


def _is_agentless(tree: Tree, head: int) -> bool:
    """A passive or a word of hearsay, which names nobody."""
    return tree.child(head, "aux:pass", "nsubj:pass") is not None or tree.tokens[head].upos in {"NOUN", "ADV"}

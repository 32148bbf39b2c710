"""Trees written by hand: a sentence a string of `word|lemma|UPOS|head|relation|features`, heads counted from 1."""

from reportedly.extract.propositions import Embedding, Proposition
from reportedly.extract.tree import Tree
from reportedly.records import Annotated, Document, Name, Sentence, Token
from reportedly.spans import Span
from reportedly.vocabulary import NameKind

GLUED = frozenset({".", ",", "'s", "n't", "”", "%"})


def tree_of(*sentences: str, names: dict[str, NameKind] | None = None) -> Tree:
    """A tree of sentences: tokens set apart by spaces, features by commas, heads counted within the sentence."""
    text, tokens, bounds = "", [], []
    for sentence in sentences:
        first = len(tokens)
        for written in sentence.split():
            word, lemma, upos, head, relation, *features = written.split("|")
            text += "" if not text or word in GLUED or text[-1] in "“$" else " "
            span = Span(len(text), len(text) + len(word))
            text += word
            feats = tuple(features[0].split(",")) if features else ()
            governor = int(head) - 1 + first if int(head) else -1
            tokens.append(Token(span, upos, lemma, feats, governor, relation))
        bounds.append(Sentence(first, len(tokens), Span(tokens[first].span.start, len(text))))
    found = [Name(span=Span(text.index(w), text.index(w) + len(w)), kind=kind) for w, kind in (names or {}).items()]
    found.sort(key=lambda name: name.span.start)
    document = Document(source="test", text=text)
    return Tree(Annotated(document=document, tokens=tuple(tokens), sentences=tuple(bounds), names=tuple(found)))


def proposition_of(tree: Tree, head: str, embedding: Embedding = Embedding.MAIN) -> Proposition:
    """The proposition that the first token with these letters carries, with all that hangs on it."""
    index = next(i for i, token in enumerate(tree.tokens) if token.span.of(tree.text) == head)
    tokens = tuple(tree.subtree(index))
    return Proposition(head=index, tokens=tokens, content=tree.spans(tokens), embedding=embedding)

"""The English model as it ships."""

from importlib import resources
from pathlib import Path

import pytest

from reportedly.annotate import annotate
from reportedly.annotate.english import English, load_english
from reportedly.errors import ModelError
from reportedly.records.annotations import Annotated
from reportedly.records.documents import Document
from reportedly.spans import Span
from reportedly.vocabulary import NameKind

OWN = Path(str(resources.files("reportedly") / "models" / "en"))
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not (OWN / "model.onnx").exists(), reason="the weights are not in this checkout"),
]

# Fictional, on real places.
TEXT = (
    "Fictional sample.\n\n"
    "The governor of Balkh told reporters on Tuesday that armed men had not entered Mazar-i-Sharif. "
    "“We saw no weapons,” said Karim Rahimi, a teacher. He didn't know who sent them.\n\n"
    "According to residents, two soldiers were killed near Hairatan."
)


@pytest.fixture(scope="module")
def english() -> English:
    return load_english()


@pytest.fixture(scope="module")
def read(english: English) -> Annotated:
    return annotate(Document(source="sample", text=TEXT), english)


def said(spans: tuple[Span, ...]) -> str:
    return " ".join(span.of(TEXT) for span in spans)


def test_every_sentence_is_a_tree_over_its_own_tokens(read: Annotated) -> None:
    for sentence in read.sentences:
        tokens = read.tokens[sentence.start : sentence.stop]
        assert [token.head for token in tokens].count(-1) == 1
        assert all(token.head == -1 or sentence.start <= token.head < sentence.stop for token in tokens)
        assert [token.deprel for token in tokens if token.head == -1] == ["root"]


def test_sentences_share_out_the_tokens(read: Annotated) -> None:
    assert [sentence.stop for sentence in read.sentences[:-1]] == [sentence.start for sentence in read.sentences[1:]]
    assert (read.sentences[0].start, read.sentences[-1].stop) == (0, len(read.tokens))


def test_sentence_ends_are_found_behind_quotation_marks(read: Annotated) -> None:
    starts = [TEXT[s.span.start : s.span.start + 6] for s in read.sentences]
    assert starts == ["Fictio", "The go", "“We sa", "He did", "Accord"]


def test_each_frame_is_found_with_source_and_content(read: Annotated) -> None:
    found = {said(one.cue): (said(one.source), said(one.content)) for one in read.attributions}
    assert found["told"][0].startswith("The governor of Balkh")
    assert "armed men had not entered" in found["told"][1]
    assert found["said"][0].startswith("Karim Rahimi")
    assert "We saw no weapons" in found["said"][1]
    assert found["According to"][0] == "residents"


def test_names_have_their_kind(read: Annotated) -> None:
    kinds = {name.span.of(TEXT): name.kind for name in read.names}
    assert kinds["Karim Rahimi"] is NameKind.PERSON
    assert kinds["Hairatan"] is NameKind.LOCATION


def test_lemma_and_features_say_what_the_rules_need(read: Annotated) -> None:
    tokens = {token.span.of(TEXT): token for token in read.tokens}
    assert tokens["told"].lemma == "tell"
    assert "Tense=Past" in tokens["told"].feats
    assert tokens["residents"].lemma == "resident"
    assert tokens["n't"].lemma == "not"


def test_denied_event_is_less_factual_than_an_asserted_one(read: Annotated) -> None:
    values = {token.span.of(TEXT): token.factuality for token in read.tokens}
    assert values["know"] < values["killed"]


def test_threads_change_nothing(read: Annotated) -> None:
    assert annotate(read.document, load_english(threads=3)) == read


def test_window_does_not_depend_on_what_else_is_read(english: English) -> None:
    alone = annotate(Document(source="sample", text=TEXT), english)
    filler = "The market was open. " * 120
    together = annotate(Document(source="sample", text=TEXT + "\n\n" + filler), english)
    count = len(alone.tokens)
    # The first window ends with the paragraph that is nearest its limit, so the sample is read in the same words.
    assert [t.upos for t in together.tokens[: count // 2]] == [t.upos for t in alone.tokens[: count // 2]]


@pytest.mark.parametrize("text", ["", " \n\n ", ".", "“", "\x00\x01", "a" * 5000, "х" * 300, "😀 " * 400, "\u200b"])
def test_strange_text_is_read_without_complaint(english: English, text: str) -> None:
    read = annotate(Document(source="strange", text=text), english)
    assert "".join(t.span.of(text) for t in read.tokens) == "".join(text.split())


def test_windows_stay_within_the_encoder(english: English) -> None:
    text = "no end of this sentence " * 2000
    read = annotate(Document(source="long", text=text), english)
    assert len(read.tokens) == 10_000


def test_missing_model_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="install the package anew"):
        English(tmp_path)

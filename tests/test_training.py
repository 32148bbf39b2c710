"""Training: what can be checked without a long run, and without torch where it is not installed."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training.augment import augmented
from training.corpora import Text
from training.labels import edit_script

from reportedly.annotate.reading import lemma_of
from reportedly.annotate.segment import Gap
from reportedly.annotate.weights import INPUTS, OUTPUTS


def spoken() -> Text:
    """A fictional text of two paragraphs, the second a quotation from its first word on."""
    forms = ["Rain", "fell", ".", '"', "We", "left", ",", '"', "said", "Karim", "."]
    before = [Gap.PARAGRAPH, Gap.SPACE, Gap.NONE, Gap.PARAGRAPH, Gap.NONE, Gap.SPACE, Gap.NONE, Gap.NONE]
    content = ["B-content", *["I-content"] * 4]
    return Text(
        corpus="polnear",
        forms=forms,
        before=[*before, Gap.SPACE, Gap.SPACE, Gap.NONE],
        starts=[i in {0, 3} for i in range(11)],
        roles=["O", "O", "O", *content, "B-cue", "B-source", "O"],
        cues=[None, None, None, *[(8, 9)] * 5, None, None, None],
        sources=[None] * 8 + [(9, 10), None, None],
    )


def unquoted() -> Text:
    """The text in the first draw that loses every mark and nothing else."""
    wanted = [form for form in spoken().forms if form != '"']
    draws = (augmented(spoken(), random.Random(seed), ["Farkhar"]) for seed in range(2_000))
    return next(text for text in draws if text.forms == wanted)


def test_mark_that_opens_a_paragraph_can_be_lost_too() -> None:
    text = unquoted()
    assert text.forms[3:5] == ["We", "left"]
    assert text.before[3] == Gap.PARAGRAPH
    assert text.starts[3]


def test_span_that_began_with_a_lost_mark_begins_with_the_next_word() -> None:
    text = unquoted()
    assert text.roles[3:6] == ["B-content", "I-content", "I-content"]
    assert text.cues[3] == (6, 7)
    assert text.sources[6] == (7, 8)


def test_text_itself_is_never_altered() -> None:
    text = spoken()
    for seed in range(50):
        augmented(text, random.Random(seed), ["Farkhar"])
    assert text == spoken()


@pytest.mark.parametrize(
    ("form", "lemma"), [("said", "say"), ("Residents", "resident"), ("KABUL", "Kabul"), ("is", "be")]
)
def test_edit_script_is_what_the_product_reads(form: str, lemma: str) -> None:
    assert lemma_of(form, edit_script(form, lemma)) == lemma


def test_network_answers_what_the_product_reads() -> None:
    pytest.importorskip("torch")
    from training.network import Output

    assert set(Output._fields) == set(OUTPUTS)


def test_exported_graph_answers_as_the_network(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    import torch
    from training.export import difference, export
    from training.labels import Labels
    from training.network import Network

    torch.manual_seed(1)
    labels = Labels(upos=("NOUN", "VERB"), feats=("_", "Mood=Ind"), lemma=("k|0|",), deprel=("obj", "root"))
    network = Network(labels, vocabulary=21_000).eval()
    whole, _ = export(network, tmp_path)
    assert max(difference(network, whole, size) for size in (3, 40)) < 2e-3
    assert INPUTS == ("ids", "shape", "first")


def test_network_is_furthest_from_others_and_not_from_itself() -> None:
    pytest.importorskip("torch")
    import torch
    from training.batches import Indices, batch_of, windows_of
    from training.labels import Labels
    from training.network import Network
    from training.teaching import lessons

    torch.manual_seed(1)
    labels = Labels(upos=("NOUN", "VERB"), feats=("_", "Mood=Ind"), lemma=("k|0|",), deprel=("obj", "root"))
    windows = list(windows_of([spoken()], lambda form: [len(form)], lambda: 240))
    batch = batch_of(windows, Indices(labels=labels))
    with torch.no_grad():
        one, other = (
            Network(labels, vocabulary=200).eval()(batch.ids, batch.mask, batch.shape, batch.first) for _ in range(2)
        )
    own, others = lessons(one, [one], batch), lessons(one, [other], batch)
    assert own["factuality"] == 0
    assert all(torch.isfinite(value) for value in others.values())
    # Cross entropy against oneself is one's entropy, the least that it can be for those shares.
    assert (
        others["roles"] + lessons(other, [one], batch)["roles"] > own["roles"] + lessons(other, [other], batch)["roles"]
    )


def test_mean_of_networks_counts_each_by_its_share() -> None:
    torch = pytest.importorskip("torch")
    from training.averaging import mean

    found = mean([{"a": torch.tensor([0.0, 4.0])}, {"a": torch.tensor([1.0, 0.0])}], [1.0, 3.0])
    assert found["a"].tolist() == [0.75, 1.0]

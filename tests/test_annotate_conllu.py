"""CoNLL-U out and in."""

from pathlib import Path

import pytest

from reportedly.annotate.conllu import load_conllu, written
from reportedly.annotate.segment import Gap
from reportedly.errors import UsageError
from reportedly.records.annotations import Annotated, Name, Sentence, Token
from reportedly.records.documents import Document
from reportedly.spans import Span
from reportedly.vocabulary import NameKind

TEXT = "They didn't go.\n\nKabul fell."

GIVEN = """# newdoc id = a
# sent_id = 1
# text = They didn't go.
1\tThey\t_\t_\t_\t_\t0\troot\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\t_\t_\t_\t_\t1\tdep\t_\t_
3\tn't\t_\t_\t_\t_\t1\tdep\t_\t_
3.1\tgone\t_\t_\t_\t_\t_\t_\t_\t_
4\tgo\t_\t_\t_\t_\t1\tdep\t_\tSpaceAfter=No
5\t.\t_\t_\t_\t_\t1\tpunct\t_\t_

# newpar
1\tKabul\t_\t_\t_\t_\t0\troot\t_\t_

# newdoc id = b
1\tGo\t_\t_\t_\t_\t0\troot\t_\t_
"""


def annotated() -> Annotated:
    forms = ("They", "did", "n't", "go", ".", "Kabul", "fell", ".")
    heads = (3, 3, 3, -1, 3, 6, -1, 6)
    tokens, at = [], 0
    for form, head in zip(forms, heads, strict=True):
        at = TEXT.index(form, at)
        tokens.append(
            Token(
                span=Span(at, at + len(form)),
                upos="X",
                lemma=form.lower(),
                feats=("A=B",) if form == "go" else (),
                head=head,
                deprel="root" if head < 0 else "dep",
                factuality=-3.0 if form == "go" else None,
            )
        )
        at += len(form)
    return Annotated(
        document=Document(source="a\tb", text=TEXT),
        tokens=tuple(tokens),
        sentences=(Sentence(start=0, stop=5, span=Span(0, 15)), Sentence(start=5, stop=8, span=Span(17, 28))),
        names=(Name(span=Span(17, 22), kind=NameKind.LOCATION),),
    )


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def test_every_row_has_ten_columns():
    assert {len(row) for row in rows(written(annotated()))} == {10}


def test_contraction_has_a_range_and_its_words_none():
    found = rows(written(annotated()))
    assert [row[0] for row in found] == ["1", "2-3", "2", "3", "4", "5", "1", "2", "3"]
    assert found[1][1] == "didn't"


def test_head_is_counted_within_the_sentence():
    assert [row[6] for row in rows(written(annotated())) if "-" not in row[0]] == list("44404202")


def test_misc_holds_offsets_names_and_factuality():
    found = {row[1]: row[9] for row in rows(written(annotated()))}
    assert found["go"] == "Factuality=-3|SpaceAfter=No|TokenRange=12:14"
    assert found["Kabul"] == "NER=B-LOCATION|TokenRange=17:22"


def test_comments_name_document_paragraph_and_sentence():
    lines = written(annotated()).splitlines()
    assert lines[0] == "# newdoc id = a b"
    assert lines.count("# newpar") == 2
    assert "# text = Kabul fell." in lines


def test_given_words_and_sentences_are_kept(tmp_path: Path):
    path = tmp_path / "given.conllu"
    path.write_text(GIVEN, "utf-8")
    one, other = load_conllu(path)
    assert (one.document.source, other.document.source) == ("a", "b")
    assert one.document.text == "They didn't go.\n\nKabul"
    assert [span.of(one.document.text) for span in one.words.spans] == list(one.words.forms)
    assert one.words.starts == (True, False, False, False, False, True)
    assert one.words.before[5] == Gap.PARAGRAPH
    assert one.words.given


def test_what_was_written_reads_back_as_the_same_words(tmp_path: Path):
    path = tmp_path / "again.conllu"
    path.write_text(written(annotated()), "utf-8")
    (again,) = load_conllu(path)
    assert again.document.text == TEXT
    assert again.words.spans == tuple(token.span for token in annotated().tokens)


@pytest.mark.parametrize("content", ["", "1\tonly\n", "x\t_\t_\t_\t_\t_\t0\troot\t_\t_\n"])
def test_what_is_no_conllu_is_refused_with_the_file_named(tmp_path: Path, content: str):
    path = tmp_path / "broken.conllu"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=r"broken\.conllu"):
        load_conllu(path)

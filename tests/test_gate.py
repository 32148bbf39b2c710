"""The gate notices figures under their floors and changed corpora, and lowers no floor without a reason."""

import json
from pathlib import Path

import pytest

import gate
from gate import Baseline, Floors, Measured

SHARES = "claims"


def measured(value: float, fingerprint: str = "f1") -> Measured:
    return Measured(corpus="samples", fingerprint=fingerprint, values={SHARES: value})


def baseline(floor: float, fingerprint: str = "f1") -> Baseline:
    floors = Floors(fingerprint=fingerprint, measured={SHARES: floor + gate.SLACK}, floors={SHARES: floor})
    return Baseline(corpora={"samples": floors})


def test_figure_at_its_floor_holds():
    assert list(gate.verdicts([measured(0.6)], baseline(0.6))) == []


def test_figure_under_its_floor_does_not_hold():
    assert list(gate.verdicts([measured(0.599)], baseline(0.6))) == ["samples: under the floor: claims"]


def test_changed_corpus_does_not_hold_even_where_figures_rose():
    [line] = gate.verdicts([measured(0.9, fingerprint="f2")], baseline(0.6))
    assert "not the one" in line


def test_corpus_without_floors_does_not_hold():
    [line] = gate.verdicts([measured(0.9)], Baseline())
    assert "--update" in line


def test_update_raises_floors_to_just_under_what_is_measured():
    new = gate.updated(baseline(0.6), [measured(0.7)], None)
    assert new.corpora["samples"].floors == {SHARES: 0.69}


def test_floor_of_a_rare_case_lets_one_of_them_flip():
    assert gate.floor_of(0.8, cases=20) == 0.75
    assert gate.floor_of(0.8, cases=1000) == 0.79
    assert gate.floor_of(0.005, cases=10) == 0.0


def test_update_keeps_a_floor_where_the_figure_fell():
    new = gate.updated(baseline(0.6), [measured(0.5)], None)
    assert new.corpora["samples"].floors == {SHARES: 0.6}


def test_floor_falls_with_a_reason_which_is_kept():
    new = gate.updated(baseline(0.6), [measured(0.5)], "claims of captions are left out")
    assert new.corpora["samples"].floors == {SHARES: 0.49}
    assert [(each.reason, each.floors) for each in new.lowered] == [
        ("claims of captions are left out", {SHARES: (0.6, 0.49)})
    ]


def test_changed_corpus_lowers_no_floor_without_a_reason():
    with pytest.raises(ValueError, match="give a reason"):
        gate.updated(baseline(0.6), [measured(0.5, fingerprint="f2")], None)


def test_changed_corpus_with_better_figures_gets_new_floors():
    new = gate.updated(baseline(0.6), [measured(0.8, fingerprint="f2")], None)
    assert new.corpora["samples"] == Floors(fingerprint="f2", measured={SHARES: 0.8}, floors={SHARES: 0.79})


def test_corpus_that_is_not_there_keeps_its_floors():
    before = Baseline(corpora={"dev": Floors(fingerprint="d", measured={SHARES: 0.7}, floors={SHARES: 0.69})})
    assert gate.updated(before, [measured(0.8)], None).corpora["dev"] == before.corpora["dev"]


def test_baseline_reads_back_what_it_wrote(tmp_path: Path):
    before = gate.updated(baseline(0.6), [measured(0.5)], "a reason")
    path = tmp_path / "baseline.json"
    path.write_text(gate.written(before), encoding="utf-8")
    assert gate.load_baseline(path) == before


def test_lowered_floor_is_told_in_the_changelog_under_its_newest_heading():
    lowered = gate.updated(baseline(0.6), [measured(0.5)], "a reason").lowered
    text = gate.noted("# Changelog\n\n## 0.2.0\n\n- Older line.\n\n## 0.1.0\n\n- First.\n", lowered)
    assert "## 0.2.0\n\n- Quality floors of `samples` lowered (claims): a reason\n\n- Older line." in text
    assert text.count("lowered") == 1


def test_fingerprint_changes_with_a_text_and_not_with_other_files(tmp_path: Path):
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    (tmp_path / "a.txt").write_text("words", encoding="utf-8")
    first = gate.fingerprint(tmp_path)
    (tmp_path / "README.md").write_text("more", encoding="utf-8")
    assert gate.fingerprint(tmp_path) == first
    (tmp_path / "a.txt").write_text("other words", encoding="utf-8")
    assert gate.fingerprint(tmp_path) != first


def test_committed_baseline_belongs_to_the_committed_gold():
    floors = gate.load_baseline(gate.BASELINE).corpora["samples"]
    assert floors.fingerprint == gate.fingerprint(gate.CORPORA["samples"])
    assert set(floors.floors) == set(gate.MEASURES)


def test_committed_baseline_is_written_as_the_gate_writes_it():
    text = gate.BASELINE.read_text(encoding="utf-8")
    assert gate.written(gate.load_baseline(gate.BASELINE)) == text
    assert set(json.loads(text)) == {"corpora", "lowered"}

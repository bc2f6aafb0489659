from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.evaluate import TASKS
from kg.evaluate.parse import Word, read_trees, score
from kg.trials import ready

GOLD = [
    Word("Rebels", "rebel", "NOUN", "NNS", 2, "nsubj"),
    Word("left", "leave", "VERB", "VBD", 0, "root"),
    Word("quietly", "quietly", "ADV", "RB", 2, "obl:lmod"),
]


def row(number: str, w: Word) -> str:
    return "\t".join([number, w.form, w.lemma, w.upos, w.xpos, "_", str(w.head), w.deprel, "_", "_"])


def test_read(tmp_path: Path) -> None:
    lines = [
        "# text",
        row("1-2", GOLD[0]),
        *(row(str(i), w) for i, w in enumerate(GOLD, 1)),
        row("3.1", GOLD[2]),
        "",
        "",
    ]
    (tmp_path / "a.conllu").write_text("\n".join(lines), encoding="utf-8")
    assert list(read_trees(tmp_path / "a.conllu")) == [GOLD]


@pytest.mark.parametrize("line", ["1\tRebels\tO", row("1", GOLD[0]).replace("\t2\t", "\t_\t")])
def test_what_is_no_tree(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.conllu").write_text(f"# x\n{line}\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        list(read_trees(tmp_path / "a.conllu"))
    assert caught.value.line == 2


def test_score() -> None:
    guess = [replace(GOLD[0], head=3), GOLD[1], replace(GOLD[2], deprel="obl", lemma="quiet")]
    done = score([GOLD], [guess])
    third = round(2 / 3, 4)
    assert done == {
        "sentences": 1, "words": 3, "uas": third, "las": round(1 / 3, 4), "las_universal": third,
        "xpos": 1.0, "upos": 1.0, "lemma": third,
    }  # fmt: skip


def test_nothing_to_score() -> None:
    assert score([], [])["uas"] == 0.0


def test_a_task_that_can_be_run_says_what_it_reads_and_how_it_scores() -> None:
    can = [name for name in TASKS if ready(name)]
    assert {"ner", "parse"} <= set(can)
    assert all(TASKS[name].reads and TASKS[name].scores for name in can)

"""Readers of training corpora, on small files in their formats."""

import csv
import json
from pathlib import Path

from kg.training.corpus import (
    ANY_NAME,
    NAME_LABELS,
    Sentence,
    mask,
    outside,
    read_columns,
    read_conllu,
    read_gmb,
    read_gold,
    untitled,
)


def labels(bits: int) -> set[str]:
    return {x for i, x in enumerate(NAME_LABELS) if bits >> i & 1}


def test_masks() -> None:
    assert labels(mask(("PERSON",), True)) == {"B-PERSON"}
    assert labels(mask(("GPE", "LOC"), False)) == {"I-GPE", "I-LOC"}
    assert labels(mask(("O", "EVENT"), None)) == {"O", "B-EVENT", "I-EVENT"}
    assert labels(outside()) == {"O"}
    assert labels(ANY_NAME) == set(NAME_LABELS)


def test_conllu_words_and_spaces(tmp_path: Path) -> None:
    text = (
        "# newdoc id = d\n# sent_id = d-1\n1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_\n3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n"
        "4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n"
    )
    (tmp_path / "a.conllu").write_text(text, encoding="utf-8")
    (s,) = read_conllu(tmp_path / "a.conllu")
    assert s.words == ["They", "do", "n't", "go", "."]
    assert s.heads == [4, 4, 4, 0, 4]
    assert s.spaces == [True, False, True, False, True]
    assert (s.document, s.id) == ("d", "d-1")


def test_columns_with_kinds_that_a_corpus_lacks(tmp_path: Path) -> None:
    (tmp_path / "a.iob2").write_text("Ana\tB-PER\nLopez\tI-PER\nspoke\tO\n", encoding="utf-8")
    (s,) = read_columns(tmp_path / "a.iob2", kinds={"PER": ("PERSON",)}, maybe=("NORP",))
    assert [labels(n) for n in s.names] == [{"B-PERSON"}, {"I-PERSON"}, {"O", "B-NORP", "I-NORP"}]


def test_gold_is_decided(tmp_path: Path) -> None:
    row = {"id": 1, "block": 2, "split": "train", "words": ["Ana", "Lopez", "spoke"], "names": [[0, 2, "PER"]]}
    (tmp_path / "g.jsonl").write_text(json.dumps(row) + "\n" + json.dumps({**row, "split": "dev"}), encoding="utf-8")
    (s,) = read_gold(tmp_path / "g.jsonl", "train")
    assert [labels(n) for n in s.names] == [{"B-PERSON"}, {"I-PERSON"}, {"O"}]


def test_titles_in_a_row_leave_a_name() -> None:
    b, i, o = mask(("PERSON",), True), mask(("PERSON",), False), outside()
    s = untitled(
        Sentence(["Prime", "Minister", "Omar", "Diallo", "left"], names=[b, i, i, i, o]), {"prime", "minister"}
    )
    assert s.names == [o, o, b, i, o]


def test_silver_leaves_gold_sentences_out(tmp_path: Path) -> None:
    with (tmp_path / "gmb.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Sentence #", "Word", "POS", "Tag"])
        writer.writerow(["Sentence: 1", "Peru", "NNP", "B-geo"])
        writer.writerow(["", "won", "VBD", "O"])
        writer.writerow(["Sentence: 2", "Held", "VBD", "O"])
    (s,) = read_gmb(tmp_path / "gmb.csv", without={("Held",)}, titles=set())
    assert s.words == ["Peru", "won"]
    assert labels(s.names[0]) == {"B-GPE", "B-LOC", "B-FAC"}
    assert "B-FAC" not in labels(s.names[1])

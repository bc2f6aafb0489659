"""Names of corpora of whole documents, on small files in their formats."""

import gzip
import json
from pathlib import Path

from kg.training.documents import read_gum, read_redocred, read_wnut
from tests.training.test_corpus import labels


def row(number: int, word: str, upos: str, misc: str) -> str:
    return "\t".join([str(number), word, word.lower(), upos, "X", "_", "0", "root", "_", misc])


def test_gum_tells_the_kind_but_not_the_ends(tmp_path: Path) -> None:
    rows = [
        row(1, "The", "DET", "Entity=(1-person-new-cf1-1-sgl"),
        row(2, "mayor", "NOUN", "_"),
        row(3, "of", "ADP", "_"),
        row(4, "Lima", "PROPN", "Entity=(2-place-new-cf2-1-sgl-Lima)1)|SpaceAfter=No"),
        row(5, "slept", "VERB", "_"),
        row(6, "Rex", "PROPN", "Entity=(3-animal-new-cf3-1-sgl)"),
    ]
    (tmp_path / "gum.conllu").write_text("# newdoc id = g\n" + "\n".join(rows) + "\n\n", encoding="utf-8")
    (s,) = read_gum(tmp_path / "gum.conllu")
    assert labels(s.names[1]) == {"O"}
    assert labels(s.names[3]) >= {"B-GPE", "I-GPE", "B-LOC"}
    assert "B-PERSON" not in labels(s.names[3])
    assert labels(s.names[4]) == {"O"}
    assert "B-PERSON" not in labels(s.names[5])


def test_redocred(tmp_path: Path) -> None:
    document = {
        "title": "t", "sents": [["Ana", "Lopez", "is", "Peruvian", "since", "1990"]],
        "vertexSet": [
            [{"type": "PER", "pos": [0, 2], "sent_id": 0}], [{"type": "LOC", "pos": [3, 4], "sent_id": 0}],
            [{"type": "TIME", "pos": [5, 6], "sent_id": 0}],
        ],
    }  # fmt: skip
    with gzip.open(tmp_path / "r.json.gz", "wt", encoding="utf-8") as stream:
        json.dump([document], stream)
    (s,) = read_redocred(tmp_path / "r.json.gz")
    assert [labels(n) for n in s.names[:2]] == [{"B-PERSON"}, {"I-PERSON"}]
    assert "B-NORP" in labels(s.names[3])
    assert "O" in labels(s.names[5])


def test_wnut_products_are_no_names(tmp_path: Path) -> None:
    (tmp_path / "w.conll").write_text("Acme\tB-corporation\nRocket\tB-product\nrocks\tO\n", encoding="utf-8")
    (s,) = read_wnut(tmp_path / "w.conll")
    assert [labels(n) for n in s.names[:2]] == [{"B-ORG"}, {"O"}]

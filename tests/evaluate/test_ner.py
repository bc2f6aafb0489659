from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.evaluate.ner import Sentence, documents, read_names, score, spans

ANA = Sentence(("Ana", "Reyes", "left", "Oslo"), ((0, 2, "PER"), (3, 4, "GPE")))


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        ("B-PER I-PER O B-LOC", [(0, 2, "PER"), (3, 4, "LOC")]),
        ("B-PER B-PER", [(0, 1, "PER"), (1, 2, "PER")]),
        ("I-PER I-PER I-ORG O", [(0, 2, "PER"), (2, 3, "ORG")]),
        ("O O", []),
        ("B-person I-person", [(0, 2, "PER")]),
        ("B-EVT", [(0, 1, "EVENT")]),
    ],
)
def test_spans(labels: str, names: list[tuple[int, int, str]]) -> None:
    assert list(spans(labels.split())) == names


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", '{"words": ["Ana", "Reyes", "left", "Oslo"], "names": [[0, 2, "PERSON"], [3, 4, "GPE"]]}\n'),
        ("a.tsv", "Ana\tB-PER\nReyes\tI-PER\nleft\tO\nOslo\tB-GPE\n\n"),
        ("a.conll", "-DOCSTART- O\n\nAna NNP B-PER\nReyes NNP I-PER\nleft VBD O\nOslo NNP B-GPE"),
        (
            "a.iob2",
            "# sent_id = 1\n1\tAna\tB-PER\t-\t-\n2\tReyes\tI-PER\t-\t-\n3\tleft\tO\t-\t-\n4\tOslo\tB-GPE\t-\t-\n",
        ),
    ],
)
def test_formats(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(content.encode()))
    for path in (tmp_path / name, tmp_path / f"{name}.gz"):
        (found,) = read_names(path)
        assert (found.words, found.names) == (ANA.words, ANA.names)


@pytest.mark.parametrize(
    ("content", "together"),
    [
        ("# newdoc id = a\nAna\tO\n\nleft\tO\n\n# newdoc id = b\nOslo\tB-LOC\n", [["Ana", "left"], ["Oslo"]]),
        ("-DOCSTART- O\n\nAna O\n\nleft O\n\n-DOCSTART- O\n\nOslo B-LOC\n", [["Ana", "left"], ["Oslo"]]),
        ("# text = Ana\nAna\tO\n\nleft\tO\n", [["Ana"], ["left"]]),
    ],
)
def test_sentences_of_one_document(tmp_path: Path, content: str, together: list[list[str]]) -> None:
    (tmp_path / "x").write_text(content, encoding="utf-8")
    groups = list(documents(read_names(tmp_path / "x")))
    assert [[word for s in group for word in s.words] for group in groups] == together


def test_a_sentence_that_was_not_drawn_parts_its_neighbours() -> None:
    first, last = (replace(ANA, document=1, number=n) for n in (0, 2))
    assert list(documents([first, last])) == [[first], [last]]


@pytest.mark.parametrize(("content", "line"), [('{"words": ["a"]}\n', 1), ("Ana\tO\n\nReyes\n", 3)])
def test_what_is_no_gold(tmp_path: Path, content: str, line: int) -> None:
    (tmp_path / "x").write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        list(read_names(tmp_path / "x"))
    assert caught.value.line == line


def test_score() -> None:
    done = score([ANA, ANA], [[(0, 2, "PERSON"), (3, 4, "GPE")], [(0, 1, "PERSON"), (2, 3, "GPE"), (3, 4, "NORP")]])
    assert (done["sentences"], done["gold"], done["guess"], done["correct"]) == (2, 4, 4, 2)
    assert (done["precision"], done["recall"], done["f1"]) == (0.5, 0.5, 0.5)
    assert done["by_label"]["PER"]["correct"] == 1


def test_places_are_one_label_where_the_gold_has_one() -> None:
    gold = Sentence(("Oslo", "Nordic", "Games"), ((0, 1, "LOC"), (1, 3, "MISC")))
    done = score([gold], [[(0, 1, "GPE"), (1, 3, "EVENT")]])
    assert done["f1"] == 1.0

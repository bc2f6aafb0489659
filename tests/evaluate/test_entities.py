"""Reading ECB+ documents, printing their words, B-cubed by hand, and the made-up names."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.evaluate import entities, perturb
from kg.evaluate.entities import b_cubed, detokenise, pair_scores, read_topics

WORDS = "Ada Quist 's ship left Oslo . She waved ."
XML = "<Document>{tokens}<Markables>{marks}</Markables><Relations>{relations}</Relations></Document>"


def document(cluster: str = "HUM1") -> str:
    tokens = "".join(
        f'<token t_id="{i}" sentence="{0 if i < 8 else 1}">{w}</token>' for i, w in enumerate(WORDS.split(), 1)
    )
    spans = [("HUMAN_PART_PER", 1, (1, 2)), ("LOC_GEO", 2, (6,)), ("HUMAN_PART_PER", 3, (8,)), ("ACTION_OCCURRENCE", 4, (5,)), ("LOC_FAC", 5, (4,))]  # fmt: skip
    marks = "".join(
        f'<{tag} m_id="{n}">{"".join(f"""<token_anchor t_id="{t}"/>""" for t in anchors)}</{tag}>'
        for tag, n, anchors in spans
    )
    relations = (
        f'<CROSS_DOC_COREF r_id="1" note="{cluster}"><source m_id="1"/><source m_id="3"/><target m_id="9"/></CROSS_DOC_COREF>'
        '<INTRA_DOC_COREF r_id="2"><source m_id="2"/></INTRA_DOC_COREF>'
    )
    return XML.format(tokens=tokens, marks=marks, relations=relations)


@pytest.mark.parametrize("times", [0, 1, 2])
def test_documents_are_read_from_archives_however_often_packed(tmp_path: Path, times: int) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name in ("1/1_2ecb.xml", "1/1_1ecb.xml"):
            content = document().encode()
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    packed = stream.getvalue()
    for _ in range(times):
        packed = gzip.compress(packed)
    path = tmp_path / "docs.tar.gz"
    path.write_bytes(packed)
    first, second = read_topics(path)
    assert (first.id, first.topic, second.id) == ("1_1ecb.xml", "1", "1_2ecb.xml")
    assert first.text == "Ada Quist's ship left Oslo.\nShe waved."
    assert [(m.text, m.entity) for m in first.mentions] == [
        ("Ada Quist", "HUM1"),
        ("Oslo", "1_1ecb.xml:2"),
        ("She", "HUM1"),
    ]
    assert all(first.text[m.start : m.end] == m.text for m in first.mentions)


def test_what_is_no_document_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.tar"
    path.write_text("nothing", encoding="utf-8")
    with pytest.raises(DataError, match="neither XML nor a tar"):
        list(read_topics(path))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("He said : `` No . ''", "He said: “No.”"),
        ("the first - year player", "the first-year player"),
        ("ATHENS - The U . S . Navy", "ATHENS-The U.S. Navy"),
        ("Quist ’ s ship", "Quist’s ship"),
        ("( it rains )", "(it rains)"),
    ],
)
def test_words_are_printed_as_a_newspaper_would(words: str, text: str) -> None:
    printed, spans = detokenise((str(i), "0", w) for i, w in enumerate(words.split()))
    assert printed == text
    assert len(spans) == len(words.split())


def test_b_cubed_by_hand() -> None:
    gold = {1: "x", 2: "x", 3: "x", 4: "y"}
    guess = {1: "a", 2: "a", 3: "b", 4: "b"}
    # precision (1 + 1 + 1/2 + 1/2) / 4, recall (2/3 + 2/3 + 1/3 + 1) / 4
    assert b_cubed(gold, guess) == {"precision": 0.75, "recall": 0.6667, "f1": 0.7059}
    assert b_cubed(gold, gold) == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


def test_pairs_by_hand() -> None:
    scores = pair_scores([1, 1, 1, 2], ["a", "a", "b", "b"])
    assert (scores["true_pairs"], scores["said_pairs"], scores["right_pairs"]) == (3, 2, 1)
    assert (scores["precision"], scores["recall"]) == (0.5, 0.3333)


def test_mentions_are_found_by_their_last_word_or_by_most_of_them(tmp_path: Path) -> None:
    path = tmp_path / "1_1ecb.xml"
    path.write_text(document(), encoding="utf-8")
    (gold,) = read_topics(path)
    found = entities.aligned(gold, [(4, 9, "e1"), (0, 20, "e9"), (28, 31, "e1")])
    assert [c for _, c in found.values()] == ["e1", "e1"]
    scores = entities.score_topics([gold], found)
    assert (scores["mentions"], scores["found"]) == (3, 2)
    assert scores["on_found"]["line"]["f1"] == 1.0
    assert scores["on_found"]["same_string"]["recall"] == 0.5


def test_the_same_seed_makes_the_same_chains() -> None:
    first, second, other = (list(perturb.chains(perturb.people(40, seed), 200, seed)) for seed in (1, 1, 2))
    assert first == second != other
    assert {n for n, _ in first} == set(range(40))
    names = {c.name for _, c in first}
    assert any("," in n for n in names) and any(". " in n for n in names)


def test_people_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("Ada Quist\nBo Renner\nMadonna\n\nAda Quist\n", encoding="utf-8")
    assert [p.words for p in perturb.people(10, 1, path)] == [("Ada", "Quist"), ("Bo", "Renner")]
    path.write_text("Madonna\n", encoding="utf-8")
    with pytest.raises(DataError, match="no full name"):
        perturb.people(10, 1, path)

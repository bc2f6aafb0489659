from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from kg.errors import DataError
from kg.evaluate.assignment import best_total
from kg.evaluate.coref import GoldDocument, GoldMention, Guess, Pair, score_documents, score_pairs
from kg.evaluate.coref_files import is_table, read_documents, read_pairs

CONLLU = """# newdoc id = one
# newpar
1\tProfessor\t_\tPROPN\t_\t_\t4\tnsubj\t_\tEntity=(1
2\tAna\t_\tPROPN\t_\t_\t1\tflat\t_\t_
3\tReyes\t_\tPROPN\t_\t_\t1\tflat\t_\tEntity=1)
4\tlost\t_\tVERB\t_\t_\t0\troot\t_\t_
5\ther\t_\tPRON\t_\t_\t6\tnmod:poss\t_\tEntity=(2(1)
6\that\t_\tNOUN\t_\t_\t4\tobj\t_\tEntity=2)|SpaceAfter=No
7\t.\t_\tPUNCT\t_\t_\t4\tpunct\t_\t_

# newpar
1\tIt\t_\tPRON\t_\t_\t2\tnsubj\t_\tEntity=(2)
2\tflew\t_\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t_\tPUNCT\t_\t_\t2\tpunct\t_\t_

"""
TABLE = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n" + (
    "d-1\tAna met Bea before she left.\tshe\t19\tAna\t0\tTRUE\tBea\t8\tFALSE\tu\n"
)


def document(*chains: str) -> GoldDocument:
    """A text of one letter a word, and a chain of names for each string of its letters."""
    mentions = [
        GoldMention(2 * ord(x), 2 * ord(x) + 1, str(n), "name", (2 * ord(x),)) for n, c in enumerate(chains) for x in c
    ]
    return GoldDocument("d", "", tuple(mentions))


def guessed(*chains: str) -> list[Guess]:
    return [Guess(2 * ord(x), 2 * ord(x) + 1, str(n)) for n, c in enumerate(chains) for x in c]


def test_documents(tmp_path: Path) -> None:
    path = tmp_path / "a.conllu.gz"
    path.write_bytes(gzip.compress(CONLLU.encode()))
    (found,) = read_documents(path)
    assert found.text == "Professor Ana Reyes lost her hat.\n\nIt flew."
    shown = [(found.text[m.start : m.end], m.chain, m.sort, m.words) for m in found.mentions]
    assert shown == [
        ("Professor Ana Reyes", "1", "name", (0, 10, 14)), ("her", "1", "pronoun", (25,)), ("her hat", "2", "other", (29,)),
        ("It", "2", "pronoun", (35,)),
    ]  # fmt: skip
    assert set(found.chains()) == {"1"}
    assert not is_table(path)


def test_brackets_that_do_not_close(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(CONLLU.replace("Entity=(2)", "Entity=7)"), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        list(read_documents(tmp_path / "a"))
    assert caught.value.line == 15


def test_pairs(tmp_path: Path) -> None:
    (tmp_path / "a").write_text(TABLE, encoding="utf-8")
    assert is_table(tmp_path / "a")
    assert list(read_pairs(tmp_path / "a")) == [
        Pair("d-1", "Ana met Bea before she left.", (19, 22), ((0, 3), (8, 11)), (True, False), "f")
    ]
    (tmp_path / "b").write_text(TABLE.replace("19", "x"), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        list(read_pairs(tmp_path / "b"))
    assert caught.value.line == 2


def test_the_example_of_the_papers() -> None:
    # Key {a b c} {d e f g}, response {a b} {c d} {f g h i}: the worked example of Pradhan and others (2014).
    done = score_documents([document("abc", "defg")], [guessed("ab", "cd", "fghi")])
    assert (done["muc"]["recall"], done["muc"]["precision"]) == (0.4, 0.4)
    assert (done["b_cubed"]["recall"], done["b_cubed"]["precision"]) == (0.4167, 0.5)
    assert (done["ceaf_e"]["recall"], done["ceaf_e"]["precision"]) == (0.65, 0.4333)
    assert done["f1"] == 0.4582


def test_perfect_and_nothing() -> None:
    assert score_documents([document("abc", "de")], [guessed("abc", "de")])["f1"] == 1.0
    assert score_documents([document("abc", "de")], [[]])["f1"] == 0.0
    # One guess alone is no chain.
    assert score_documents([document("ab")], [guessed("a", "b")])["mentions"]["guess"] == 0


def test_a_guess_fits_the_shortest_mention_that_it_does_not_leave() -> None:
    mentions = (
        GoldMention(0, 30, "long", "name", (10,)), GoldMention(4, 20, "short", "name", (10,)),
        GoldMention(40, 45, "long", "name", (40,)), GoldMention(50, 55, "short", "name", (50,)),
    )  # fmt: skip
    gold = GoldDocument("d", "", mentions)
    assert score_documents([gold], [[Guess(8, 15, "x"), Guess(50, 55, "x")]])["mentions"]["correct"] == 2
    assert score_documents([gold], [[Guess(8, 15, "x"), Guess(50, 55, "x")]])["muc"]["precision"] == 1.0
    assert score_documents([gold], [[Guess(8, 15, "x"), Guess(39, 45, "x")]])["mentions"]["correct"] == 1


def test_score_pairs() -> None:
    pair = Pair("d", "", (0, 3), ((4, 5), (6, 7)), (True, False), "f")
    done = score_pairs([pair, pair], [(True, False), (False, True)])
    assert (done["gold"], done["guess"], done["correct"], done["f1"], done["bias"]) == (2, 2, 1, 0.5, 0.0)


@pytest.mark.parametrize(
    ("gains", "total"),
    [([], 0.0), ([[]], 0.0), ([[1, 2], [3, 1], [0, 5]], 8.0), ([[0.5, 0.1, 0.9]], 0.9), ([[1, 1], [1, 0]], 2.0)],
)
def test_best_total(gains: list[list[float]], total: float) -> None:
    assert best_total(gains) == pytest.approx(total)

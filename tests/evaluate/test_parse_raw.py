from pathlib import Path

import pytest

from kg.errors import DataError
from kg.evaluate.parse_raw import Parsed, Token, read_documents, score

TEXT = """# newdoc id = one
# newpar
1	They	they	PRON	PRP	_	4	nsubj	_	_
2-3	don't	_	_	_	_	_	_	_	_
2	do	do	AUX	VBP	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	pay	pay	VERB	VB	_	0	root	_	SpaceAfter=No
5	.	.	PUNCT	.	_	4	punct	_	_

# newpar
1-2	au	_	_	_	_	_	_	_	_
1	à	à	ADP	IN	_	2	case	_	_
2	le	le	DET	DT	_	0	root	_	_
2.1	x	x	X	X	_	_	_	_	_

# newdoc id = two
1	Go	go	VERB	VB	_	0	root	_	_

"""


def documents(tmp_path: Path) -> list[Parsed]:
    (tmp_path / "a.conllu").write_text(TEXT, encoding="utf-8")
    return [d.parsed for d in read_documents(tmp_path / "a.conllu")]


def test_the_text_is_put_together(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(TEXT, encoding="utf-8")
    assert [d.text for d in read_documents(tmp_path / "a.conllu")] == ["They don't pay.\n\nau ", "Go "]


def test_words_are_spans_of_letters(tmp_path: Path) -> None:
    first, second = documents(tmp_path)
    assert first.sentences == [(0, 13), (13, 15)]
    assert [t.span for t in first.tokens] == [(0, 4), (4, 6), (6, 9), (9, 12), (12, 13), (13, 15)]
    assert first.tokens[0].head == (9, 12)
    assert first.tokens[3].head is None
    assert second.tokens == [Token((0, 2), None, "root")]


def test_a_perfect_guess_and_a_worse_one(tmp_path: Path) -> None:
    gold = documents(tmp_path)
    assert all(v["f1"] == 1.0 for k, v in score(gold, gold).items() if k != "documents")
    worse = [
        Parsed([Token((0, 4), (9, 12), "nsubj"), Token((4, 9), (9, 12), "aux"), *gold[0].tokens[3:]], [(0, 15)]),
        Parsed([Token((0, 2), None, "root:odd")], [(0, 2)]),
    ]
    done = score(gold, worse)
    assert done["tokens"]["correct"] == 5
    assert done["sentences"]["correct"] == 1
    assert done["las"]["correct"] == 5 - 1
    assert done["las_universal"]["correct"] == 5


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text("1\tGo\n\n", encoding="utf-8")
    with pytest.raises(DataError, match="ten columns"):
        list(read_documents(tmp_path / "a.conllu"))

"""Tokens as in the English UD treebanks, on news text; no character is lost."""

import pytest
import spacy

from kg.nlp.tokenizer import build_tokenizer


@pytest.fixture(scope="module")
def tokenizer():
    return build_tokenizer(spacy.blank("en"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Russian-backed forces", "Russian - backed forces"),
        ("U.S.-led forces", "U.S. - led forces"),
        ("pro-government co-founder", "pro-government co-founder"),
        ("the U.S. didn't", "the U.S. did n't"),
        ("Gen. Diallo's men", "Gen. Diallo 's men"),
        ("al-Qaida", "al - Qaida"),
        ("What?! No!!!", "What ?! No !!!"),
        ("on 08/16/2000, call 713-853-3989", "on 08/16/2000 , call 713-853-3989"),
        ("“We will,” he said.", "“ We will , ” he said ."),
        ("2003–2006", "2003 – 2006"),
        ("(R-ME)", "( R - ME )"),
        ("left.The army", "left . The army"),
    ],
)
def test_tokens(tokenizer, text: str, words: str) -> None:
    assert [t.text for t in tokenizer(text)] == words.split()


@pytest.mark.parametrize("text", ["a" * 100_000, "x-" * 50_000, "\n\n\n", "“‘’”" * 500, "\u200b\ufeff\x00"])
def test_hostile_text_comes_back_whole(tokenizer, text: str) -> None:
    assert tokenizer(text).text == text

"""The shape of a word tells how it is written, and nothing else."""

import pytest

from kg.nlp.neural.shapes import SHAPES, shape


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("turkey", "Turkey"),
        ("US", "us"),
        ("U.S.", "USA"),
        ("NATO", "Nato"),
        ("1,800", "march"),
        (".", ","),
        ("iPhone", "phone"),
        ("İdlib", "idlib"),
    ],
)
def test_words_written_otherwise_have_other_shapes(one: str, other: str) -> None:
    assert shape(one) != shape(other)


@pytest.mark.parametrize("word", ["", " ", "é", "中国", "\u202e", "a" * 10_000, "💥"])
def test_every_word_has_a_shape(word: str) -> None:
    assert 0 <= shape(word) < SHAPES

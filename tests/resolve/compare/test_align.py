from __future__ import annotations

import pytest

from kg.resolve.compare.align import align, is_slip
from kg.resolve.compare.spelling import alike


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("mohammed", "muhammad", True),
        ("sergey", "sergei", True),
        ("khalid", "khaled", True),
        ("zelensky", "zelenskiy", True),
        ("lavrov", "lavroff", True),
        ("usama", "osama", True),
        ("hassan", "hussein", False),
        ("hamid", "hamad", False),
        ("mario", "maria", False),
        ("iran", "iraq", False),
        ("ali", "eli", False),
    ],
)
def test_transliterations(left: str, right: str, same: bool) -> None:
    assert alike(left, right) is alike(right, left) is same


@pytest.mark.parametrize(
    ("left", "right", "slip"),
    [
        ("johnson", "johnsn", True),
        ("johnson", "jonhson", True),
        ("johnson", "johnsson", True),
        ("johnson", "jobnson", True),
        ("johnson", "iohnson", False),  # a first letter is seldom wrong
        ("mario", "maria", False),  # a vowel at the end tells men from women
        ("petrov", "petrova", False),
        ("ali", "adi", False),
        ("featherstone", "fetherstnoe", True),  # two in a long word
        ("johnson", "jhnsn", False),
    ],
)
def test_slips(left: str, right: str, slip: bool) -> None:
    assert is_slip(left, right) is is_slip(right, left) is slip


def test_words_find_their_counterparts() -> None:
    laid = align(("john", "r", "smith"), ("smyth", "jon", "robert"))
    assert laid.sounds == (("john", "jon"), ("smith", "smyth"))
    assert laid.initials == (("r", "robert"),)
    assert laid.turned
    assert laid.fits


def test_short_forms_of_given_names() -> None:
    assert align(("bill", "stone"), ("william", "stone")).sounds == (("bill", "william"),)


def test_two_names_that_contradict_do_not_fit() -> None:
    assert not align(("ada", "king", "stone"), ("ada", "lane", "stone")).fits
    assert not align(("j",), ("john",)).fits

"""Whatever the scores, a sentence comes out as one tree with one root, and as the best one."""

import itertools

import numpy as np
import pytest

from kg.nlp.neural.trees import decode, is_tree


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([0], True),
        ([2, 0], True),
        ([2, 1], False),
        ([0, 0], False),
        ([0, 1, 2], True),
        ([0, 3, 2], False),
        ([3, 1, 0], True),
    ],
)
def test_is_tree(heads: list[int], expected: bool) -> None:
    assert is_tree(np.array(heads)) is expected


@pytest.mark.parametrize("seed", range(20))
def test_decoding_finds_a_tree_and_for_small_ones_the_best_with_its_root(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = 4
    scores = rng.normal(size=(n, n + 1))
    heads = decode(scores)
    assert is_tree(heads)
    root = int(np.flatnonzero(heads == 0)[0])

    def total(candidate: np.ndarray) -> float:
        return float(scores[np.arange(n), candidate].sum())

    trees = (np.array(c) for c in itertools.product(range(n + 1), repeat=n))
    best = max(total(t) for t in trees if is_tree(t) and t[root] == 0 and all(t[i] != i + 1 for i in range(n)))
    assert total(heads) == pytest.approx(best)


def test_a_long_cycle_is_broken() -> None:
    n = 50
    scores = np.full((n, n + 1), -10.0)
    for i in range(n):
        scores[i, (i + 1) % n + 1] = 5.0
    scores[7, 0] = 1.0
    assert is_tree(decode(scores))

"""The network around its graph: best sequences of names, windows that are given up, threads that change nothing."""

from __future__ import annotations

from concurrent.futures import Future
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from kg.files import DATA
from kg.nlp.neural.network import Analysis, Network, Window, ended

NAMES = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG"]


@pytest.fixture
def network(tmp_path: Path) -> Network:
    (tmp_path / "meta.json").write_text(f'{{"labels": {{"names": {NAMES} }}}}'.replace("'", '"'), encoding="utf-8")
    return Network(tmp_path, threads=1)


def allowed(path: tuple[int, ...], starts: list[bool]) -> bool:
    """Whether no label goes on with what did not begin, by the plain words of the rule."""
    for i, label in enumerate(path):
        if NAMES[label].startswith("I-"):
            before = NAMES[path[i - 1]] if i else "O"
            if starts[i] or before == "O" or before[2:] != NAMES[label][2:]:
                return False
    return True


@pytest.mark.parametrize("seed", range(40))
def test_the_best_allowed_sequence_is_found(network: Network, seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(4, len(NAMES))).astype(np.float32)
    starts = [True, False, bool(seed % 2), False]
    sequences = [p for p in product(range(len(NAMES)), repeat=4) if allowed(p, starts)]
    best = max(sequences, key=lambda p: sum(float(scores[i, x]) for i, x in enumerate(p)))
    assert tuple(network._best_names(scores, np.array(starts))) == best


def test_where_one_window_fails_the_others_are_given_up() -> None:
    broken: Future[Analysis] = Future()
    broken.set_exception(ValueError("broken"))
    waiting: Future[Analysis] = Future()
    with pytest.raises(ValueError, match="broken"):
        ended([broken, waiting])
    assert waiting.cancelled()


@pytest.mark.model
def test_threads_and_neighbours_change_nothing() -> None:
    words = ["The", "mayor", "of", "Larnport", "met", "two", "envoys", "from", "Norland", "on", "Monday", "."]
    windows = [Window(words[:n], [True] + [False] * (n - 1)) for n in (12, 3, 7, 12, 1)]
    folder = DATA / "models/kg_en_news"
    alone = [Network(folder, threads=1).analyse([w])[0] for w in windows[:2]]
    together = Network(folder, threads=3).analyse(windows)
    for one, other in zip(alone, together, strict=False):
        for name in Analysis.__slots__:
            assert np.array_equal(getattr(one, name), getattr(other, name)), name
    assert np.array_equal(together[0].heads, together[3].heads)

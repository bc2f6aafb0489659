"""Sentences with other names: words and targets stay side by side, and the seed decides all."""

import random

from kg.training.augment import Names, recased, spans, swapped
from kg.training.corpus import Sentence, mask, outside


def sentence(text: str, *names: tuple[int, int, str]) -> Sentence:
    words = text.split()
    targets = [outside()] * len(words)
    for start, end, kind in names:
        for i in range(start, end):
            targets[i] = mask((kind,), i == start)
    return Sentence(words, names=targets, document="d", id="1")


GOLD = [
    sentence("Ana Lopez met Omar Diallo in Peru .", (0, 2, "PERSON"), (3, 5, "PERSON"), (6, 7, "GPE")),
    sentence("Peruvian police left .", (0, 1, "NORP")),
    sentence("Reporters waited ."),
]


def test_spans() -> None:
    assert list(spans(GOLD[0])) == [(0, 2, "PERSON"), (3, 5, "PERSON"), (6, 7, "GPE")]
    undecided = sentence("Peru won .")
    undecided.names[0] = mask(("GPE", "LOC"), True)
    assert list(spans(undecided)) == []


def test_exchanged_names_keep_their_kind_and_place() -> None:
    names = Names(GOLD)
    changed = 0
    for seed in range(40):
        for before, after in zip(GOLD, swapped(GOLD, names, random.Random(seed)), strict=True):
            assert len(after.words) == len(after.names)
            assert [k for *_, k in spans(after)] == [k for *_, k in spans(before)]
            assert after.words[-1] == "."
            changed += after.words != before.words
    assert changed > 20
    assert GOLD[2].words == ["Reporters", "waited", "."]


def test_the_seed_decides() -> None:
    names = Names(GOLD)
    a, b = (list(swapped(GOLD * 5, names, random.Random(7))) for _ in range(2))
    assert [s.words for s in a] == [s.words for s in b]


def test_case_changes_now_and_then() -> None:
    rng = random.Random(1)
    written = [recased(rng) for _ in range(1000)]
    done = [w("minister of") for w in written if w is not None]
    assert {"MINISTER OF", "Minister of"} == set(done)
    assert 30 < len(done) < 100

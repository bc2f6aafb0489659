"""Partial and silver names are decided by a trained network, within what each corpus allows.

A word's target is a set of labels (`corpus`). Of that set the best sequence is taken where the network is sure; where
it is sure of something that the corpus forbids, one of the two is wrong and the word teaches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import torch

from kg.training.corpus import ANY_NAME, NAME_LABELS, Sentence
from kg.training.network import Analyser
from kg.training.windows import Encoder, batches, collate

Array = np.ndarray[Any, Any]
_SURE, _CONTRADICTS = 0.8, 0.7
_BEGINS_OR_NOT = sum(1 << i for i, x in enumerate(NAME_LABELS) if not x.startswith("I-"))
_BITS = np.array([1 << i for i in range(len(NAME_LABELS))])


def refine(network: Analyser, encoder: Encoder, sentences: Sequence[Sentence], *, doubt: bool = True) -> int:
    """Sharpen the targets of `names` in place.

    Args:
        network: Trained; its name scores decide.
        encoder: Makes windows of words.
        sentences: With masks as targets.
        doubt: Whether the corpus may be wrong (silver); what people annotated stands, whatever the network says.

    Returns:
        How many words lost their target, since network and corpus contradict each other.
    """
    network.eval()
    lost = 0
    windows = [encoder.window([s]) for s in sentences]
    place = {id(w): i for i, w in enumerate(windows)}
    with torch.no_grad():
        for batch in batches(windows, 6000, None):
            arrays = collate(batch)
            inputs = (torch.from_numpy(arrays[n]) for n in ("pieces", "shapes", "mask", "first"))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = network(*inputs)["names"].float().log_softmax(-1).numpy()
            for row, window in enumerate(batch):
                sentence = sentences[place[id(window)]]
                lost += _decide(sentence, scores[row, : len(sentence.words)], doubt)
    network.train()
    return lost


def _decide(sentence: Sentence, scores: Array, doubt: bool) -> int:
    masks = np.array(sentence.names)
    allowed = (masks[:, None] & _BITS[None]) > 0
    inside = np.where(allowed, scores, -1e4)
    best = viterbi(inside)
    given = inside - np.log(np.exp(inside).sum(1, keepdims=True))
    free = scores.argmax(1)
    # "Facility" was what the first network said of everything odd: it contradicts nothing.
    contradicted = [
        doubt and not allowed[i, j] and np.exp(scores[i, j]) > _CONTRADICTS and not NAME_LABELS[j].endswith("-FAC")
        for i, j in enumerate(free)
    ]
    lost = 0
    for start, end in _stretches(sentence, best):
        doubtful = any(contradicted[start:end])
        lost += doubtful * (end - start)
        for i in range(start, end):
            if doubtful:
                sentence.names[i] = ANY_NAME
            elif np.exp(given[i, best[i]]) > _SURE:
                sentence.names[i] = int(_BITS[best[i]])
    return lost


def _stretches(sentence: Sentence, best: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Words that stand or fall together: a name as a whole, in the corpus's eyes or the network's; other words alone."""
    start = 0
    for i in range(1, len(best) + 1):
        inside = i < len(best) and (NAME_LABELS[best[i]].startswith("I-") or not sentence.names[i] & _BEGINS_OR_NOT)
        if not inside:
            yield start, i
            start = i


def viterbi(scores: Array) -> list[int]:
    """Best label sequence in which an I- follows only its own kind; scores: words, labels."""
    before = _transitions()
    total = scores[0] + np.array([-1e4 if x.startswith("I-") else 0.0 for x in NAME_LABELS])
    back: list[Array] = []
    for row in scores[1:]:
        paths = total[:, None] + before
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    last = int(total.argmax())
    out = [last]
    for pointers in reversed(back):
        out.append(int(pointers[out[-1]]))
    return out[::-1]


def _transitions() -> Array:
    table = np.zeros((len(NAME_LABELS), len(NAME_LABELS)))
    for j, label in enumerate(NAME_LABELS):
        if label.startswith("I-"):
            table[:, j] = [0.0 if previous[2:] == label[2:] and previous != "O" else -1e4 for previous in NAME_LABELS]
    return table


def undecided(sentences: Iterable[Sentence]) -> float:
    """Share of words whose target is still a set."""
    words = [n for s in sentences for n in s.names]
    return sum(n.bit_count() > 1 for n in words) / max(1, len(words))

"""Runs a shipped model: words in windows go in; tags, lemma scripts, names, heads and labels come out as arrays.

Invariant: a window alone decides its result: each is run by itself, on one thread, so the same window gives the same
bytes whatever is run beside it. Batches of windows are slower: what lies between two products leaves the cache.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import ModelError
from kg.nlp.neural.pieces import REMEMBERED, Pieces
from kg.nlp.neural.shapes import OTHER, shape
from kg.nlp.neural.trees import decode, is_tree

Array = np.ndarray[Any, Any]
_OPENING = frozenset(("“", "‘", "(", "[", "``", "«"))


@dataclass(slots=True)
class Window:
    """Words that are analysed together.

    `hard` marks words that begin a sentence whatever the network says; when `whole`, no other word begins one, and those
    numbered in `inside` do not either.
    """

    words: list[str]
    hard: list[bool]
    whole: bool = False
    inside: frozenset[int] = frozenset()


@dataclass(slots=True)
class Analysis:
    """One window analysed: numbers per word. `heads` are word positions in the window, a root's own position itself."""

    start: Array
    xpos: Array
    upos: Array
    scripts: Array
    names: Array
    heads: Array
    deps: Array


def _merge_marks(window: Window, start: Array) -> Array:
    """Sentence starts without sentences of marks alone: an opening quote goes with what follows, others with what stands before."""
    start = start.copy()
    start[0] = True
    bounds = [*np.flatnonzero(start).tolist(), len(start)]
    for a, b in pairwise(bounds):
        if any(c.isalnum() for word in window.words[a:b] for c in word):
            continue
        opens = a == 0 or window.hard[a] or window.words[b - 1] in _OPENING
        if opens and b < len(start) and not window.hard[b]:
            start[b] = False
        elif a > 0 and not window.hard[a]:
            start[a] = False
    return start


class Network:
    """One model folder: `network.onnx`, `labels.onnx`, `vocab.txt`, `meta.json`. Loaded when first used.

    Args:
        folder: The model.
        threads: Windows that are run at a time; 0 for one per core that this process may use.
    """

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        self.folder = folder
        self._threads = threads or _cores()
        self._seen: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        try:
            self.meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as e:
            raise ModelError(
                "not a model folder: meta.json is missing or broken", file=folder, remedy="see `kg model`"
            ) from e
        self.labels: dict[str, list[str]] = self.meta["labels"]

    @cached_property
    def _session(self) -> Any:
        return self._opened("network.onnx")

    @cached_property
    def _scorer(self) -> Any:
        """The label scorer, a graph of its own: it takes chosen arcs only, and keeps clear of BLAS's threads."""
        return self._opened("labels.onnx")

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        # Made before any thread asks for them.
        _ = self._session, self._scorer, self._pieces, self._transitions
        return ThreadPoolExecutor(self._threads, thread_name_prefix="kg-network")

    def _opened(self, name: str) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_mem_pattern = False
        path = self.folder / name
        try:
            return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except Exception as e:  # onnxruntime raises its own types, not exported
            raise ModelError(f"the network does not load: {e}", file=path, remedy="install kg again") from e

    @cached_property
    def lemma_table(self) -> dict[str, Any]:
        """Lemmas seen in training (`lemmas.json`), for forms without doubt."""
        table: dict[str, Any] = json.loads((self.folder / "lemmas.json").read_text(encoding="utf-8"))
        return table

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self.folder / "vocab.txt")

    @cached_property
    def _transitions(self) -> Array:
        """0 where one name label may follow another, a large negative number where not."""
        names = self.labels["names"]
        table = np.zeros((len(names), len(names)), dtype=np.float32)
        for j, label in enumerate(names):
            if label.startswith("I-"):
                table[:, j] = [0.0 if previous[2:] == label[2:] and previous != "O" else -1e4 for previous in names]
        return table

    def begin(self, windows: Sequence[Window]) -> list[Future[Analysis]]:
        """Begin to analyse windows; results come in the order given. Raises ModelError where the model does not load."""
        return [self._pool.submit(self._analysed, window) for window in windows]

    def analyse(self, windows: Sequence[Window]) -> list[Analysis]:
        """Analyse windows, in the order given."""
        return ended(self.begin(windows))

    def probe(self, words: list[str]) -> list[str]:
        """Raw scores of one window in full precision: equal texts where the arithmetic of two machines is equal."""
        out = self._session.run(None, self._feeds(Window(words, [True] + [False] * (len(words) - 1))))
        return [float(x).hex() for x in np.asarray(out[4]).ravel()[:200]]

    def _encode(self, window: Window) -> tuple[list[int], list[int], list[int]]:
        pieces, shapes, first = [self._pieces.begin], [OTHER], []
        for word in window.words:
            ids, alike = self._pieced(word)
            first.append(len(pieces))
            pieces += ids
            shapes += alike
        pieces.append(self._pieces.end)
        shapes.append(OTHER)
        return pieces, shapes, first

    def _pieced(self, word: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Pieces of a word, and its shape for each of them."""
        found = self._seen.get(word)
        if found is None:
            ids = self._pieces.of(word)
            found = ids, (shape(word),) * len(ids)
            if len(self._seen) < REMEMBERED:
                self._seen[word] = found
        return found

    def _analysed(self, window: Window) -> Analysis:
        n = len(window.words)
        out = self._session.run(None, self._feeds(window))
        start, xpos, upos, scripts, names, arcs, label_word, label_head = (one[0] for one in out)
        soft = (start > 0) & (not window.whole)
        soft[list(window.inside)] = False
        starts = _merge_marks(window, np.array(window.hard) | soft)
        heads = self._heads(arcs, starts)
        return Analysis(
            start=starts,
            xpos=xpos,
            upos=upos,
            scripts=scripts,
            names=self._best_names(names, starts),
            heads=np.where(heads == 0, np.arange(n), heads - 1),
            deps=self._deps(label_word, label_head, heads),
        )

    def _feeds(self, window: Window) -> dict[str, Array]:
        pieces, shapes, first = self._encode(window)
        row = {"pieces": pieces, "shapes": shapes, "mask": [1] * len(pieces), "first": first}
        return {name: np.array([values], dtype=np.int64) for name, values in row.items()}

    def _best_names(self, scores: Array, starts: Array) -> Array:
        """Best allowed sequence of labels: words, labels -> words. No name goes on over a sentence start.

        The best label of each word of a sentence, where these may follow one another, is the best sequence; else Viterbi's.
        """
        begin = np.array([-1e4 if n.startswith("I-") else 0.0 for n in self.labels["names"]], dtype=np.float32)
        scores = scores + starts[:, None] * begin
        path: Array = scores.argmax(1)
        (wrong,) = self._transitions[path[:-1], path[1:]].nonzero()
        if len(wrong):
            bounds = [*np.flatnonzero(starts).tolist(), len(starts)]
            for a, b in pairwise(bounds):
                if ((wrong >= a - 1) & (wrong < b - 1)).any():
                    path[a:b] = self._viterbi(scores[a:b])
        return path

    def _viterbi(self, scores: Array) -> Array:
        """Best allowed sequence of labels of one sentence: words, labels -> words."""
        transitions = self._transitions
        path: Array = scores.argmax(1)
        back = np.zeros(scores.shape, dtype=np.int64)
        best = scores[0]
        for t in range(1, len(scores)):
            through = best[:, None] + transitions
            back[t] = through.argmax(0)
            best = through.max(0) + scores[t]
        path[-1] = best.argmax()
        for t in range(len(scores) - 1, 0, -1):
            path[t - 1] = back[t][path[t]]
        return path

    def _heads(self, scores: Array, start: Array) -> Array:
        """Heads in one window (0 a root, else position + 1): arcs stay inside sentences, each sentence one tree."""
        sentence = np.cumsum(start)
        n = len(sentence)
        other = sentence[:, None] != sentence[None]
        scores = scores.copy()
        scores[:, 1:][other] = -1e9
        scores[np.arange(n), np.arange(n) + 1] = -1e9
        heads: Array = scores.argmax(1)
        bounds = [*np.flatnonzero(start), n]
        for a, b in pairwise(bounds):
            local = heads[a:b]
            local = np.where(local == 0, 0, local - a)
            if not is_tree(local):
                columns = np.concatenate([scores[a:b, :1], scores[a:b, a + 1 : b + 1]], 1)
                fixed = decode(columns)
                heads[a:b] = np.where(fixed == 0, 0, fixed + a)
        return heads

    def _deps(self, words: Array, head_vectors: Array, heads: Array) -> Array:
        """Best label of each chosen arc; a root's is always `root`, no other's is."""
        (scores,) = self._scorer.run(None, {"word": words, "head": head_vectors[heads]})
        scores[:, self.labels["deps"].index("root")] = np.where(heads == 0, 1e9, -1e9)
        best: Array = scores.argmax(1)
        return best


def ended(begun: Sequence[Future[Analysis]]) -> list[Analysis]:
    """Wait for windows that were begun; where one fails, or the wait is interrupted, the others are given up."""
    try:
        return [one.result() for one in begun]
    except BaseException:
        give_up(begun)
        raise


def give_up(begun: Sequence[Future[Analysis]]) -> None:
    """Take back what is not being run yet."""
    for one in begun:
        one.cancel()


def _cores() -> int:
    """Cores that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

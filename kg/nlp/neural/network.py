"""Runs a shipped model: words in windows go in; tags, lemma scripts, names, heads and labels come out as arrays.

Invariant: the windows of one call, and nothing else, decide its result: 8-bit scales are taken over a batch, so callers
pass one article at a time and the same article gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import ModelError
from kg.nlp.neural.pieces import Pieces
from kg.nlp.neural.shapes import OTHER, shape
from kg.nlp.neural.trees import decode, is_tree

Array = np.ndarray[Any, Any]
_BUDGET = 4096
"""Pieces per batch, padding included: beyond it two cores gain nothing and memory grows."""


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
    bounds = [*np.flatnonzero(start), len(start)]
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
    """One model folder: `network.onnx`, `labels.onnx`, `vocab.txt`, `meta.json`. Loaded when first used."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        self.folder = folder
        self._threads = threads
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
        """The label scorer, a graph of its own: it takes chosen arcs only, and runs on the session's threads, not BLAS's."""
        return self._opened("labels.onnx")

    def _opened(self, name: str) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
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

    def analyse(self, windows: Sequence[Window]) -> list[Analysis]:
        """Analyse windows, in the order given; like lengths share a batch."""
        encoded = [self._encode(w) for w in windows]
        order = sorted(range(len(windows)), key=lambda i: (len(encoded[i][0]), i))
        results: list[Analysis | None] = [None] * len(windows)
        batch: list[int] = []
        for i in order:
            if batch and len(encoded[i][0]) * (len(batch) + 1) > _BUDGET:
                self._run(batch, windows, encoded, results)
                batch = []
            batch.append(i)
        if batch:
            self._run(batch, windows, encoded, results)
        return [r for r in results if r is not None]

    def probe(self, words: list[str]) -> list[str]:
        """Raw scores of one window in full precision: equal texts where the arithmetic of two machines is equal."""
        pieces, shapes, first = self._encode(Window(words, [True] + [False] * (len(words) - 1)))
        row = {"pieces": pieces, "shapes": shapes, "mask": [1] * len(pieces), "first": first}
        out = self._session.run(None, {k: np.array([v], dtype=np.int64) for k, v in row.items()})
        return [float(x).hex() for x in np.asarray(out[4]).ravel()[:200]]

    def _encode(self, window: Window) -> tuple[list[int], list[int], list[int]]:
        pieces, shapes, first = [self._pieces.begin], [OTHER], []
        for word in window.words:
            ids = self._pieces.of(word)
            first.append(len(pieces))
            pieces.extend(ids)
            shapes.extend((shape(word),) * len(ids))
        pieces.append(self._pieces.end)
        shapes.append(OTHER)
        return pieces, shapes, first

    def _run(self, batch: list[int], windows: Sequence[Window], encoded: Any, results: list[Analysis | None]) -> None:
        widest = max(len(encoded[i][0]) for i in batch)
        most = max(len(encoded[i][2]) for i in batch)
        pieces = np.zeros((len(batch), widest), dtype=np.int64)
        shapes = np.full((len(batch), widest), OTHER, dtype=np.int64)
        mask = np.zeros((len(batch), widest), dtype=np.int64)
        first = np.zeros((len(batch), most), dtype=np.int64)
        for row, i in enumerate(batch):
            p, s, f = encoded[i]
            pieces[row, : len(p)], shapes[row, : len(p)], mask[row, : len(p)], first[row, : len(f)] = p, s, 1, f
        feeds = {"pieces": pieces, "shapes": shapes, "mask": mask, "first": first}
        out = self._session.run(None, feeds)
        starts = np.zeros((len(batch), most), dtype=bool)
        for row, i in enumerate(batch):
            n = len(windows[i].words)
            soft = (out[0][row, :n] > 0) & (not windows[i].whole)
            soft[list(windows[i].inside)] = False
            starts[row, :n] = _merge_marks(windows[i], np.array(windows[i].hard) | soft)
        names = self._best_names(out[4], starts)
        sizes = [len(windows[i].words) for i in batch]
        heads = [self._heads(out[5][row, :n, : n + 1], starts[row, :n]) for row, n in enumerate(sizes)]
        deps = self._deps(out[6], out[7], heads)
        for row, (i, n) in enumerate(zip(batch, sizes, strict=True)):
            results[i] = Analysis(
                start=starts[row, :n],
                xpos=out[1][row, :n],
                upos=out[2][row, :n],
                scripts=out[3][row, :n],
                names=names[row, :n],
                heads=np.where(heads[row] == 0, np.arange(n), heads[row] - 1),
                deps=deps[row],
            )

    def _best_names(self, scores: Array, starts: Array) -> Array:
        """Best allowed label sequences (Viterbi) for a batch: batch, words, labels -> batch, words.

        No name goes on over a sentence start (`starts`: batch, words).
        """
        batch, words, _ = scores.shape
        transitions = self._transitions
        first = np.array([-1e4 if n.startswith("I-") else 0.0 for n in self.labels["names"]], dtype=np.float32)
        scores = scores + starts[:, :, None] * first
        best = scores[:, 0] + first
        back = np.zeros((words, batch, scores.shape[2]), dtype=np.int64)
        for t in range(1, words):
            through = best[:, :, None] + transitions[None]
            back[t] = through.argmax(1)
            best = through.max(1) + scores[:, t]
        path = np.zeros((batch, words), dtype=np.int64)
        path[:, -1] = best.argmax(1)
        for t in range(words - 1, 0, -1):
            path[:, t - 1] = back[t][np.arange(batch), path[:, t]]
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

    def _deps(self, words: Array, head_vectors: Array, heads: list[Array]) -> list[Array]:
        """Best label of each chosen arc, for each window of a batch; a root's is always `root`, no other's is."""
        left = np.concatenate([words[row, : len(h)] for row, h in enumerate(heads)])
        right = np.concatenate([head_vectors[row, h] for row, h in enumerate(heads)])
        (scores,) = self._scorer.run(None, {"word": left, "head": right})
        scores[:, self.labels["deps"].index("root")] = np.where(np.concatenate(heads) == 0, 1e9, -1e9)
        bounds = np.cumsum([len(h) for h in heads])[:-1]
        return np.split(scores.argmax(1), bounds)

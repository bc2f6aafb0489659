"""Sentences become windows of consecutive sentences, and windows become padded batches of about equal cost."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kg.nlp.neural.lemmas import script_of
from kg.nlp.neural.shapes import OTHER, shape
from kg.training.corpus import ANY_NAME, NAME_LABELS, Sentence

IGNORED = -100
LONGEST = 110
"""Words of the longest window of several sentences."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets of the heads, each in a fixed order."""

    xpos: tuple[str, ...]
    upos: tuple[str, ...]
    scripts: tuple[str, ...]
    deps: tuple[str, ...]
    names: tuple[str, ...] = NAME_LABELS

    @classmethod
    def of(cls, sentences: Sequence[Sentence]) -> Labels:
        """Collect labels from treebank sentences; scripts seen at least three times."""
        scripts = Counter(
            script_of(w, m) for s in sentences for w, m in zip(s.words, s.lemmas, strict=False) if m != "_"
        )
        return cls(
            xpos=tuple(sorted({x for s in sentences for x in s.xpos})),
            upos=tuple(sorted({x for s in sentences for x in s.upos})),
            scripts=tuple(sorted(x for x, n in scripts.items() if n >= 3)),
            deps=tuple(sorted({x for s in sentences for x in s.deps})),
        )

    def to_dict(self) -> dict[str, list[str]]:
        """Label sets as lists."""
        return {k: list(getattr(self, k)) for k in ("xpos", "upos", "scripts", "deps", "names")}


@dataclass(slots=True)
class Window:
    """Numbers of one window: pieces with their words' shapes, and per word the targets (IGNORED where unknown)."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    starts: list[int]
    xpos: list[int]
    upos: list[int]
    scripts: list[int]
    heads: list[int]
    deps: list[int]
    names: list[int]
    sentence: list[int]


def group(sentences: Sequence[Sentence], rng: random.Random, most: int = LONGEST) -> Iterator[list[Sentence]]:
    """Group consecutive sentences of a document: a third stand alone, the others reach a random length up to `most`.

    With `most` 0 every sentence stands alone.
    """
    window: list[Sentence] = []
    size, limit = 0, 0
    for s in sentences:
        if window and (s.document != window[0].document or size + len(s.words) > limit):
            yield window
            window = []
        if not window:
            size, limit = 0, 0 if most == 0 or rng.random() < 0.33 else rng.randint(20, most)
        window.append(s)
        size += len(s.words)
    if window:
        yield window


class Encoder:
    """Turns sentences into windows of numbers."""

    def __init__(self, tokenizer: Any, labels: Labels, *, shaped: bool = True) -> None:
        self._tokenizer = tokenizer
        self._shaped = shaped
        self._pieces: dict[str, list[int]] = {}
        self._index = {k: {x: i for i, x in enumerate(v)} for k, v in labels.to_dict().items()}
        self._cls, self._sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        self._unknown = tokenizer.token_to_id("[UNK]")

    def pieces_of(self, word: str) -> list[int]:
        """Piece ids of one word, at most 12, never none."""
        found = self._pieces.get(word)
        if found is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids[:12]
            found = self._pieces[word] = ids or [self._unknown]
        return found

    def window(self, sentences: Sequence[Sentence], written: Any = None) -> Window:
        """Encode consecutive sentences; `written` may change how words are written (case augmentation)."""
        w = Window([self._cls], [OTHER], [], [], [], [], [], [], [], [], [])
        for number, s in enumerate(sentences):
            offset = len(w.first)
            n = len(s.words)
            for i, word in enumerate(s.words):
                seen = word if written is None else written(word)
                ids = self.pieces_of(seen)
                w.first.append(len(w.pieces))
                w.pieces.extend(ids)
                w.shapes.extend([shape(seen) if self._shaped else OTHER] * len(ids))
                w.starts.append(int(i == 0))
                w.sentence.append(number)
            get = self._index
            w.xpos.extend(get["xpos"].get(x, IGNORED) for x in s.xpos or ["?"] * n)
            w.upos.extend(get["upos"].get(x, IGNORED) for x in s.upos or ["?"] * n)
            if s.lemmas:
                scripts = (script_of(a, b) for a, b in zip(s.words, s.lemmas, strict=True))
                w.scripts.extend(get["scripts"].get(x, IGNORED) for x in scripts)
            else:
                w.scripts.extend([IGNORED] * n)
            w.heads.extend([(h + offset if h else 0) for h in s.heads] or [IGNORED] * n)
            w.deps.extend(get["deps"].get(x, IGNORED) for x in s.deps or ["?"] * n)
            w.names.extend(s.names or [ANY_NAME] * n)
        w.pieces.append(self._sep)
        w.shapes.append(OTHER)
        return w


def batches(windows: Sequence[Window], budget: int, rng: random.Random | None) -> Iterator[list[Window]]:
    """Batches of windows of like length, at most `budget` pieces with their padding; shuffled when `rng` is given."""
    order = sorted(range(len(windows)), key=lambda i: len(windows[i].pieces) + (rng.random() * 12 if rng else 0))
    out: list[list[Window]] = []
    batch: list[Window] = []
    longest = 0
    for i in order:
        size = len(windows[i].pieces)
        if batch and max(longest, size) * (len(batch) + 1) > budget:
            out.append(batch)
            batch, longest = [], 0
        batch.append(windows[i])
        longest = max(longest, size)
    if batch:
        out.append(batch)
    if rng is not None:
        rng.shuffle(out)
    yield from out


def collate(batch: Sequence[Window]) -> dict[str, np.ndarray[Any, Any]]:
    """Pad one batch into arrays; `word` is 1 where there is a word."""
    pieces, words = max(len(w.pieces) for w in batch), max(len(w.first) for w in batch)

    def pad(name: str, width: int, fill: int) -> np.ndarray[Any, Any]:
        out = np.full((len(batch), width), fill, dtype=np.int64)
        for i, w in enumerate(batch):
            row = getattr(w, name)
            out[i, : len(row)] = row
        return out

    arrays = {
        "pieces": pad("pieces", pieces, 0),
        "shapes": pad("shapes", pieces, OTHER),
        "first": pad("first", words, 0),
    }
    arrays["mask"] = (np.arange(pieces)[None] < np.array([len(w.pieces) for w in batch])[:, None]).astype(np.int64)
    arrays["word"] = (np.arange(words)[None] < np.array([len(w.first) for w in batch])[:, None]).astype(np.int64)
    for name in ("starts", "xpos", "upos", "scripts", "heads", "deps"):
        arrays[name] = pad(name, words, IGNORED)
    arrays["names"] = pad("names", words, ANY_NAME)
    arrays["sentence"] = pad("sentence", words, -1)
    return arrays

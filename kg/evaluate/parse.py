"""Trees, tags and lemmas: CoNLL-U in, shares of words out."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.files import open_binary


@dataclass(frozen=True, slots=True)
class Word:
    """One word: `head` is the number of its head in the sentence from 1, 0 for a root; `deprel` of a root is `root`."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


def read_trees(path: Path) -> Iterator[list[Word]]:
    """Read CoNLL-U sentences; ranges (`1-2`) and empty nodes (`1.1`) are passed over.

    Raises:
        DataError: A line has not ten columns, or its head is no number.
    """
    words: list[Word] = []
    with io.TextIOWrapper(open_binary(path), encoding="utf-8") as stream:
        for number, raw in enumerate(stream, start=1):
            line = raw.rstrip("\n")
            if not line.strip():
                if words:
                    yield words
                words = []
            elif not line.startswith("#"):
                columns = line.split("\t")
                if len(columns) != 10:
                    raise DataError("a word has not ten columns", file=path, line=number, remedy="give a CoNLL-U file")
                if columns[0].isdigit():
                    words.append(_word(columns, path, number))
    if words:
        yield words


def _word(columns: list[str], path: Path, line: int) -> Word:
    try:
        head = int(columns[6])
    except ValueError as e:
        raise DataError(f"head {columns[6]!r} is no number", file=path, line=line, remedy="give whole trees") from e
    return Word(columns[1], columns[2], columns[3], columns[4], head, columns[7])


def score(gold: Iterable[Sequence[Word]], guessed: Iterable[Sequence[Word]]) -> dict[str, Any]:
    """Compare words one by one.

    Args:
        gold: Sentences.
        guessed: The same words, analysed.

    Returns:
        Sentences, words, and shares between 0 and 1.
    """
    names = ("uas", "las", "las_universal", "xpos", "upos", "lemma")
    right = dict.fromkeys(names, 0)
    sentences = words = 0
    for truth, guess in zip(gold, guessed, strict=True):
        sentences += 1
        for g, w in zip(truth, guess, strict=True):
            words += 1
            head = g.head == w.head
            right["uas"] += head
            right["las"] += head and g.deprel == w.deprel
            right["las_universal"] += head and _universal(g.deprel) == _universal(w.deprel)
            right["xpos"] += g.xpos == w.xpos
            right["upos"] += g.upos == w.upos
            right["lemma"] += g.lemma == w.lemma
    shares = {name: round(right[name] / words, 4) if words else 0.0 for name in names}
    return {"sentences": sentences, "words": words, **shares}


def _universal(label: str) -> str:
    return label.partition(":")[0]

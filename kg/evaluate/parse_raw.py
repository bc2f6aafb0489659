"""Raw text in, sentences, words and trees out: scored as the CoNLL 2018 shared task does.

Words and sentences are character spans over the text without its whitespace; a word's head is right when the spans of
both heads are one. Words of a multiword token take their share of its letters where they spell it ("do" + "n't"), else
the token counts as one word. Source: Zeman et al. 2018, https://universaldependencies.org/conll18/evaluation.html
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.evaluate import Counts
from kg.files import open_binary

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Token:
    """A word as a span of the characters that are not whitespace; the head is a span too, None for a root."""

    span: Span
    head: Span | None
    label: str


@dataclass(slots=True)
class Parsed:
    """One document: its words in order and its sentences as spans."""

    tokens: list[Token] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)


@dataclass(slots=True)
class Gold:
    """One document: raw text, and what is in it."""

    text: str = ""
    parsed: Parsed = field(default_factory=Parsed)


def read_documents(path: Path) -> Iterator[Gold]:
    """Read CoNLL-U documents; the text comes from forms and `SpaceAfter=No`, with a blank line between paragraphs.

    Raises:
        DataError: A line has not ten columns.
    """
    gold = Gold()
    at = 0
    rows: list[list[str]] = []
    with io.TextIOWrapper(open_binary(path), encoding="utf-8") as stream:
        for number, raw in enumerate([*stream, "\n"], start=1):
            line = raw.rstrip("\n")
            if line.startswith("#"):
                if line.startswith("# newdoc") and gold.text:
                    yield gold
                    gold, at = Gold(), 0
                elif line.startswith("# newpar") and gold.text:
                    gold.text = gold.text.rstrip() + "\n\n"
            elif line.strip():
                columns = line.split("\t")
                if len(columns) != 10:
                    raise DataError("a word has not ten columns", file=path, line=number, remedy="give a CoNLL-U file")
                rows.append(columns)
            elif rows:
                at = _sentence(gold, rows, at)
                rows = []
    if gold.text:
        yield gold


def _sentence(gold: Gold, rows: Sequence[Sequence[str]], at: int) -> int:
    """Add a sentence; the place where the next begins."""
    begin = at
    spans: dict[str, Span] = {"0": (-1, -1)}
    words: list[Sequence[str]] = []
    merged: dict[str, str] = {}
    inside = 0
    whole: Span | None = None
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = (int(x) for x in row[0].split("-"))
            inside = last
            parts = [r for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
            form = _letters(row[1])
            whole = (at, at + len(form)) if "".join(_letters(p[1]) for p in parts) != form else None
            if whole is not None:
                at = whole[1]
            gold.text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
            continue
        n = int(row[0])
        form = _letters(row[1])
        if n <= inside and whole is not None:
            if str(n - 1) in spans and spans[str(n - 1)] == whole:
                merged[row[0]] = str(n - 1)
            else:
                words.append(row)
            spans[row[0]] = whole
            continue
        spans[row[0]] = (at, at + len(form))
        at += len(form)
        words.append(row)
        if n > inside:
            gold.text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    for row in words:
        span, head = spans[row[0]], spans.get(row[6], (-1, -1))
        gold.parsed.tokens.append(Token(span, None if head in ((-1, -1), span) else head, row[7]))
    gold.parsed.sentences.append((begin, at))
    return at


def _letters(form: str) -> str:
    return "".join(form.split())


def score(gold: Iterable[Parsed], guessed: Iterable[Parsed]) -> dict[str, Any]:
    """Compare documents.

    Args:
        gold: Documents.
        guessed: The same documents, analysed from their raw text.

    Returns:
        Counts, precision, recall and F1 of `sentences`, `tokens`, `uas`, `las` (label with subtype) and
        `las_universal` (without).
    """
    counts = {name: Counts() for name in ("sentences", "tokens", "uas", "las", "las_universal")}
    documents = 0
    for truth, guess in zip(gold, guessed, strict=True):
        documents += 1
        counts["sentences"].add(set(truth.sentences), set(guess.sentences))
        counts["tokens"].add({t.span for t in truth.tokens}, {t.span for t in guess.tokens})
        for name, label in (("uas", _none), ("las", str), ("las_universal", _universal)):
            mine, yours = ({(t.span, t.head, label(t.label)) for t in p.tokens} for p in (truth, guess))
            counts[name].add(set(mine), set(yours))
    return {"documents": documents, **{name: c.to_dict() for name, c in counts.items()}}


def _none(label: str) -> str:
    return ""


def _universal(label: str) -> str:
    return label.partition(":")[0]

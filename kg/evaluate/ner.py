"""Names: gold files in two formats, and exact-span scores.

Gold label sets differ. Spelling variants are one label (PER, PERSON); where the gold has no GPE, guesses GPE and FAC
are LOC; where it has MISC, NORP and EVENT are that; guesses of any other label that the gold lacks are left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from kg.errors import DataError
from kg.evaluate import Counts
from kg.evaluate.json_lines import records
from kg.files import open_binary

Name = tuple[int, int, str]
_SAME = {"PERSON": "PER", "EVT": "EVENT", "ORGANIZATION": "ORG", "LOCATION": "LOC"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and names: first word, end (exclusive), label; where the file tells documents, which one and which of it."""

    words: tuple[str, ...]
    names: tuple[Name, ...]
    document: int | None = None
    number: int = 0


def read_names(path: Path) -> Iterator[Sentence]:
    """Read gold names.

    Args:
        path: JSON lines with `words` and `names`, or one word a line with its IO, IOB1 or IOB2 label (tab or space
            between; a word number may stand before), an empty line between sentences. A line `# newdoc…` or
            `-DOCSTART-…` begins a document; other `#` lines are passed over.

    Raises:
        DataError: A line is in neither format.
    """
    if _begins_with_brace(path):
        layout = '{"words": […], "names": [[first, end, label], …]}'
        yield from records(path, _sentence, thing="gold names", layout=layout)
        return
    with io.TextIOWrapper(open_binary(path), encoding="utf-8") as stream:
        yield from _columns(stream, path)


def _begins_with_brace(path: Path) -> bool:
    with open_binary(path) as stream:
        return stream.read(64).lstrip().startswith(b"{")


def _sentence(row: dict[str, Any]) -> Sentence:
    names = tuple((int(a), int(b), _label(str(label))) for a, b, label in row["names"])
    return Sentence(tuple(row["words"]), names)


def _columns(stream: TextIO, path: Path) -> Iterator[Sentence]:
    words: list[str] = []
    labels: list[str] = []
    document: int | None = None
    sentence = 0
    for number, raw in enumerate(stream, start=1):
        line = raw.rstrip("\n")
        if line.startswith(("# ", "-DOCSTART-")):
            if not line.startswith("# ") or line.startswith("# newdoc"):
                document, sentence = (document or 0) + 1, 0
            continue
        if line.strip():
            parts = line.split("\t") if "\t" in line else line.split()
            numbered = len(parts) > 2 and parts[0].isdigit()
            if len(parts) < 2:
                raise DataError("a word without a label", file=path, line=number, remedy="write: word<TAB>label")
            words.append(parts[1] if numbered else parts[0])
            labels.append(parts[2] if numbered else parts[-1])
        elif words:
            yield Sentence(tuple(words), tuple(spans(labels)), document, sentence)
            words, labels, sentence = [], [], sentence + 1
    if words:
        yield Sentence(tuple(words), tuple(spans(labels)), document, sentence)


def documents(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Group sentences that follow one another in a document; one whose document is not told stands alone."""
    group: list[Sentence] = []
    for s in sentences:
        follows = (
            group and s.document is not None and (s.document, s.number) == (group[-1].document, group[-1].number + 1)
        )
        if group and not follows:
            yield group
            group = []
        group.append(s)
    if group:
        yield group


def spans(labels: Sequence[str]) -> Iterator[Name]:
    """Names from one label a word: `B-X` begins, `I-X` goes on (or begins, after another); all else is outside."""
    start, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        prefix, dash, new = label.partition("-")
        goes_on = prefix == "I" and dash and new == kind
        if kind and not goes_on:
            yield start, i, _label(kind)
            kind = ""
        if dash and prefix in ("B", "I") and not goes_on:
            start, kind = i, new


def _label(label: str) -> str:
    upper = label.upper()
    return _SAME.get(upper, upper)


def score(gold: Iterable[Sentence], guessed: Iterable[Sequence[Name]]) -> dict[str, Any]:
    """Score names by exact span and label.

    Args:
        gold: Sentences.
        guessed: For each, the names found in the same words.

    Returns:
        Counts, precision, recall, F1, over all and by label.
    """
    pairs = list(zip(gold, guessed, strict=True))
    known = {label for sentence, _ in pairs for _, _, label in sentence.names}
    overall: Counts = Counts()
    by_label: dict[str, Counts] = {label: Counts() for label in sorted(known)}
    for sentence, names in pairs:
        found = {(a, b, folded) for a, b, label in names if (folded := _fold(_label(label), known)) in known}
        overall.add(set(sentence.names), set(found))
        for label, counts in by_label.items():
            counts.add({n for n in sentence.names if n[2] == label}, {n for n in found if n[2] == label})
    return {
        "sentences": len(pairs),
        **overall.to_dict(),
        "by_label": {label: counts.to_dict() for label, counts in by_label.items()},
    }


def _fold(label: str, known: set[str]) -> str:
    """The gold's word for a guessed label."""
    if label in known:
        return label
    if label in ("GPE", "FAC") and "GPE" not in known:
        return "LOC"
    return "MISC" if label in ("NORP", "EVENT") and "MISC" in known else label

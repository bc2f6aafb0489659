"""Names from corpora of whole documents: GUM's entities, Re-DocRED's typed mentions; and WNUT's social media."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from kg.training.corpus import ANY_NAME, PLACES, Sentence, blocks, mask, outside, read_columns, read_conllu

_GUM = {
    "person": ("O", "PERSON", "NORP"),
    "place": (*PLACES, "NORP", "O"),
    "organization": ("ORG", "GPE", "NORP", "O"),
    "event": ("EVENT", "O"),
}
_OTHER = ("O", "NORP", "ORG", "FAC", "EVENT")
_LINKING = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "de",
        "la",
        "al",
        "el",
        "bin",
        "ibn",
        "von",
        "van",
        "di",
        "da",
        "du",
        "des",
        "'s",
        "’s",
        "-",
        "–",
        ".",
        "&",
        "'",
        "in",
        "on",
        "at",
    ]
)
_OPEN_OR_CLOSE = re.compile(r"\((\d+)-([a-z]+)[^()]*(\))?|(\d+)\)")


def read_gum(path: Path) -> Iterator[Sentence]:
    """Read GUM with what its entities allow: a proper noun may be what its innermost mention's type says.

    GUM's mentions are whole nominals, so they tell the kind of a name but not its ends: the targets stay sets.
    """
    for sentence, miscs in zip(read_conllu(path), _miscs(path), strict=True):
        kinds = _innermost(miscs)
        for word, upos, kind in zip(sentence.words, sentence.upos, kinds, strict=True):
            if upos == "PROPN":
                sentence.names.append(mask(_GUM.get(kind, _OTHER), None))
            elif word.lower() in _LINKING:
                sentence.names.append(ANY_NAME)
            elif word[:1].isupper() and upos in ("ADJ", "NOUN"):
                sentence.names.append(mask((*_GUM.get(kind, _OTHER), "NORP", "ORG", "O"), None))
            else:
                sentence.names.append(outside())
        yield sentence


def _miscs(path: Path) -> Iterator[list[str]]:
    for block in blocks(path):
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        cells = [row[9] for row in rows if row[0].isdigit()]
        if cells:
            yield cells


def _innermost(miscs: list[str]) -> list[str]:
    """Type of the innermost mention of each word; empty outside of all."""
    open_now: list[tuple[str, str]] = []
    kinds = []
    for cell in miscs:
        value = next((part[7:] for part in cell.split("|") if part.startswith("Entity=")), "")
        closing: list[str] = []
        for number, kind, closed, end in _OPEN_OR_CLOSE.findall(value):
            if kind:
                open_now.append((number, kind))
            if closed or end:
                closing.append(end or number)
        kinds.append(open_now[-1][1] if open_now else "")
        for number in closing:
            last = next((i for i in range(len(open_now) - 1, -1, -1) if open_now[i][0] == number), None)
            if last is not None:
                del open_now[last]
    return kinds


_REDOCRED = {
    "PER": ("PERSON",),
    "ORG": ("ORG",),
    "LOC": (*PLACES, "NORP"),
    "MISC": ("O", "EVENT", "NORP", "ORG"),
}


def read_redocred(path: Path) -> Iterator[Sentence]:
    """Read Re-DocRED: mentions with PER ORG LOC MISC (nationalities are LOC there); times and numbers are no names."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        documents = json.load(stream)
    for document in documents:
        names = [[outside("EVENT") for _ in words] for words in document["sents"]]
        for mentions in document["vertexSet"]:
            for mention in mentions:
                kinds = _REDOCRED.get(mention["type"])
                if kinds is not None:
                    start, end = mention["pos"]
                    row = names[mention["sent_id"]]
                    row[start:end] = [mask(kinds, i == start) for i in range(start, end)]
        for words, row in zip(document["sents"], names, strict=True):
            if words:
                yield Sentence(list(words), names=row, document=f"redocred-{document['title']}")


_WNUT = {
    "person": ("PERSON",),
    "location": PLACES,
    "corporation": ("ORG",),
    "group": ("ORG", "NORP", "O"),
    "product": ("O",),
    "creative-work": ("O",),
}


def read_wnut(path: Path) -> Iterator[Sentence]:
    """Read WNUT-17 (social media); its groups are bands, teams and peoples alike."""
    return read_columns(path, kinds=_WNUT, maybe=("NORP", "EVENT"))

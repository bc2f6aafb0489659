"""Open corpora in their own formats become sentences with one label set.

Names carry one of seven labels (PERSON ORG GPE LOC FAC NORP EVENT) in BIO. Where a corpus lacks a class, a word's
target is the *set* of labels that its annotation allows (a bit mask), so that nothing is guessed.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAME_KINDS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT")
NAME_LABELS = ("O", *(f"{p}-{k}" for k in NAME_KINDS for p in "BI"))
_BIT = {label: 1 << i for i, label in enumerate(NAME_LABELS)}
ANY_NAME = (1 << len(NAME_LABELS)) - 1
PLACES = ("GPE", "LOC", "FAC")


@dataclass(slots=True)
class Sentence:
    """Words with what a corpus says of them; an empty list means that the corpus says nothing.

    `heads` are 1-based word numbers, 0 the root; `names` are bit masks over `NAME_LABELS`;
    `document` groups consecutive sentences. `web`: names by hand over web text, of which there is little.
    """

    words: list[str]
    xpos: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    document: str = ""
    id: str = ""
    spaces: list[bool] = field(default_factory=list)
    web: bool = False


def mask(kinds: Iterable[str], begins: bool | None) -> int:
    """Bit mask of the labels of these kinds; `begins` None allows B and I; the kind "O" is outside."""
    prefixes = "BI" if begins is None else ("B" if begins else "I")
    bits = 0
    for kind in kinds:
        bits |= _BIT["O"] if kind == "O" else sum(_BIT[f"{p}-{kind}"] for p in prefixes)
    return bits


def outside(*maybe: str) -> int:
    """Mask of a word that a corpus calls no name, though it may be one of the kinds that corpus lacks."""
    return mask(("O",), None) | mask(maybe, None)


def lines(path: Path) -> Iterator[str]:
    """Lines of a text file, gzip or not, without their ends."""
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield line.rstrip("\n")


def blocks(path: Path) -> Iterator[list[str]]:
    """Groups of lines between empty lines."""
    block: list[str] = []
    for line in lines(path):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Read a UD treebank (CoNLL-U): syntactic words only; a multiword token leaves no space inside it."""
    document = ""
    for block in blocks(path):
        s = Sentence([], document=document)
        inside_until = 0
        for line in block:
            if line.startswith("#"):
                key, _, value = line[1:].partition("=")
                if key.strip() == "newdoc id":
                    document = s.document = value.strip()
                elif key.strip() == "sent_id":
                    s.id = value.strip()
                continue
            cell = line.split("\t")
            if "-" in cell[0]:
                inside_until = int(cell[0].split("-")[1])
                multiword_space = "SpaceAfter=No" not in cell[9]
                continue
            if "." in cell[0]:
                continue
            s.words.append(cell[1])
            s.lemmas.append(cell[2])
            s.upos.append(cell[3])
            s.xpos.append(cell[4])
            s.heads.append(int(cell[6]))
            s.deps.append(cell[7])
            number = int(cell[0])
            if number < inside_until:
                s.spaces.append(False)
            elif number == inside_until:
                s.spaces.append(multiword_space)
            else:
                s.spaces.append("SpaceAfter=No" not in cell[9])
        if s.words:
            yield s


def read_columns(
    path: Path, *, kinds: dict[str, tuple[str, ...]], maybe: tuple[str, ...], io_tags: bool = False, label: int = -1
) -> Iterator[Sentence]:
    """Read a column file with BIO (or IO) labels.

    Args:
        path: Words in the first column (the second where the first is a number), labels in column `label`.
        kinds: What each label of the corpus may mean in ours.
        maybe: Kinds that the corpus does not annotate: a word outside may be one of them.
        io_tags: Labels are IO: where one name ends and the next begins is unknown.
        label: Column of the label.
    """
    for block in blocks(path):
        s = Sentence([], document=path.name)
        for line in block:
            if line.startswith("# ") and "=" in line:
                key, _, value = line[2:].partition("=")
                s.id = value.strip() if key.strip() == "sent_id" else s.id
                continue
            cell = line.split("\t") if "\t" in line else line.split(" ")
            word = cell[1] if cell[0].isdigit() and len(cell) > 2 else cell[0]
            tag = cell[label]
            s.words.append(word)
            if tag in ("O", "-", ""):
                s.names.append(outside(*maybe))
            else:
                prefix, _, kind = tag.partition("-")
                s.names.append(mask(kinds[kind], None if io_tags else prefix == "B"))
        if s.words:
            yield s


def read_gold(path: Path, split: str) -> Iterator[Sentence]:
    """Read `ner/news-gold.jsonl`: seven classes, every word decided."""
    renamed = {"PER": "PERSON", "EVT": "EVENT"}
    for line in lines(path):
        row = json.loads(line)
        if row["split"] != split:
            continue
        names = [_BIT["O"]] * len(row["words"])
        for start, end, kind in row["names"]:
            for i in range(start, end):
                names[i] = mask((renamed.get(kind, kind),), i == start)
        yield Sentence(row["words"], names=names, document=f"gold-{row['block']}", id=str(row["id"]))


_GMB = {"per": ("PERSON",), "geo": PLACES, "org": ("ORG",), "gpe": ("NORP", "GPE"), "eve": ("EVENT",)}


def read_gmb(path: Path, *, without: set[tuple[str, ...]], titles: set[str]) -> Iterator[Sentence]:
    """Read the Groningen Meaning Bank as silver names.

    Args:
        path: `Sentence #,Word,POS,Tag` rows.
        without: Sentences (their words) to leave out: those of the gold data.
        titles: Lower-case titles that its person names begin with; taken off.
    """
    current: Sentence | None = None
    number = 0
    for row in csv.DictReader(io.StringIO("\n".join(lines(path)))):
        if row["Sentence #"].startswith("Sentence"):
            if current is not None and tuple(current.words) not in without:
                yield untitled(current, titles)
            number += 1
            current = Sentence([], document=f"gmb-{number // 12}")
        if current is None or not row["Word"]:
            continue
        prefix, _, kind = row["Tag"].partition("-")
        current.words.append(row["Word"].strip() or "_")
        if kind in _GMB:
            current.names.append(mask(_GMB[kind], prefix == "B"))
        else:
            current.names.append(outside("NORP", "EVENT"))
    if current is not None and tuple(current.words) not in without:
        yield untitled(current, titles)


def untitled(s: Sentence, titles: set[str]) -> Sentence:
    """Take titles off the beginning of person names, in place."""
    begin, inside = mask(("PERSON",), True), mask(("PERSON",), False)
    for i in range(len(s.names) - 1):
        if s.names[i] == begin and s.names[i + 1] == inside and s.words[i].lower().rstrip(".") in titles:
            s.names[i], s.names[i + 1] = _BIT["O"], begin
    return s


def retokenize(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """Split the words of name corpora as our tokenizer splits them, each part taking its word's label."""
    import spacy

    from kg.nlp.tokenizer import build_tokenizer

    nlp = spacy.blank("en")
    tokenizer = build_tokenizer(nlp)
    inside = {_BIT[f"B-{k}"]: _BIT[f"I-{k}"] for k in NAME_KINDS}
    for s in sentences:
        words: list[str] = []
        names: list[int] = []
        for word, bits in zip(s.words, s.names, strict=True):
            parts = [t.text for t in tokenizer(word)] if len(word) > 2 else [word]
            words.extend(parts)
            rest = bits
            for begin, continued in inside.items():
                if rest & begin:
                    rest = (rest & ~begin) | continued
            names.extend([bits, *[rest] * (len(parts) - 1)])
        yield Sentence(words, names=names, document=s.document, id=s.id)

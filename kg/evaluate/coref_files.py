"""Gold chains as files: CoNLL-U with `Entity=` brackets, and GAP's table of pronouns and names."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.errors import DataError
from kg.evaluate.coref import GoldDocument, GoldMention, Pair
from kg.files import open_binary

_BRACKET = re.compile(r"\((\d+)[^()|]*?(\)|(?=[(|]|$|\d))|(\d+)\)")
_NAME_PARTS = ("flat",)
_FEMALE = frozenset(("she", "her", "hers", "herself"))


def is_table(path: Path) -> bool:
    """Whether a file is a table of pairs."""
    with open_binary(path) as stream:
        return stream.read(3) == b"ID\t"


def read_pairs(path: Path) -> Iterator[Pair]:
    """Read GAP's table: columns ID, Text, Pronoun, Pronoun-offset, A, A-offset, A-coref, B, B-offset, B-coref.

    Raises:
        DataError: A line lacks a column, or an offset is no number.
    """
    with io.TextIOWrapper(open_binary(path), encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), start=2):
            try:
                spans = [
                    (int(row[f"{k}-offset"]), int(row[f"{k}-offset"]) + len(row[k])) for k in ("Pronoun", "A", "B")
                ]
                same = (row["A-coref"].upper() == "TRUE", row["B-coref"].upper() == "TRUE")
                gender = "f" if row["Pronoun"].lower() in _FEMALE else "m"
                yield Pair(row["ID"], row["Text"], spans[0], (spans[1], spans[2]), same, gender)
            except (KeyError, ValueError, TypeError, AttributeError) as e:
                remedy = "columns ID Text Pronoun Pronoun-offset A A-offset A-coref B B-offset B-coref"
                raise DataError(f"not a pronoun with two names: {e}", file=path, line=number, remedy=remedy) from e


class _Building:
    """One document while its lines are read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = ""
        self.words: list[tuple[int, int, str, str, int]] = []
        """Of each word: first and last character, tag, relation, place of its head (itself for a root)."""
        self.opened: dict[str, list[int]] = defaultdict(list)
        self.spans: list[tuple[int, int, str]] = []
        self.paragraph = False

    def sentence(self, rows: list[list[str]]) -> None:
        """Add a sentence of ten columns a word."""
        if self.text:
            self.text = self.text.rstrip() + "\n\n" if self.paragraph else self.text.rstrip() + " "
        self.paragraph = False
        first = len(self.words)
        for columns in rows:
            at, here = len(self.words), len(self.text)
            head = first + int(columns[6]) - 1 if columns[6] != "0" else at
            self.words.append((here, here + len(columns[1]), columns[3], columns[7], head))
            self.text += columns[1] + ("" if "SpaceAfter=No" in columns[9] else " ")
            entity = re.search(r"(?:^|\|)Entity=([^|]*)", columns[9])
            for bracket in _BRACKET.finditer(entity.group(1)) if entity else ():
                opening, closing, ending = bracket.groups()
                if opening and closing:
                    self.spans.append((at, at + 1, opening))
                elif opening:
                    self.opened[opening].append(at)
                else:
                    self.spans.append((self.opened[ending].pop(), at + 1, ending))

    def done(self) -> GoldDocument:
        """The document; mentions in text order."""
        return GoldDocument(self.name, self.text.rstrip(), tuple(self._mention(*s) for s in sorted(self.spans)))

    def _mention(self, first: int, end: int, chain: str) -> GoldMention:
        head = next(
            (i for i in range(first, end) if not first <= self.words[i][4] < end or self.words[i][4] == i), first
        )
        parts = [
            i
            for i in range(first, end)
            if i == head or (self.words[i][4] == head and self.words[i][3].split(":")[0] in _NAME_PARTS)
        ]
        tags = {self.words[i][2] for i in parts}
        sort = "name" if "PROPN" in tags else "pronoun" if self.words[head][2] == "PRON" else "other"
        starts = tuple(self.words[i][0] for i in parts if sort != "name" or self.words[i][2] == "PROPN")
        return GoldMention(self.words[first][0], self.words[end - 1][1], chain, sort, starts)


def read_documents(path: Path) -> Iterator[GoldDocument]:
    """Read CoNLL-U documents with `Entity=(1`, `Entity=1)` and `Entity=(1)` in the last column.

    Yields:
        Documents; their text is made of the words, with a blank line before each `# newpar`.

    Raises:
        DataError: A word has not ten columns, or a bracket closes what was not opened.
    """
    building: _Building | None = None
    rows: list[list[str]] = []
    with io.TextIOWrapper(open_binary(path), encoding="utf-8") as stream:
        for number, raw in enumerate([*stream, ""], start=1):
            line = raw.rstrip("\n")
            if line.startswith("# newdoc"):
                if building is not None:
                    yield building.done()
                building = _Building(line.partition("=")[2].strip())
            elif line.startswith("# newpar") and not line.startswith("# newpar_") and building is not None:
                building.paragraph = True
            elif line and not line.startswith("#"):
                columns = line.split("\t")
                if len(columns) != 10:
                    raise DataError("a word has not ten columns", file=path, line=number, remedy="give a CoNLL-U file")
                if columns[0].isdigit():
                    rows.append(columns)
            elif not line and rows:
                building = building or _Building("")
                try:
                    building.sentence(rows)
                except (ValueError, IndexError) as e:
                    remedy = "close every bracket once; heads are numbers"
                    raise DataError("brackets or heads do not fit", file=path, line=number, remedy=remedy) from e
                rows = []
    if building is not None:
        yield building.done()

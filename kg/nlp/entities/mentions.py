"""Names as the network marks them, and the plain value that every mention is (see `kg.nlp.marks`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Token

from kg.gazetteer.countries import CountryRef

Mention = dict[str, Any]
_ARTICLE = re.compile(r"^(?:the|a|an|The|A|An)\s+")
_POSSESSIVE = re.compile(r"\s*[’']s?$")
PLACE_LABELS = ("GPE", "LOC", "FAC")
_LINKS = frozenset(("of", "for", "in", "and", "on", "to", "the", "at"))
_DIVISIONS = frozenset((
    "city", "town", "village", "county", "state", "commonwealth", "province", "borough", "township", "municipality",
    "district", "governorate", "region", "prefecture",
))  # fmt: skip
"""What a place is, before "of" and its name."""


@dataclass(slots=True)
class Name:
    """A name in the text; `country` where it is one."""

    start: int
    end: int
    label: str
    country: CountryRef | None = None


def clean(text: str) -> str:
    """Words of a mention on one line, without article and possessive."""
    return _POSSESSIVE.sub("", _ARTICLE.sub("", re.sub(r"\s+", " ", text).strip()))


def root_of(doc: Doc, start: int, end: int) -> Token:
    """The word of a stretch that the tree hangs it on: the one whose head lies outside, nearest to the sentence's root."""
    span = doc[start:end]
    root: Token = span.root
    return root


def make(doc: Doc, start: int, end: int, kind: str, **known: Any) -> Mention:
    """A mention of the words from `start` to `end`."""
    root = known.pop("root", None)
    mention: Mention = {
        "start": start,
        "end": end,
        "root": root if root is not None else root_of(doc, start, end).i,
        "kind": kind,
        "name": clean(doc[start:end].text),
        "proper": False,
        "pronoun": False,
        "number": None,
        "gender": None,
        "country": None,
        "sector": None,
        "ref": None,
        "lat": None,
        "lon": None,
        "precision": None,
        "chain": None,
        "head": None,
        "extra": [],
    }
    mention.update(known)
    return mention


def whole_names(doc: Doc, names: list[Name]) -> list[Name]:
    """Names that the network cut behind "of" with what they go on with: "Pueblo of" and "Nambe" are one.

    Of "City of" before a place the place remains; a preposition that nothing follows is no part of a name.
    """
    out: list[Name] = []
    at = {n.start: n for n in names}
    gone: set[int] = set()
    for n in names:
        if n.start in gone:
            continue
        last = doc[n.end - 1].text
        opens = n.end < len(doc) and doc[n.end].lower_ == "of" and n.end - n.start == 1
        after = at.get(n.end + 1 if opens else n.end)
        if opens and after is not None and after.label in PLACE_LABELS and doc[n.start].lower_ in _DIVISIONS:
            continue
        if last not in _LINKS or n.end - n.start == 1:
            out.append(n)
            continue
        first = doc[n.start].lower_
        if after is not None and after.label in PLACE_LABELS and n.end - n.start == 2 and first in _DIVISIONS:
            continue
        end = after.end if after is not None else n.end
        while after is None and end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text[:1].isupper():
            end += 1
        if after is not None:
            gone.add(after.start)
        # A name that goes on is a body's ("Pueblo of Nambe"); one that does not ends before the preposition.
        out.append(Name(n.start, end if end > n.end else n.end - 1, n.label))
    return out

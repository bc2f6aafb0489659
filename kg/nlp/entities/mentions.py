"""The plain value that every mention is (see `kg.nlp.marks`)."""

from __future__ import annotations

import re
from typing import Any

from spacy.tokens import Doc, Token

Mention = dict[str, Any]
_ARTICLE = re.compile(r"^(?:the|a|an|The|A|An)\s+")
_POSSESSIVE = re.compile(r"\s*[’']s?$")


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

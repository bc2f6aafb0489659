"""Names that stand right beside a name, whatever the tree says: "Gao, *Mali*", "*Mali*'s Gao", "Gao, 5 km from *Bamba*"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HYPHENS = frozenset("-‐‑–")
_KINDS = frozenset((
    "area", "camp", "capital", "city", "county", "district", "island", "part", "port", "province", "region", "settlement",
    "state", "suburb", "town", "village",
))  # fmt: skip
"""What may stand before the name of a place."""


def beside(links: frozenset[str], between: frozenset[str] | None) -> Callable[[Token], list[Token]]:
    """The step from a name to the name beside it.

    Args:
        links: Words that may stand between the two; "'s" for the name before, "&" with "," where a list may go on.
        between: Words (and numbers) that may stand before the link; None where it follows at once.
    """

    def step(token: Token) -> list[Token]:
        doc, i = token.doc, token.i
        if "'s" in links:
            while i > 0 and _in_name(doc[i - 1]) and not doc[i].is_sent_start:
                i -= 1
            return [doc[i - 2]] if i > 1 and doc[i - 1].tag_ == "POS" else []
        i += 1
        while i < len(doc) and _in_name(doc[i]):
            i += 1
        first = i
        while (
            between is not None
            and i < len(doc)
            and (doc[i].lemma_.lower() in between or doc[i].pos_ in ("NUM", "PUNCT"))
        ):
            i += 1
        if i >= len(doc) or doc[i].lower_ not in links or (between is not None and i - first < _least(doc[i])):
            return []
        last = i
        while (
            last + 1 < len(doc)
            and doc[last + 1].pos_ in ("DET", "PROPN", "ADJ", "NOUN")
            and not doc[last + 1].is_sent_start
        ):
            last += 1
        last = _named_kind(doc, last)
        if "," in links and "&" not in links and (_goes_on(doc, last + 1) or doc[last].dep_ == "conj"):
            # The second of a list does not hold the first.
            return []
        if last + 1 < len(doc) and doc[last + 1].tag_ == "POS":
            # "from the union's members" is not from the union.
            return []
        # "of South Asian descent" names no place.
        return [doc[last]] if last > i and doc[last].pos_ == "PROPN" else []

    return step


def _least(link: Token) -> int:
    """How many words stand between a name and what follows at least: "Gao, north of", "Dadaab camp near"; no "district of"."""
    if link.lower_ in ("near", "outside"):
        return 1
    return 2 if link.nbor(-1).lemma_.lower() not in _KINDS else len(link.doc)


def _named_kind(doc: Doc, last: int) -> int:
    """Where a name ends behind what it is: "the city *of Tripoli*", "the capital, *Kathmandu*"; else the same word."""
    if doc[last].lemma_.lower() not in _KINDS or last + 2 >= len(doc):
        return last
    if doc[last + 1].lower_ not in ("of", ",") or doc[last + 2].pos_ != "PROPN":
        return last
    last += 2
    while last + 1 < len(doc) and doc[last + 1].pos_ == "PROPN":
        last += 1
    return last


def _goes_on(doc: Doc, i: int) -> bool:
    """Whether a list goes on: names between commas up to an "and"."""
    while i < len(doc) and doc[i].text == "," and not doc[i].is_sent_start:
        i += 1
        while i < len(doc) and doc[i].pos_ in ("PROPN", "DET") and not doc[i].is_sent_start:
            i += 1
    return i < len(doc) and doc[i].tag_ == "CC"


def _in_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.text in HYPHENS

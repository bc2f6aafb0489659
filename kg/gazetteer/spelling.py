"""Spellings of place names: what differs in print but not in place folds to one key.

Invariant: the keys in `places.sqlite` are made by these functions; a change here needs `python -m kg.gazetteer.build`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

PROVINCE = frozenset(
    (
        "province",
        "governorate",
        "oblast",
        "region",
        "state",
        "prefecture",
        "wilaya",
        "wilayat",
        "canton",
        "voivodeship",
        "krai",
    )
)
TOWN = frozenset(("city", "town", "village", "municipality"))
_GENERIC = PROVINCE | TOWN | {"department", "district", "county", "area"}
_ARTICLES = "al|el|ash|esh|as|ad|ed|an|en|ar|er|az|ez|at|et|adh|ath|ul|ol|il"
_FIRST_ARTICLE = re.compile(rf"^(?:the|{_ARTICLES}) (?=\w{{3}})")
_INNER_ARTICLE = re.compile(rf"(?<=\w\w) (?:{_ARTICLES}) (?=\w{{3}})")
_MARKS = re.compile(r"['’‘`´ʿʾʼʻ′.]")
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "e"})
_SOUNDS = (
    (re.compile("q"), "k"),
    (re.compile("ou|oo"), "u"),
    (re.compile("ee"), "i"),
    (re.compile("ei|ey|ay"), "ai"),
    (re.compile("y"), "i"),
    (re.compile(r"(?<=[^aeiou\W])e(?=[^aeiou\W])"), "i"),
    (re.compile(r"\be(?=[^aeiou\W])"), "i"),
    (re.compile(r"(?<=a)h\b"), ""),
    (re.compile(r"([^\W\d])\1"), r"\1"),
)


@lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """Fold case, accents, apostrophes, dots and hyphens: what any reader takes for the same spelling."""
    text = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c)).translate(_LETTERS)
    return re.sub(r"[\W_]+", " ", _MARKS.sub("", text)).strip()


def generic(name: str) -> frozenset[str]:
    """Words for a kind of place at either end of a name: "Idlib province" gives `province`, "City of X" `city`."""
    words = plain(name).split()
    return frozenset(w for w in (*words[:1], *words[-1:]) if len(words) > 1 and w in _GENERIC)


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """Fold spellings that differ in print but not in place.

    Case, accents, articles (al-, el-, ash-), hyphens, apostrophes, doubled letters, q and k, e and i, ou and u, and words
    for the kind of place: "Saraqeb", "Saraqib" and "Saraqeb City" have one key, as have "Al-Bab" and "el Bab".
    """
    text = plain(name)
    words = text.split()
    if len(words) > 1 and words[-1] in _GENERIC:
        words = words[:-1]
    elif len(words) > 2 and words[0] in _GENERIC and words[1] == "of":
        words = words[2:]
    text = _INNER_ARTICLE.sub(" ", _FIRST_ARTICLE.sub("", " ".join(words)))
    text = re.sub(r"\b(?:saint|sankt)\b", "st", text)
    for pattern, instead in _SOUNDS:
        text = pattern.sub(instead, text)
    return text


__all__ = ["PROVINCE", "TOWN", "fold", "generic", "plain"]

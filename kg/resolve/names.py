"""Names brought to a form in which two spellings of one name are equal. Word lists: `kg/data/resolve/names.yaml`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kg.files import data_file, read_yaml

_POSSESSIVE = re.compile(r"['’]s\b|['’](?=\s|$)")
_QUOTES = re.compile(r"['’ʿʾ`]")
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}(?:-[A-Z])?")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `names.yaml`."""

    letters: dict[int, str]
    openers: frozenset[str]
    dividers: frozenset[str]
    small: frozenset[str]
    generic: frozenset[str]
    plurals: dict[str, str]


@cache
def words() -> Words:
    """Read the word lists once."""
    data: dict[str, Any] = read_yaml(data_file("resolve/names.yaml"))
    # YAML 1.1 reads a bare `on` as a truth value.
    sets = {
        k: frozenset("on" if w is True else str(w) for w in data[k])
        for k in ("openers", "dividers", "small", "generic")
    }
    return Words(letters=str.maketrans(data["letters"]), plurals=data["plurals"], **sets)


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """Fold a name: lower case, no accents, apostrophes or possessives, every other mark a space."""
    bare = _QUOTES.sub("", _POSSESSIVE.sub("", name))
    decomposed = unicodedata.normalize("NFKD", bare.casefold().translate(words().letters))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


def organization(name: str) -> str:
    """An organization's name without its article and without an acronym in brackets."""
    return fold(_BRACKETS.sub("", name) or name).removeprefix("the ")


def group(name: str) -> str:
    """A described group's name without article and amount, its head noun in the singular."""
    parts = fold(name).split()
    while len(parts) > 1 and (parts[0] in words().openers or parts[0].isdecimal()):
        parts.pop(0)
    head = next((i - 1 for i, w in enumerate(parts) if i > 0 and w in words().dividers), len(parts) - 1)
    if parts:
        parts[head] = singular(parts[head])
    return " ".join(parts)


def singular(noun: str) -> str:
    """Singular of a folded English noun, by its ending: equal forms in, equal forms out is all that counts."""
    if noun in words().plurals:
        return words().plurals[noun]
    if len(noun) > 4 and noun.endswith("ies"):
        return noun[:-3] + "y"
    if len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def is_generic(folded: str) -> bool:
    """Whether an organization's folded name says what it is but not whose."""
    return all(w in words().generic for w in folded.split())


def is_acronym(name: str) -> bool:
    """Whether a name as written is an acronym: capitals, with or without full stops."""
    return _ACRONYM.fullmatch(name) is not None


def letters(acronym: str) -> str:
    """The letters of an acronym, lower case."""
    return "".join(c for c in acronym.casefold() if c.isalnum())


def initials(name: str) -> str:
    """First letters of a name's words, small words left out; empty for fewer than two words."""
    parts = [w for w in organization(name).split() if w not in words().small]
    return "".join(w[0] for w in parts) if len(parts) > 1 else ""

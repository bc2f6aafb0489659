"""Names brought to a form in which two spellings of one name are equal. Word lists: `kg/data/resolve/names.yaml`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from kg.files import data_file, data_files, read_yaml

_POSSESSIVE = re.compile(r"['’]s\b|['’](?=\s|$)")
_QUOTES = re.compile(r"['’ʿʾ`]")
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*$")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}(?:-[A-Z])?")
_NICKNAME = re.compile(r"\s[\"“”'‘(][^\"“”()]+?[\"“”'’)](?=\s)")
_SETS = ("openers", "dividers", "small", "generic", "regnal", "suffixes", "particles", "legal", "sited", "surnames")


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `names.yaml`; `titles` are those of `titles/*.yaml`, folded."""

    letters: dict[int, str]
    openers: frozenset[str]
    dividers: frozenset[str]
    small: frozenset[str]
    generic: frozenset[str]
    regnal: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    legal: frozenset[str]
    sited: frozenset[str]
    surnames: frozenset[str]
    plurals: dict[str, str]
    spellings: dict[str, str]
    circles: tuple[frozenset[str], ...]
    short: dict[str, frozenset[str]]


@cache
def words() -> Words:
    """Read the word lists once."""
    data: dict[str, Any] = read_yaml(data_file("resolve/names.yaml"))
    # YAML 1.1 reads a bare `on` as a truth value.
    sets = {k: frozenset("on" if w is True else str(w) for w in data[k]) for k in _SETS}
    return Words(
        letters=str.maketrans(data["letters"]),
        plurals=data["plurals"],
        spellings=data["spellings"],
        circles=tuple(frozenset(c) for c in data["circles"]),
        short=_short_forms(data["short"]),
        **sets,
    )


def _short_forms(groups: list[list[str]]) -> dict[str, frozenset[str]]:
    """Numbers of the groups that a given name stands in, by name."""
    found: dict[str, set[str]] = {}
    for number, group in enumerate(groups):
        for name in group:
            found.setdefault(name, set()).add(str(number))
    return {name: frozenset(numbers) for name, numbers in found.items()}


def is_short_form(left: str, right: str) -> bool:
    """Whether one given name is short for the other, or both for a third: "bill", "william"."""
    groups = words().short
    return left in groups and right in groups and not groups[left].isdisjoint(groups[right])


@cache
def titles() -> frozenset[str]:
    """Titles of persons, folded: "president", "prime minister", "lt gen"."""
    found: set[str] = set()
    for path in data_files("titles", ".yaml"):
        data = read_yaml(path)
        for group in data["titles"]:
            found.update(fold(str(w)) for w in group["words"])
        found.update(fold(str(w)) for pair in data.get("abbreviations", {}).items() for w in pair)
    return frozenset(found - {""})


@lru_cache(maxsize=400_000)
def fold(name: str) -> str:
    """Fold a name: lower case, no accents, apostrophes or possessives, every other mark a space."""
    if name.isascii():
        if name.isalpha():
            return name.lower()
        bare = name.lower()
        if "'" in bare or "`" in bare:
            bare = _QUOTES.sub("", _POSSESSIVE.sub("", bare))
        return " ".join("".join([c if c.isalnum() else " " for c in bare]).split())
    bare = _QUOTES.sub("", _POSSESSIVE.sub("", name))
    decomposed = unicodedata.normalize("NFKD", bare.casefold().translate(words().letters))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in letters).split())


@lru_cache(maxsize=400_000)
def person(name: str) -> tuple[str, ...]:
    """Words of a person's name in the order of speech: no titles, suffixes, nicknames in quotes and particles.

    "Smith, Dr. John A., Jr." gives ("john", "a", "smith"). A rank stays where one name alone would be left:
    "King Salman" gives ("king", "salman").
    """
    if "," in name:
        name = _in_order(name)
    if '"' in name or "“" in name or "(" in name or "‘" in name or " '" in name:
        name = _NICKNAME.sub(" ", name)
    known, parts = words(), fold(name).split()
    first = parts[0] if parts else ""
    parts = _without_title(parts)
    while len(parts) > 1 and parts[-1] in known.suffixes:
        parts.pop()
    if len(parts) > 2 or (len(parts) == 2 and parts[0] in known.particles):
        parts = [p for p in parts[:-1] if p not in known.particles] + parts[-1:]
    if len(parts) == 1 and first != parts[0] and first in known.regnal:
        parts.insert(0, first)
    return tuple(parts)


@lru_cache(maxsize=200_000)
def is_described(name: str) -> bool:
    """Whether words for a person are a description ("police officer", "Turkish President"), not a name."""
    words_ = name.split()
    if not words_ or words_[-1].islower():
        return True
    last, office = fold(words_[-1]), fold(name).partition(" of ")[0]
    if office in titles() and len(office) < len(fold(name)):
        return True
    return (last in titles() and last not in words().surnames) or fold(name) in titles()


def _in_order(name: str) -> str:
    """ "Smith, John" in the order of speech; what follows a second comma, or a suffix, is left out."""
    surname, _, rest = name.partition(",")
    given = rest.partition(",")[0]
    if not given.strip() or fold(given) in words().suffixes:
        return surname
    return f"{given} {surname}"


def _without_title(parts: list[str]) -> list[str]:
    """Words after all titles before a name: the longest title first, and never the whole name."""
    known = titles()
    while len(parts) > 1:
        for length in range(min(4, len(parts) - 1), 0, -1):
            if " ".join(parts[:length]) in known:
                parts = parts[length:]
                break
        else:
            return parts
    return parts


@lru_cache(maxsize=200_000)
def organization(name: str) -> str:
    """An organization's name without its article, an acronym in brackets and legal forms, each word in one spelling."""
    known = words()
    parts = fold(_BRACKETS.sub("", name) or name).removeprefix("the ").split()
    while len(parts) > 1 and parts[-1] in known.legal:
        parts.pop()
    return " ".join([known.spellings.get(p, p) for p in parts])


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


def is_sited(folded: str) -> bool:
    """Whether a generic name is that of many bodies in one country: a bank, a hospital, a district court."""
    return any(w in words().sited for w in folded.split())


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

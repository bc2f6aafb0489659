"""People that are nobody's, named as articles would name them: with slips, initials, titles, other orders and spellings.

Invariant: the same base names, count and seed give the same chains; who is who is known, since it is made here.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.files import data_file, read_yaml
from kg.model import Chain

_EACH = 5  # chains of one person, on average
_SECTORS = ("GOV", "MIL", "BUS", "JRN", "EDU", "SOC", "REL", "LEG")
_COUNTRY, _SECTOR = 0.6, 0.5  # how many chains say them
_NAMESAKES = 0.02  # people who share the name of one in another country
_TITLES = (
    "President", "Prime Minister", "Dr.", "Mr.", "Mrs.", "General", "Lt. Gen.", "Colonel", "Senator", "Professor", "Judge",
    "Defence Minister", "Police Chief", "Ambassador", "Governor", "Sheikh", "Sir",
)  # fmt: skip
_KEYS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk", "k": "jl",
    "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb",
    "w": "qe", "x": "zc", "y": "tu", "z": "xs",
}  # fmt: skip
_SPELLINGS = (
    ("kh", "h"), ("q", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ey"), ("ai", "ay"), ("y", "i"), ("ss", "s"),
    ("mm", "m"), ("ph", "f"), ("ck", "k"), ("tz", "ts"), ("yo", "io"), ("iy", "y"), ("sky", "skiy"), ("ov", "off"),
    ("ed", "ad"), ("id", "ed"), ("o", "u"), ("ks", "x"), ("w", "v"), ("sch", "sh"), ("ll", "l"), ("tt", "t"), ("nn", "n"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Words of a name, the last the surname; where they live and what they do."""

    words: tuple[str, ...]
    country: str
    sector: str


def people(count: int, seed: int, names: Path | None = None) -> list[Person]:
    """Make up people.

    Args:
        count: How many.
        seed: Of the drawing.
        names: A file with one full name a line; None draws given names and surnames from `data/evaluate/names.yaml`.

    Raises:
        DataError: The file holds no full name.
    """
    draw = random.Random(seed)  # noqa: S311 - an evaluation draws with a seed
    if names is not None:
        listed = dict.fromkeys(tuple(line.split()) for line in names.read_text(encoding="utf-8").splitlines())
        known = [w for w in listed if len(w) > 1]
        if not known:
            raise DataError("no full name in this file", file=names, remedy="write one name a line")
        chosen = known if len(known) <= count else draw.sample(known, count)
        return [Person(w, draw.choice(("USA", "FRA", "IND")), draw.choice(_SECTORS)) for w in chosen]
    regions = _regions()
    found: dict[tuple[str, ...], Person] = {}
    twins: list[Person] = []
    for _ in range(100 * count):
        if len(found) + len(twins) >= count:
            break
        region = draw.choice(regions)
        given = draw.sample(region["given"], draw.choice((1, 2, 2)))
        words = (*given, draw.choice(region["surnames"]))
        person = Person(words, draw.choice(region["countries"]), draw.choice(_SECTORS))
        if words not in found:
            found[words] = person
        elif found[words].country != person.country and len(twins) < _NAMESAKES * count:
            twins.append(person)
    return [*found.values(), *twins]


def _regions() -> list[dict[str, Any]]:
    """Given names and surnames by region; people are called after provinces too, as many are."""
    regions: list[dict[str, Any]] = read_yaml(data_file("evaluate/names.yaml"))
    codes: dict[str, str] = {}
    for line in data_file("gazetteers/countries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        codes[row.get("iso2", "")] = row["code"]
    provinces: dict[str, set[str]] = {}
    for line in data_file("gazetteers/divisions.tsv").read_text(encoding="utf-8").splitlines():
        code, name, *_ = line.split("\t")
        if name.isalpha() and len(name) > 3:
            provinces.setdefault(codes.get(code.partition(".")[0], ""), set()).add(name)
    for region in regions:
        more = {n for c in region["countries"] for n in provinces.get(c, ())}
        region["surnames"] = [*region["surnames"], *sorted(more - set(region["surnames"]))]
    return regions


def chains(everybody: Sequence[Person], count: int, seed: int) -> Iterator[tuple[int, Chain]]:
    """Chains of these people, each with the number of its person.

    Args:
        everybody: From `people`.
        count: How many chains; each person has one at least while they last.
        seed: Of the drawing.
    """
    draw = random.Random(seed + 1)  # noqa: S311
    shared = _twice(everybody)
    for n in range(count):
        number = n if n < len(everybody) else draw.randrange(len(everybody))
        person = everybody[number]
        name = _perturbed(person.words, draw)
        # Namesakes are told apart by their country: where that is not said, nobody could.
        country = person.country if person.words in shared or draw.random() < _COUNTRY else None
        sector = person.sector if draw.random() < _SECTOR else None
        yield number, Chain("c1", "person", name, (name,), country, sector)


def size(count: int) -> int:
    """How many people so many chains are of."""
    return max(1, count // _EACH)


def _twice(everybody: Sequence[Person]) -> set[tuple[str, ...]]:
    seen: set[tuple[str, ...]] = set()
    again: set[tuple[str, ...]] = set()
    for person in everybody:
        (again if person.words in seen else seen).add(person.words)
    return again


def _perturbed(words: tuple[str, ...], draw: random.Random) -> str:
    """A name as it stands, or with one thing done to it."""
    way = draw.choices(_WAYS, _SHARES)[0]
    return way(words, draw)


def _as_it_is(words: tuple[str, ...], draw: random.Random) -> str:
    return " ".join(words)


def _slip(words: tuple[str, ...], draw: random.Random) -> str:
    """A letter left out, doubled, swapped with the next, or struck beside its key; never the first of a word."""
    at = max(range(len(words)), key=lambda i: (len(words[i]) > 4, draw.random()))
    word = words[at]
    if len(word) < 4:
        return " ".join(words)
    i = draw.randrange(1, len(word) - 1)
    how = draw.randrange(4)
    if how == 0:
        word = word[:i] + word[i + 1 :]
    elif how == 1:
        word = word[:i] + word[i] + word[i:]
    elif how == 2:
        word = word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    else:
        word = word[:i] + draw.choice(_KEYS.get(word[i].lower(), "e")) + word[i + 1 :]
    return " ".join((*words[:at], word, *words[at + 1 :]))


def _initials(words: tuple[str, ...], draw: random.Random) -> str:
    """Given names as initials: all of them, or all but the first."""
    given = words[:-1]
    first = given[0] if len(given) > 1 and draw.random() < 0.5 else f"{given[0][0]}."
    return " ".join((first, *(f"{w[0]}." for w in given[1:]), words[-1]))


def _titled(words: tuple[str, ...], draw: random.Random) -> str:
    return f"{draw.choice(_TITLES)} {' '.join(words)}"


def _turned(words: tuple[str, ...], draw: random.Random) -> str:
    """The surname first, with a comma or without."""
    return f"{words[-1]}{draw.choice((',', ''))} {' '.join(words[:-1])}"


def _spelled(words: tuple[str, ...], draw: random.Random) -> str:
    """Another transliteration of one word."""
    order = list(_SPELLINGS)
    draw.shuffle(order)
    at = draw.randrange(len(words))
    for here in (*words[at:], *words[:at]):
        for old, new in order:
            if old in here[1:]:
                changed = here[0] + here[1:].replace(old, new, 1)
                return " ".join(changed if w == here else w for w in words)
    return " ".join(words)


_WAYS: tuple[Callable[[tuple[str, ...], random.Random], str], ...] = (
    _as_it_is, _slip, _initials, _titled, _turned, _spelled
)  # fmt: skip
_SHARES = (40, 12, 12, 12, 12, 12)

"""Well-known office holders: who held which office of which country, and when.

Invariant: the lists say what was so at a date, never who a namesake is; whoever asks looks at the article first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.files import data_files, read_yaml
from kg.gazetteer.agents import Agents, load_agents
from kg.gazetteer.organizations import PLAIN

_OFFICE = re.compile(r"(?P<title>.+?)(?:\s+\((?P<sector>[A-Z]{3})\))?$")
_FORMER = "ELI"


@dataclass(frozen=True, slots=True)
class Term:
    """An office held: title, first and last day as ISO prefixes (no last one: still held), and its holder's sector."""

    title: str
    start: str
    end: str | None
    sector: str | None
    state: bool


@dataclass(frozen=True, slots=True)
class Leader:
    """A person with the offices that he or she held, earliest first."""

    name: str
    country: str
    terms: tuple[Term, ...]

    @property
    def headed(self) -> bool:
        """Whether one of the offices is that of a head of state or of government."""
        return any(t.state for t in self.terms)

    def sector(self, date: str | None) -> str | None:
        """Sector on a day (ISO, or its beginning): that of the office held, ELI after the last one, None before the first.

        Without a date it is that of when the list was written.
        """
        if date is None:
            return self.terms[-1].sector if self.terms[-1].end is None else _FORMER
        held = [
            t for t in self.terms if t.start <= date[: len(t.start)] and (t.end is None or date[: len(t.end)] <= t.end)
        ]
        if held:
            return held[-1].sector
        return _FORMER if any(t.end is not None and t.end < date[: len(t.end)] for t in self.terms) else None


class Leaders:
    """Lookups by name."""

    def __init__(self, leaders: dict[str, Leader]) -> None:
        self._leaders = leaders

    def __len__(self) -> int:
        return len(set(self._leaders.values()))

    def find(self, name: str) -> Leader | None:
        """The office holder of this name; accents, hyphens and case of letters do not matter."""
        return self._leaders.get(_key(name))

    def begins(self, word: str) -> bool:
        """Whether a known name may begin with this word."""
        return _key(word).partition(" ")[0] in self._first

    @cached_property
    def _first(self) -> frozenset[str]:
        return frozenset(key.partition(" ")[0] for key in self._leaders)

    def homes(self, name: str) -> frozenset[str]:
        """Countries of the office holders of this name; of a surname alone, of heads of state and government with it."""
        found = self.find(name)
        return frozenset((found.country,)) if found is not None else self._surnames.get(_key(name), frozenset())

    @cached_property
    def _surnames(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for leader in self._leaders.values():
            if leader.headed:
                found.setdefault(_key(leader.name.split()[-1]), set()).add(leader.country)
        return {name: frozenset(countries) for name, countries in found.items()}

    def titled(self, form: str) -> Leader | None:
        """The head of state or government whom a title with a surname means, whatever the article speaks of.

        "President Bush" is one of the United States wherever he is; None where two countries had one of that name.
        """
        found = self._titled.get(_key(form), [])
        return found[-1] if len({leader.country for leader in found}) == 1 else None

    @cached_property
    def _titled(self) -> dict[str, list[Leader]]:
        found: dict[str, list[Leader]] = {}
        for leader in dict.fromkeys(self._leaders.values()):
            for title in dict.fromkeys(t.title for t in leader.terms if t.state):
                found.setdefault(_key(f"{title} {leader.name.split()[-1]}"), []).append(leader)
        return found

    def fitting(self, name: str, countries: Sequence[str]) -> Leader | None:
        """The office holder whom an article means that speaks of these countries.

        A surname alone is taken only where the country is spoken of; a full name is, too, of heads of state and government.
        """
        found = self.find(name)
        if found is None or not countries or found.country in countries:
            return found
        return found if found.headed and " " in name.strip() else None


@lru_cache(maxsize=1 << 15)
def _key(name: str) -> str:
    if PLAIN.fullmatch(name):
        return name.lower()
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("ı", "i")
    return re.sub(r"[\s.‐‑–-]+", " ", plain.replace("’", "'")).strip()


def office(title: str) -> tuple[str, str | None]:
    """A title as packs of roles write it, and the sector that it may have in brackets: `central bank president (GOV)`."""
    match = _OFFICE.match(title)
    return (match["title"], match["sector"]) if match is not None else (title, None)


@cache
def load_leaders(extra: Path | None = None) -> Leaders:
    """Load the office holders of the packs of roles.

    Args:
        extra: A person's data folder; its `roles/*.yaml` are added (a file of the same name takes the built-in one's place).

    Raises:
        DataError: A term is not `[name, from, to]`; the error names file and office.
    """
    agents = load_agents(extra)
    terms: dict[tuple[str, str], list[Term]] = {}
    forms: dict[str, list[str]] = {}
    for path in data_files("roles", ".yaml", extra):
        pack = read_yaml(path) or {}
        for country, offices in pack.get("leaders", {}).items():
            for words, held in offices.items():
                for row in held:
                    name, term = _term(row, str(words), agents, path, f"{country}/{words}")
                    terms.setdefault((str(country), name), []).append(term)
        for key in ("aliases", "short"):
            for name, others in pack.get(key, {}).items():
                forms.setdefault(name, []).extend(others)
    found: dict[str, Leader] = {}
    for (country, name), held in sorted(terms.items()):
        leader = Leader(name, country, tuple(sorted(held, key=lambda t: t.start)))
        for form in (name, *forms.get(name, ())):
            found.setdefault(_key(form), leader)
    return Leaders(found)


def _term(row: Any, words: str, agents: Agents, path: Path, key: str) -> tuple[str, Term]:
    """One office held: who, and when. A title that no file of titles knows is of the executive."""
    if not isinstance(row, list) or len(row) not in (2, 3):
        raise DataError(f"{row!r} is no term of office", file=path, key=key, remedy="write [name, from, to]")
    title, sector = office(words)
    known = agents.title(title)
    sector = sector or (known.sector if known is not None else None) or "GOV"
    end = str(row[2]) if len(row) == 3 else None
    return row[0], Term(title, str(row[1]), end, sector, known is not None and known.state)

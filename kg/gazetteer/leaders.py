"""Well-known office holders: who held which office of which country, and when.

Invariant: the lists say what was so at a date, never who a namesake is; whoever asks looks at the article first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import DataError
from kg.files import data_files, read_yaml
from kg.gazetteer.agents import Agents, load_agents

_OFFICE = re.compile(
    r"^(?P<title>.+?)\s+(?:\((?P<sector>[A-Z]{3})\)\s+)?(?P<start>\d{4}(?:-\d{2})?)/(?P<end>\d{4}(?:-\d{2})?)?$"
)
_FORMER = "ELI"


@dataclass(frozen=True, slots=True)
class Term:
    """An office held: title, first and last month as ISO prefixes (no last one: still held), and its holder's sector."""

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

    def fitting(self, name: str, countries: Sequence[str]) -> Leader | None:
        """The office holder whom an article means that speaks of these countries.

        A surname alone is taken only where the country is spoken of; a full name is, too, of heads of state and government.
        """
        found = self.find(name)
        if found is None or not countries or found.country in countries:
            return found
        return found if found.headed and " " in name.strip() else None


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("ı", "i")
    return re.sub(r"[\s.‐‑–-]+", " ", plain.replace("’", "'")).strip()


def _term(words: str, agents: Agents, path: Path, name: str) -> Term:
    """One office with its months.

    Raises:
        DataError: It is not written `title from/to`, or the title is in no file of titles.
    """
    match = _OFFICE.match(words.strip())
    title = agents.title(match["title"]) if match is not None else None
    sector = match["sector"] or (title.sector if title is not None else None) if match is not None else None
    if match is None or sector is None:
        remedy = "write a title of titles/*.yaml (or a title and its sector in brackets), a blank, and YYYY-MM/YYYY-MM"
        raise DataError(f"not an office: {words!r}", file=path, key=name, remedy=remedy)
    return Term(match["title"], match["start"], match["end"], sector, title is not None and title.state)


@cache
def load_leaders(extra: Path | None = None) -> Leaders:
    """Load the lists.

    Args:
        extra: A person's data folder; its `gazetteers/*leaders.yaml` are added (a file of the same name takes the built-in
            one's place).

    Raises:
        DataError: An office is not understood; the error names file and person.
    """
    agents = load_agents(extra)
    found: dict[str, Leader] = {}
    for path in data_files("gazetteers", "leaders.yaml", extra):
        for country, people in (read_yaml(path) or {}).items():
            for names, offices in people.items():
                forms = [f.strip() for f in str(names).split("|")]
                terms = tuple(_term(words, agents, path, forms[0]) for words in offices)
                leader = Leader(forms[0], str(country), tuple(sorted(terms, key=lambda t: t.start)))
                for form in forms:
                    found.setdefault(_key(form), leader)
    return Leaders(found)


__all__ = ["Leader", "Leaders", "Term", "load_leaders"]

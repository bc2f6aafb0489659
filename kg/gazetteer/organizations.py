"""Well-known organizations of the world, and what the words of other names say of their sector.

Invariant: acronyms and single words are found only as printed ("WHO", never "who"; "Apple", never "apple").
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.files import data_files, read_yaml

_ARTICLE = re.compile(r"^[Tt]he ")
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$")
PLAIN = re.compile(r"[A-Za-z]+(?: [A-Za-z]+)*")
"""Words without anything that a spelling has to lose: most names."""
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")


@dataclass(frozen=True, slots=True)
class Organization:
    """A known organization: `sector` as in `ontology/sectors.yaml`, `country` alpha-3 (None: of several or of none)."""

    name: str
    sector: str | None
    country: str | None
    aliases: tuple[str, ...]


OrgRecord = Organization


class Organizations:
    """Lookups by name, alias and acronym; sectors by keyword for all others."""

    def __init__(
        self,
        records: Sequence[Organization],
        words: Sequence[tuple[str, str | None, re.Pattern[str]]],
        certain: Sequence[re.Pattern[str]] = (),
    ) -> None:
        self._records = tuple(records)
        self._words = tuple(words)
        self._certain = tuple(certain)
        self._exact: dict[str, list[Organization]] = {}
        self._loose: dict[str, list[Organization]] = {}
        self._first: set[str] = set()
        for record in self._records:
            for form in (record.name, *record.aliases):
                key = _key(form)
                self._first.add(_first(key))
                self._exact.setdefault(key, []).append(record)
                if " " in key:
                    self._loose.setdefault(key.lower(), []).append(record)

    def __len__(self) -> int:
        return len(self._records)

    def find(self, name: str, *, countries: Sequence[str] = ()) -> Organization | None:
        """Find a well-known organization.

        Args:
            name: As printed; "the", a possessive, accents, hyphens and dots do not matter; case does for single words.
            countries: Countries of the article, the most frequent first: they choose where two share an acronym.

        Returns:
            The record, or None.
        """
        key = _key(name)
        found = self._exact.get(key) or (self._loose.get(key.lower()) if key != key.lower() or "-" in name else None)
        if not found:
            return None
        return next((r for c in countries for r in found if r.country == c), found[0])

    def begins(self, word: str) -> bool:
        """Whether a known name may begin with this word: most words need not be looked up with those behind them."""
        return _first(_key(word)) in self._first

    def sector(self, name: str) -> str | None:
        """Sector of an organization by what is known of it, else by the words of its name; None where neither tells."""
        found = self.find(name)
        return found.sector if found is not None else _told(self, name)

    def is_certain(self, name: str) -> bool:
        """Whether a name is a body's for certain: it begins as ships' names do ("HMS"), or ends as universities' do."""
        return any(p.match(name) for p in self._certain)

    def country(self, name: str) -> str | None:
        """Country that the words of a name tell ("HMS", "Knesset"), where they tell one."""
        return next(
            (country for _, country, pattern in self._words if country is not None and pattern.search(name)), None
        )


@lru_cache(maxsize=1 << 15)
def _key(name: str) -> str:
    """Spell a name the way it is kept: no article, possessive, accents, dots of acronyms; hyphens as spaces."""
    if PLAIN.fullmatch(name):
        return _ARTICLE.sub("", name)
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = _POSSESSIVE.sub("", plain.replace("’", "'").strip())
    plain = _DOTTED.sub(lambda m: m.group().replace(".", ""), plain)
    plain = re.sub(r"[\s‐‑–-]+", " ", plain).strip()
    return _ARTICLE.sub("", plain)


@lru_cache(maxsize=1 << 14)
def _told(known: Organizations, name: str) -> str | None:
    """The sector that the words of a name tell; names come again and again."""
    return next((sector for sector, _, pattern in known._words if pattern.search(name)), None)


def _first(key: str) -> str:
    """The first word of a spelling, as a word that may begin others."""
    return _POSSESSIVE.sub("", key.partition(" ")[0]).lower()


def _record(row: Any, path: Path, number: int) -> Organization:
    """One line of a file.

    Raises:
        DataError: It has no name.
    """
    if not isinstance(row, dict) or not row.get("name"):
        raise DataError("an organization needs a name", file=path, line=number, remedy='write {"name": …, "sector": …}')
    return Organization(row["name"], row.get("sector"), row.get("country"), tuple(row.get("aliases", ())))


@cache
def load_organizations(extra: Path | None = None) -> Organizations:
    """Load the organizations.

    Args:
        extra: A person's data folder; its `gazetteers/*organizations.jsonl` are looked up before the built-in one.

    Raises:
        DataError: A line is not a record; the error names file and line.
    """
    files = data_files("gazetteers", "organizations.jsonl", extra)
    own = [p for p in files if extra is not None and p.is_relative_to(extra)]
    records = []
    for path in (*own, *(p for p in files if p not in own)):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as e:
                raise DataError(f"not JSON: {e}", file=path, line=number, remedy="one JSON object a line") from e
            records.append(_record(row, path, number))
    words: list[tuple[str, str | None, re.Pattern[str]]] = []
    certain: list[re.Pattern[str]] = []
    for path in data_files("gazetteers", "organization-words.yaml", extra):
        for group in read_yaml(path):
            if "vessels" in group:
                pattern = rf"^(?:{'|'.join(map(re.escape, group['vessels']))}) (?=[A-Z])"
                certain.append(re.compile(pattern))
            elif "endings" in group:
                pattern = rf"[A-Z].* (?:{'|'.join(map(re.escape, group['endings']))})$"
                certain.append(re.compile(pattern))
            else:
                pattern = rf"(?<!\w)(?:{'|'.join(group['words'])})(?!\w)"
            words.append((group["sector"], group.get("country"), re.compile(pattern)))
    return Organizations(records, words, certain)


__all__ = ["OrgRecord", "Organization", "Organizations", "load_organizations"]

"""Names, demonyms and capitals of countries.

Invariant: case matters ("us" is no country, nor are "turkey" and "polish"), and peoples without a state of their name
(Kurdish, Arab, European) belong to no country.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.files import data_files

_ARTICLE = re.compile(r"^(?:the|The|THE) ")
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$", re.IGNORECASE)
_OFFICIAL = re.compile(
    r"^(?:[Tt]he )?(?:(?:People['’]s|Democratic|Islamic|Arab|Federal|Socialist|Popular|Bolivarian|Co-operative|Cooperative"
    r"|United|Independent|Hashemite|Plurinational|Oriental|Grand) )*"
    r"(?:Republic|Kingdom|Principality|Sultanate|Duchy|Emirate) of (?:the )?"
)
_PLAIN = re.compile(r"(?!(?:St|D C|U [SKN])\b)[A-Za-z]+(?: (?!(?:St|D C|U [SKN])\b)[A-Za-z]+)*")
"""What is spelled as it is kept: most words, for which nothing has to be tried."""
_DOTTED = re.compile(r"^(?:[A-Za-z]\.\s?)+[A-Za-z]?\.?$")
_HOW = (("names", "name"), ("adjectives", "demonym"), ("people", "people"))


@dataclass(frozen=True, slots=True)
class CountryRef:
    """A country that words name.

    Attributes:
        code: ISO 3166-1 alpha-3; XKX for Kosovo, SUN, YUG, CSK, SCG, DDR for countries that are no more.
        name: The usual English name.
        how: `name`, `demonym` (adjective, which may name a person too: "a Syrian"), `people` (a demonym that names
            persons only: "Turks") or `capital`.
        part: The words name a part of the country or its people (Scotland, Gaza, Welsh).
    """

    code: str
    name: str
    how: str
    part: bool = False


class Countries:
    """Lookups by name, demonym, capital and code.

    Args:
        rows: One record a country, as in `countries.jsonl`; a later row of the same code adds its words and decides.
    """

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._forms: dict[str, CountryRef] = {}
        self._capitals: dict[str, str] = {}
        self._rows: dict[str, dict[str, Any]] = {}
        self._homes = {_key(people): row["code"] for row in rows for people in row.get("peoples", ())}
        for row in rows:
            self._rows[row["code"]] = {**self._rows.get(row["code"], {}), **row}
        for row in reversed(rows):
            self._add(row)
        self.longest = max((len(f.split()) for f in self._forms), default=0)
        """Words in the longest form."""

    def _add(self, row: dict[str, Any]) -> None:
        code, name = row["code"], self._rows[row["code"]]["name"]
        parts = set(row.get("parts", ()))
        for key, how in _HOW:
            for form in row.get(key, ()):
                self._forms.setdefault(_key(form), CountryRef(code, name, how, form in parts))
        for key, how in _HOW:
            for form in row.get(key, ()):
                plain = _key(form)
                if len(plain) > 3:
                    self._forms.setdefault(plain.upper(), CountryRef(code, name, how, form in parts))
        for capital in row.get("capitals", ()):
            self._capitals.setdefault(_key(capital), code)
            self._capitals.setdefault(_key(capital).upper(), code)

    def find(self, text: str, *, capitals: bool = False) -> CountryRef | None:
        """Find the country that a name, abbreviation or demonym stands for.

        Args:
            text: The words as printed; "the", a possessive, accents, hyphens and dots of abbreviations do not matter.
            capitals: Whether a capital stands for its country too ("Ankara said"); names and demonyms come first.

        Returns:
            The country; None for anything else, mere look-alikes in other case ("us", "turkey") included.
        """
        for form in _forms_of(text):
            found = self._forms.get(form)
            if found is not None:
                return found
        code = self.capital_of(text) if capitals else None
        return CountryRef(code, self.name(code), "capital") if code is not None else None

    def capital_of(self, name: str) -> str | None:
        """Code of the country whose capital or seat of government has this name ("Ankara", "The Hague")."""
        return next((self._capitals[form] for form in _forms_of(name) if form in self._capitals), None)

    def capital(self, code: str) -> str | None:
        """Name of a country's first capital."""
        return next(iter(self._rows.get(code, {}).get("capitals", ())), None)

    def home_of(self, people: str) -> str | None:
        """Code of the one country that a people without a state of its name lives in or fled from ("Rohingya")."""
        return self._homes.get(_key(people))

    def name(self, code: str) -> str:
        """English name of a code; the code itself where it is unknown."""
        return str(self._rows.get(code, {}).get("name", code))

    def point(self, code: str) -> tuple[float, float] | None:
        """Latitude and longitude of the middle of a country's population, in degrees."""
        point = self._rows.get(code, {}).get("point")
        return (point[0], point[1]) if point else None

    def continent(self, code: str) -> str | None:
        """Continent of a country: Africa, Antarctica, Asia, Europe, North America, Oceania, South America."""
        found = self._rows.get(code, {}).get("continent")
        return str(found) if found else None

    def codes(self) -> tuple[str, ...]:
        """All codes, sorted."""
        return tuple(sorted(self._rows))

    def ref(self, code: str) -> str:
        """Gazetteer reference of a country."""
        return f"iso3166:{code}"


@lru_cache(maxsize=1 << 15)
def _key(text: str) -> str:
    """Spell a form the way it is kept: no accents, no dots of abbreviations, hyphens as spaces, "St." as "Saint"."""
    if _PLAIN.fullmatch(text):
        return text
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = plain.replace("’", "'").replace("‘", "'").replace("`", "'").replace("ı", "i")
    if _DOTTED.match(plain.strip()):
        plain = re.sub(r"[.\s]", "", plain)
    plain = re.sub(r"\bD\.?\s?C\.?(?!\w)", "DC", plain)
    plain = re.sub(r"\bU\.\s?(S|K|N)\.?(?!\w)", r"U\1", plain)
    plain = re.sub(r"\bSt\b\.?", "Saint", plain).replace("&", " and ")
    return re.sub(r"[\s,‐‑–-]+", " ", plain).strip()


def _forms_of(text: str) -> Iterator[str]:
    """Keys to try, the nearest to the print first."""
    text = text.strip().replace("’", "'")
    yield _key(text)
    bare = _POSSESSIVE.sub("", text)
    yield _key(bare)
    yield _key(_ARTICLE.sub("", bare))
    # "the Republic of Malta"; those that do not mean the country of that name ("Republic of China") are in the table.
    official = _OFFICIAL.sub("", bare)
    if official != bare:
        yield _key(official)


@cache
def load_countries(extra: Path | None = None) -> Countries:
    """Load the table of countries.

    Args:
        extra: A person's data folder; its `gazetteers/*countries.jsonl` are added to the built-in table
            (a file of the same name takes its place).

    Raises:
        DataError: A line is not a record with `code` and `name`; the error names file and line.
    """
    rows: list[dict[str, Any]] = []
    for path in data_files("gazetteers", "countries.jsonl", extra):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                row = json.loads(line) if line.strip() else None
            except ValueError as e:
                raise DataError(f"not JSON: {e}", file=path, line=number, remedy="one JSON object a line") from e
            if row is None:
                continue
            if not isinstance(row, dict) or not row.get("code") or not row.get("name"):
                raise DataError("a country needs code and name", file=path, line=number, remedy="add both")
            rows.append(row)
    return Countries(rows)


__all__ = ["Countries", "CountryRef", "load_countries"]

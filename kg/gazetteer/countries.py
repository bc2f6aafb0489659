"""Names, demonyms and capitals of countries.

Invariant: case matters ("us" is no country, nor are "turkey" and "polish"), and peoples without a state of their name
(Kurdish, Arab, European) are no country's.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.files import data_file

_EDGES = re.compile(r"^(?:the|The)\s+|[’']s?$")


@dataclass(frozen=True, slots=True)
class CountryRef:
    """A country that a word names: ISO 3166-1 alpha-3 code, its name, and how (name, demonym or people)."""

    code: str
    name: str
    how: str


class Countries:
    """Lookups by name, demonym and code."""

    def __init__(self, path: Path) -> None:
        self._forms: dict[str, CountryRef] = {}
        self._capitals: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._points: dict[str, tuple[float, float]] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            code, name = row["code"], row["name"]
            self._names[code] = name
            if row["lat"] is not None:
                self._points[code] = (row["lat"], row["lon"])
            if row["capital"]:
                self._capitals.setdefault(row["capital"], code)
            for how, forms in (("name", row["names"]), ("demonym", row["adjectives"]), ("people", row["people"])):
                for form in forms:
                    self._forms.setdefault(form, CountryRef(code, name, how))
                    if form.isascii() and len(form) > 4 and " " not in form and how == "name":
                        self._forms.setdefault(form.upper(), CountryRef(code, name, how))

    def find(self, text: str) -> CountryRef | None:
        """The country that a name, abbreviation or demonym stands for; None for anything else, capitals included."""
        text = text.strip().replace("’", "'")
        return self._forms.get(text) or self._forms.get(_EDGES.sub("", text))

    def capital_of(self, name: str) -> str | None:
        """Code of the country whose capital has this name."""
        return self._capitals.get(_EDGES.sub("", name.strip()))

    def name(self, code: str) -> str:
        """English name of a code; the code itself where it is unknown."""
        return self._names.get(code, code)

    def point(self, code: str) -> tuple[float, float] | None:
        """Latitude and longitude of the middle of a country's population."""
        return self._points.get(code)

    def ref(self, code: str) -> str:
        """Gazetteer reference of a country."""
        return f"iso3166:{code}"

    @property
    def longest(self) -> int:
        """Words in the longest name."""
        return max(len(f.split()) for f in self._forms)


@cache
def load_countries(extra: Path | None = None) -> Countries:
    """The table of countries; a person's `gazetteers/countries.jsonl` takes the place of the built-in one."""
    return Countries(data_file("gazetteers/countries.jsonl", extra))

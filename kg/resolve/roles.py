"""Who led what when, and which organizations go by which names: the packs of `kg/data/roles`, and one's own.

Invariant: a pack says only what holds in an interval; a name that two holders share at one date identifies nobody.
Dates are ISO prefixes (`2014-08` is the whole month); an open end is "still so when the pack was written".
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import DataError
from kg.files import data_files, digest, read_yaml
from kg.model import Chain
from kg.resolve import names

_AFTER = "~"  # sorts after digits and hyphens: "2018~" is later than "2018-12-31"
_AFTERLIFE = 10  # years after a role in which news still speaks of its holder by the surname alone
# A title, and the sector that it may have in brackets.
_OFFICE = re.compile(r"(.+?)(?: \(([A-Z]{3})\))?")
_BRIEF = 3
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Role:
    """An office held: `title` of country `of`, from `start` to `end` (ISO prefixes; None is open)."""

    title: str
    of: str
    start: str
    end: str | None

    def holds(self, date: str) -> bool:
        """Whether it is held at a date; a month counts when a part of it does."""
        return self.start <= date + _AFTER and (self.end is None or date <= self.end + _AFTER)


@dataclass(frozen=True, slots=True)
class Holder:
    """A person or an organization of the packs."""

    name: str
    kind: str
    country: str | None
    sector: str | None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


class Roster:
    """Lookups in the packs.

    Args:
        holders: Persons and organizations.
        titles: Forms of each office by its name ("president": "president", "head of state").
        adjectives: Codes of countries by what news calls them and their people, folded ("turkish": "TUR").
        version: A hash of the packs.
    """

    def __init__(
        self,
        holders: Iterable[Holder] = (),
        titles: Mapping[str, list[str]] | None = None,
        adjectives: Mapping[str, str] | None = None,
        *,
        version: str = "",
    ) -> None:
        self.version = version
        self.holders = tuple(holders)
        self._adjectives = adjectives or {}
        self._titles = {names.fold(form): title for title, forms in (titles or {}).items() for form in (title, *forms)}
        self._persons: dict[str, list[Holder]] = defaultdict(list)
        self._surnames: dict[str, list[Holder]] = defaultdict(list)
        self._bodies: dict[str, list[Holder]] = defaultdict(list)
        self._offices: dict[tuple[str, str], list[tuple[Role, Holder]]] = defaultdict(list)
        for holder in self.holders:
            self._add(holder)

    def _add(self, holder: Holder) -> None:
        forms = (holder.name, *holder.aliases)
        if holder.kind == "organization":
            for key in dict.fromkeys(map(_body, forms)):
                self._bodies[key].append(holder)
        else:
            parts = list(dict.fromkeys(map(names.person, forms)))
            for key in dict.fromkeys(" ".join(p) for p in parts):
                self._persons[key].append(holder)
            for surname in dict.fromkeys(p[-1] for p in parts):
                self._surnames[surname].append(holder)
        for role in holder.roles:
            self._offices[role.title, role.of].append((role, holder))

    def identify(self, chain: Chain, published: str | None) -> tuple[Holder, ...]:
        """Whom a chain means, as far as name, country and date tell.

        Args:
            chain: A person or an organization.
            published: Date of its article.

        Returns:
            One holder, or nothing.
        """
        if chain.kind == "organization":
            return self._body(chain, published)
        if names.is_described(chain.name):
            return self._in_office(chain, published)
        parts = names.person(chain.name)
        known = self._persons.get(" ".join(parts)) or (self._surnames.get(parts[0], []) if len(parts) == 1 else [])
        fitting = [h for h in known if chain.country in (None, h.country)]
        if len(parts) == 1:
            # A surname alone is enough only of a known country, and while its holder is in the news.
            fitting = [h for h in fitting if chain.country is not None and _current(h, published)]
        elif published is not None:
            fitting = [h for h in fitting if not h.roles or min(r.start for r in h.roles)[:4] <= _years(published, 30)]
        return (fitting[0],) if len(fitting) == 1 else ()

    def called(self, forms: Iterable[str], kind: str, country: str | None) -> Holder | None:
        """The one holder whom any of these names means in full; its country must agree where both are known."""
        known = self._bodies if kind == "organization" else self._persons
        found = {
            h
            for form in forms
            for h in known.get(_body(form) if kind == "organization" else " ".join(names.person(form)), ())
            if h.kind == kind and (country is None or h.country is None or h.country == country)
        }
        return found.pop() if len(found) == 1 else None

    def _body(self, chain: Chain, published: str | None) -> tuple[Holder, ...]:
        known = self._bodies.get(_body(chain.name), [])
        # Three letters are too few to tell a body of one country where no country is said.
        brief = names.is_acronym(chain.name) and len(names.letters(chain.name)) <= _BRIEF
        fitting = [
            h
            for h in known
            if (h.country is None or h.country == chain.country or (chain.country is None and not brief))
            and (published is None or not h.roles or h.roles[0].start[:4] <= published[:4])
        ]
        return (fitting[0],) if len(fitting) == 1 else ()

    def _in_office(self, chain: Chain, published: str | None) -> tuple[Holder, ...]:
        """ "the Turkish president", "president of Turkey": whoever held that office at the date, if it was one."""
        if published is None:
            return ()
        found: set[Holder] = set()
        for form in (chain.name, *chain.aliases):
            office = self._office(form, chain.country)
            if office is not None:
                found.update(h for role, h in self._offices.get(office, ()) if role.holds(published))
        return (found.pop(),) if len(found) == 1 else ()

    def _office(self, form: str, country: str | None) -> tuple[str, str] | None:
        """Title and country that a description names; None unless it names both, and the chain's country is that one."""
        folded = names.fold(form).removeprefix("the ")
        before, of, after = folded.partition(" of ")
        if of and before in self._titles:
            title, code = self._titles[before], self._adjectives.get(after.removeprefix("the "))
        else:
            owner, title = next(((folded[: -len(t) - 1], t) for t in self._longest_first(folded)), ("", ""))
            title, code = self._titles.get(title, ""), self._adjectives.get(owner)
        return (title, code) if title and code is not None and country in (None, code) else None

    def _longest_first(self, folded: str) -> list[str]:
        return sorted((t for t in self._titles if folded.endswith(" " + t)), key=lambda t: (-len(t), t))


def _body(name: str) -> str:
    """Key of an organization's name; an acronym only as printed."""
    return name if names.is_acronym(name) else names.organization(name)


def _years(date: str, more: int) -> str:
    return str(int(date[:4]) + more) if date[:4].isdigit() else date


def _current(holder: Holder, published: str | None) -> bool:
    """Whether a holder is in the news: from a year before the first role to some years after the last."""
    if published is None:
        return False
    first = min((r.start for r in holder.roles), default=published)
    if any(r.end is None for r in holder.roles) or not holder.roles:
        return _years(first, -2) <= published[:4]
    last = max(r.end or "" for r in holder.roles)
    return _years(first, -2) <= published[:4] <= _years(last, _AFTERLIFE)


@cache
def load_roster(extra: Path | None = None) -> Roster:
    """Read the packs: `roles/*.yaml` (leaders, organizations, titles), and the names of `gazetteers/*organizations.jsonl`.

    Raises:
        DataError: An entry is not what it should be; the error names file and key.
    """
    persons: dict[tuple[str, str], Holder] = {}
    bodies: list[Holder] = []
    titles: dict[str, list[str]] = {}
    for path in data_files("roles", ".yaml", extra):
        pack = read_yaml(path) or {}
        titles.update(pack.get("titles", {}))
        for holder in _leaders(pack, path):
            known = persons.get((holder.name, holder.country or ""))
            if known is not None:
                roles = sorted({*known.roles, *holder.roles}, key=lambda r: (r.start, r.title))
                aliases = tuple(dict.fromkeys((*known.aliases, *holder.aliases)))
                holder = Holder(known.name, known.kind, known.country, known.sector, aliases, tuple(roles))
            persons[holder.name, holder.country or ""] = holder
        bodies.extend(_organizations(pack, path))
    named = {_body(n) for b in bodies for n in (b.name, *b.aliases)}
    bodies.extend(b for b in _gazetteer(extra) if not named & {_body(n) for n in (b.name, *b.aliases)})
    files = [*data_files("roles", ".yaml", extra), *data_files("gazetteers", "organizations.jsonl", extra)]
    return Roster([*persons.values(), *bodies], titles, _countries(extra), version=digest(files))


def _leaders(pack: dict[str, Any], path: Path) -> Iterator[Holder]:
    aliases = pack.get("aliases", {})
    for code, offices in pack.get("leaders", {}).items():
        for title, terms in offices.items():
            for term in terms:
                if not isinstance(term, list) or len(term) not in (2, 3):
                    raise DataError(
                        f"{term!r} is no term of office",
                        file=path,
                        key=f"{code}/{title}",
                        remedy="write [name, from, to]",
                    )
                start, end = (_date(d, path, f"{code}/{title}/{term[0]}") for d in (*term[1:], None)[:2])
                name, sector = _OFFICE.fullmatch(title).groups()  # type: ignore[union-attr]  # it fits every text
                role = Role(name, code, start or "", end)
                yield Holder(term[0], "person", code, sector or "GOV", tuple(aliases.get(term[0], ())), (role,))


def _organizations(pack: dict[str, Any], path: Path) -> Iterator[Holder]:
    for row in pack.get("organizations", ()):
        if not isinstance(row, dict) or not row.get("name"):
            raise DataError("an organization needs a name", file=path, remedy="write {name: …, country: …, from: …}")
        start, end = _date(row.get("from"), path, row["name"]), _date(row.get("to"), path, row["name"])
        roles = (Role("active", row.get("country") or "", start, end),) if start is not None else ()
        yield Holder(
            row["name"], "organization", row.get("country"), row.get("sector"), tuple(row.get("aliases", ())), roles
        )


def _date(value: Any, path: Path, key: str) -> str | None:
    """An ISO prefix from what YAML makes of it (a date, a year as a number, text)."""
    if value is None:
        return None
    text = str(value)
    if not _DATE.fullmatch(text):
        raise DataError(f"{text!r} is no date", file=path, key=key, remedy="write 2014, 2014-08 or 2014-08-28")
    return text


def _gazetteer(extra: Path | None) -> Iterator[Holder]:
    """Well-known organizations with their other names."""
    for path in data_files("gazetteers", "organizations.jsonl", extra):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                if row.get("aliases"):
                    yield Holder(
                        row["name"], "organization", row.get("country"), row.get("sector"), tuple(row["aliases"])
                    )


def _countries(extra: Path | None) -> dict[str, str]:
    """Names and adjectives of countries, folded, to their codes."""
    found: dict[str, str] = {}
    for path in data_files("gazetteers", "countries.jsonl", extra):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                row = json.loads(line)
                for form in (row["name"], *row.get("names", ()), *row.get("adjectives", ())):
                    if form not in row.get("parts", ()):
                        found.setdefault(names.fold(form), row["code"])
    return found

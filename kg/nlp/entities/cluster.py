"""Mentions of one entity inside one article, by name: exact, short, acronym, title, country; groups by head and country.

Invariant: a mention joins an earlier one only for a reason that a reader could give; nothing joins by likeness alone.
"""

from __future__ import annotations

import re
from collections import defaultdict

from kg.gazetteer.agents import Agents
from kg.gazetteer.countries import Countries
from kg.gazetteer.leaders import Leaders
from kg.gazetteer.places import fold
from kg.nlp.entities.mentions import Mention, clean

_SMALL = frozenset(("of", "for", "the", "and", "in", "on", "de", "la", "del", "al", "el", "&"))
_LONGEST_COUNTRY = 4
RULING = frozenset(("regime", "junta"))
FORCES = frozenset(("military", "forces", "force", "armed forces", "armed force"))
"""Heads that name all the armed forces of a country, when nothing but the country stands before them."""


class Clusters:
    """Assigns each mention (pronouns apart) the number of its cluster, in text order."""

    def __init__(self, agents: Agents, countries: Countries, leaders: Leaders | None = None) -> None:
        self._agents = agents
        self._countries = countries
        self._leaders = leaders
        self.members: list[list[Mention]] = []
        self._keys: dict[tuple[str, ...], int] = {}
        self._words: dict[str, list[int]] = defaultdict(list)

    def add(self, m: Mention) -> int:
        """Put a mention into its cluster, a new one where none fits."""
        found = self._find(m)
        if found is None:
            found = len(self.members)
            self.members.append([])
        self.members[found].append(m)
        for key in self._own_keys(m):
            self._keys.setdefault(key, found)
        if m["kind"] in ("person", "organization") and m["proper"]:
            for word in clean(m["name"]).lower().split():
                if word not in _SMALL and found not in self._words[word]:
                    self._words[word].append(found)
        return found

    def of_country(self, code: str) -> int | None:
        """Cluster of a country that was named."""
        return self._keys.get(("country", code))

    def _own_keys(self, m: Mention) -> list[tuple[str, ...]]:
        kind, name = m["kind"], m["name"].lower()
        if kind == "country":
            return [("country", m["country"])]
        if kind == "place":
            return [("place", fold(m["name"])), *([("ref", m["ref"])] if m["ref"] else [])]
        if not m["proper"]:
            if m["head"] in RULING or any(w in RULING for w in name.split()):
                return [("regime", m["country"] or ""), ("regime", "")]
            return [*self._described(m), ("head", kind, m["head"] or "", m["country"] or "")]
        keys: list[tuple[str, ...]] = [("name", kind, name)]
        if kind == "organization":
            known = self._agents.organization(clean(m["name"]))
            if known is not None:
                keys.append(("known", known.name))
            of_country = self._of_country(m["name"])
            if of_country is not None:
                keys.append(of_country)
            letters = acronym(m["name"])
            if letters:
                keys.append(("name", kind, letters.lower()))
        return keys

    def _described(self, m: Mention) -> list[tuple[str, ...]]:
        """Keys of a described actor: its words; its head alone where they say no more than its country."""
        words = m["name"].lower()
        keys: list[tuple[str, ...]] = [("noun", m["kind"], words, m["country"] or "")]
        if m["country"] and m["head"]:
            rest = " ".join(words.split()[: -len(m["head"].split())])
            if not rest or self._is_country(rest, m["country"]):
                if m["head"] in FORCES:
                    # "the Turkish military" and "Turkish forces" are one.
                    return [("forces", m["country"]), *keys]
                if m["number"] == "p":
                    keys.append(("of country", m["country"], m["head"]))
        return keys

    def _is_country(self, words: str, country: str) -> bool:
        found = self._countries.find(words) or self._countries.find(words.title())
        return found is not None and found.code == country

    def _of_country(self, name: str) -> tuple[str, ...] | None:
        """ "U.S. Congress", "United States Congress" and "American Congress" have one key."""
        words = clean(name).split()
        for length in range(min(_LONGEST_COUNTRY, len(words) - 1), 0, -1):
            found = self._countries.find(" ".join(words[:length]))
            if found is not None:
                return ("of country", found.code, " ".join(words[length:]).lower())
        return None

    def _find(self, m: Mention) -> int | None:
        kind, name = m["kind"], m["name"].lower()
        for key in self._own_keys(m):
            if key[0] == "head" or (key == ("regime", "") and m["country"] and not self._stateless(key)):
                continue
            if key in self._keys and (m["proper"] or self._may_join(m)):
                return self._keys[key]
        if kind == "person" and m["proper"]:
            return self._short_person(name)
        if kind == "person" and m["definite"] and m["head"]:
            return self._holder(m)
        if kind == "organization":
            return self._short_organization(m, name)
        if kind == "group" and not m["proper"]:
            return self._bare_group(m)
        return None

    def _stateless(self, key: tuple[str, ...]) -> bool:
        """Whether nothing said so far of which country a cluster is."""
        number = self._keys.get(key)
        return number is not None and not any(o["country"] for o in self.members[number])

    def _may_join(self, m: Mention) -> bool:
        """A described person is the same again only when the text says "the"; a group with a country always is."""
        return m["kind"] != "person" or bool(m.get("definite"))

    def _short_person(self, name: str) -> int | None:
        """ "Erdogan" after "Recep Tayyip Erdogan"; the latest fitting person, by last word or by first."""
        words = name.split()
        last = words[-1]
        for number in reversed(self._words.get(last, [])):
            members = self.members[number]
            if members[0]["kind"] != "person":
                continue
            for other in members:
                theirs = other["name"].lower().split()
                if (
                    (len(words) == 1 and last in (theirs[-1], theirs[0]))
                    or set(words) < set(theirs)
                    or set(theirs) < set(words)
                ):
                    return number
        return None

    def _holder(self, m: Mention) -> int | None:
        """ "the president", "the Kenyan president": the only person who was called so, in full or by the last word."""
        wanted, words = m["head"].split()[-1], m["name"].lower()
        found, fully = [], []
        for number, members in enumerate(self.members):
            if members[0]["kind"] != "person" or not members[0]["proper"]:
                continue
            countries = {o["country"] for o in members if o["country"]} or self._known_of(members)
            fits = not m["country"] or not countries or m["country"] in countries
            titles = [t for o in members for t in o.get("titles", ())]
            if fits and any(wanted in t.split() for t in titles):
                found.append(number)
            if fits and " " in words and any(words == t or words.endswith(f" {t}") for t in titles if " " in t):
                fully.append(number)
        found = fully or found
        return found[0] if len(found) == 1 else None

    def _known_of(self, members: list[Mention]) -> set[str]:
        """Country of a well-known office holder: in an article on President Bush "Iran's president" is another."""
        if self._leaders is None:
            return set()
        return {country for o in members if o["proper"] for country in self._leaders.homes(o["name"])}

    def _short_organization(self, m: Mention, name: str) -> int | None:
        """ "the Observatory", "the ministry": the only organization whose name holds the words."""
        words = [w for w in name.split() if w not in _SMALL]
        if not words or (not m["proper"] and not m.get("definite")) or self._agents.is_union(name):
            # "UN" is whose the "UN Security Council" is.
            return None
        candidates = [n for n in self._words.get(words[-1], []) if self.members[n][0]["kind"] == "organization"]
        fitting = [
            n
            for n in candidates
            if any(
                set(words) <= set(o["name"].lower().split()) and len(o["name"].split()) > len(words)
                for o in self.members[n]
            )
        ]
        if m["proper"]:
            return fitting[0] if len(fitting) == 1 else None
        same = [n for n in fitting if not m["country"] or self.members[n][0]["country"] in (None, m["country"])]
        return same[-1] if same else None

    def _bare_group(self, m: Mention) -> int | None:
        """ "the soldiers" after "Turkish soldiers": the only group of that head, when neither says another country."""
        if m["country"] or len(m["name"].split()) > 1 or not m.get("definite"):
            return None
        found = {n for key, n in self._keys.items() if key[0] == "head" and key[1] == m["kind"] and key[2] == m["head"]}
        return found.pop() if len(found) == 1 else None


def acronym(name: str) -> str:
    """Initials of a name of three words or more: "SOHR" of "Syrian Observatory for Human Rights"; empty otherwise."""
    words = [w for w in re.split(r"[\s-]+", name) if w and w[0].isupper()]
    return "".join(w[0] for w in words) if len(words) >= 3 else ""

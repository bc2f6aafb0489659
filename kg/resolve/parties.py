"""Parties: all chains of one key, as one side of a comparison, with the company they are seen in.

Invariant: a party knows its own chains and the articles they stand in, and nothing of the rest of the corpus, so that a
new article changes only the parties that it names.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from kg.resolve import names
from kg.resolve.chains import ArticleChain
from kg.resolve.keys import Key, folded_name
from kg.resolve.roles import Holder, Roster

_KINDS = ("person", "organization")
_COMPANY = 40  # entities that a party is remembered to be seen with, the most frequent first
_PRECISE = ("city", "below")
_RENOWN = attrgetter("renown")
_EVERYWHERE = frozenset(("IGO", "JRN"))  # seen with everybody, so it says nothing


@dataclass(eq=False)
class Party:
    """All chains of one key, in order of their chain keys.

    `seen` maps articles to the keys that stand in them and tell something (see `_telling`); shared by all parties.
    `fame` is the place among all parties, the best known first: one sort by `renown` spares many later ones.
    """

    key: Key
    seen: Mapping[str, tuple[Key, ...]]
    roster: Roster
    chains: list[ArticleChain] = field(default_factory=list)
    fame: int = 0

    @cached_property
    def kind(self) -> str:
        """Kind of its chains."""
        return self.chains[0].chain.kind

    @property
    def representative(self) -> ArticleChain:
        """The chain that stands for all in a judgement."""
        return self.chains[0]

    @cached_property
    def weight(self) -> int:
        """How many chains it has."""
        return len(self.chains)

    @cached_property
    def name(self) -> str:
        """Its name as most articles write it."""
        return most_frequent(i.chain.name for i in self.chains) or ""

    @cached_property
    def folded(self) -> str:
        """Its name in the form in which it is compared."""
        return folded_name(self.chains[0].chain)

    @cached_property
    def described(self) -> bool:
        """Whether it is a person without a name: "the president"."""
        return self.kind == "person" and names.is_described(self.chains[0].chain.name)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of its name that count."""
        parts = tuple(self.folded.split())
        if self.kind == "person":
            return parts
        return tuple(p for p in parts if p not in names.words().small) or parts

    @property
    def renown(self) -> int:
        """Sorts the best known first: with a name, by chains, by words of its name. One number: sorting is quicker."""
        return self.described * 2**60 - self.weight * 2**10 - len(self.words)

    @cached_property
    def country(self) -> str | None:
        """The country that most of its chains name."""
        return most_frequent(i.chain.country for i in self.chains)

    @cached_property
    def sector(self) -> str | None:
        """The sector that most of its chains name."""
        return most_frequent(i.chain.sector for i in self.chains)

    @cached_property
    def articles(self) -> frozenset[str]:
        """Where it stands."""
        return frozenset(i.article for i in self.chains)

    @cached_property
    def company(self) -> frozenset[Key]:
        """Keys of the actors and places that it is seen with most."""
        counted: Counter[Key] = Counter()
        for article in self.articles:
            counted.update(self.seen.get(article, ()))
        counted.pop(self.key, None)
        if len(counted) <= _COMPANY:
            return frozenset(counted)
        return frozenset(sorted(counted, key=lambda k: (-counted[k], k))[:_COMPANY])

    @cached_property
    def holders(self) -> frozenset[Holder]:
        """Whom the packs of roles know by these names at the dates of its articles."""
        if self.kind not in _KINDS:
            return frozenset()
        return frozenset(h for i in self.chains[:_COMPANY] for h in self.roster.identify(i.chain, i.published))

    @cached_property
    def version(self) -> str:
        """A hash of all that a judgement may look at: it changes when, and only when, the party's articles do."""
        parts = list(self.key)
        for item in self.chains:
            c = item.chain
            parts += (item.key, c.name, c.country or "", c.sector or "", item.published or "", *c.aliases)
        for article in sorted(self.articles):
            for key in self.seen.get(article, ()):
                parts += key
        return brief_hash(*parts)


def brief_hash(*parts: str) -> str:
    """Sixteen hexadecimal digits for a sequence of texts: the same on every machine."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def most_frequent(values: Iterable[str | None]) -> str | None:
    """The value that stands most often, None not counted; the first in the alphabet among equals."""
    counted = Counter(v for v in values if v is not None)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def parties(chains: Iterable[ArticleChain], of: Mapping[str, Key], roster: Roster) -> list[Party]:
    """Gather chains into parties of persons and organizations.

    Args:
        chains: Sorted by their keys.
        of: Key of each chain.
        roster: Who held which role when.

    Returns:
        Parties sorted by key.
    """
    items = list(chains)
    company: dict[str, set[Key]] = defaultdict(set)
    for item in items:
        if _telling(item, of[item.key]):
            company[item.article].add(of[item.key])
    seen = {article: tuple(sorted(found)) for article, found in company.items()}
    grouped: dict[Key, list[ArticleChain]] = defaultdict(list)
    for item in items:
        if item.chain.kind in _KINDS:
            grouped[of[item.key]].append(item)
    # Made in the order in which they are gone through: what is used together lies together in memory.
    ordered = [Party(key, seen, roster, grouped[key]) for key in sorted(grouped)]
    for place, party in enumerate(sorted(ordered, key=_RENOWN)):
        party.fame = place
    return ordered


def _telling(item: ArticleChain, key: Key) -> bool:
    """Whether being seen with this says something: not a country, not one that stands in its article only."""
    chain = item.chain
    if chain.kind == "place":
        return key[0] == "ref" and chain.place_precision in _PRECISE
    return chain.kind in _KINDS and key[0] != "article" and chain.sector not in _EVERYWHERE

"""Pairs of chains with different keys that may yet be one entity: the only pairs that are judged.

Invariant: the work is linear in the number of chains: a chain meets at most `_MOST` representatives of other keys, one
representative a key, never every chain of a block.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.resolve import names
from kg.resolve.chains import ArticleChain
from kg.resolve.keys import Key, folded_name, keys

_MOST = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two chains to be judged, and what their surroundings say.

    `block` is why they meet: "surname" or "acronym"; `right` stands for all chains of its key. `rivals` counts the
    keys that `left` could as well belong to, `right` among them; `together` says that both stand in one article;
    `said` that an article gives the acronym as another name of the full one.
    """

    left: ArticleChain
    right: ArticleChain
    block: str
    countries: tuple[str | None, str | None]
    rivals: int
    together: bool
    said: bool = False


@dataclass(slots=True)
class _Party:
    """All chains of one key, in order of their keys."""

    key: Key
    chains: list[ArticleChain] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    country: str | None = None
    sector: str | None = None

    def add(self, item: ArticleChain) -> None:
        self.chains.append(item)
        self.articles.add(item.article)

    @property
    def representative(self) -> ArticleChain:
        return self.chains[0]


def most_frequent(values: Iterable[str | None]) -> str | None:
    """The value that stands most often, None not counted; the first in the alphabet among equals."""
    counted = Counter(v for v in values if v is not None)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def block(chains: Iterable[ArticleChain]) -> Iterator[Pair]:
    """Find the pairs that are worth a judgement.

    Args:
        chains: Chains of all articles, in any order.

    Yields:
        Pairs in a fixed order: surnames with full names of one country and sector, then acronyms with full names.
    """
    items = sorted(chains, key=lambda i: i.key)
    of = keys(items)
    parties: dict[Key, _Party] = {}
    for item in items:
        if item.chain.kind in ("person", "organization"):
            key = of[item.key]
            parties.setdefault(key, _Party(key)).add(item)
    ordered = [parties[k] for k in sorted(parties)]
    for party in ordered:
        party.country = most_frequent(i.chain.country for i in party.chains)
        party.sector = most_frequent(i.chain.sector for i in party.chains)
    yield from _surnames(ordered)
    yield from _acronyms(ordered)


def _surnames(parties: list[_Party]) -> Iterator[Pair]:
    """Each single name of a person whose country and sector are known, with the full names that could be meant."""
    full: dict[tuple[str, str | None, str | None], list[_Party]] = defaultdict(list)
    for party in parties:
        name = folded_name(party.representative.chain).split()
        if party.representative.chain.kind == "person" and len(name) > 1:
            full[name[-1], party.country, party.sector].append(party)
    for party in parties:
        for item in party.chains:
            chain = item.chain
            if chain.kind != "person" or party.key[0] != "article" or chain.country is None or chain.sector is None:
                continue
            rivals = full.get((folded_name(chain), chain.country, chain.sector), [])
            for rival in rivals[:_MOST]:
                right = rival.representative
                together = item.article in rival.articles
                yield Pair(item, right, "surname", (chain.country, rival.country), len(rivals), together)


def _acronyms(parties: list[_Party]) -> Iterator[Pair]:
    """Each organization known by an acronym, with the full names whose initials or aliases are that acronym."""
    full: dict[str, list[tuple[_Party, bool]]] = defaultdict(list)
    organizations = [p for p in parties if p.representative.chain.kind == "organization" and p.key[0] != "article"]
    for party in organizations:
        name = party.representative.chain.name
        if not names.is_acronym(name):
            given = {names.letters(a) for i in party.chains for a in i.chain.aliases if names.is_acronym(a)}
            for acronym in sorted(given | ({names.initials(name)} - {""})):
                full[acronym].append((party, acronym in given))
    for party in organizations:
        left = party.representative
        if not names.is_acronym(left.chain.name):
            continue
        rivals = [r for r in full.get(names.letters(left.chain.name), []) if r[0].key != party.key]
        close = [r for r in rivals if r[1] or r[0].country == party.country]
        for rival, said in (close or rivals)[:_MOST]:
            together = not party.articles.isdisjoint(rival.articles)
            countries = (party.country, rival.country)
            yield Pair(left, rival.representative, "acronym", countries, len(close or rivals), together, said)

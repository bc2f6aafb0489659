"""What a growing set of chains looks like: its names and countries, so that no set comes to contradict itself.

Two names may each be like a third and not like one another: "R. J. Alvarez" and "Rafael Costa Alvarez" both fit
"R. Alvarez", and are two.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.resolve.chains import ArticleChain
from kg.resolve.clusters import Clusters
from kg.resolve.compare.align import Words, align
from kg.resolve.keys import folded_name
from kg.resolve.names import is_described

_MOST = 8  # names that are remembered of a set, in the order of joining


class Faces:
    """Names and countries of sets of persons.

    Args:
        chains: All chains, by their keys.
        clusters: The sets that grow.
    """

    def __init__(self, chains: Mapping[str, ArticleChain], clusters: Clusters) -> None:
        self._chains = chains
        self._clusters = clusters
        self._names: dict[str, tuple[Words, ...]] = {}
        self._countries: dict[str, frozenset[str]] = {}

    def differ(self, left: str, right: str) -> bool:
        """Whether two sets, by the names that stand for them, hold names or countries that exclude one another."""
        if self._chains[left].chain.kind != "person" or self._chains[right].chain.kind != "person":
            return False
        ours, theirs = self._country(left), self._country(right)
        if ours and theirs and ours.isdisjoint(theirs):
            return True
        return any(_clash(a, b) for a in self._name(left) for b in self._name(right))

    def merge(self, left: str, right: str, whole: str) -> None:
        """Two sets are one now, that `whole` stands for."""
        if left == right or self._chains[whole].chain.kind != "person":
            return
        names = tuple(dict.fromkeys((*self._name(left), *self._name(right))))[:_MOST]
        countries = self._country(left) | self._country(right)
        self._names[whole], self._countries[whole] = names, countries

    def _name(self, root: str) -> tuple[Words, ...]:
        known = self._names.get(root)
        if known is not None:
            return known
        chain = self._chains[root].chain
        # A description is no name: "the president" may be anybody who held the office.
        return () if is_described(chain.name) else (tuple(folded_name(chain).split()),)

    def _country(self, root: str) -> frozenset[str]:
        known = self._countries.get(root)
        if known is None:
            country = self._chains[root].chain.country
            known = frozenset((country,)) if country else frozenset()
        return known


def _clash(left: Words, right: Words) -> bool:
    """Whether two full names each have a word, or an initial, that the other has nothing for."""
    if len(left) < 2 or len(right) < 2 or set(left) <= set(right) or set(right) <= set(left):
        return False
    a = align(left, right)
    return bool(a.left and a.right)

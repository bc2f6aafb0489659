"""From chains and judgements to entities: a pure function, the same for every order of its input.

What holds, strongest first: a person's "the same"; a person's "not the same", which nothing below may overrule; equal
keys; the machine's "the same". A chain that a person parts from its key's first chain leaves with those a person ties
to it; the rest of the key stays. Undo is a newer judgement: the ledger passes on the newest of each pair.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from kg.ids import content_hash
from kg.model import Entity, Extraction, Judgement
from kg.resolve.block import block, most_frequent
from kg.resolve.chains import ArticleChain, chains_of
from kg.resolve.clusters import Clusters
from kg.resolve.judge import MACHINE, judge
from kg.resolve.keys import Key, entity_id, keys

_ALIASES = 50
_RANK = {"ref": 0, "name": 1, "article": 2}


class Linker:
    """Which entity each chain belongs to.

    Args:
        chains: Chains of all articles, in any order.
        judgements: What is said of pairs of them; pairs that name a chain which is not there are left out.
    """

    def __init__(self, chains: Iterable[ArticleChain], judgements: Iterable[Judgement] = ()) -> None:
        self._chains = {i.key: i for i in sorted(chains, key=lambda i: i.key)}
        self._keys = keys(self._chains.values())
        known = [j for j in judgements if j.left in self._chains and j.right in self._chains]
        self._entities: dict[str, list[ArticleChain]] = {}
        self._main: dict[str, Key] = {}
        self._of: dict[str, str] = {}
        self._name(self._cluster(sorted(known, key=lambda j: (j.left, j.right))))

    def entity_of(self, chain_key: str) -> str:
        """Id of the entity of a chain (`article:chain`). Raises KeyError for a chain it was not given."""
        return self._of[chain_key]

    def entities(self) -> Iterator[Entity]:
        """All entities, sorted by id."""
        for id_ in sorted(self._entities):
            yield self._describe(id_)

    def _cluster(self, judgements: list[Judgement]) -> list[list[ArticleChain]]:
        """Sets of chains, in order of their first chain."""
        apart = [(j.left, j.right) for j in judgements if j.by != MACHINE and not j.same]
        clusters = Clusters(self._chains, apart)
        for j in judgements:
            if j.by != MACHINE and j.same:
                clusters.join(j.left, j.right)
        # One anchor a key, more only where a person parted what the key would tie together.
        anchors: dict[Key, list[str]] = defaultdict(list)
        for chain, key in sorted(self._keys.items()):
            if not any(clusters.join(anchor, chain) for anchor in anchors[key]):
                anchors[key].append(chain)
        for j in judgements:
            if j.by == MACHINE and j.same:
                clusters.join(j.left, j.right)
        sets: dict[str, list[ArticleChain]] = defaultdict(list)
        for chain, item in self._chains.items():
            sets[clusters.find(chain)].append(item)
        return list(sets.values())

    def _name(self, sets: list[list[ArticleChain]]) -> None:
        """Give each set its id: that of its best key, unless another set holds the key's first chain."""
        first: dict[Key, str] = {}
        for chain, key in sorted(self._keys.items()):
            first.setdefault(key, chain)
        for items in sets:
            main = min({self._keys[i.key] for i in items}, key=_preference)
            here = {i.key for i in items}
            id_ = entity_id(main) if first[main] in here else "e" + content_hash("apart", *main, items[0].key)
            self._entities[id_] = items
            self._main[id_] = main
            self._of.update(dict.fromkeys(here, id_))

    def _describe(self, id_: str) -> Entity:
        items = self._entities[id_]
        # Names come from the chains of the best key: the full name, not the more frequent acronym or surname.
        names = Counter(i.chain.name for i in items if self._keys[i.key] == self._main[id_])
        name = min(names, key=lambda n: (-names[n], -len(n), n))
        aliases = Counter(a for i in items for a in {*i.chain.aliases, i.chain.name})
        ordered = sorted(aliases, key=lambda a: (-aliases[a], a))[:_ALIASES]
        lat, lon, precision = _point(items)
        return Entity(
            id=id_,
            kind=most_frequent(i.chain.kind for i in items) or "",
            name=name,
            aliases=tuple(ordered if name in ordered else [*ordered[: _ALIASES - 1], name]),
            chains=tuple(i.key for i in items),
            country=most_frequent(i.chain.country for i in items),
            sector=most_frequent(i.chain.sector for i in items),
            lat=lat,
            lon=lon,
            place_precision=precision,
            mentions=sum(i.mentions for i in items),
        )


def link(extractions: Iterable[Extraction], judgements: Iterable[Judgement] = ()) -> Linker:
    """Resolve everything: block, judge, link.

    Machine judgements are made anew, since they follow from the chains; those in the ledger are the record of reasons.
    """
    chains = list(chains_of(extractions))
    persons = [j for j in judgements if j.by != MACHINE]
    return Linker(chains, [*judge(block(chains)), *persons])


def _preference(key: Key) -> tuple[int, int, Key]:
    """Gazetteer before name before article; the longer name; the alphabet. No counts: ids outlive new articles."""
    return _RANK[key[0]], -len(key[2]) if len(key) > 2 else 0, key


def _point(items: list[ArticleChain]) -> tuple[float | None, float | None, str | None]:
    """The coordinates that most chains carry."""
    points = Counter(
        (i.chain.lat, i.chain.lon, i.chain.place_precision)
        for i in items
        if i.chain.lat is not None and i.chain.lon is not None
    )
    if not points:
        return None, None, most_frequent(i.chain.place_precision for i in items)
    return min(points, key=lambda p: (-points[p], str(p)))

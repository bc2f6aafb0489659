"""From chains and judgements to entities: a pure function, the same for every order of its input.

What holds, strongest first: a person's "the same"; a person's "not the same", which nothing below may overrule; equal
keys; the machine's "not the same", where it is sure; the machine's "the same", the surest first. A chain that a person
parts from its key's first chain leaves with those a person ties to it; the rest of the key stays. Undo is a newer
judgement: the ledger passes on the newest of each pair.
"""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from kg.ids import content_hash
from kg.model import Entity, Extraction, Judgement
from kg.resolve.block import block
from kg.resolve.chains import ArticleChain, chains_of
from kg.resolve.clusters import Clusters
from kg.resolve.faces import Faces
from kg.resolve.judge import APART, MACHINE, judge
from kg.resolve.keys import Key, entity_id, keys
from kg.resolve.parties import most_frequent
from kg.resolve.roles import Roster

WITHDRAWN = 0.5  # the score of a person's judgement that takes back what was said of a pair before
_ALIASES = 50
_RANK = {"ref": 0, "name": 1, "article": 2}


class Linker:
    """Which entity each chain belongs to.

    Args:
        chains: Chains of all articles, in any order.
        judgements: What is said of pairs of them; pairs that name a chain which is not there are left out.
        of: Key of each chain, where that is known already.
    """

    def __init__(
        self,
        chains: Iterable[ArticleChain],
        judgements: Iterable[Judgement] = (),
        *,
        of: Mapping[str, Key] | None = None,
    ) -> None:
        self._chains = {i.key: i for i in sorted(chains, key=lambda i: i.key)}
        self._keys = of if of is not None else keys(self._chains.values())
        known = [
            j
            for j in judgements
            if j.left in self._chains and j.right in self._chains and (j.by == MACHINE or j.score != WITHDRAWN)
        ]
        self._entities: dict[str, list[ArticleChain]] = {}
        self._main: dict[str, Key] = {}
        self._of: dict[str, str] = {}
        known.sort(key=lambda j: (j.left, j.right))
        self._name(self._cluster(known), [j for j in known if j.by != MACHINE and j.same])

    def entity_of(self, chain_key: str) -> str:
        """Id of the entity of a chain (`article:chain`). Raises KeyError for a chain it was not given."""
        return self._of[chain_key]

    def entities(self) -> Iterator[Entity]:
        """All entities, sorted by id."""
        for id_ in sorted(self._entities):
            yield self._describe(id_)

    def knows(self, chain_key: str) -> bool:
        """Whether it was given a chain."""
        return chain_key in self._of

    def ids(self) -> Iterable[str]:
        """Ids of all entities."""
        return self._entities.keys()

    def chain(self, chain_key: str) -> ArticleChain:
        """A chain by its key. Raises KeyError for one that it was not given."""
        return self._chains[chain_key]

    def chains(self) -> Iterable[ArticleChain]:
        """All chains, sorted by their keys."""
        return self._chains.values()

    def key_of(self, chain_key: str) -> Key:
        """The deterministic key of a chain (see `keys`)."""
        return self._keys[chain_key]

    def chains_of(self, entity: str) -> list[ArticleChain]:
        """Chains of an entity, sorted by their keys."""
        return self._entities[entity]

    def _cluster(self, judgements: list[Judgement]) -> list[list[ArticleChain]]:
        """Sets of chains, in order of their first chain."""
        apart = [(j.left, j.right) for j in judgements if j.by != MACHINE and not j.same]
        clusters = Clusters(self._chains, apart)
        for j in judgements:
            if j.by != MACHINE and j.same:
                clusters.join(j.left, j.right)
        # One anchor a key, more only where a person parted what the key would tie together.
        anchors: dict[Key, list[str]] = defaultdict(list)
        for chain in self._chains:
            key = self._keys[chain]
            if not any(clusters.join(anchor, chain) for anchor in anchors[key]):
                anchors[key].append(chain)
        machine = [j for j in judgements if j.by == MACHINE]
        for j in machine:
            if j.score < APART:
                clusters.part(j.left, j.right)
        faces = Faces(self._chains, clusters)
        for j in sorted((j for j in machine if j.same), key=lambda j: (-j.score, j.left, j.right)):
            left, right = clusters.find(j.left), clusters.find(j.right)
            if clusters.join(j.left, j.right, unless=faces.differ):
                faces.merge(left, right, clusters.find(left))
        sets: dict[str, list[ArticleChain]] = defaultdict(list)
        for chain, item in self._chains.items():
            sets[clusters.find(chain)].append(item)
        return list(sets.values())

    def _name(self, sets: list[list[ArticleChain]], reviewed: list[Judgement]) -> None:
        """Give each set its id: the gazetteer's, else that of the first word of a person that joined it, else a hash.

        A set that does not hold the first chain of its best key was parted from it, and has an id of its own.
        """
        first: dict[Key, str] = {}
        joined: dict[str, str] = {}
        for j in sorted(reviewed, key=lambda j: (j.at, j.left, j.right)):
            joined.setdefault(j.left, "p" + content_hash(j.left, j.right))
            joined.setdefault(j.right, "p" + content_hash(j.left, j.right))
        oldest = {id_: number for number, id_ in enumerate(dict.fromkeys(joined.values()))}
        for chain in self._chains:
            first.setdefault(self._keys[chain], chain)
        for items in sets:
            main = min({self._keys[i.key] for i in items}, key=_preference)
            here = {i.key for i in items}
            own = min((joined[k] for k in here if k in joined), key=lambda i: oldest[i], default=None)
            if main[0] == "ref" and first[main] in here:
                id_ = entity_id(main)
            elif own is not None and own not in self._entities:
                id_ = own
            else:
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


def link(
    extractions: Iterable[Extraction], judgements: Iterable[Judgement] = (), *, roster: Roster | None = None
) -> Linker:
    """Resolve everything: block, judge, link.

    Args:
        extractions: All that stand, in any order.
        judgements: What persons said, and what the machine said before: a pair whose evidence is the same is not judged
            again. The outcome does not depend on the machine's earlier judgements.
        roster: Packs of roles; None for the built-in ones.
    """
    chains = list(chains_of(extractions))
    return resolved(chains, judgements, roster=roster)[0]


def resolved(
    chains: list[ArticleChain], judgements: Iterable[Judgement] = (), *, roster: Roster | None = None, at: str = ""
) -> tuple[Linker, list[Judgement]]:
    """Block, judge and link chains: the linker, and the machine's judgements that it rests on."""
    given = list(judgements)
    with _uncollected():
        return _resolved(chains, given, roster, at)


def _resolved(
    chains: list[ArticleChain], given: list[Judgement], roster: Roster | None, at: str
) -> tuple[Linker, list[Judgement]]:
    persons = [j for j in given if j.by != MACHINE and j.score != WITHDRAWN]
    of = keys(sorted(chains, key=lambda i: i.key))
    known = {(j.left, j.right): j for j in given if j.by == MACHINE}
    made = list(judge(block(chains, of=of, roster=roster), at=at, known=known))
    return Linker(chains, [*made, *persons], of=of), made


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles: nothing here makes any, and to walk millions of objects each time costs more than the work."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


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

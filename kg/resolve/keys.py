"""The deterministic key of each chain: chains with one key are one entity, and the key says why.

Invariant: keys depend on the set of chains, never on their order; a chain that is not known well enough to be the
same as one of another article has a key of its own article.

A key is `("ref", gazetteer reference)`, `("name", kind, folded name, country[, sector])` or
`("article", kind, folded name, country, article)`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from kg.ids import content_hash
from kg.model import Chain
from kg.resolve import names
from kg.resolve.chains import ArticleChain

Key = tuple[str, ...]

# Namesakes: this share of the chains that know their country makes it the name's home, which those without one join.
_HOME_SHARE = 0.75


def keys(chains: Iterable[ArticleChain]) -> dict[str, Key]:
    """Key of every chain, by chain key (`article:chain`).

    - A gazetteer reference is the key.
    - A full name of a person or a distinctive name of an organization is one entity. Where its chains disagree on the
      country, or those of a person on what people they belong to (`circles` of `names.yaml`), each is an entity of its
      own, and those that say nothing go to the one that most agree on.
    - A described group, an institution of the state ("Defence Ministry") and a place that the gazetteer does not know
      are one entity a country; without a country they stay in their article.
    - One of many ("First National Bank"), a person's single name, also with an initial, and a described person stay in
      their article: two people called Smith are not one.
    """
    found: dict[str, Key] = {}
    shared: dict[tuple[str, str], list[ArticleChain]] = defaultdict(list)
    for item in chains:
        kind, folded = item.chain.kind, folded_name(item.chain)
        if item.chain.ref is not None:
            found[item.key] = ("ref", item.chain.ref)
        elif _is_distinctive(item.chain, folded):
            shared[kind, folded].append(item)
        elif kind == "person" or item.chain.country is None or (kind == "organization" and names.is_sited(folded)):
            found[item.key] = ("article", kind, folded, item.chain.country or "", item.article)
        elif kind == "country":
            found[item.key] = ("ref", f"iso3166:{item.chain.country}")
        else:
            found[item.key] = ("name", kind, folded, item.chain.country)
    for (kind, folded), items in shared.items():
        found.update(_of_one_name(kind, folded, items))
    return found


def folded_name(chain: Chain) -> str:
    """A chain's name in the form in which names of its kind are compared."""
    return _folded(chain.kind, chain.name)


@lru_cache(maxsize=400_000)
def _folded(kind: str, name: str) -> str:
    if kind == "organization":
        return names.organization(name)
    if kind == "group":
        return names.group(name)
    if kind == "person":
        return names.fold(name) if names.is_described(name) else " ".join(names.person(name))
    return names.fold(name)


def entity_id(key: Key) -> str:
    """Id of the entity of a key: the gazetteer's own, else a hash."""
    return key[1] if key[0] == "ref" else "e" + content_hash(*key)


def fit(left: str | None, right: str | None) -> bool:
    """Whether one entity may be seen in both sectors."""
    return (
        left is None or right is None or left == right or any(left in c and right in c for c in names.words().circles)
    )


def _is_distinctive(chain: Chain, folded: str) -> bool:
    """Whether the name alone can tell one entity from all others, but for namesakes."""
    if chain.kind == "person":
        parts = folded.split()
        return (
            len(parts) > 1
            and not (len(parts) == 2 and len(min(parts, key=len)) == 1)
            and not names.is_described(chain.name)
        )
    return chain.kind == "organization" and not names.is_generic(folded)


def _of_one_name(kind: str, folded: str, items: list[ArticleChain]) -> dict[str, Key]:
    """Keys of chains with one distinctive name: by country, and for a person within it by sector."""
    home = _home(Counter(i.chain.country for i in items if i.chain.country is not None), str.__eq__)
    parts: dict[str, list[ArticleChain]] = defaultdict(list)
    for item in items:
        country = item.chain.country or ""
        parts["" if country == home else country].append(item)
    found: dict[str, Key] = {}
    for country, part in parts.items():
        sectors = Counter(i.chain.sector for i in part if i.chain.sector is not None) if kind == "person" else {}
        usual = _home(sectors, fit)
        for item in part:
            sector = item.chain.sector if kind == "person" else None
            inside = sector is None or (usual is not None and fit(sector, usual))
            key = ("name", kind, folded, country)
            found[item.key] = key if inside else (*key, sector or "")
    return found


def _home(counts: Mapping[str, int], agree: Callable[[str, str], bool]) -> str | None:
    """The value that a name belongs to unless a chain says otherwise; None where they disagree."""
    if not counts:
        return None
    top = min(counts, key=lambda c: (-counts[c], c))
    agreeing = sum(n for c, n in counts.items() if agree(c, top))
    return top if agreeing >= _HOME_SHARE * sum(counts.values()) else None

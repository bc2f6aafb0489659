"""The deterministic key of each chain: chains with one key are one entity, and the key says why.

Invariant: keys depend on the set of chains, never on their order; a chain that is not known well enough to be the
same as one of another article has a key of its own article.

A key is `("ref", gazetteer reference)`, `("name", kind, folded name, country)` or
`("article", kind, folded name, country, article)`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

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
      country, each country is an entity of its own, and those without one go to the country that most agree on.
    - A described group, a generic organization ("Defence Ministry") and a place that the gazetteer does not know are
      one entity a country; without a country they stay in their article.
    - A person's single name stays in its article: two people called Smith are not one.
    """
    found: dict[str, Key] = {}
    shared: dict[tuple[str, str], list[ArticleChain]] = defaultdict(list)
    for item in chains:
        kind, folded = item.chain.kind, folded_name(item.chain)
        if item.chain.ref is not None:
            found[item.key] = ("ref", item.chain.ref)
        elif _is_distinctive(kind, folded):
            shared[kind, folded].append(item)
        elif kind == "person" or item.chain.country is None:
            found[item.key] = ("article", kind, folded, item.chain.country or "", item.article)
        elif kind == "country":
            found[item.key] = ("ref", f"iso3166:{item.chain.country}")
        else:
            found[item.key] = ("name", kind, folded, item.chain.country)
    for (kind, folded), items in shared.items():
        home = _home(Counter(i.chain.country for i in items if i.chain.country is not None))
        for item in items:
            country = item.chain.country or ""
            found[item.key] = ("name", kind, folded, "" if country == home else country)
    return found


def folded_name(chain: Chain) -> str:
    """A chain's name in the form in which names of its kind are compared."""
    if chain.kind == "organization":
        return names.organization(chain.name)
    if chain.kind == "group":
        return names.group(chain.name)
    return names.fold(chain.name)


def entity_id(key: Key) -> str:
    """Id of the entity of a key: the gazetteer's own, else a hash."""
    return key[1] if key[0] == "ref" else "e" + content_hash(*key)


def _is_distinctive(kind: str, folded: str) -> bool:
    """Whether the name alone can tell one entity from all others, but for namesakes of another country."""
    if kind == "person":
        return len(folded.split()) > 1
    return kind == "organization" and not names.is_generic(folded)


def _home(countries: Mapping[str, int]) -> str | None:
    """The country that a name belongs to unless a chain says otherwise; None where they disagree."""
    if not countries:
        return None
    top = min(countries, key=lambda c: (-countries[c], c))
    return top if countries[top] >= _HOME_SHARE * sum(countries.values()) else None

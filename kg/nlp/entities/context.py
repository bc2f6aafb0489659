"""What a chain's own words leave open and the article answers: the country of actors in an article about one country.

Invariant: only an article that speaks of one country above all others answers, and only for actors that its own words leave
without one; bodies that stand above states (IGO) and refugees are nobody's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kg.nlp.entities.mentions import Mention

_STATE = frozenset(("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PTY", "OPP"))
_NOBODYS = frozenset(("IGO", "REF"))
_ARMED = frozenset(("REB", "UAF"))
_SHARE = 0.5
_ARMED_SHARE = 0.6
_STATE_SHARE = 0.25
_TIMES = 2
_LEAST = 3


def home_country(mentions: Sequence[Mention]) -> tuple[str, float] | None:
    """The country that an article speaks of most, and its share of all that it says of countries.

    Returns:
        None where it says little, or as much of another country.
    """
    counts: Counter[str] = Counter()
    for m in mentions:
        # A well-known party or company says where it is at home, not where the story is.
        if m["country"] and not m["pronoun"] and m["kind"] not in ("organization", "person"):
            counts[m["country"]] += 1
    total = sum(counts.values())
    if total < _LEAST:
        return None
    ranked = sorted(counts, key=lambda c: (-counts[c], c))
    share = counts[ranked[0]] / total
    second = counts[ranked[1]] if len(ranked) > 1 else 0
    if counts[ranked[0]] == second or (share < _SHARE and counts[ranked[0]] < _TIMES * second):
        return None
    return ranked[0], share


def country_of(chain: Mapping[str, Any], home: tuple[str, float] | None, foreign: bool) -> str | None:
    """Country of a chain that has none of its own: the article's, where it is plain that there is no other.

    Args:
        chain: Kind and sector of the chain.
        home: What `home_country` says of the article.
        foreign: Whether the sentence that names the chain first speaks of another country.
    """
    if home is None or foreign or chain["kind"] in ("country", "place") or chain["sector"] in _NOBODYS:
        return None
    code, share = home
    if chain["sector"] in _ARMED:
        # "Insurgents" are the country's that the story is about; an armed organization may be of many.
        return code if share >= _ARMED_SHARE and chain["kind"] in ("group", "person") else None
    return code if share >= (_STATE_SHARE if chain["sector"] in _STATE else _SHARE) else None

"""Judge pairs of chains: the list of features, each with a score and its reason.

Invariant: a judgement depends on its pair alone, and the first feature that has something to say decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.model import Judgement
from kg.resolve.block import Pair

MACHINE = "kg"
SAME = 0.7  # a pair that scores this or more is one entity

Verdict = tuple[float, str]


def stands_apart(pair: Pair) -> Verdict | None:
    """A surname beside the full name in one article, which half one did not tie together."""
    if pair.block == "surname" and pair.together:
        return 0.2, "both stand in one article and were not tied together there"
    return None


def countries_differ(pair: Pair) -> Verdict | None:
    """Two known countries that are not the same."""
    left, right = pair.countries
    if left is not None and right is not None and left != right:
        return 0.2, f"of different countries ({left}, {right})"
    return None


def has_rivals(pair: Pair) -> Verdict | None:
    """More than one full name fits."""
    if pair.rivals > 1:
        return 0.5, f"{pair.rivals} full names fit {pair.left.chain.name}"
    return None


def alias_is_said(pair: Pair) -> Verdict | None:
    """An article gives the acronym as another name of the full one."""
    if pair.said:
        return 0.95, f"an article calls {pair.right.chain.name} also {pair.left.chain.name}"
    return None


def initials_and_country(pair: Pair) -> Verdict | None:
    """The acronym is the initials of the only full name of that country."""
    if pair.block == "acronym" and pair.countries[0] is not None:
        return 0.85, f"{pair.left.chain.name} is the initials of {pair.right.chain.name}, both of {pair.countries[0]}"
    return None


def only_surname(pair: Pair) -> Verdict | None:
    """The only full name with that surname, country and sector."""
    if pair.block == "surname":
        chain = pair.left.chain
        return 0.8, f"{pair.right.chain.name} is the only {chain.name} of {chain.country} and sector {chain.sector}"
    return None


def initials_only(pair: Pair) -> Verdict | None:
    """Initials agree, and nothing says which country the acronym belongs to."""
    return 0.45, "only the initials agree, and a country is not known"


FEATURES: tuple[Callable[[Pair], Verdict | None], ...] = (
    stands_apart,
    countries_differ,
    has_rivals,
    alias_is_said,
    initials_and_country,
    only_surname,
    initials_only,
)


def judge(pairs: Iterable[Pair], *, at: str = "") -> Iterator[Judgement]:
    """Judge each pair.

    Args:
        pairs: From `block`.
        at: When, for the record (ISO 8601); empty for judgements that are not kept.

    Yields:
        One judgement a pair, keys in sorted order, `by` the machine.
    """
    for pair in pairs:
        score, reason = next(v for feature in FEATURES if (v := feature(pair)) is not None)
        left, right = sorted((pair.left.key, pair.right.key))
        yield Judgement(left, right, score >= SAME, score, reason, MACHINE, at)

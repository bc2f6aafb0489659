"""Why two entities are one or two: what each feature says of the parties that they are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.resolve.block import block
from kg.resolve.chains import ArticleChain
from kg.resolve.compare.verdict import Verdict, score_of
from kg.resolve.features import told
from kg.resolve.keys import keys
from kg.resolve.pairs import Pair
from kg.resolve.parties import Party, parties
from kg.resolve.roles import Roster


@dataclass(frozen=True, slots=True)
class Compared:
    """Two parties, why they met, all that was said of them, and the score of that."""

    pair: Pair
    verdicts: tuple[tuple[str, Verdict], ...]
    score: float


def compare(
    chains: Iterable[ArticleChain], left: Iterable[ArticleChain], right: Iterable[ArticleChain], roster: Roster
) -> Compared | None:
    """Compare two sides as `kg resolve` does.

    Args:
        chains: Chains of all articles.
        left: Chains of the one side.
        right: Chains of the other.
        roster: Packs of roles.

    Returns:
        The pair of their parties that met and scored best; where none met, the first of each side, as if they had.
        None where they have one key, or are of kinds that are told apart by their keys alone (places, groups).
    """
    items = sorted(chains, key=lambda i: i.key)
    of = keys(items)
    ours, theirs = ({of[c.key] for c in side} for side in (left, right))
    if ours & theirs:
        return None
    met = [
        p
        for p in block(items, of=of, roster=roster)
        if (p.left.key in ours and p.right.key in theirs) or (p.left.key in theirs and p.right.key in ours)
    ]
    if not met:
        found = {p.key: p for p in parties(items, of, roster)}
        one, other = (_first(found[k] for k in sorted(side) if k in found) for side in (ours, theirs))
        if one is None or other is None or one.kind != other.kind:
            return None
        met = [Pair(one, other, "asked")]
    return max(map(_compared, met), key=lambda c: c.score)


def _compared(pair: Pair) -> Compared:
    verdicts = tuple(told(pair))
    return Compared(pair, verdicts, score_of(sum(v.points for _, v in verdicts)))


def _first(found: Iterable[Party]) -> Party | None:
    return next(iter(found), None)

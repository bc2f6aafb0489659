"""How far rules can be trusted: the share of their claims that gold bears out, drawn towards what their type does.

Invariant: nothing is believed of a rule that was seen once; a rule that was never seen is as good as its type, a type that
was never seen as good as all. Claims of one rule in one article are alike (a list of candidates is forty times the same
sentence): together they count for a few at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Told = tuple[float, bool, float]
"""Confidence of a claim, whether it was right, what it counts."""
RULE_PRIOR, TYPE_PRIOR, SIGN_PRIOR = 10.0, 20.0, 10.0
"""How many imagined claims a type's (everything's, an indifferent sign's) share weighs."""
ALIKE = 4.0
"""For how many claims all those of one rule in one article count at most."""
_BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.01)


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that was looked up in the gold."""

    article: str
    type: str
    rule: str
    right: bool
    weak: tuple[str, ...] = ()


@dataclass(slots=True)
class Table:
    """Measured reliability: of all claims, of types, of rules; and what a weakness leaves of it."""

    overall: float
    types: dict[str, float] = field(default_factory=dict)
    rules: dict[str, float] = field(default_factory=dict)
    signs: dict[str, float] = field(default_factory=dict)

    def of(self, claim: Judged) -> float:
        """Confidence of a claim."""
        value = self.rules.get(claim.rule, self.types.get(_type(claim.rule), self.overall))
        for sign in claim.weak:
            value *= self.signs.get(sign, 1.0)
        return min(0.99, max(0.05, value))


def measure(judged: Sequence[Judged], rules: Iterable[str]) -> Table:
    """Measure reliability.

    Args:
        judged: Claims of annotated articles.
        rules: Ids (`type/name`) of all rules, also of those that made no claim.

    Returns:
        Shares between 0 and 1.
    """
    weighted = list(zip(judged, weights(judged), strict=True))
    overall = (sum(w for j, w in weighted if j.right) + 1) / (sum(w for _, w in weighted) + 2)
    table = Table(overall)
    for rule in sorted(rules):
        type_ = _type(rule)
        if type_ not in table.types:
            table.types[type_] = _drawn([x for x in weighted if _type(x[0].rule) == type_], overall, TYPE_PRIOR)
        table.rules[rule] = _drawn([x for x in weighted if x[0].rule == rule], table.types[type_], RULE_PRIOR)
    for sign in sorted({s for j in judged for s in j.weak}):
        with_it = [(j, w) for j, w in weighted if sign in j.weak]
        expected = sum(w * table.rules.get(j.rule, overall) for j, w in with_it)
        right = sum(w for j, w in with_it if j.right)
        table.signs[sign] = min(1.0, (right + SIGN_PRIOR * overall) / (expected + SIGN_PRIOR * overall))
    return table


def weights(judged: Sequence[Judged]) -> list[float]:
    """What each claim counts: one, or less where its rule speaks often in its article."""
    often = Counter((j.article, j.rule) for j in judged)
    return [min(1.0, ALIKE / often[j.article, j.rule]) for j in judged]


def held_out(judged: Sequence[Judged], rules: Sequence[str]) -> Iterator[Told]:
    """Confidence of each claim as measured on the other articles, whether it was right, and what it counts."""
    weighted = list(zip(judged, weights(judged), strict=True))
    for article in sorted({j.article for j in judged}):
        table = measure([j for j in judged if j.article != article], rules)
        yield from ((table.of(j), j.right, w) for j, w in weighted if j.article == article)


def bins(told: Iterable[Told]) -> list[tuple[float, float, float, float, float]]:
    """Rows of a reliability table: from, to, claims, mean confidence, share right; empty ones are left out."""
    rows = list(told)
    out = []
    for low, high in pairwise(_BINS):
        inside = [x for x in rows if low <= x[0] < high]
        n = sum(w for _, _, w in inside)
        if n:
            out.append(
                (low, min(1.0, high), n, sum(c * w for c, _, w in inside) / n, sum(r * w for _, r, w in inside) / n)
            )
    return out


def at_least(told: Iterable[Told]) -> list[tuple[float, float, float, float]]:
    """What a threshold leaves: rows of threshold, claims, share right, share of all right claims that are kept."""
    rows = list(told)
    right = sum(r * w for _, r, w in rows)
    out = []
    for threshold in _BINS[:-1]:
        kept = [(r * w, w) for c, r, w in rows if c >= threshold]
        n = sum(w for _, w in kept)
        if n:
            out.append((threshold, n, sum(r for r, _ in kept) / n, sum(r for r, _ in kept) / max(1.0, right)))
    return out


def error(told: Iterable[Told]) -> float:
    """Mean squared distance between confidence and truth (Brier); 0 is perfect."""
    rows = list(told)
    return sum(w * (c - r) ** 2 for c, r, w in rows) / max(1.0, sum(w for _, _, w in rows))


def _type(rule: str) -> str:
    return rule.split("/")[0].upper()


def _drawn(weighted: Sequence[tuple[Judged, float]], towards: float, prior: float) -> float:
    right = sum(w for j, w in weighted if j.right)
    return (right + prior * towards) / (sum(w for _, w in weighted) + prior)

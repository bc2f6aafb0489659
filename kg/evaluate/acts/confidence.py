"""How far claims can be trusted: shares of rules that gold bears out, and what signs in a sentence add to them.

Invariant: nothing is believed of a rule that was seen once; a rule that was never seen is as good as its type, a type that
was never seen as good as all. Claims of one rule in one article are alike (a list of candidates is forty times the same
sentence): together they count for a few at most. A sign never counts against what it means: weaknesses add nothing,
strengths take nothing off.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import exp, log

Told = tuple[float, bool, float]
"""Confidence of a claim, whether it was right, what it counts."""
WEAK = ("bare", "by_name", "deep", "far", "inside", "one_sided", "pronoun", "quoted", "roundabout", "unsettled")
STRONG = ("also", "known", "main", "short")
RULE_PRIOR, TYPE_PRIOR = 10.0, 20.0
"""How many imagined claims a type's (everything's) share weighs."""
SHARE_PRIOR, SIGN_PRIOR = 3.0, 4.0
"""How strongly the weight of a rule's share is drawn towards one, and that of a sign towards nought (ridge penalties)."""
ALIKE = 4.0
"""For how many claims all those of one rule in one article count at most."""
_BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.01)
_ROUNDS = 200
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim that was looked up in the gold."""

    article: str
    type: str
    rule: str
    right: bool
    signs: tuple[str, ...] = ()


@dataclass(slots=True)
class Table:
    """Measured trust: shares of all claims, of types, of rules; weights in log-odds of the share and of signs."""

    overall: float
    types: dict[str, float] = field(default_factory=dict)
    rules: dict[str, float] = field(default_factory=dict)
    start: float = 0.0
    share: float = 1.0
    signs: dict[str, float] = field(default_factory=dict)

    def of_rule(self, rule: str) -> float:
        """Share of a rule."""
        return self.rules.get(rule, self.types.get(_type(rule), self.overall))

    def of(self, claim: Judged) -> float:
        """Confidence of a claim."""
        odds = (
            self.start + self.share * _odds(self.of_rule(claim.rule)) + sum(self.signs.get(s, 0.0) for s in claim.signs)
        )
        return min(0.99, max(0.05, _chance(odds)))


def measure(judged: Sequence[Judged], rules: Iterable[str]) -> Table:
    """Measure shares.

    Args:
        judged: Claims of annotated articles.
        rules: Ids (`type/name`) of all rules, also of those that made no claim.

    Returns:
        Shares between 0 and 1; signs weigh nothing yet.
    """
    right: defaultdict[str, float] = defaultdict(float)
    seen: defaultdict[str, float] = defaultdict(float)
    for j, w in zip(judged, weights(judged), strict=True):
        for key in ("", _type(j.rule), j.rule):
            seen[key] += w
            right[key] += w * j.right

    def drawn(key: str, towards: float, prior: float) -> float:
        return (right[key] + prior * towards) / (seen[key] + prior)

    table = Table((right[""] + 1) / (seen[""] + 2))
    for rule in sorted(rules):
        type_ = _type(rule)
        if type_ not in table.types:
            table.types[type_] = drawn(type_, table.overall, TYPE_PRIOR)
        table.rules[rule] = drawn(rule, table.types[type_], RULE_PRIOR)
    return table


def learn(judged: Sequence[Judged], rules: Sequence[str]) -> Table:
    """Measure shares, and weigh signs beside them: a logistic regression whose signs keep their direction.

    The share that a claim is weighed with was measured on the other articles, so that no claim speaks for itself.
    """
    table = measure(judged, rules)
    rows: list[tuple[Judged, float, float]] = []
    weighted = list(zip(judged, weights(judged), strict=True))
    for article in sorted({j.article for j in judged}):
        others = measure([j for j in judged if j.article != article], rules)
        rows += [(j, w, _odds(others.of_rule(j.rule))) for j, w in weighted if j.article == article]
    names = [s for s in (*WEAK, *STRONG) if any(s in j.signs for j in judged)]
    columns = [
        [1.0] * len(rows),
        [odds for _, _, odds in rows],
        *([float(n in j.signs) for j, _, _ in rows] for n in names),
    ]
    bounds = [(-9.0, 9.0), (0.0, 9.0), *((-9.0, 0.0) if n in WEAK else (0.0, 9.0) for n in names)]
    priors = [(0.0, 0.01), (1.0, SHARE_PRIOR), *((0.0, SIGN_PRIOR) for _ in names)]
    truth = [(float(j.right), w) for j, w, _ in rows]
    table.start, table.share, *values = _descend(columns, truth, priors, bounds)
    table.signs = dict(zip(names, values, strict=True))
    return table


def _descend(
    columns: Sequence[Sequence[float]],
    truth: Sequence[tuple[float, float]],
    priors: Sequence[tuple[float, float]],
    bounds: Sequence[tuple[float, float]],
) -> list[float]:
    """Weights of a logistic regression by coordinate descent (Newton steps), each drawn to its prior and kept in its bounds."""
    values = [centre for centre, _ in priors]
    odds = [sum(v * c[n] for v, c in zip(values, columns, strict=True)) for n in range(len(truth))]
    for _ in range(_ROUNDS):
        moved = 0.0
        for k, column in enumerate(columns):
            centre, strength = priors[k]
            slope, bend = -strength * (values[k] - centre), strength
            for n, (y, w) in enumerate(truth):
                if column[n]:
                    p = _chance(odds[n])
                    slope += w * column[n] * (y - p)
                    bend += w * column[n] ** 2 * p * (1 - p)
            new = min(bounds[k][1], max(bounds[k][0], values[k] + slope / bend))
            step, values[k] = new - values[k], new
            odds = [o + step * x for o, x in zip(odds, column, strict=True)]
            moved = max(moved, abs(step))
        if moved < _CLOSE:
            break
    return values


def weights(judged: Sequence[Judged]) -> list[float]:
    """What each claim counts: one, or less where its rule speaks often in its article."""
    often = Counter((j.article, j.rule) for j in judged)
    return [min(1.0, ALIKE / often[j.article, j.rule]) for j in judged]


def held_out(judged: Sequence[Judged], rules: Sequence[str]) -> Iterator[Told]:
    """Confidence of each claim as learnt on the other articles, whether it was right, and what it counts."""
    weighted = list(zip(judged, weights(judged), strict=True))
    for article in sorted({j.article for j in judged}):
        table = learn([j for j in judged if j.article != article], rules)
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


def ordered(told: Iterable[Told]) -> float:
    """How often a right claim is trusted more than a wrong one (area under the curve); 0.5 is chance."""
    rows = list(told)
    good, bad = [(c, w) for c, r, w in rows if r], [(c, w) for c, r, w in rows if not r]
    won = sum(w * v * ((c > d) + 0.5 * (c == d)) for c, w in good for d, v in bad)
    pairs = sum(w for _, w in good) * sum(v for _, v in bad)
    return won / pairs if pairs else 0.5


def _type(rule: str) -> str:
    return rule.split("/")[0].upper()


def _odds(share: float) -> float:
    return log(share / (1 - share))


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-odds))

"""Chains of mentions: two gold formats in, the field's scores out.

Documents (CoNLL-U with `Entity=` brackets, as OntoGUM has them) are scored by MUC (Vilain and others 1995), B-cubed (Bagga
and Baldwin 1998) and CEAF-e (Luo 2005, entities by phi 4), whose mean is the CoNLL score of 2012. Pairs (GAP: a pronoun and
two names) are scored by F1 of "the pronoun stands for this name" (Webster and others 2018).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.evaluate import Counts
from kg.evaluate.assignment import best_total

Chains = Mapping[Hashable, frozenset[Hashable]]
"""Chains by their names: the mentions of each."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A mention of the gold: characters of the text, chain, sort, and where the words of its name begin.

    Attributes:
        start: First character.
        end: Character after the last.
        chain: Name of its chain.
        sort: `name`, `pronoun` or `other`, by the head.
        words: Where head and further words of its name begin; a guess must hold one of them.
    """

    start: int
    end: int
    chain: str
    sort: str
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A text with its mentions."""

    id: str
    text: str
    mentions: tuple[GoldMention, ...]

    def chains(self) -> dict[str, list[GoldMention]]:
        """Names and pronouns by chain; chains of one such mention are left out."""
        found: dict[str, list[GoldMention]] = defaultdict(list)
        for m in self.mentions:
            if m.sort != "other":
                found[m.chain].append(m)
        return {chain: ms for chain, ms in found.items() if len(ms) > 1}


@dataclass(frozen=True, slots=True)
class Guess:
    """A mention of the guess: characters of the text, and its chain."""

    start: int
    end: int
    chain: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A pronoun and two names: character offsets, and whether the pronoun stands for each; gender `m` or `f`."""

    id: str
    text: str
    pronoun: tuple[int, int]
    names: tuple[tuple[int, int], tuple[int, int]]
    same: tuple[bool, bool]
    gender: str


@dataclass(slots=True)
class _Sums:
    """Numerators and denominators over all documents, on the gold's side and on the guess's."""

    gold: list[float] = field(default_factory=lambda: [0.0, 0.0])
    guess: list[float] = field(default_factory=lambda: [0.0, 0.0])

    def add(self, gold: tuple[float, float], guess: tuple[float, float]) -> None:
        self.gold = [a + b for a, b in zip(self.gold, gold, strict=True)]
        self.guess = [a + b for a, b in zip(self.guess, guess, strict=True)]

    def to_dict(self) -> dict[str, float]:
        recall = self.gold[0] / self.gold[1] if self.gold[1] else 0.0
        precision = self.guess[0] / self.guess[1] if self.guess[1] else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def score_documents(gold: Iterable[GoldDocument], guessed: Iterable[Sequence[Guess]]) -> dict[str, Any]:
    """Score the chains of names and pronouns.

    A guessed mention is the gold one whose name word it holds and whose span it does not leave; of several the shortest.
    Chains of one mention count on neither side.

    Args:
        gold: Documents.
        guessed: For each, the mentions found in its text: names and pronouns, with their chains.

    Returns:
        `f1` (mean of the three), each of the three with precision and recall, and how many mentions were found; all
        between 0 and 1.
    """
    sums = {"muc": _Sums(), "b_cubed": _Sums(), "ceaf_e": _Sums()}
    found = Counts()
    documents = 0
    for document, guesses in zip(gold, guessed, strict=True):
        documents += 1
        key, response = _aligned(document, guesses)
        found.add({m for c in key.values() for m in c}, {m for c in response.values() for m in c})
        sums["muc"].add(_links(key, response), _links(response, key))
        sums["b_cubed"].add(_cubed(key, response), _cubed(response, key))
        alike = _alike(key, response)
        sums["ceaf_e"].add((alike, len(key)), (alike, len(response)))
    scores = {name: s.to_dict() for name, s in sums.items()}
    mean = sum(s["f1"] for s in scores.values()) / len(scores)
    return {"documents": documents, "f1": round(mean, 4), **scores, "mentions": found.to_dict()}


def _aligned(document: GoldDocument, guesses: Sequence[Guess]) -> tuple[Chains, Chains]:
    """Both sides' chains over one set of mentions: those of the gold, and the guesses that are none of them."""
    gold = [m for ms in document.chains().values() for m in ms]
    options = sorted(
        (m.end - m.start, g.end - g.start, i, j)
        for i, m in enumerate(gold)
        for j, g in enumerate(guesses)
        if m.start <= g.start and g.end <= m.end and any(g.start <= w < g.end for w in m.words)
    )
    mate: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in options:
        if i not in used and j not in mate:
            mate[j] = i
            used.add(i)
    key: dict[Hashable, set[Hashable]] = defaultdict(set)
    response: dict[Hashable, set[Hashable]] = defaultdict(set)
    for i, m in enumerate(gold):
        key[m.chain].add(i)
    for j, g in enumerate(guesses):
        response[g.chain].add(mate.get(j, ("extra", g.start, g.end)))
    return _frozen(key), _frozen({c: ms for c, ms in response.items() if len(ms) > 1})


def _frozen(chains: Mapping[Hashable, set[Hashable]]) -> Chains:
    return {c: frozenset(ms) for c, ms in chains.items()}


def _links(chains: Chains, others: Chains) -> tuple[float, float]:
    """MUC: links of `chains` that `others` keeps, of all; a chain in k parts lost k - 1 links."""
    of = {m: c for c, ms in others.items() for m in ms}
    kept = total = 0
    for members in chains.values():
        parts = len({of[m] for m in members if m in of}) + sum(m not in of for m in members)
        kept += len(members) - parts
        total += len(members) - 1
    return kept, total


def _cubed(chains: Chains, others: Chains) -> tuple[float, float]:
    """B-cubed: over mentions, the share of their chain that their other chain holds."""
    of = {m: c for c, ms in others.items() for m in ms}
    held = 0.0
    for members in chains.values():
        shared = Counter(of[m] for m in members if m in of)
        held += sum(n * n for n in shared.values()) / len(members)
    return held, sum(map(len, chains.values()))


def _alike(key: Chains, response: Chains) -> float:
    """CEAF-e: likeness (Dice) of chains under the best one-to-one assignment."""
    names = list(response)
    return best_total([[2 * len(k & response[n]) / (len(k) + len(response[n])) for n in names] for k in key.values()])


def score_pairs(gold: Iterable[Pair], guessed: Iterable[tuple[bool, bool]]) -> dict[str, Any]:
    """Score which of two names each pronoun stands for.

    Args:
        gold: Pronouns with their names.
        guessed: For each, whether its chain holds a mention that overlaps the first name, and the second.

    Returns:
        Counts, precision, recall, F1 of "stands for", over all and by gender, and `bias`: F1 of women by that of men.
    """
    overall = Counts()
    by_gender = {"f": Counts(), "m": Counts()}
    pairs = 0
    for number, (pair, guess) in enumerate(zip(gold, guessed, strict=True)):
        pairs += 1
        same: set[object] = {(number, side) for side in (0, 1) if pair.same[side]}
        said: set[object] = {(number, side) for side in (0, 1) if guess[side]}
        overall.add(same, said)
        by_gender[pair.gender].add(same, said)
    scores = {gender: counts.to_dict() for gender, counts in by_gender.items()}
    bias = scores["f"]["f1"] / scores["m"]["f1"] if scores["m"]["f1"] else 0.0
    return {"pairs": pairs, **overall.to_dict(), "by_gender": scores, "bias": round(bias, 4)}

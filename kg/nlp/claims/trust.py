"""How far a claim can be trusted: signs that anyone can see in its sentence, weighed as annotated articles taught.

Invariant: signs and weights are data (`_confidence.yaml`) or follow from the tree; the same claim has the same confidence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from typing import Any

from spacy.tokens import Token

from kg.nlp.claims.view import View
from kg.rules.compile import Candidate
from kg.rules.rule import Rule, Rulebook

_FAR = 12
"""Words between the trigger and an argument."""
_DEEP = 3
"""Steps of the tree between an act's trigger and the head of its sentence."""
_SHORT = 12
"""Tokens of a short sentence."""
_LATE = 2
"""Roles of a rule that yielded nothing before the one that did."""
_INNER = frozenset(("DEEP", "WHOSE"))
_LEAST, _MOST = 0.05, 0.99


class Trust:
    """Confidence of claims under one rulebook."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._by_id = {r.id: r for r in book.rules}

    def of(self, rule: str, signs: Sequence[str]) -> float:
        """Confidence of a claim of a rule with these signs, rounded."""
        odds = sum(weight for _, weight in self.why(rule, signs))
        return round(min(_MOST, max(_LEAST, 1 / (1 + exp(-odds)))), 2)

    def why(self, rule: str, signs: Sequence[str]) -> list[tuple[str, float]]:
        """What the confidence is made of: the rule's share of right claims, and each sign, in log-odds."""
        share = share_of(self._by_id[rule])
        own = self._book.start + self._book.share * log(share / (1 - share))
        return [(rule, own), *((s, self._book.signs[s]) for s in signs if self._book.signs.get(s))]


def share_of(rule: Rule) -> float:
    """A rule's share of right claims, as measured or else as its writer says; never nought or one."""
    value = rule.confidence if rule.reliability is None else rule.reliability
    return min(_MOST, max(_LEAST, value))


def read_signs(
    candidate: Candidate,
    words: Mapping[str, Sequence[Token]],
    ways: Mapping[str, int],
    claim: Mapping[str, Any],
    view: View,
    *,
    act: bool,
) -> list[str]:
    """Signs that speak for a claim or against it; docs/confidence.md tells what each means.

    Args:
        candidate: Rule and trigger.
        words: For each argument the words that it stands on.
        ways: For each argument which of the rule's roles yielded it, counted from 0.
        claim: `actors`, `recipients`, `places` and `status` of the claim.
        view: The document.
        act: An act, no standing relation.
    """
    token, rule = candidate.token, candidate.rule
    others = claim["recipients"] or ([] if act else claim["places"])
    sides = [*claim["actors"], *others]
    found = [w for ws in words.values() for w in ws]
    roles = [rule.roles[f"{a}@{candidate.kind}"][n] for a, n in ways.items()]
    signs = {
        "one_sided": not others,
        "pronoun": any(view.is_pronoun(w) for w in found),
        "bare": any(_is_bare(view.chains[c]["name"]) for c in sides),
        "known": any(view.chains[c]["ref"] for c in claim["actors"]),
        "far": any(abs(w.i - token.i) > _FAR for w in found),
        "roundabout": any(n >= _LATE for a, n in ways.items() if a != "place"),
        "inside": any(_INNER & set(role.split(".")) for role in roles),
        "deep": act and _depth(token) >= _DEEP,
        "main": token.dep_ == "ROOT",
        "by_name": candidate.kind == "mention",
        "short": len(token.sent) < _SHORT,
        "unsettled": claim["status"] != "actual",
        "quoted": view.spoken is not None and view.spoken.at(token.i) is not None,
    }
    return sorted(name for name, holds in signs.items() if holds)


def _is_bare(name: str) -> bool:
    """Whether somebody is called by one common noun: "soldiers"."""
    return name.islower() and " " not in name


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)

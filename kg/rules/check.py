"""Runs every rule's own examples and says which do not hold: hits must be found with their arguments, misses must not.

Invariant: this module knows neither spaCy nor a model; whoever calls it brings a function that reads a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kg.rules.rule import ARGUMENTS, Example, Rule, Rulebook

_EDGES = re.compile(r"^(?:the|a|an)\s+|[’']s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A claim read from an example: type, rule, status, and the surface forms of each entity, for each argument and of sources."""

    type: str
    rule: str
    status: str
    arguments: dict[str, tuple[frozenset[str], ...]]
    says: tuple[frozenset[str], ...] = ()


Reader = Callable[[str], Sequence[Found]]


@dataclass(frozen=True, slots=True)
class Problem:
    """An example that does not hold."""

    rule: str
    file: str
    text: str
    why: str


@dataclass(slots=True)
class CheckReport:
    """Result of a check: how many examples held, which did not, and by type the rules, triggers and examples checked."""

    passed: int = 0
    problems: list[Problem] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)
    triggers: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def coverage(self) -> list[tuple[str, int, int, int, int, int]]:
        """Rows of type, rules, words that announce them, hits, misses, and examples that do not hold; the sum comes last."""
        rows = [
            (t, self.rules[t], self.triggers[t], self.hits[t], self.misses[t], self.wrong[t])
            for t in sorted(self.rules)
        ]
        sums = [sum(c.values()) for c in (self.rules, self.triggers, self.hits, self.misses, self.wrong)]
        return [*rows, ("all", sums[0], sums[1], sums[2], sums[3], sums[4])]


def normalise(form: str) -> str:
    """Surface form without article, possessive and case."""
    return _EDGES.sub("", form.strip()).lower()


def check_rules(book: Rulebook, read: Reader, *, only: str | None = None) -> CheckReport:
    """Check all rules, or those whose id begins with `only`.

    Args:
        book: The rules.
        read: Reads one sentence and returns its claims.
        only: A type or rule id.

    Returns:
        The report; `problems` is empty when everything holds.
    """
    report = CheckReport()
    for rule in book.rules:
        if only is not None and not rule.id.startswith(only.lower()):
            continue
        report.rules[rule.type] += 1
        report.triggers[rule.type] += len(rule.triggers)
        report.hits[rule.type] += len(rule.hits)
        report.misses[rule.type] += len(rule.misses)
        for hit in rule.hits:
            _note(report, rule, hit.text, why_not(rule, hit, read(hit.text)))
        for miss in rule.misses:
            fired = [f for f in read(miss) if f.rule == rule.id]
            _note(report, rule, miss, "fires, and should not" if fired else None)
    return report


def _note(report: CheckReport, rule: Rule, text: str, why: str | None) -> None:
    if why is None:
        report.passed += 1
    else:
        report.wrong[rule.type] += 1
        report.problems.append(Problem(rule.id, rule.file, text, why))


def why_not(rule: Rule, hit: Example, found: Sequence[Found]) -> str | None:
    """Why none of the claims is the expected one; None when one is."""
    mine = [f for f in found if f.rule == rule.id]
    if not mine:
        others = ", ".join(sorted({f.rule for f in found})) or "no claim at all"
        return f"does not fire ({others})"
    reasons = []
    for f in mine:
        reason = _mismatch(rule, hit, f)
        if reason is None:
            return None
        reasons.append(reason)
    return "; ".join(reasons)


def _mismatch(rule: Rule, hit: Example, f: Found) -> str | None:
    expected_type = hit.type or rule.type
    if f.type != expected_type:
        return f"type {f.type}, expected {expected_type}"
    if hit.status is not None and f.status != hit.status:
        return f"status {f.status}, expected {hit.status}"
    for argument in ARGUMENTS:
        given = f.arguments.get(argument, ())
        for form in getattr(hit, argument):
            if not any(normalise(form) in {normalise(x) for x in forms} for forms in given):
                have = ", ".join(min(forms, key=len) for forms in given if forms) or "nobody"
                return f"{argument} {form!r} not found (found {have})"
        if not getattr(hit, argument) and argument != "place" and given:
            have = ", ".join(min(forms, key=len) for forms in given if forms)
            return f"{argument} should be empty (found {have})"
    return _other_sources(hit, f)


def _other_sources(hit: Example, f: Found) -> str | None:
    """Why the sources are not those that the example names, in its order; "nobody" is none."""
    wanted = () if hit.says == ("nobody",) else hit.says
    pairs = list(zip(wanted, f.says, strict=False))
    fit = len(wanted) == len(f.says) and all(normalise(w) in {normalise(x) for x in forms} for w, forms in pairs)
    if not hit.says or fit:
        return None
    have = ", ".join(min(forms, key=len) for forms in f.says if forms) or "nobody"
    return f"says {', '.join(hit.says)!r} expected (found {have})"

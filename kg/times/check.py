"""Runs the examples of every pattern: each hit is found and means what it says, no miss fires."""

from __future__ import annotations

from kg.times.compile import Pattern
from kg.times.grammar import TimeGrammar, load_times


def check_times(grammar: TimeGrammar | None = None) -> list[str]:
    """Run every pattern's hits and misses.

    Args:
        grammar: The grammar to check; the built-in one when None.

    Returns:
        A line for each example that does not hold, in the order of patterns; empty when all is well.
    """
    grammar = grammar or load_times()
    problems = []
    for pattern in grammar.patterns:
        for number, hit in enumerate(pattern.hits, 1):
            problem = _hit(grammar, pattern, hit)
            if problem is not None:
                problems.append(f"{pattern.id}: hit {number}: {problem}")
        for miss in pattern.misses:
            fired = [e.text for e in grammar.find(miss) if e.pattern == pattern.id]
            if fired:
                problems.append(f"{pattern.id}: finds {fired[0]!r} in {miss!r}")
    return problems


def _hit(grammar: TimeGrammar, pattern: Pattern, hit: tuple[object, ...]) -> str | None:
    """What is wrong with one hit: [text, published, words, start, end, grain], perhaps with a tense behind."""
    if not 6 <= len(hit) <= 7:
        return "not of the form [text, published, words, start, end, grain, tense]"
    text, published, words, *expected = (str(v) if v is not None else None for v in hit[:6])
    found = grammar.find(text or "")
    mine = [e for e in found if e.text == words and e.pattern == pattern.id]
    if not mine:
        return f"{words!r} is not found in {text!r}, but {[(e.pattern, e.text) for e in found]}"
    p = grammar.resolve(mine[0], published, tense=str(hit[6]) if len(hit) > 6 else None)
    if [p.start, p.end, p.grain] != expected:
        return f"{words!r} is {[p.start, p.end, p.grain]}, expected {expected}"
    return None

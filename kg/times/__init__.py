"""Words to periods: a small grammar as data, anchored on the article's date. Knows no spaCy."""

from kg.times.grammar import TimeExpression, TimeGrammar, load_times

__all__ = ["TimeExpression", "TimeGrammar", "load_times"]

"""Words to periods: a small grammar as data, anchored on the article's date. Knows no spaCy."""

from kg.times.check import check_times
from kg.times.expression import TimeExpression
from kg.times.grammar import TimeGrammar, load_times

__all__ = ["TimeExpression", "TimeGrammar", "check_times", "load_times"]

"""Chains of all articles become entities: block, judge, link. Half two; knows no spaCy and changes no extraction.

Merges by key (gazetteer reference, full name, name and country) need no judgement: the key is the reason and can be
read off the entity. Judgements are made, and kept in the ledger, only for pairs whose keys differ.
"""

from kg.resolve.block import block
from kg.resolve.chains import ArticleChain, chains_of
from kg.resolve.judge import MACHINE, judge
from kg.resolve.linker import Linker, link
from kg.resolve.pairs import Pair

__all__ = ["MACHINE", "ArticleChain", "Linker", "Pair", "block", "chains_of", "judge", "link"]

"""Bytes become articles: `read(sources)` yields each article, or the error that says why it could not be read.

Invariants: an error about one article or file is a value, so that the rest of the batch goes on; what is wrong
with the call itself (a path that does not exist) is raised before anything is read; no more than one article
(for `.json`: one file) is in memory at a time.
"""

from kg.readers.article import Source, build_article
from kg.readers.batch import Reading, read
from kg.readers.registry import Reader, readers

__all__ = ["Reader", "Reading", "Source", "build_article", "read", "readers"]

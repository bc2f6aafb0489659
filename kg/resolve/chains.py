"""A chain with the article it stands in: what resolution compares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.ids import chain_key
from kg.model import Chain, Extraction


@dataclass(frozen=True, slots=True)
class ArticleChain:
    """One chain of one article.

    `mentions` counts its mentions, `key` names it in judgements, `published` is the article's date (ISO prefix).
    """

    article: str
    chain: Chain
    mentions: int
    key: str
    published: str | None = None


def chains_of(extractions: Iterable[Extraction]) -> Iterator[ArticleChain]:
    """All chains, as they come."""
    for extraction in extractions:
        article = extraction.article
        mentions = Counter(m.chain for m in extraction.mentions)
        for chain in extraction.chains:
            yield ArticleChain(
                article.id, chain, mentions[chain.id], chain_key(article.id, chain.id), article.published
            )

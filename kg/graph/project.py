"""Extractions and entities become the graph: claims with entity ids, and relations that sum them up.

Invariant: a pure function of extractions, linker and ontology; every part is sorted by id, so the order of the input
does not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from kg.graph.summary import summarise
from kg.ids import chain_key
from kg.model import Article, Claim, Entity, Extraction, Graph, Statement
from kg.ontology import Ontology, load_ontology


class Linked(Protocol):
    """What a linker offers (see `kg.resolve.Linker`)."""

    def entity_of(self, chain_key: str, /) -> str:
        """Id of the entity of a chain."""

    def entities(self) -> Iterator[Entity]:
        """All entities."""


def project(extractions: Iterable[Extraction], linker: Linked, *, ontology: Ontology | None = None) -> Graph:
    """Build the knowledge graph.

    Args:
        extractions: What stands in the ledger, with the articles' texts; read once, in any order.
        linker: Made from the same extractions.
        ontology: Types and statuses; None for the built-in one.

    Returns:
        Entities (all, with or without a claim), relations, articles (without text) and claims, each sorted by id.

    Raises:
        KeyError: A claim names a chain that the linker does not know.
    """
    articles: dict[str, Article] = {}
    claims: dict[str, Statement] = {}
    for extraction in extractions:
        article = extraction.article
        articles[article.id] = replace(article, text="", content="")
        for claim in extraction.claims:
            claims[claim.id] = statement(claim, article, linker)
    ordered = [claims[id_] for id_ in sorted(claims)]
    published = {id_: article.published for id_, article in articles.items()}
    return Graph(
        entities=tuple(sorted(linker.entities(), key=lambda e: e.id)),
        relations=tuple(summarise(ordered, published, ontology or load_ontology())),
        articles=tuple(articles[id_] for id_ in sorted(articles)),
        claims=tuple(ordered),
    )


def statement(claim: Claim, article: Article, linker: Linked) -> Statement:
    """The claim as the graph holds it: entity ids for chains, and its words for offsets.

    Raises:
        KeyError: The linker does not know one of its chains.
    """

    def entities(chains: Iterable[str]) -> tuple[str, ...]:
        # Two chains of one article may be one entity: name it once.
        return tuple(dict.fromkeys(linker.entity_of(chain_key(article.id, c)) for c in chains))

    quantities = tuple(
        replace(q, of=linker.entity_of(chain_key(article.id, q.of)) if q.of is not None else None)
        for q in claim.quantities
    )
    return Statement(
        id=claim.id,
        article=article.id,
        type=claim.type,
        mode=claim.mode,
        actors=entities(claim.actors),
        recipients=entities(claim.recipients),
        places=entities(claim.places),
        period=claim.period,
        status=claim.status,
        attributed_to=entities(claim.attributed_to),
        quantities=quantities,
        trigger=article.text[claim.trigger.start : claim.trigger.end],
        sentence=" ".join(article.text[claim.sentence.start : claim.sentence.end].split()),
        rule=claim.rule,
        confidence=claim.confidence,
    )

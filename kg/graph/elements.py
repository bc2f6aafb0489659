"""The graph as nodes and edges with properties, as loaders and exports take it: the shape told in `kg schema`.

Invariant: keys of nodes and ids of edges are unique in one graph, and all of it is in a fixed order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.errors import UsageError
from kg.graph.dates import Stretch, stretch
from kg.model import Article, Entity, Graph, Relation, Statement
from kg.ontology import Ontology, load_ontology

WHAT = ("relations", "claims", "all")

UNKNOWN: Stretch = (None, None)


@dataclass(frozen=True, slots=True)
class Node:
    """An entity, a claim or an article.

    Attributes:
        key: Unique in the graph; the id, with `article:` before an article's.
        id: Unique among entities, or claims, or articles.
        labels: The common one (Entity, Claim, Article) first.
        name: What to write beside it.
        properties: Plain values: text, numbers, tuples of text, None.
        spells: When it is in sight, as (first, last) ISO prefixes; empty for always.
        record: What it was made from.
    """

    key: str
    id: str
    labels: tuple[str, ...]
    name: str
    properties: dict[str, Any]
    spells: tuple[Stretch, ...]
    record: Entity | Article | Statement


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation, or what ties a claim to an entity or to its article.

    Attributes:
        id: Unique in the graph.
        type: An event type or standing relation; ACTOR, RECIPIENT, AT, ATTRIBUTED_TO or IN.
        source: Key of a node.
        target: Key of a node.
        properties: Plain values.
        dates: First and last date as ISO prefixes; None where unknown.
        record: What it was made from.
    """

    id: str
    type: str
    source: str
    target: str
    properties: dict[str, Any]
    dates: Stretch
    record: Relation | Statement


def elements(graph: Graph, what: str = "relations", *, ontology: Ontology | None = None) -> Iterator[Node | Edge]:
    """All nodes, then all edges.

    Args:
        graph: Whole or selected.
        what: `relations` for entities and relations; `claims` for entities, articles, claims and what ties them; `all`
            for both.
        ontology: Knows labels and quads; None for the built-in one.

    Raises:
        UsageError: `what` is none of these.
    """
    if what not in WHAT:
        raise UsageError(f"cannot give {what!r}", key="--what", remedy=f"one of {', '.join(WHAT)}")
    ontology = ontology or load_ontology()
    published = {article.id: article.published for article in graph.articles}
    edges = list(_edges(graph, what, published))
    spells = _spells(edges)
    for entity in graph.entities:
        yield _entity(entity, ontology, tuple(spells.get(entity.id, ())))
    if what != "relations":
        yield from map(_article, graph.articles)
        for claim in graph.claims:
            yield _claim(claim, ontology, published.get(claim.article))
    yield from edges


def claim_properties(claim: Statement, ontology: Ontology) -> dict[str, Any]:
    """What a claim says of itself: type, quad, mode, status, dates, numbers, words, rule."""
    period = claim.period
    return {
        "type": claim.type,
        "quad": ontology.quad(claim.type),
        "mode": claim.mode,
        "status": claim.status,
        "start": period.start if period is not None else None,
        "end": period.end if period is not None else None,
        "grain": period.grain if period is not None else None,
        "confidence": claim.confidence,
        "rule": claim.rule,
        "trigger": claim.trigger,
        "sentence": claim.sentence,
        "article": claim.article,
        **_numbers(claim, ontology),
    }


def _numbers(claim: Statement, ontology: Ontology) -> dict[str, int | None]:
    """`killed_low`, `killed_high` and so on, summed over groups; no high where one group has none."""
    found: dict[str, int | None] = {}
    for role in ontology.quantity_roles:
        low = [q.low for q in claim.quantities if q.role == role]
        high = [q.high for q in claim.quantities if q.role == role and q.high is not None]
        found[f"{role}_low"] = sum(low) if low else None
        found[f"{role}_high"] = sum(high) if low and len(high) == len(low) else None
    return found


def entity_properties(entity: Entity) -> dict[str, Any]:
    """What an entity says of itself: name, kind, aliases, country, coordinates, and in how many articles it stands."""
    return {
        "name": entity.name,
        "kind": entity.kind,
        "aliases": entity.aliases,
        "country": entity.country,
        "sector": entity.sector,
        "lat": entity.lat,
        "lon": entity.lon,
        "precision": entity.place_precision,
        "mentions": entity.mentions,
        "articles": len({chain.rpartition(":")[0] for chain in entity.chains}),
    }


def labels_of(kind: str, ontology: Ontology) -> tuple[str, ...]:
    """Labels of an entity of a kind; of an unknown kind, the common one alone."""
    known = ontology.kinds.get(kind)
    return known.labels if known is not None else ("Entity",)


def article_properties(article: Article) -> dict[str, Any]:
    """The description of an article, without its id."""
    values = article.to_dict()
    del values["id"]
    return values


def ties(claim: Statement) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a claim is tied to: type of tie and ids of entities, or of its article (IN)."""
    yield "ACTOR", claim.actors
    yield "RECIPIENT", claim.recipients
    yield "AT", claim.places
    yield "ATTRIBUTED_TO", claim.attributed_to
    yield "IN", (claim.article,)


def _entity(entity: Entity, ontology: Ontology, spells: tuple[Stretch, ...]) -> Node:
    labels, values = labels_of(entity.kind, ontology), entity_properties(entity)
    return Node(entity.id, entity.id, labels, entity.name, values, spells, entity)


def _article(article: Article) -> Node:
    values = article_properties(article)
    spells = ((article.published, article.published),) if article.published is not None else ()
    name = article.title or article.id
    return Node(f"article:{article.id}", article.id, ("Article",), name, values, spells, article)


def _claim(claim: Statement, ontology: Ontology, published: str | None) -> Node:
    dates = stretch(claim.period, published)
    spells = (dates,) if dates != UNKNOWN else ()
    return Node(claim.id, claim.id, ("Claim",), claim.type, claim_properties(claim, ontology), spells, claim)


def _edges(graph: Graph, what: str, published: dict[str, str | None]) -> Iterator[Edge]:
    if what != "claims":
        for r in graph.relations:
            properties = {"count": r.count, "articles": r.articles, "first": r.first, "last": r.last}
            yield Edge(r.id, r.type, r.subject, r.object, properties, (r.first, r.last), r)
    if what != "relations":
        for claim in graph.claims:
            dates = stretch(claim.period, published.get(claim.article))
            for type_, ids in ties(claim):
                for key in (f"article:{id_}" for id_ in ids) if type_ == "IN" else ids:
                    yield Edge(f"{claim.id}:{type_}:{key}", type_, claim.id, key, {}, dates, claim)


def _spells(edges: list[Edge]) -> dict[str, list[Stretch]]:
    """When each node has an edge; a node with an edge of unknown date is always in sight, so it has no spells."""
    found: dict[str, list[Stretch]] = {}
    always = set()
    for edge in edges:
        for key in (edge.source, edge.target):
            found.setdefault(key, []).append(edge.dates)
            if edge.dates == UNKNOWN:
                always.add(key)
    return {key: dates for key, dates in found.items() if key not in always}

"""The graph as a NetworkX `MultiDiGraph`, for notebooks and algorithms.

Invariant: nodes and edges are keyed by stable ids, so loading twice into one graph is loading once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.model import Entity, Graph, Statement
from kg.ontology import Ontology, load_ontology

if TYPE_CHECKING:
    import networkx


def load(graph: Graph, into: networkx.MultiDiGraph | None = None) -> networkx.MultiDiGraph:
    """Load entities as nodes and relations as edges.

    Args:
        graph: Whole or selected.
        into: A graph to merge into; None for a new one.

    Returns:
        Nodes by entity id with `name, kind, aliases, country, sector, lat, lon, precision, mentions, articles`; edges
        keyed by relation id with `type, count, articles, first, last`. Values may be None or lists.
    """
    network = _network(into)
    for entity in graph.entities:
        network.add_node(entity.id, **_entity(entity))
    for r in graph.relations:
        network.add_edge(
            r.subject, r.object, key=r.id, type=r.type, count=r.count, articles=r.articles, first=r.first, last=r.last
        )
    return network


def load_claims(
    graph: Graph, into: networkx.MultiDiGraph | None = None, *, ontology: Ontology | None = None
) -> networkx.MultiDiGraph:
    """Load entities, claims and articles as nodes, and what ties them as edges.

    Args:
        graph: Whole or selected.
        into: A graph to merge into; None for a new one.
        ontology: Knows the quads; None for the built-in one.

    Returns:
        Nodes have `node` (entity, claim, article) beside their attributes; the id of an article's node is
        `article:` and its id. Edges go from a claim and have a `type`: ACTOR, RECIPIENT, AT, ATTRIBUTED_TO (to
        entities), IN (to its article); that type is their key.
    """
    network = _network(into)
    ontology = ontology or load_ontology()
    for entity in graph.entities:
        network.add_node(entity.id, node="entity", **_entity(entity))
    for article in graph.articles:
        network.add_node(f"article:{article.id}", node="article", **article.to_dict() | {"id": article.id})
    for claim in graph.claims:
        network.add_node(claim.id, node="claim", **_claim(claim, ontology))
        for type_, ids in (
            ("ACTOR", claim.actors),
            ("RECIPIENT", claim.recipients),
            ("AT", claim.places),
            ("ATTRIBUTED_TO", claim.attributed_to),
            ("IN", (f"article:{claim.article}",)),
        ):
            for id_ in ids:
                network.add_edge(claim.id, id_, key=type_, type=type_)
    return network


def _network(into: networkx.MultiDiGraph | None) -> networkx.MultiDiGraph:
    import networkx

    return networkx.MultiDiGraph() if into is None else into


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "name": entity.name,
        "kind": entity.kind,
        "aliases": list(entity.aliases),
        "country": entity.country,
        "sector": entity.sector,
        "lat": entity.lat,
        "lon": entity.lon,
        "precision": entity.place_precision,
        "mentions": entity.mentions,
        "articles": len({chain.rpartition(":")[0] for chain in entity.chains}),
    }


def _claim(claim: Statement, ontology: Ontology) -> dict[str, Any]:
    period = claim.period
    quantities = {f"{q.role}_{side}": v for q in claim.quantities for side, v in (("low", q.low), ("high", q.high))}
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
        **quantities,
    }

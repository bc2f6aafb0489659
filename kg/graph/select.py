"""A part of the graph: by time, type, entity, and whether relations or claims are wanted.

Invariant: relations are summed up anew from the claims that are left, so that counts and dates fit the selection, and
only entities and articles that something left still names are kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.errors import UsageError
from kg.graph.dates import overlaps, stretch
from kg.graph.find import find
from kg.graph.summary import summarise
from kg.model import Graph, Relation, Statement
from kg.ontology import Ontology, load_ontology

WHAT = ("relations", "claims")


def select(
    graph: Graph,
    *,
    since: str | None = None,
    until: str | None = None,
    types: Collection[str] = (),
    entity: str | None = None,
    what: str | None = None,
    ontology: Ontology | None = None,
) -> Graph:
    """Keep a part of the graph.

    Args:
        graph: The whole.
        since: Only claims about this date (ISO prefix) or later; by the article's date where a claim has no period.
        until: Only claims about this date or earlier; `2020-02` includes its last day.
        types: Only claims of these types; empty for all.
        entity: Only what names this entity (id, name or alias); of several with that name, all.
        what: `relations` keeps relations and their entities, `claims` keeps claims, their entities and articles;
            None keeps both.
        ontology: Types; None for the built-in ones.

    Raises:
        UsageError: Unknown type, entity or `what`.
    """
    ontology = ontology or load_ontology()
    if what is not None and what not in WHAT:
        raise UsageError(f"unknown choice {what!r}", remedy="one of " + ", ".join(WHAT))
    for type_ in types:
        if type_ not in ontology.types:
            raise UsageError(f"unknown type {type_!r}", remedy="one of " + ", ".join(ontology.types))
    wanted = {e.id for e in find(graph, entity)} if entity is not None else None
    published = {a.id: a.published for a in graph.articles}
    claims = [
        c
        for c in graph.claims
        if (not types or c.type in types)
        and overlaps(stretch(c.period, published.get(c.article)), since, until)
        and (wanted is None or not wanted.isdisjoint(named(c)))
    ]
    relations = [
        r for r in summarise(claims, published, ontology) if wanted is None or r.subject in wanted or r.object in wanted
    ]
    return _closed(graph, [] if what == "relations" else claims, [] if what == "claims" else relations)


def named(claim: Statement) -> Iterable[str]:
    """Ids of all entities that a claim names."""
    counted = (q.of for q in claim.quantities if q.of is not None)
    return (*claim.actors, *claim.recipients, *claim.places, *claim.attributed_to, *counted)


def _closed(graph: Graph, claims: list[Statement], relations: list[Relation]) -> Graph:
    """The given claims and relations with the entities and articles that they name."""
    used = {id_ for c in claims for id_ in named(c)} | {id_ for r in relations for id_ in (r.subject, r.object)}
    told = {c.article for c in claims}
    return Graph(
        entities=tuple(e for e in graph.entities if e.id in used),
        relations=tuple(relations),
        articles=tuple(a for a in graph.articles if a.id in told),
        claims=tuple(claims),
    )

"""Look for what must not be in a graph: things named but absent, unknown words, sides that a type does not allow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.graph.select import named
from kg.model import Entity, Graph, Relation, Statement
from kg.ontology import Ontology, RelationType


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong: `part` of the graph (entity, relation, article, claim), its id, and what it is."""

    part: str
    id: str
    message: str


def check(graph: Graph, ontology: Ontology) -> list[Problem]:
    """Check a whole graph.

    Args:
        graph: From `project` (a selection without claims has relations without evidence, and is reported so).
        ontology: The words that it may use.

    Returns:
        Problems, sorted; empty when all is well.
    """
    entities = {e.id: e for e in graph.entities}
    articles = {a.id for a in graph.articles}
    claims = {c.id for c in graph.claims}
    problems = set(_duplicates(graph))
    for entity in graph.entities:
        problems.update(Problem("entity", entity.id, m) for m in _entity(entity, ontology))
    for claim in graph.claims:
        problems.update(Problem("claim", claim.id, m) for m in _claim(claim, entities, ontology))
        if claim.article not in articles:
            problems.add(Problem("claim", claim.id, f"its article {claim.article} is absent"))
    for relation in graph.relations:
        problems.update(Problem("relation", relation.id, m) for m in _relation(relation, entities, ontology))
        if missing := [c for c in relation.claims if c not in claims]:
            problems.add(Problem("relation", relation.id, f"its claim {missing[0]} is absent"))
    return sorted(problems)


def _duplicates(graph: Graph) -> Iterator[Problem]:
    parts: tuple[tuple[str, Iterable[str]], ...] = (
        ("entity", (e.id for e in graph.entities)),
        ("relation", (r.id for r in graph.relations)),
        ("article", (a.id for a in graph.articles)),
        ("claim", (c.id for c in graph.claims)),
    )
    for part, ids in parts:
        for id_, count in Counter(ids).items():
            if count > 1:
                yield Problem(part, id_, f"stands {count} times")
    sides = Counter((r.subject, r.type, r.object) for r in graph.relations)
    for relation in graph.relations:
        if sides[relation.subject, relation.type, relation.object] > 1:
            yield Problem("relation", relation.id, "another relation has its subject, type and object")


def _entity(entity: Entity, ontology: Ontology) -> Iterator[str]:
    if entity.kind not in ontology.kinds:
        yield f"unknown kind {entity.kind!r}"
    if entity.sector is not None and entity.sector not in ontology.sectors:
        yield f"unknown sector {entity.sector!r}"
    if entity.place_precision is not None and entity.place_precision not in ontology.precisions:
        yield f"unknown precision {entity.place_precision!r}"
    if not entity.name:
        yield "has no name"
    if not entity.chains:
        yield "has no chains"
    if (entity.lat is None) != (entity.lon is None):
        yield "has half a coordinate"
    elif entity.lat is not None and entity.lon is not None and not (abs(entity.lat) <= 90 and abs(entity.lon) <= 180):
        yield f"its coordinates {entity.lat}, {entity.lon} are not on Earth"


def _claim(claim: Statement, entities: Mapping[str, Entity], ontology: Ontology) -> Iterator[str]:
    yield from (f"its entity {id_} is absent" for id_ in named(claim) if id_ not in entities)
    if claim.type not in ontology.types:
        yield f"unknown type {claim.type!r}"
    if claim.status not in ontology.statuses:
        yield f"unknown status {claim.status!r}"
    event = ontology.events.get(claim.type)
    if event is not None and claim.mode is not None and claim.mode not in event.modes:
        yield f"{claim.type} has no mode {claim.mode!r}"
    if claim.period is not None and claim.period.grain not in ontology.grains:
        yield f"unknown grain {claim.period.grain!r}"
    yield from (f"unknown quantity {q.role!r}" for q in claim.quantities if q.role not in ontology.quantity_roles)
    if not claim.sentence or not claim.trigger or not claim.rule:
        yield "has no evidence: sentence, trigger or rule is empty"
    if not 0 <= claim.confidence <= 1:
        yield f"its confidence {claim.confidence} is not between 0 and 1"
    standing = ontology.relations.get(claim.type)
    if standing is not None:
        yield from _kinds("subject", claim.actors, standing.subject, entities)
        yield from _kinds("object", claim.recipients or claim.places, standing.object, entities)
    elif event is not None:
        acting = tuple(k.name for k in ontology.kinds.values() if k.acts)
        yield from _kinds("actor", claim.actors, acting, entities)
        yield from _kinds("recipient", claim.recipients, acting, entities)
        located = tuple(k.name for k in ontology.kinds.values() if k.located)
        yield from _kinds("place", claim.places, located, entities)


def _relation(relation: Relation, entities: Mapping[str, Entity], ontology: Ontology) -> Iterator[str]:
    yield from (f"its entity {id_} is absent" for id_ in (relation.subject, relation.object) if id_ not in entities)
    if relation.type not in ontology.types:
        yield f"unknown type {relation.type!r}"
    if not relation.claims:
        yield "has no evidence"
    if relation.count != len(relation.claims):
        yield f"counts {relation.count} claims and names {len(relation.claims)}"
    if relation.subject == relation.object:
        yield "ties an entity to itself"
    standing = ontology.relations.get(relation.type)
    # The claims are checked side by side; here it is enough that the pair fits one way round.
    if standing is not None and not _fits(relation, standing, entities):
        yield f"{relation.type} does not hold between these kinds"


def _fits(relation: Relation, standing: RelationType, entities: Mapping[str, Entity]) -> bool:
    subject, object_ = entities.get(relation.subject), entities.get(relation.object)
    if subject is None or object_ is None:
        return True  # reported as absent
    ways = [(subject.kind, object_.kind)] + ([(object_.kind, subject.kind)] if standing.symmetric else [])
    return any(left in standing.subject and right in standing.object for left, right in ways)


def _kinds(side: str, ids: Iterable[str], allowed: tuple[str, ...], entities: Mapping[str, Entity]) -> Iterator[str]:
    for id_ in ids:
        if id_ in entities and entities[id_].kind not in allowed:
            yield f"{side} {id_} is a {entities[id_].kind}, allowed are {', '.join(allowed)}"

"""What the graph looks like in Cypher: labels, properties, constraints and indexes, written out from the ontology.

Invariant: `cypher/schema.cypher` is what `cypher_schema` gives for the built-in ontology (a test compares).
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.ontology import Ontology

ENTITY = ("id", "name", "kind", "aliases", "country", "sector", "lat", "lon", "precision", "mentions", "articles")
CLAIM = (
    *("id", "type", "quad", "mode", "status", "start", "end", "grain", "confidence"),
    *("rule", "trigger", "sentence", "article"),
)
ARTICLE = ("id", "title", "url", "outlet", "published", "language")
RELATION = ("id", "count", "articles", "first", "last")
EDGES = {
    "ACTOR": "from a claim to who acts",
    "RECIPIENT": "from a claim to whom it is done",
    "AT": "from a claim to the place of the act",
    "ATTRIBUTED_TO": "from a claim to who says so",
    "IN": "from a claim to its article",
}
_INDEXED = {"Claim": ("type", "status", "start", "article"), "Article": ("published",)}


def quantity_properties(ontology: Ontology) -> tuple[str, ...]:
    """Properties of a claim that hold its numbers: `killed_low`, `killed_high` …"""
    return tuple(f"{role}_{side}" for role in ontology.quantity_roles for side in ("low", "high"))


def cypher_schema(ontology: Ontology) -> str:
    """Constraints and indexes for Neo4j 5, one statement a line; each may be run again."""
    return "\n".join([*_statements(ontology), ""])


def _statements(ontology: Ontology) -> Iterator[str]:
    yield "// Constraints and indexes of the graph, written by `kg schema --cypher`: change the ontology, not this."
    for label in ("Entity", "Claim", "Article"):
        yield f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE;"
    labels = dict.fromkeys(label for kind in ontology.kinds.values() for label in kind.labels)
    for label in labels:
        yield f"CREATE INDEX {label.lower()}_name IF NOT EXISTS FOR (n:{label}) ON (n.name);"
    for label, properties in _INDEXED.items():
        for name in properties:
            yield f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name});"
    yield "CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases];"


def describe(ontology: Ontology) -> str:
    """Kinds, types and properties for reading."""
    return "\n".join([*_described(ontology), ""])


def _described(ontology: Ontology) -> Iterator[str]:
    yield "Kinds of entity (labels)"
    for kind in ontology.kinds.values():
        yield f"  {kind.name:<13} (:{':'.join(kind.labels)})  {kind.about}"
    yield "\nSectors of actors"
    yield from (f"  {code}  {about}" for code, about in ontology.sectors.items())
    yield "\nEvent types (quad: V+ M+ V- M- for verbal or material, cooperation or conflict)"
    for event in ontology.events.values():
        modes = f" Modes: {', '.join(event.modes)}." if event.modes else ""
        mutual = " All sides are actors." if event.mutual else ""
        yield f"  {event.name:<10} {event.quad}  {event.about}{modes}{mutual}"
    yield "\nStanding relations (subject -> object)"
    for relation in ontology.relations.values():
        arrow = "<->" if relation.symmetric else "->"
        sides = f"{'|'.join(relation.subject)} {arrow} {'|'.join(relation.object)}"
        yield f"  {relation.name:<12} {relation.about}  [{sides}]"
    yield "\nStatus of a claim (* summed up as relations)"
    for status, about in ontology.statuses.items():
        yield f"  {status:<13}{'*' if status in ontology.in_relations else ' '} {about}"
    yield "\nProperties"
    yield f"  (:Entity {{{', '.join(ENTITY)}}})"
    yield f"  (:Claim {{{', '.join((*CLAIM, *quantity_properties(ontology)))}}})"
    yield f"  (:Article {{{', '.join(ARTICLE)}}})"
    yield f"  (entity)-[:<TYPE> {{{', '.join(RELATION)}}}]->(entity)"
    yield from (f"  (claim)-[:{name}]->()  {about}" for name, about in EDGES.items())

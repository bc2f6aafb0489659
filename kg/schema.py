"""What the graph looks like in Cypher: labels, properties, constraints and indexes, written out from the ontology.

Invariant: `cypher/schema.cypher` is what `cypher_schema` gives for the built-in ontology (a test compares).
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import DataError
from kg.ontology import Ontology

ENTITY = (
    *("id", "name", "kind", "aliases", "keys", "country", "sector"),
    *("lat", "lon", "precision", "mentions", "articles"),
)
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
# What a database has besides: days as Cypher dates (a month's first and last), and coordinates as a point.
TYPED = {
    "Entity": ("location",),
    "Claim": ("start_date", "end_date"),
    "Article": ("published_date",),
    "relation": ("first_date", "last_date"),
}
_OWN = ("Claim", "Article", "KgLoad")
_INDEXED = {"Claim": ("type", "start", "start_date", "article"), "Article": ("published_date",)}


def quantity_properties(ontology: Ontology) -> tuple[str, ...]:
    """Properties of a claim that hold its numbers: `killed_low`, `killed_high` …"""
    return tuple(f"{role}_{side}" for role in ontology.quantity_roles for side in ("low", "high"))


def cypher_schema(ontology: Ontology) -> str:
    """Constraints and indexes for Neo4j 5, one statement a line; each may be run again."""
    return "\n".join([*_statements(ontology), ""])


def name_of(name: str) -> str:
    """A label or type as it stands in a statement, in back-ticks.

    Raises:
        DataError: It is not a word, so that it could end the back-ticks and say something else.
    """
    if not name.isidentifier():
        raise DataError("is no name for a label or type", key=repr(name), remedy="letters, digits and _")
    return f"`{name}`"


def check_names(ontology: Ontology) -> None:
    """See that labels and types of an ontology (a person may bring one) can be written in Cypher.

    Raises:
        DataError: One is not a word, or means something else here; the error names it.
    """
    for kind in ontology.kinds.values():
        if kind.labels[:1] != ("Entity",):
            raise DataError("the first label of a kind is Entity", key=kind.name, remedy="labels: [Entity, …]")
        for label in kind.labels:
            if name_of(label) and label in _OWN:
                raise DataError("this label is taken", key=label, remedy="give the kind another label")
    for type_ in ontology.types:
        if name_of(type_) and type_ in EDGES:
            raise DataError("this type is taken", key=type_, remedy="give the relation another name")


def statements(ontology: Ontology) -> dict[str, str]:
    """What makes constraints and indexes in Neo4j 5, by their names; each may be run again.

    Raises:
        DataError: A label of the ontology is not a word.
    """
    check_names(ontology)
    made = {}
    for label in ("Entity", *_OWN):
        name = f"{label.lower()}_id"
        made[name] = f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    labels = dict.fromkeys(label for kind in ontology.kinds.values() for label in kind.labels)
    indexed = [(label, "name") for label in labels] + [(label, n) for label, names in _INDEXED.items() for n in names]
    for label, property_ in indexed:
        name = f"{label.lower()}_{property_}"
        made[name] = f"CREATE INDEX {_plain(name)} IF NOT EXISTS FOR (n:{_plain(label)}) ON (n.{property_})"
    made["entity_location"] = "CREATE POINT INDEX entity_location IF NOT EXISTS FOR (n:Entity) ON (n.location)"
    made["entity_keys"] = "CREATE TEXT INDEX entity_keys IF NOT EXISTS FOR (n:Entity) ON (n.keys)"
    made["entity_names"] = "CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases]"
    return made


def _statements(ontology: Ontology) -> Iterator[str]:
    yield "// Constraints and indexes of the graph, written by `kg schema --cypher`: change the ontology, not this."
    yield from (f"{statement};" for statement in statements(ontology).values())


def _plain(name: str) -> str:
    """Without back-ticks where they are not needed."""
    return name if name.isascii() else name_of(name)


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
    typed = "; ".join(f"{part} {', '.join(names)}" for part, names in TYPED.items())
    yield f"\nIn Neo4j also (Cypher dates and points, the first or last day of an ISO prefix)\n  {typed}"

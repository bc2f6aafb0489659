"""What is said to the database: one Cypher statement for each thing done, over `$rows`.

Invariants: labels and types are names of the ontology, checked and quoted; every value is a parameter. What MERGEs may
be run twice: ids decide, so that a transaction whose end nobody heard can be tried again. What CREATEs nodes is ended by
their constraint if one stands there; relations have none, so they are created only while no other load writes any.
"""

from __future__ import annotations

from kg.schema import EDGES, name_of

STATE = "KgLoad"
NODES = {"entity": "Entity", "article": "Article", "claim": "Claim"}

READ_NODES = """
MATCH (n:{label}) WHERE n._digest IS NOT NULL
RETURN n.id AS id, n._digest AS digest, null AS source, null AS target"""
READ_RELATIONS = """
MATCH (a:Entity)-[r]->(b:Entity) WHERE r._digest IS NOT NULL
RETURN r.id AS id, r._digest AS digest, a.id AS source, b.id AS target"""
UNTIE = "UNWIND $rows AS id MATCH (:Claim {id: id})-[r]->() DELETE r"
REMOVE_RELATIONS = """
UNWIND $rows AS row
MATCH (:Entity {id: row[1]})-[r]->(:Entity {id: row[2]}) WHERE r.id = row[0]
DELETE r"""
READ_STATE = f"MATCH (k:{STATE} {{id: 'kg'}}) RETURN k.version AS version, k.counts AS counts"
WRITE_STATE = f"MERGE (k:{STATE} {{id: 'kg'}}) SET k.version = $version, k.counts = $counts, k.kg = $kg"
FORGET_STATE = f"MATCH (k:{STATE} {{id: 'kg'}}) REMOVE k.version, k.counts"
BEGIN_TURN = f"MERGE (k:{STATE} {{id: 'kg'}}) SET k.turn = $turn"
# `$rows` is our turn, and one for when somebody else has taken it: then nobody's guess of what stands there holds. The
# first SET waits for whoever has the node, so that the turn is read when they are done.
TAKE_TURN = f"""
MATCH (k:{STATE} {{id: 'kg'}})
SET k.locked = true
WITH k, k.turn = $rows[0] AS alone
SET k.turn = CASE WHEN alone THEN k.turn ELSE $rows[1] END
REMOVE k.locked
RETURN alone"""

_RELATIONS = """
UNWIND $rows AS row
MATCH (a:Entity {{id: row[0]}})
MATCH (b:Entity {{id: row[1]}})
{word} (a)-[r:{type}{by}]->(b)
SET r = row[2]
RETURN count(DISTINCT row[2].id) AS done"""
# Types as values (Neo4j 5.26): one plan for all of them. The rows' types are checked names of the ontology all the same.
_BY_VALUE = "$(row[3])"
# Not MERGE: a claim that stands there has ties, so its constraint ends the transaction before it has them twice.
NEW_CLAIMS = """
UNWIND $rows AS row
MATCH (a:Article {id: row[0].article})
CREATE (c:Claim)-[:`IN`]->(a)
SET c = row[0]
WITH c, row[1] AS ties
UNWIND ties AS tie
MATCH (x:Entity {id: tie[1]})
CREATE (c)-[:$(tie[0])]->(x)"""


def new_nodes(labels: tuple[str, ...]) -> str:
    """Nodes that are not there: their constraint ends the transaction if one is."""
    return f"UNWIND $rows AS row CREATE (n{''.join(f':{name_of(label)}' for label in labels)}) SET n = row"


def nodes(labels: tuple[str, ...], others: tuple[str, ...] = ()) -> str:
    """Nodes, there or not, with these labels and without the others; ids are unique among those with the first label."""
    more = "".join(f":{name_of(label)}" for label in labels[1:])
    less = "".join(f":{name_of(label)}" for label in others)
    said = f"UNWIND $rows AS row MERGE (n:{name_of(labels[0])} {{id: row.id}}) SET n = row"
    return f"{said}{f' SET n{more}' if more else ''}{f' REMOVE n{less}' if less else ''}"


def relations(type_: str | None, *, fresh: bool) -> str:
    """Relations of one type, or of that of each row; `fresh` where none stands there. The count says how many were made."""
    word, by = ("CREATE", "") if fresh else ("MERGE", " {id: row[2].id}")
    return _RELATIONS.format(word=word, by=by, type=name_of(type_) if type_ is not None else _BY_VALUE)


def tie(type_: str) -> str:
    """What ties claims without ties to entities, or to their article; the count says for how many both ends were found."""
    label = "Article" if type_ == "IN" else "Entity"
    return f"""
UNWIND $rows AS row
MATCH (c:Claim {{id: row[0]}})
MATCH (x:{label} {{id: row[1]}})
CREATE (c)-[r:`{type_}`]->(x)
RETURN count(r) AS done"""


def remove_nodes(label: str) -> str:
    """Nodes and all that ties them."""
    return f"UNWIND $rows AS row MATCH (n:{label} {{id: row[0]}}) DETACH DELETE n"


TIES = tuple(EDGES)

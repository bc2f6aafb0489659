"""Whatever stands in names, texts and data packs arrives as data or is refused: nothing of it is carried out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import DataError
from kg.graph.spool import Spool
from kg.loaders.neo4j import Connection, load
from kg.loaders.neo4j.load import bring
from kg.model import Article, Entity, Graph, Period, Quantity, Relation, Statement
from kg.ontology import Kind, RelationType, load_ontology
from kg.schema import check_names, name_of

HOSTILE = {
    "quotes": "a ' b \" c '' d \\' e \\\" f \\",
    "back-ticks": "x` SET n.hacked = true //",
    "braces": "}) DETACH DELETE n WITH 1 AS x MATCH (m {",
    "parameters": "$rows {{name}} %s {0} ${x}",
    "escapes": "\\u0060 \\u0027 \\n \u0060",
    "controls": "\u0000 \u0001 \u001b[31m \u007f \u0085 \u2028 \u2029",
    "directions": "\u202egnp.exe\u202c \u200f\u200b\u2066x\u2069 \ufeff",
    "astral": "🕊️ 👩‍👩‍👧 𝔘𝔫𝔦 \U0010ffff",
    "lines": "a\r\nb\n\n// c\n/* d",
    "halves": "\ud800 x \udfff",
    "a megabyte": "m" * 1_000_000,
    "nothing": " ",
}


def graph(text: str) -> Graph:
    one = Entity(f"e {text}", "group", text, (text, "plain"), ("a1:c1",), mentions=1)
    two = Entity("e2", "country", "Northland", ("Northland",), ("a1:c2",), country=text[:50], sector=text[:50])
    claim = Statement(
        "k1", f"a {text}", "ASSAULT", text, (one.id,), ("e2",), (), Period("2020", "2020", "year", text), "actual", (one.id,),
        (Quantity("killed", 10**30, None, None, text),), text, text, text, 0.5,
    )  # fmt: skip
    relation = Relation("r1", one.id, "ASSAULT", "e2", 1, 1, "2020", "2020", ("k1",))
    return Graph((one, two), (relation,), (Article(f"a {text}", title=text, url=text, outlet=text),), (claim,))


@pytest.mark.neo4j
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_texts_arrive_as_they_are(empty: Connection, cypher: Any, text: str) -> None:
    loaded = load(graph(text), empty)
    assert (loaded.nodes, loaded.relationships) == (4, 5)
    whole = "".join(c for c in text if not "\ud800" <= c <= "\udfff")
    (found,) = cypher(
        "MATCH (c:Claim)-[:ACTOR]->(x)-[r:ASSAULT]->(y) MATCH (c)-[:`IN`]->(a) RETURN c, x, y, a, r.count AS n"
    )
    assert found["c"]["sentence"] == found["c"]["mode"] == found["c"]["rule"] == found["a"]["title"] == whole
    assert found["x"]["aliases"] == [whole, "plain"]
    name = found["x"]["name"]
    assert name == whole or (name.endswith("…") and whole.startswith(name[:-1]) and len(name) == 1000)
    assert (found["c"]["killed_low"], found["n"]) == (1e30, 1)
    assert cypher("MATCH (n) WHERE n.hacked IS NOT NULL RETURN n") == []
    assert {r["label"] for r in cypher("MATCH (n) WHERE NOT n:KgLoad UNWIND labels(n) AS label RETURN DISTINCT label")} == {
        "Entity", "Actor", "Group", "Place", "Country", "Claim", "Article",
    }  # fmt: skip
    assert load(graph(text), empty).writes == 0, "what arrived is what was sent"


BAD = ["x` SET n.hacked = true //", "a b", "", "a`b", "1a", "a:b", "a\u202eb", "\\u0060", "x}", "a-b"]


@pytest.mark.parametrize("label", BAD)
def test_labels_of_a_data_pack_that_are_no_words_are_refused(tmp_path: Path, label: str) -> None:
    ontology = load_ontology()
    kinds = {**ontology.kinds, "ship": Kind("ship", ("Entity", label), "Ships.")}
    with pytest.raises(DataError, match="is no name for a label or type"):
        check_names(replace(ontology, kinds=kinds))


@pytest.mark.parametrize("type_", BAD)
def test_types_of_a_data_pack_that_are_no_words_are_refused(type_: str) -> None:
    ontology = load_ontology()
    relations = {**ontology.relations, type_: RelationType(type_, ("group",), ("group",), "Something.")}
    with pytest.raises(DataError, match="is no name for a label or type"):
        check_names(replace(ontology, relations=relations))


@pytest.mark.parametrize(
    ("labels", "said"), [(("Ship",), "first label"), (("Entity", "Claim"), "taken"), (("Entity", "KgLoad"), "taken")]
)
def test_labels_that_mean_something_else_are_refused(labels: tuple[str, ...], said: str) -> None:
    ontology = load_ontology()
    with pytest.raises(DataError, match=said):
        check_names(replace(ontology, kinds={"ship": Kind("ship", labels, "Ships.")}))


def test_a_type_that_is_a_tie_is_refused() -> None:
    ontology = load_ontology()
    relations = {"ACTOR": RelationType("ACTOR", ("group",), ("group",), "Something.")}
    with pytest.raises(DataError, match="taken"):
        check_names(replace(ontology, relations=relations))


@pytest.mark.parametrize("name", ["Entity", "ASSAULT", "Länder", "SET", "城市"])
def test_words_are_quoted(name: str) -> None:
    assert name_of(name) == f"`{name}`"


@pytest.mark.neo4j
def test_a_pack_with_a_kind_and_type_of_its_own_loads(empty: Connection, cypher: Any, tmp_path: Path) -> None:
    ontology = load_ontology()
    own = replace(
        ontology,
        kinds={**ontology.kinds, "ship": Kind("ship", ("Entity", "Actor", "Schräge_Ships"), "Ships.")},
        relations={**ontology.relations, "DELETE": RelationType("DELETE", ("ship",), ("ship",), "A word of Cypher.")},
    )
    ships = (Entity("s1", "ship", "Aurora", (), ("a1:c1",)), Entity("s2", "ship", "Borealis", (), ("a1:c2",)))
    made = Graph(ships, (Relation("r1", "s1", "DELETE", "s2", 1, 1, None, None, ()),))
    with Spool(tmp_path / "rows") as spool:
        spool.take(made, own)
        bring(empty, spool, own)
    assert cypher("MATCH (a:Schräge_Ships)-[r:`DELETE`]->(b) RETURN a.name AS a, b.name AS b") == [
        {"a": "Aurora", "b": "Borealis"}
    ]
    cypher("DROP INDEX `schräge_ships_name` IF EXISTS")


@pytest.mark.neo4j
def test_a_bad_pack_writes_nothing(empty: Connection, cypher: Any, tmp_path: Path) -> None:
    ontology = load_ontology()
    own = replace(ontology, kinds={**ontology.kinds, "ship": Kind("ship", ("Entity", BAD[0]), "Ships.")})
    with Spool(tmp_path / "rows") as spool, pytest.raises(DataError):
        spool.take(Graph((Entity("s1", "ship", "Aurora", (), ("a1:c1",)),)), own)
        bring(empty, spool, own)
    assert cypher("MATCH (n) RETURN n") == []

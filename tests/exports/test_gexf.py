"""GEXF: the rules of the 1.3 schema, dates for Gephi's timeline, and NetworkX as a second reader."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from kg.exports import write
from kg.exports.gexf import Gexf
from kg.graph.elements import Edge, Node, elements
from kg.model import Entity, Graph, Relation
from tests.exports.conftest import HOSTILE

NS = "{http://gexf.net/1.3}"
TYPES = {"integer", "long", "double", "boolean", "string"}
# Element -> (attributes allowed, children in order): the part of the 1.3 schema that a dynamic graph may use.
SCHEMA: dict[str, tuple[set[str], list[str]]] = {
    "gexf": ({"version", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"}, ["meta", "graph"]),
    "meta": ({"lastmodifieddate"}, ["creator", "description"]),
    "creator": (set(), []),
    "description": (set(), []),
    "graph": (
        {"mode", "defaultedgetype", "idtype", "timeformat", "timerepresentation"},
        ["attributes", "nodes", "edges"],
    ),
    "attributes": ({"class"}, ["attribute"]),
    "attribute": ({"id", "title", "type"}, []),
    "nodes": ({"count"}, ["node"]),
    "edges": ({"count"}, ["edge"]),
    "node": ({"id", "label", "start", "end"}, ["attvalues", "spells"]),
    "edge": ({"id", "source", "target", "label", "kind", "weight", "start", "end", "type"}, ["attvalues", "spells"]),
    "attvalues": (set(), ["attvalue"]),
    "attvalue": ({"for", "value"}, []),
    "spells": (set(), ["spell"]),
    "spell": ({"start", "end"}, []),
}


def read(path: Path) -> Any:
    etree = pytest.importorskip("lxml.etree")
    return etree.parse(str(path), etree.XMLParser(huge_tree=True)).getroot()


@pytest.mark.parametrize("what", ["relations", "claims"])
def test_valid_by_the_rules_of_the_schema(graph: Graph, tmp_path: Path, what: str) -> None:
    write(graph, "gexf", tmp_path / "g.gexf", what=what)
    root = read(tmp_path / "g.gexf")
    assert root.get("version") == "1.3"
    for element in root.iter():
        allowed, children = SCHEMA[element.tag.removeprefix(NS)]
        assert set(element.keys()) <= allowed, element.tag
        order = [children.index(c.tag.removeprefix(NS)) for c in element]
        assert order == sorted(order), element.tag
        for side in ("start", "end"):
            if element.get(side) is not None:
                date.fromisoformat(element.get(side))
        if element.get("start") and element.get("end"):
            assert element.get("start") <= element.get("end")
    for group in root.iter(NS + "attributes"):
        declared = [a.get("id") for a in group]
        assert len(set(declared)) == len(declared)
        assert {a.get("type") for a in group} <= TYPES
        of = group.get("class")
        used = {v.get("for") for e in root.iter(NS + of) for v in e.iter(NS + "attvalue")}
        assert used <= set(declared)
    ids = {n.get("id") for n in root.iter(NS + "node")}
    assert all({e.get("source"), e.get("target")} <= ids for e in root.iter(NS + "edge"))


@pytest.mark.parametrize("what", ["relations", "claims"])
def test_read_by_networkx(graph: Graph, tmp_path: Path, what: str) -> None:
    import networkx

    write(graph, "gexf", tmp_path / "g.gexf", what=what)
    network = networkx.read_gexf(tmp_path / "g.gexf", version="1.3")
    given = list(elements(graph, what))
    assert sorted(network) == sorted(e.key for e in given if isinstance(e, Node))
    found = sorted(v["id"] for *_, v in network.edges(data=True))
    assert found == sorted(e.id for e in given if isinstance(e, Edge)), "parallel edges stay apart"


def test_edges_have_whole_days(graph: Graph, tmp_path: Path) -> None:
    write(graph, "gexf", tmp_path / "g.gexf")
    dates = {e.get("id"): (e.get("start"), e.get("end")) for e in read(tmp_path / "g.gexf").iter(NS + "edge")}
    assert dates == {
        "r1": ("2018-09-01", "2018-09-30"),
        "r2": ("2018-09-30", "2019-12-31"),
        "r3": ("2020-02-29", "2020-02-29"),
        "r4": (None, None),
        "r5": ("2020-02-01", "2020-02-02"),
        "r6": ("2020-02-01", "2020-02-29"),
    }


def test_nodes_have_spells_where_all_their_edges_have_dates(graph: Graph, tmp_path: Path) -> None:
    write(graph, "gexf", tmp_path / "g.gexf")
    spells = {
        n.get("id"): [(s.get("start"), s.get("end")) for s in n.iter(NS + "spell")]
        for n in read(tmp_path / "g.gexf").iter(NS + "node")
    }
    assert spells["e2"] == [("2018-09-01", "2019-12-31"), ("2020-02-01", "2020-02-29")], "met spells are one"
    assert spells["p1"] == [("2020-02-01", "2020-02-02")]
    assert spells["e1"] == [], "an edge without date: always in sight"


def test_hostile_names(graph: Graph, tmp_path: Path) -> None:
    write(graph, "gexf", tmp_path / "g.gexf")
    root = read(tmp_path / "g.gexf")
    labels = {n.get("id"): n.get("label") for n in root.iter(NS + "node")}
    assert labels["h1"] == HOSTILE[1]
    assert labels["h2"] == "control \x7f end", "next line is white space in a label"
    assert labels["h5"] == HOSTILE[5]


def test_reserved_names_and_weight(graph: Graph, tmp_path: Path) -> None:
    write(graph, "gexf", tmp_path / "g.gexf")
    root = read(tmp_path / "g.gexf")
    titles = {a.get("title") for a in root.iter(NS + "attribute")}
    assert {"kg_type", "count"} <= titles
    assert not titles & {"type", "id", "label", "weight"}
    first = next(e for e in root.iter(NS + "edge") if e.get("id") == "r1")
    assert (first.get("label"), first.get("kind"), first.get("weight")) == ("ASSAULT", "ASSAULT", "2.0")


def test_names_that_differ_by_case_and_types_that_mix() -> None:
    entity, relation = Entity("e", "group", "E"), Relation("r", "e", "AID", "e", 1, 1, None, None)
    out, gexf = StringIO(), Gexf()
    gexf.begin(out, "relations")
    gexf.feed(Node("e", "e", ("Entity",), "E", {"size": 1, "Size": "big", "x": 1, "y": True}, (), entity))
    gexf.feed(Node("f", "f", ("Entity",), "F", {"size": 2, "x": 1.5, "y": 0}, (), entity))
    gexf.feed(Edge("r", "AID", "e", "f", {}, (None, None), relation))
    gexf.finish()
    declared = [line.strip() for line in out.getvalue().splitlines() if "<attribute id" in line]
    assert declared[1:5] == [
        '<attribute id="1" title="size" type="integer"/>',
        '<attribute id="2" title="Size_2" type="string"/>',
        '<attribute id="3" title="x" type="double"/>',
        '<attribute id="4" title="y" type="string"/>',
    ]

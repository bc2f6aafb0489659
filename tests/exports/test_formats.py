"""Each format read back by another library: nodes in = nodes out, edges in = edges out, names unharmed."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from kg.exports import write
from kg.exports.values import legal
from kg.graph.elements import Edge, Node, elements
from kg.model import Graph
from tests.exports.conftest import HOSTILE

WHAT = pytest.mark.parametrize("what", ["relations", "claims"])


def nodes(graph: Graph, what: str) -> dict[str, Node]:
    return {e.key: e for e in elements(graph, what) if isinstance(e, Node)}


def edges(graph: Graph, what: str) -> dict[str, Edge]:
    return {e.id: e for e in elements(graph, what) if isinstance(e, Edge)}


@WHAT
def test_graphml_read_by_igraph(graph: Graph, tmp_path: Path, what: str) -> None:
    igraph = pytest.importorskip("igraph")
    write(graph, "graphml", tmp_path / "g.graphml", what=what)
    read = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    assert sorted(read.vs["id"]) == sorted(nodes(graph, what))
    assert sorted(read.es["kg_id"]) == sorted(edges(graph, what))
    ends = {e["kg_id"]: (read.vs[e.source]["id"], read.vs[e.target]["id"]) for e in read.es}
    assert ends == {id_: (e.source, e.target) for id_, e in edges(graph, what).items()}
    for i, name in enumerate(HOSTILE):
        assert read.vs.find(id=f"h{i}")["label"] == legal(name, "graphml")
    if what == "relations":
        assert read.vs.find(id="e1")["lat"] == 60.0
        assert read.vs.find(id="e1")["aliases"] == "Northland|the North"
        assert read.es.find(kg_id="r1")["count"] == 2


@WHAT
def test_graphml_read_by_networkx_keeps_parallel_edges(graph: Graph, tmp_path: Path, what: str) -> None:
    import networkx

    write(graph, "graphml", tmp_path / "g.graphml", what=what)
    read = networkx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert sorted(read) == sorted(nodes(graph, what))
    assert sorted(key for *_, key in read.edges(keys=True)) == sorted(edges(graph, what))


@WHAT
def test_node_link_read_by_networkx(graph: Graph, tmp_path: Path, what: str) -> None:
    import networkx

    write(graph, "node-link", tmp_path / "g.json", what=what)
    data = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    read = networkx.node_link_graph(data, edges="edges")
    assert isinstance(read, networkx.MultiDiGraph)
    assert sorted(read) == sorted(nodes(graph, what))
    assert sorted(key for *_, key in read.edges(keys=True)) == sorted(edges(graph, what))
    assert read.nodes["e1"]["aliases"] == ["Northland", "the North"]
    assert [read.nodes[f"h{i}"]["name"] for i in range(len(HOSTILE))] == [legal(n, "node-link") for n in HOSTILE]


@WHAT
def test_cytoscape_elements(graph: Graph, tmp_path: Path, what: str) -> None:
    write(graph, "cytoscape", tmp_path / "g.json", what=what)
    read = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))["elements"]
    assert sorted(n["data"]["id"] for n in read["nodes"]) == sorted(nodes(graph, what))
    assert sorted(e["data"]["id"] for e in read["edges"]) == sorted(edges(graph, what))
    ids = {n["data"]["id"] for n in read["nodes"]}
    assert all({e["data"]["source"], e["data"]["target"]} <= ids for e in read["edges"])
    assert next(n for n in read["nodes"] if n["data"]["id"] == "e1")["classes"] == "Entity Actor Place Country"


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


@WHAT
def test_csv_read_by_csv(graph: Graph, tmp_path: Path, what: str) -> None:
    write(graph, "csv", tmp_path / "out", what=what)
    read = table(tmp_path / "out" / "nodes.csv")
    assert [r["id"] for r in read] == list(nodes(graph, what))
    names = {r["id"]: r["name"] for r in read}
    assert names["h1"] == HOSTILE[1]
    assert names["h3"] == HOSTILE[3]
    assert names["h6"] == "'" + HOSTILE[6], "a formula is disarmed"
    assert {r["id"]: r["lat"] for r in read}["p1"] == "-33.25", "a number keeps its sign"
    read = table(tmp_path / "out" / "edges.csv")
    found = [(r["id"], r["source"], r["type"], r["target"]) for r in read]
    assert found == [(e.id, e.source, e.type, e.target) for e in edges(graph, what).values()]


def typed(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream, strict=True)
    assert all(len(row) == len(head) for row in rows)
    return head, rows


def test_neo4j_heads_ids_and_command(graph: Graph, tmp_path: Path) -> None:
    out = tmp_path / "neo"
    write(graph, "neo4j-csv", out, what="claims")
    head, rows = typed(out / "nodes-country.csv")
    assert head[:2] == ["id:ID(Entity)", ":LABEL"]
    assert {"aliases:string[]", "lat:double", "mentions:int", "name:string"} <= set(head)
    assert rows[0][:2] == ["e1", "Entity;Actor;Place;Country"]
    assert rows[0][head.index("aliases:string[]")] == "Northland;the North"
    assert rows[0][head.index("location:point{crs:WGS-84}")] == "{longitude:10.5, latitude:60.0}"
    assert len(rows[0][head.index("_digest:string")]) == 20
    head, rows = typed(out / "nodes-claim.csv")
    days = [(row[head.index("start_date:date")], row[head.index("end_date:date")]) for row in rows]
    assert days == [("2018-09-01", "2018-09-30"), ("", "")]
    head, _ = typed(out / "relationships-actor-claim-entity.csv")
    assert head == [":START_ID(Claim)", ":END_ID(Entity)", ":TYPE"]
    head, rows = typed(out / "relationships-in-claim-article.csv")
    assert [row[:3] for row in rows] == [["k1", "a1", "IN"], ["k2", "a2", "IN"]]
    command = (out / "import.txt").read_text(encoding="utf-8")
    assert "neo4j-admin database import full" in command
    named = {part.partition("=")[2] for part in command.split() if part.startswith(("--nodes=", "--relationships="))}
    assert named == {p.name for p in out.glob("*.csv")}


@WHAT
def test_neo4j_every_node_and_edge_is_there(graph: Graph, tmp_path: Path, what: str) -> None:
    out = tmp_path / "neo"
    write(graph, "neo4j-csv", out, what=what)
    ids: dict[str, set[str]] = {}
    count = 0
    for path in out.glob("nodes-*.csv"):
        head, rows = typed(path)
        ids.setdefault(head[0].partition("(")[2], set()).update(row[0] for row in rows)
        count += len(rows)
    assert count == len(nodes(graph, what)) == sum(map(len, ids.values()))
    count = 0
    for path in out.glob("relationships-*.csv"):
        head, rows = typed(path)
        starts, ends = ids[head[0].partition("(")[2]], ids[head[1].partition("(")[2]]
        assert all(row[0] in starts and row[1] in ends for row in rows)
        count += len(rows)
    assert count == len(edges(graph, what))


def test_geojson_of_claims(graph: Graph, tmp_path: Path) -> None:
    write(graph, "geojson", tmp_path / "g.geojson", what="claims")
    read: dict[str, Any] = json.loads((tmp_path / "g.geojson").read_text(encoding="utf-8"))
    assert read["type"] == "FeatureCollection"
    found = {f["id"]: f for f in read["features"]}
    assert sorted(found) == ["e1", "k1", "p1"], "what has no coordinates has no feature"
    assert found["p1"]["geometry"] == {"type": "Point", "coordinates": [151.0, -33.25]}, "longitude first"
    said = found["k1"]["properties"]
    assert (said["feature"], said["actors"], said["places"], said["killed_low"]) == (
        "claim",
        ["Northland"],
        ["Midtown"],
        3,
    )
    assert found["k1"]["geometry"]["coordinates"] == [151.0, -33.25]


def test_geojson_of_relations_puts_none_in_the_middle_of_a_country(graph: Graph, tmp_path: Path) -> None:
    write(graph, "geojson", tmp_path / "g.geojson", what="relations")
    read = json.loads((tmp_path / "g.geojson").read_text(encoding="utf-8"))
    assert [f["id"] for f in read["features"] if f["properties"]["feature"] == "relation"] == ["r5"]


def test_jsonl_names_what_claims_point_at(graph: Graph, tmp_path: Path) -> None:
    write(graph, "jsonl", tmp_path / "g.jsonl", what="claims")
    first, second = map(json.loads, (tmp_path / "g.jsonl").read_text(encoding="utf-8").splitlines())
    assert first["actors"] == [{"id": "e1", "name": "Northland", "kind": "country"}]
    assert first["attributed_to"][0]["name"] == "Monitor"
    assert first["article"]["outlet"] == "The Example"
    assert (first["killed_low"], first.get("killed_high"), first["start"]) == (3, None, "2018-09")
    assert (second["id"], second["places"]) == ("k2", [])


def test_jsonl_of_relations(graph: Graph, tmp_path: Path) -> None:
    write(graph, "jsonl", tmp_path / "g.jsonl", what="relations")
    rows = [json.loads(line) for line in (tmp_path / "g.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [r["id"] for r in rows] == list(edges(graph, "relations"))
    assert rows[0]["subject"]["name"] == "Northland"

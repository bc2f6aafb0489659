from __future__ import annotations

import networkx

from kg.graph import project
from kg.loaders.networkx import load, load_claims
from kg.model import Graph
from kg.resolve import link
from tests.factory import claim, make_extraction


def story() -> Graph:
    said = [
        claim("ASSAULT", "Syria", "Turkey", at="Idlib", by="United Nations", when="2020-02", killed=7, mode="drone")
    ]
    batch = [make_extraction("a:1", "2020-02-04", said)]
    return project(batch, link(batch))


def test_load_gives_a_multidigraph_that_networkx_works_on() -> None:
    network = load(story())
    assert isinstance(network, networkx.MultiDiGraph)
    assert networkx.shortest_path(network, "iso3166:SYR", "iso3166:TUR") == ["iso3166:SYR", "iso3166:TUR"]


def test_load_claims_ties_a_claim_to_all_that_it_names() -> None:
    graph = story()
    network = load_claims(graph)
    (claim_id,) = (c.id for c in graph.claims)
    assert sorted((t, o.partition(":")[2] or o) for _, o, t in network.out_edges(claim_id, keys=True))[:4] == [
        ("ACTOR", "SYR"),
        ("AT", "169389"),
        ("ATTRIBUTED_TO", next(e.id for e in graph.entities if e.name == "United Nations")),
        ("IN", "a:1"),
    ]
    values = network.nodes[claim_id]
    assert {k: values[k] for k in ("node", "type", "quad", "mode", "start", "end", "grain", "killed_low")} == {
        "node": "claim",
        "type": "ASSAULT",
        "quad": "M-",
        "mode": "drone",
        "start": "2020-02",
        "end": "2020-02",
        "grain": "month",
        "killed_low": 7,
    }
    assert network.nodes["article:a:1"]["title"] == "Title of a:1"
    assert networkx.utils.graphs_equal(load_claims(graph, load_claims(graph)), network)

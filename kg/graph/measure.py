"""Numbers of the network: how many others an entity is tied to, how often, and whether it stands between others.

Invariant: NetworkX is loaded only when betweenness is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.model import Graph
from kg.record import Record

_SAMPLE = 500  # sources of shortest paths beyond which betweenness is estimated, with a fixed seed


@dataclass(frozen=True, slots=True)
class Measures(Record):
    """Of one entity.

    `neighbours` counts other entities, `out` and `into` relations from and to it, `claims` the claims that these sum
    up; `betweenness` is between 0 and 1 (Brandes 2001), None unless it was asked for.
    """

    entity: str
    neighbours: int
    out: int
    into: int
    claims: int
    betweenness: float | None = None


def measure(graph: Graph, *, betweenness: bool = False) -> list[Measures]:
    """Measure every entity that has a relation, the best connected first.

    Args:
        graph: Whole or selected.
        betweenness: Compute it too: exact up to 500 entities, else estimated from 500 of them.
    """
    neighbours: dict[str, set[str]] = defaultdict(set)
    out, into, claims = (defaultdict[str, int](int) for _ in range(3))
    for relation in graph.relations:
        out[relation.subject] += 1
        into[relation.object] += 1
        for one, other in ((relation.subject, relation.object), (relation.object, relation.subject)):
            neighbours[one].add(other)
            claims[one] += relation.count
    between = _betweenness(neighbours) if betweenness else {}
    measured = [
        Measures(id_, len(others), out[id_], into[id_], claims[id_], between.get(id_))
        for id_, others in neighbours.items()
    ]
    return sorted(measured, key=lambda m: (-m.neighbours, -m.claims, m.entity))


def _betweenness(neighbours: dict[str, set[str]]) -> dict[str, float]:
    import networkx

    network = networkx.Graph()
    network.add_nodes_from(sorted(neighbours))
    network.add_edges_from((one, other) for one in sorted(neighbours) for other in sorted(neighbours[one]))
    sample = None if len(network) <= _SAMPLE else _SAMPLE
    found: dict[str, float] = networkx.betweenness_centrality(network, k=sample, seed=0)
    return {id_: round(value, 6) for id_, value in found.items()}

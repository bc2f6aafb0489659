"""Neo4j: the graph in a database for people who ask with the Browser. Written by difference, asked read-only.

Invariants: the graph stays a function of the ledger, nothing that a database holds goes back into it; the neo4j driver
is imported when a connection is opened and not before.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from kg.graph.spool import Spool
from kg.loaders.neo4j.connection import Connection, connect
from kg.loaders.neo4j.load import BATCH, Loaded, Progress, bring, is_current
from kg.loaders.neo4j.query import run
from kg.loaders.neo4j.verify import Difference, verify
from kg.model import Graph
from kg.ontology import Ontology, load_ontology


def load(graph: Graph, connection: Connection, *, ontology: Ontology | None = None) -> Loaded:
    """Bring a database to where a graph is that is in memory: what it held of an earlier one is replaced.

    Args:
        graph: Whole or selected.
        connection: From `connect`.
        ontology: Labels and types; None for the built-in ones.

    Raises:
        ServerError: The server refuses, or went away.
    """
    ontology = ontology or load_ontology()
    with tempfile.TemporaryDirectory(prefix="kg-load-") as folder, Spool(Path(folder) / "rows") as spool:
        spool.take(graph, ontology)
        return bring(connection, spool, ontology)


__all__ = [
    "BATCH",
    "Connection",
    "Difference",
    "Loaded",
    "Progress",
    "bring",
    "connect",
    "is_current",
    "load",
    "run",
    "verify",
]

"""The rows that are streamed from a ledger are those of the graph that is built in memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import projection
from kg.graph.elements import elements
from kg.graph.spool import Spool
from kg.graph.stored import PARTS, Row, article_row, claim_row, element_row, entity_row, relation_row
from kg.ontology import load_ontology
from kg.run import build_graph
from kg.settings import Settings
from tests.loaders.neo4j.world import article, keep


def rows_of(spool: Spool) -> dict[tuple[str, str], tuple[Row, str]]:
    return {(part, row.id): (row, digest) for part in PARTS for batch in spool.new(part) for row, digest in batch}


@pytest.mark.parametrize("few", [0, 1000])
def test_streamed_rows_are_those_of_the_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(projection, "_FEW", few)
    settings, ontology = Settings(ledger=keep(tmp_path / "kg.db", map(article, range(60)))), load_ontology()
    graph = build_graph(settings)
    expected = {
        (row.part, row.id): (row, row.digest)
        for row in (
            *(entity_row(e, ontology) for e in graph.entities),
            *map(article_row, graph.articles),
            *(claim_row(c, ontology) for c in graph.claims),
            *map(relation_row, graph.relations),
        )
    }
    with projection.projected(settings) as spool:
        assert rows_of(spool) == expected
    exported = [element_row(item) for item in elements(graph, "all") if item.properties]
    assert {(row.part, row.id): (row, row.digest) for row in exported} == expected

"""`kg load`, `kg ask --neo4j`, `kg query --neo4j` and `kg remove --neo4j`, as a person types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.cli import execute
from kg.loaders.neo4j import Connection
from kg.settings import Server
from tests.loaders.neo4j.world import article, keep

pytestmark = [pytest.mark.neo4j, pytest.mark.usefixtures("empty")]


@pytest.fixture
def kg(ledger: Path, server: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    keep(ledger, map(article, range(6)))
    monkeypatch.setenv("NEO4J_PASSWORD", server.password or "")
    monkeypatch.setenv("NEO4J_URI", server.uri)
    monkeypatch.setenv("NEO4J_USER", server.user)
    monkeypatch.setenv("KG_LEDGER", str(ledger))

    def run(*words: str, status: int = 0) -> tuple[str, str]:
        got = execute(words)
        said = capsys.readouterr()
        assert got == status, said.err
        return said.out, said.err

    return run


def test_load_says_what_it_did_and_then_that_there_is_nothing_to_do(kg: Any) -> None:
    out, err = kg("load")
    assert out == ""
    assert "nodes and" in err
    assert "/s)" in err
    assert "nothing to do" in kg("load")[1]


def test_ask_and_query_have_the_answers_of_the_ledger(kg: Any) -> None:
    kg("load")
    for words in (
        ["ask", "most-active-dyads"],
        ["ask", "timeline", "--param", "name=Syria"],
        ["query", "MATCH (c:Claim) RETURN c.id AS id ORDER BY id"],
    ):
        here = json.loads(kg(*words, "--format", "json")[0])
        there = json.loads(kg(*words, "--format", "json", "--neo4j")[0])
        for row in (*here, *there):
            row.update({k: sorted(v) for k, v in row.items() if isinstance(v, list)})
        assert here == there
        assert here


def test_remove_takes_an_article_out_of_both(kg: Any, cypher: Any) -> None:
    kg("load")
    kg("remove", "a003", "--neo4j")
    assert cypher("MATCH (n) WHERE n.id = 'a003' OR n.article = 'a003' RETURN n") == []
    assert "nothing to do" in kg("load")[1]
    assert json.loads(kg("query", "MATCH (a:Article {id: 'a003'}) RETURN a.id AS id", "--format", "json")[0]) == []


def test_verify_says_what_differs(kg: Any, cypher: Any) -> None:
    kg("load")
    out, _ = kg("load", "--verify")
    assert out.count("all there") == 4
    cypher("MATCH (a:Article {id: 'a001'}) DETACH DELETE a")
    cypher("MATCH (e:Entity) WITH e ORDER BY e.id LIMIT 7 SET e.name = 'x'")
    out, err = kg("load", "--verify", status=1)
    assert "missing: 1 (a001)" in out
    assert "otherwise: 7 (" in out
    assert " …)" in out
    assert "kg load --full" in err
    kg("load", "--full", "--batch", "3")
    kg("load", "--verify")


def test_a_query_that_writes_is_refused(kg: Any, empty: Connection) -> None:
    assert "CREATE is not allowed" in kg("query", "CREATE (n)", "--neo4j", status=2)[1]

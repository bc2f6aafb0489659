from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.loaders.read_only import check_readonly


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:X)",
        "create (n)",
        "MATCH (n) SET n.x = 1",
        "MATCH (n) WITH * SET n.x = 1",
        "MATCH (n) WHERE n.x = $p SET n.y = 1",
        "MATCH (n) WHERE n.x = 1 DELETE n",
        "MATCH (n) WHERE n.x = 'a' DETACH DELETE n",
        "MATCH (n)/* hidden */REMOVE n.x",
        "MATCH (n)\n// comment\nMERGE (m)",
        "MATCH (n) FOREACH (x IN [1] | SET n.x = x)",
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
        "MATCH (n) CALL { WITH n SET n.x = 1 } RETURN n",
        "CALL db.labels()",
        "MATCH (n) RETURN n UNION CALL db.labels() YIELD label RETURN label",
        "DROP INDEX foo",
        "EXPLAIN CREATE (n)",
        "RETURN 'it\\'s' CREATE (n)",
        'RETURN "a" /* " */ CREATE (n)',
        "RETURN `a``b` CREATE (n)",
        "MATCH (n) RETURN n; MATCH (m) RETURN m",
        "RETURN 'open",
        "RETURN 1 /* open",
    ],
)
def test_writes_are_refused(query: str) -> None:
    with pytest.raises(QueryError):
        check_readonly(query)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n) RETURN n;",
        "MATCH (n) WHERE n.name = 'CREATE (x)' RETURN n",
        'MATCH (n) WHERE n.name = "x\\" SET y" RETURN n',
        "MATCH (n) RETURN n.set, n.delete AS `create`",
        "MATCH (n:Create)-[:SET|MERGE]->(m) RETURN m",
        "MATCH (n) RETURN n // SET n.x = 1",
        "/* DELETE */ MATCH (n) RETURN n",
        "RETURN {set: 1, load: 2} AS m",
        "RETURN $set AS x",
        "MATCH (load) RETURN load, count(*) AS created",
        "MATCH (n) CALL { WITH n MATCH (n)-->(m) RETURN count(m) AS c } RETURN c",
        "MATCH (n) WHERE n.dataset STARTS WITH 'x' RETURN n.offset",
        "EXPLAIN MATCH (n) RETURN n",
    ],
)
def test_reads_pass(query: str) -> None:
    check_readonly(query)


def test_the_error_names_word_line_and_remedy() -> None:
    with pytest.raises(QueryError, match="DELETE") as caught:
        check_readonly("MATCH (n)\nDELETE n")
    assert (caught.value.line, "only read" in str(caught.value)) == (2, True)

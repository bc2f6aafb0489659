"""What comes back from the embedded index, value by value; and what happens when a query or a disk misbehaves."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from kg.errors import QueryError
from kg.loaders import embedded
from kg.loaders.embedded import Result, refresh, run
from kg.model import Article, Entity, Graph, Period, Quantity, Relation, Statement

pytest.importorskip("grafeo")

GRAPH = Graph(
    entities=(
        Entity("e1", "country", "Northland", ("Northland", "the North"), ("a1:c1", "a2:c1"), "NLD", None, 60.0, 10.5),
        Entity("e2", "group", "odd 'name' \"here\" \x00 \ud800`", (), ("a1:c2",)),
        Entity("p1", "place", "Midtown", ("Midtown",), ("a1:c3",), "SLD", None, -33.0, 151.0, "city", 2),
    ),
    relations=(
        Relation("r1", "e1", "ASSAULT", "e2", 2, 1, "2020-02", "2020-02-03", ("k1",)),
        Relation("r2", "e1", "ACCUSE", "e2", 1, 1, None, None, ()),
    ),
    articles=(Article("a1", title="One", outlet="The Example", published="2020-02-04", language="en"),),
    claims=(
        Statement(
            id="k1",
            article="a1",
            type="ASSAULT",
            mode=None,
            actors=("e1",),
            recipients=("e2",),
            places=("p1",),
            period=Period("2020-02-03", "2020-02-03", "day", "on Monday"),
            status="actual",
            attributed_to=("e2",),
            quantities=(Quantity("killed", 3, 5, "e2", "three to five"),),
            trigger="hit",
            sentence="The North hit them in Midtown.",
            rule="assault/hit",
            confidence=0.9,
        ),
    ),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("embedded") / "kg.db.graph"
    assert refresh(lambda: GRAPH, path, "1")
    return path


def test_entities_claims_and_articles_are_there(index: Path) -> None:
    found = run(index, "MATCH (n) RETURN n.id AS id, labels(n) AS labels ORDER BY id").records()
    assert [(r["id"], sorted(r["labels"])) for r in found] == [
        ("a1", ["Article"]),
        ("e1", ["Actor", "Country", "Entity", "Place"]),
        ("e2", ["Actor", "Entity", "Group"]),
        ("k1", ["Claim"]),
        ("p1", ["Entity", "Place"]),
    ]


def test_edges_are_there(index: Path) -> None:
    found = run(index, "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS t, b.id AS b ORDER BY a, t, b")
    assert found.rows == (
        ("e1", "ACCUSE", "e2"),
        ("e1", "ASSAULT", "e2"),
        ("k1", "ACTOR", "e1"),
        ("k1", "AT", "p1"),
        ("k1", "ATTRIBUTED_TO", "e2"),
        ("k1", "IN", "a1"),
        ("k1", "RECIPIENT", "e2"),
    )


def test_elements_are_plain_values(index: Path) -> None:
    (row,) = run(index, "MATCH (e:Country)-[r:ASSAULT]->(:Group) RETURN e, r").records()
    assert row["e"] == {
        "_labels": ["Entity", "Actor", "Place", "Country"],
        "id": "e1",
        "name": "Northland",
        "kind": "country",
        "aliases": ["Northland", "the North"],
        "keys": "|northland|the north|",
        "country": "NLD",
        "lat": 60.0,
        "lon": 10.5,
        "mentions": 0,
        "articles": 2,
    }
    wanted = {"_type": "ASSAULT", "id": "r1", "count": 2, "articles": 1, "first": "2020-02", "last": "2020-02-03"}
    assert row["r"] == wanted
    (row,) = run(index, "MATCH (c:Claim) RETURN c.killed_low, c.killed_high, c.quad, c.start, c.end").records()
    assert list(row.values()) == [3, 5, "M-", "2020-02-03", "2020-02-03"]
    (row,) = run(index, "RETURN date('2020-02-03') AS d, 1.0/0 AS z, [1, null] AS l, {a: 'x'} AS m").records()
    assert row == {"d": "2020-02-03", "z": None, "l": [1, None], "m": {"a": "x"}}


def test_odd_names_come_back(index: Path) -> None:
    assert run(index, "MATCH (g:Group) RETURN g.name").rows == (("odd 'name' \"here\" \x00 `",),)
    assert run(index, "MATCH (g) WHERE g.name = $n RETURN g.id", {"n": "odd 'name' \"here\" \x00 `"}).rows == (("e2",),)


def test_parameters_of_all_types(index: Path) -> None:
    given: dict[str, Any] = {"a": None, "b": 2, "c": 1.5, "d": True, "e": ["x", 1], "f": "🕊 ' \""}
    asked = "RETURN $a AS a, $b AS b, $c AS c, $d AS d, $e AS e, $f AS f"
    assert run(index, asked, given).records() == [given]


def test_limit_and_truncation(index: Path) -> None:
    asked = "UNWIND range(1, 10) AS x RETURN x ORDER BY x DESC;"
    assert run(index, asked, limit=3) == Result(("x",), ((10,), (9,), (8,)), True)
    assert run(index, asked, limit=10).truncated is False


def test_no_rows(index: Path) -> None:
    found = run(index, "MATCH (n:Nobody) RETURN n.id AS id")
    assert (found.columns, found.rows, found.to_json()) == (("id",), (), "[]\n")


def test_json_is_the_records(index: Path) -> None:
    found = run(index, "UNWIND [1, 2] AS x RETURN x, 'é' AS y")
    assert json.loads(found.to_json()) == [{"x": 1, "y": "é"}, {"x": 2, "y": "é"}]


def test_a_build_that_fails_leaves_the_old_index(tmp_path: Path) -> None:
    path = tmp_path / "index"
    refresh(lambda: GRAPH, path, "1")
    with pytest.raises(ZeroDivisionError):
        refresh(lambda: Graph(entities=(1 // 0,)), path, "2")
    assert run(path, "MATCH (n:Claim) RETURN count(n) AS n").rows == ((1,),)
    assert not list(tmp_path.glob(".*"))


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(QueryError, match="cannot be written"):
        refresh(Graph, tmp_path / "file" / "index", "1")


def test_ids_of_one_sort_may_be_ids_of_another(tmp_path: Path) -> None:
    claim = Statement("x", "x", "AID", None, ("x",), (), (), None, "actual", (), (), "gave", "X gave.", "aid/give", 1.0)
    same = Graph(entities=(Entity("x", "group", "X"),), articles=(Article("x"),), claims=(claim,))
    refresh(lambda: same, tmp_path / "index", "1")
    found = run(tmp_path / "index", "MATCH (c:Claim)-[r]->(n) RETURN type(r) AS t, labels(n)[0] AS l ORDER BY t").rows
    assert [t for t, _ in found] == ["ACTOR", "IN"]
    assert run(tmp_path / "index", "MATCH (:Claim)-[:`IN`]->(a:Article) RETURN a.id AS id").rows == (("x",),)


def test_another_shape_or_engine_makes_it_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refresh(Graph, tmp_path / "index", "1")
    monkeypatch.setattr(embedded, "_SHAPE", "of tomorrow")
    assert refresh(Graph, tmp_path / "index", "1")


def test_a_file_that_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("junk")
    with pytest.raises(QueryError, match="not a Grafeo database"):
        run(tmp_path / "index", "RETURN 1 AS x")


def test_modules_of_the_working_folder_do_no_harm(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    assert run(index, "RETURN 1 AS x").rows == ((1,),)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("MATCH (n RETURN n", "(?s)syntax error.*Expected.*query:1"),
        ("RETURN nonsense(1) AS x", "nonsense"),
        ("MATCH (n) DELETE n", "DELETE is not allowed"),
    ],
)
def test_errors_say_why(index: Path, query: str, said: str) -> None:
    with pytest.raises(QueryError, match=said) as caught:
        run(index, query)
    assert "GRAFEO" not in str(caught.value)


def test_the_file_is_opened_read_only(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "check_readonly", lambda query: None)
    with pytest.raises(QueryError, match="read-only"):
        run(index, "CREATE (n:X) RETURN n")


def test_a_long_query_is_ended(index: Path) -> None:
    asked = (
        "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 3000) AS c RETURN sum(a * b * c) AS s"
    )
    began = time.monotonic()
    with pytest.raises(QueryError, match=r"within 0\.5 seconds"):
        run(index, asked, timeout=0.5)
    assert time.monotonic() - began < 5


def test_a_hungry_query_ends_with_a_remedy(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("resource")
    monkeypatch.setattr(embedded, "MEMORY", 400 * 1024**2)
    with pytest.raises(QueryError, match=r"memory|stopped"):
        run(index, "UNWIND range(1, 30000000) AS x WITH collect(x) AS l RETURN size(l) AS n", timeout=20)

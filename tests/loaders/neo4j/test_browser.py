"""What people get for the Neo4j Browser runs there: guide, favourites, saved questions with their parameters, style."""

from __future__ import annotations

import html
import re
import runpy
import threading
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from kg.graph import project
from kg.loaders.neo4j import Connection, load
from kg.loaders.questions import load_questions
from kg.ontology import load_ontology
from kg.resolve import link
from kg.schema import EDGES
from tests.conftest import ROOT
from tests.loaders.conftest import clear
from tests.test_questions import told

BROWSER = ROOT / "cypher" / "browser"
GUIDE = (BROWSER / "guide.html").read_text(encoding="utf-8")
CODES = [
    html.unescape(c) for c in re.findall(r'<pre class="pre-scrollable code runnable">(.*?)</pre>', GUIDE, re.DOTALL)
]
FAVOURITES = sorted((BROWSER / "favourites").glob("*.cypher"))
VALUES = {"name": "Turkey", "words": "moscow", "actor": "Turkey", "recipient": "Syria", "place": "Idlib"}


@pytest.fixture(scope="module")
def filled(connection: Connection) -> Connection:
    clear(connection)
    load(project(told(), link(told())), connection)
    return connection


@pytest.mark.neo4j
@pytest.mark.parametrize("query", CODES, ids=[str(i) for i in range(len(CODES))])
def test_a_query_of_the_guide_finds_something(filled: Connection, query: str) -> None:
    query = query.replace("2024-09-01", "2020-01-01").replace("'army'", "'soldiers OR nations'")
    with filled.session(reading=True) as session:
        assert session.run(query).data()


@pytest.mark.neo4j
@pytest.mark.parametrize("path", FAVOURITES, ids=[p.stem for p in FAVOURITES])
def test_a_favourite_finds_something(filled: Connection, path: Path) -> None:
    with filled.session(reading=True) as session:
        assert session.run(path.read_text(encoding="utf-8"), VALUES).data()


@pytest.mark.parametrize("path", FAVOURITES, ids=[p.stem for p in FAVOURITES])
def test_a_favourite_begins_with_its_name_and_says_its_parameters(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("// ")
    asked = set(re.findall(r"\$(\w+)", text))
    assert set(re.findall(r":param (\w+) =>", text)) == asked <= set(VALUES)


@pytest.mark.neo4j
@pytest.mark.parametrize("name", sorted(load_questions()))
def test_a_question_runs_as_its_file_with_what_the_header_sets(filled: Connection, name: str) -> None:
    text = (ROOT / "cypher" / "ask" / f"{name}.cypher").read_text(encoding="utf-8")
    values: dict[str, Any] = {}
    with filled.session(reading=True) as session:
        for parameter, value in re.findall(r"^// :param (\w+) => (.+)$", text, re.MULTILINE):
            values[parameter] = session.run(f"RETURN {value} AS x").single()["x"]  # as the Browser takes it
        assert list(values) == [p.name for p in load_questions()[name].parameters]
        assert tuple(session.run(text, values).keys()) == load_questions()[name].columns


def test_the_style_knows_every_label_and_type() -> None:
    text = (BROWSER / "style.grass").read_text(encoding="utf-8")
    labels = {label for kind in load_ontology().kinds.values() for label in kind.labels} | {"Claim", "Article"}
    assert set(re.findall(r"^node\.(\w+)", text, re.MULTILINE)) == labels
    assert set(re.findall(r"^relationship\.(\w+)", text, re.MULTILINE)) == {*load_ontology().types, *EDGES}
    assert text.count("{\n") == text.count("\n}")


def test_the_guide_is_served_to_the_browser() -> None:
    server = runpy.run_path(str(BROWSER / "serve.py"))["server"](0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        asked = urllib.request.Request(f"http://127.0.0.1:{server.server_port}/guide.html", method="OPTIONS")
        with urllib.request.urlopen(asked) as answer:
            assert answer.status == 204
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/guide.html") as answer:
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert answer.read().decode() == GUIDE
    finally:
        server.shutdown()
        server.server_close()

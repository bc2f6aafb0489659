from __future__ import annotations

import csv
from importlib.metadata import EntryPoint
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest

from kg.errors import UsageError
from kg.exports import exporters, natural, write
from kg.exports import write as write_function
from kg.graph.elements import Node
from kg.model import Entity, Graph

FORMATS = ["neo4j-csv", "graphml", "gexf", "node-link", "csv", "geojson", "cytoscape", "jsonl"]
FOLDERS = ["neo4j-csv", "csv"]


def content(path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (path.iterdir() if path.is_dir() else [path])}


def test_formats_in_order_of_worth() -> None:
    assert list(exporters()) == FORMATS


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("what", ["relations", "claims"])
def test_same_graph_same_bytes(graph: Graph, tmp_path: Path, format: str, what: str) -> None:
    write(graph, format, tmp_path / "out", what=what)
    once = content(tmp_path / "out")
    write(graph, format, tmp_path / "out", what=what)
    assert content(tmp_path / "out") == once
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"], "nothing is left beside it"


@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_graph_is_written(tmp_path: Path, format: str) -> None:
    write(Graph(), format, tmp_path / "out", what="claims")
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("format", [f for f in FORMATS if f not in FOLDERS])
def test_streams_of_text_and_bytes(graph: Graph, tmp_path: Path, format: str) -> None:
    binary, text = BytesIO(), StringIO()
    write(graph, format, binary)
    write(graph, format, text)
    write(graph, format, tmp_path / "out")
    assert binary.getvalue() == text.getvalue().encode("utf-8") == (tmp_path / "out").read_bytes()


@pytest.mark.parametrize("format", FOLDERS)
def test_a_folder_does_not_fit_a_stream(graph: Graph, format: str) -> None:
    with pytest.raises(UsageError, match="-o"):
        write(graph, format, BytesIO())


@pytest.mark.parametrize("format", FOLDERS)
def test_a_folder_of_others_stays(graph: Graph, tmp_path: Path, format: str) -> None:
    mine = tmp_path / "out"
    mine.mkdir()
    (mine / "nodes.csv").write_text("my own")
    with pytest.raises(UsageError, match="other files"):
        write(graph, format, mine)
    assert (mine / "nodes.csv").read_text() == "my own"


def test_unknown_words(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one of neo4j-csv, graphml"):
        write(graph, "dot", tmp_path / "out")
    with pytest.raises(UsageError, match="relations or claims"):
        write(graph, "gexf", tmp_path / "out", what="all")
    with pytest.raises(UsageError, match="cannot write"):
        write(graph, "csv", tmp_path / "no" / "out")


def test_what_suits_a_format(graph: Graph) -> None:
    assert (natural("gexf"), natural("geojson"), natural("jsonl")) == ("relations", "claims", "claims")
    out = StringIO()
    write(graph, "jsonl", out, what=None)
    assert '"attributed_to"' in out.getvalue()


class Names:
    """A format of somebody else."""

    def begin(self, stream: Any, what: str) -> None:
        self.stream = stream

    def feed(self, item: Any) -> None:
        if isinstance(item, Node):
            self.stream.write(item.name + "\n")

    def finish(self) -> None:
        self.stream.write("end\n")


class Broken(Names):
    def finish(self) -> None:
        raise RuntimeError("disk on fire")


def named(monkeypatch: pytest.MonkeyPatch, cls: str) -> None:
    import sys

    module = sys.modules[write_function.__module__]
    point = EntryPoint("names", f"{__name__}:{cls}", "kg.exporters")
    monkeypatch.setattr(module, "entry_points", lambda group: [point] if group == "kg.exporters" else [])


def test_a_format_of_another_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named(monkeypatch, "Names")
    write(Graph(entities=(Entity("e", "group", "rebels"),)), "names", tmp_path / "out")
    assert (tmp_path / "out").read_text() == "rebels\nend\n"


def test_a_failure_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named(monkeypatch, "Broken")
    (tmp_path / "out").write_text("before")
    with pytest.raises(RuntimeError):
        write(Graph(), "names", tmp_path / "out")
    assert content(tmp_path) == {"out": b"before"}


@pytest.mark.parametrize("format", FORMATS)
def test_a_name_of_a_megabyte(tmp_path: Path, format: str) -> None:
    name = "x" * 1_000_000
    write(Graph(entities=(Entity("e", "group", name, (name,)),)), format, tmp_path / "out")
    if format == "csv":
        csv.field_size_limit(10_000_000)
        with (tmp_path / "out" / "nodes.csv").open(newline="") as stream:
            assert next(csv.DictReader(stream))["name"] == name
    elif format == "gexf":
        etree = pytest.importorskip("lxml.etree")
        root = etree.parse(str(tmp_path / "out"), etree.XMLParser(huge_tree=True)).getroot()
        assert next(root.iter("{http://gexf.net/1.3}node")).get("label") == name

"""The formats by name, and the one function that writes a graph in one of them.

Invariant: a file or folder appears whole or not at all; same graph, same bytes.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from kg.errors import DataError, UsageError
from kg.exports.protocol import Exporter, Folder
from kg.files import atomic_text
from kg.graph.elements import WHAT, Edge, Node, elements
from kg.model import Graph
from kg.ontology import Ontology

GROUP = "kg.exporters"

_MARK = ".kg-export"  # in a folder of ours: it may be replaced

_BUILT_IN = {
    "neo4j-csv": "kg.exports.neo4j_csv:Neo4jCsv",
    "graphml": "kg.exports.graphml:GraphML",
    "gexf": "kg.exports.gexf:Gexf",
    "node-link": "kg.exports.json_elements:NodeLink",
    "csv": "kg.exports.tables:Csv",
    "geojson": "kg.exports.geojson:GeoJson",
    "cytoscape": "kg.exports.json_elements:Cytoscape",
    "jsonl": "kg.exports.claim_lines:ClaimLines",
}

Factory = Callable[[], Exporter]


def exporters() -> dict[str, Factory]:
    """The formats: ours, most useful first, then those of installed packages (group `kg.exporters`), by name.

    A package's format does not take the place of one of ours.

    Raises:
        DataError: A package's format cannot be loaded.
    """
    found: dict[str, Factory] = {}
    for name, place in _BUILT_IN.items():
        module, _, attribute = place.partition(":")
        found[name] = getattr(import_module(module), attribute)
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        if point.name not in found:
            try:
                found[point.name] = point.load()
            except (ImportError, AttributeError) as e:
                raise DataError(
                    f"the format cannot be loaded: {e}", key=point.name, remedy=f"mend {point.value}"
                ) from e
    return found


def natural(format: str) -> str:
    """What a format writes when nobody says: `claims` for geojson and jsonl, `all` for neo4j-csv, else `relations`."""
    return str(getattr(_exporter(format), "natural", "relations"))


def write(
    graph: Graph,
    format: str,
    target: Path | TextIO | BinaryIO,
    *,
    what: str | None = "relations",
    ontology: Ontology | None = None,
) -> None:
    """Write a graph for another tool.

    Args:
        graph: Whole or selected.
        format: A name in `exporters()`.
        target: A path (a folder's for csv and neo4j-csv), or an open stream, which is not closed.
        what: `relations`, `claims`, `all` (neo4j-csv), or None for what suits the format.
        ontology: Knows labels, quads and roles of quantities; None for the built-in one.

    Raises:
        UsageError: Unknown format or `what`, a path that cannot be written, a folder that holds something else, a
            graph with an id twice or with an edge to what it does not hold.
    """
    factory = _exporter(format)
    what = what if what is not None else natural(format)
    allowed = WHAT if getattr(factory, "whole", False) else ("relations", "claims")
    if what not in allowed:
        raise UsageError(f"cannot export {what!r}", key="--what", remedy=" or ".join(allowed))
    exporter = factory()
    with _opened(target, folder=bool(getattr(factory, "folder", False)), format=format) as stream:
        exporter.begin(stream, what)
        for item in sound(elements(graph, what, ontology=ontology)):
            exporter.feed(item)
        exporter.finish()


def sound(items: Iterable[Node | Edge]) -> Iterator[Node | Edge]:
    """The same nodes and edges, an edge that is given twice only once: what readers count is what was written.

    Raises:
        UsageError: Two nodes have one key, two edges have one id, or an edge ends at a node that is absent; readers
            would merge the ones and make up the other.
    """
    remedy = "see what kg.graph.check says of the graph"
    keys: set[str] = set()
    edges: dict[str, tuple[str, str, str]] = {}
    for item in items:
        if isinstance(item, Node):
            if item.key in keys:
                raise UsageError("two nodes have this id", key=item.key, remedy=remedy)
            keys.add(item.key)
            yield item
            continue
        ends = (item.source, item.type, item.target)
        if edges.setdefault(item.id, ends) != ends:
            raise UsageError("two edges have this id", key=item.id, remedy=remedy)
        absent = next((key for key in (item.source, item.target) if key not in keys), None)
        if absent is not None:
            raise UsageError(f"ends at {absent}, which the graph does not hold", key=item.id, remedy=remedy)
        yield item


def _exporter(format: str) -> Factory:
    known = exporters()
    if format not in known:
        raise UsageError(f"unknown format {format!r}", remedy="one of " + ", ".join(known))
    return known[format]


@contextmanager
def _opened(target: Path | TextIO | BinaryIO, *, folder: bool, format: str) -> Iterator[Any]:
    if isinstance(target, Path):
        with atomic_folder(target) if folder else atomic_text(target) as stream:
            yield stream
    elif folder:
        raise UsageError(f"{format} writes several files", remedy="give the name of a folder with -o")
    elif hasattr(target, "encoding"):
        yield target
    else:
        text = io.TextIOWrapper(target, encoding="utf-8", newline="\n")
        try:
            yield text
        finally:
            text.detach()  # flushes, and leaves the stream open


@contextmanager
def atomic_folder(path: Path) -> Iterator[Folder]:
    """A folder that appears whole or not at all; it takes the place of an earlier export and of nothing else.

    Raises:
        UsageError: There is a file of that name, a folder with other files, or no right to write.
    """
    _check_replaceable(path)
    new, old = (path.with_name(f".{path.name}.{os.getpid()}.{end}") for end in ("part", "old"))
    try:
        new.mkdir()
    except OSError as e:
        raise UsageError(f"cannot write: {e.strerror}", file=path, remedy="give a folder in one that exists") from e
    try:
        with ExitStack() as stack:
            yield Folder(new, stack)
        (new / _MARK).write_text("made by kg export; a new export takes the place of this folder\n", encoding="utf-8")
        if path.exists():
            path.rename(old)
        new.rename(path)
    finally:
        if old.exists() and not path.exists():
            old.rename(path)
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _check_replaceable(path: Path) -> None:
    if not path.exists():
        return
    if not path.is_dir():
        raise UsageError("is a file, not a folder", file=path, remedy="give the name of a new folder")
    if any(path.iterdir()) and not (path / _MARK).exists():
        raise UsageError("the folder holds other files", file=path, remedy="give the name of a new folder")

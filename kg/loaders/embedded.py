"""The graph as a file that answers Cypher without a server: a rebuildable index beside the ledger, by grafeo.

Invariants: nothing is ever read back from it into the line; it is built from a `Graph`, replaced as a whole when the
ledger is newer, and opened read-only; every query runs in a process of its own with a limit of time, rows and memory.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import QueryError
from kg.graph.elements import Edge, Node, elements
from kg.graph.stored import KEYS, keys
from kg.loaders.read_only import check_readonly, parameter_names
from kg.model import Entity, Graph
from kg.ontology import Ontology

TIMEOUT = 30.0
ROWS = 10_000
MEMORY = 8 * 1024**3  # bytes of address space for one query
_SHAPE = "3"  # changes when the same graph is stored in another shape
_BATCH = 20_000
_NOT_UNICODE = re.compile("[\ud800-\udfff]")
_WORKER = "import sys; sys.path.append({root!r}); from kg.loaders.embedded_worker import main; main()"
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Result:
    """Answer of a query: column names, rows of plain values, and whether rows beyond the limit were left out.

    A node is a dict of its properties with `_labels`, a relationship one with `_type`, a path one of `nodes` and `edges`.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False

    def records(self) -> list[dict[str, Any]]:
        """The rows as dicts by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_json(self) -> str:
        """The records as a JSON list, one a line."""
        lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in self.records())
        return f"[\n{lines}\n]\n" if lines else "[]\n"


def available() -> bool:
    """Whether the embedded engine is installed."""
    return importlib.util.find_spec("grafeo") is not None


def require() -> None:
    """Raise a `QueryError` that tells what to install, unless the engine is there."""
    if not available():
        raise QueryError(
            "Cypher without a server needs the engine grafeo",
            remedy='pip install "kg-news[cypher]" with Python 3.12 or newer, or ask a Neo4j server with --neo4j',
        )


def refresh(graph: Callable[[], Graph], index: Path, version: str) -> bool:
    """Build the index unless it is of this version already.

    Args:
        graph: Makes the graph; called only when it is needed.
        index: The file; a file beside it (`.version`) says what it was built from, by which engine, in which shape.
        version: The ledger's version.

    Returns:
        Whether it was built. Whoever reads the old one meanwhile is not disturbed.

    Raises:
        QueryError: The engine is not installed, or the folder cannot be written.
    """
    require()
    import grafeo

    stamp = index.with_name(f"{index.name}.version")
    made_of = f"{version} {_SHAPE} grafeo-{grafeo.__version__}"
    if index.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == made_of:
        return False
    part = index.with_name(f".{index.name}.{os.getpid()}.part")
    if not (index.parent.is_dir() and os.access(index.parent, os.W_OK)):
        raise QueryError("the index cannot be written", file=index, remedy="make its folder exist and writable")
    part.unlink(missing_ok=True)
    try:
        build(graph(), part)
        # Without its stamp an index counts as old: a crash between these lines does no harm.
        stamp.unlink(missing_ok=True)
        part.replace(index)
        stamp.write_text(made_of, encoding="utf-8")
    finally:
        part.unlink(missing_ok=True)
    return True


def build(graph: Graph, path: Path, ontology: Ontology | None = None) -> None:
    """Write a graph as a database file; `path` must not exist. Nodes by their labels, then edges, in batches."""
    import grafeo

    by_labels: dict[tuple[str, ...], list[Node]] = {}
    edges: list[Edge] = []
    for item in elements(graph, "all", ontology=ontology):
        if isinstance(item, Node):
            by_labels.setdefault(item.labels, []).append(item)
        else:
            edges.append(item)
    db = grafeo.GrafeoDB(str(path))
    numbers: dict[str, int] = {}
    for labels, nodes in by_labels.items():
        for some in _batches(nodes):
            made = db.batch_create_nodes_with_props(list(labels), [_present(n.id, _named(n)) for n in some])
            numbers.update(zip((n.key for n in some), made, strict=True))
    # What an edge names and the graph lacks (`kg.graph.check` tells) is left out.
    known = [e for e in edges if e.source in numbers and e.target in numbers]
    for part in _batches(known):
        # Relations have ids; what ties a claim to its parts has no properties and is told by its ends.
        rows = [(e.id if e.properties else None, e) for e in part]
        db.batch_create_edges(
            [(numbers[e.source], numbers[e.target], e.type, _present(id_, e.properties)) for id_, e in rows]
        )
    db.create_property_index("id")
    db.create_property_index("name")
    db.close()


def _named(node: Node) -> Mapping[str, Any]:
    """The properties of a node, with what an entity is looked up by."""
    record = node.record
    if not isinstance(record, Entity):
        return node.properties
    return {**node.properties, KEYS: keys((record.name, *record.aliases))}


def _batches(items: list[_T]) -> Iterator[list[_T]]:
    return (items[i : i + _BATCH] for i in range(0, len(items), _BATCH))


def _present(id_: str | None, values: Mapping[str, Any]) -> dict[str, Any]:
    """Properties as the engine takes them: no None, lists for tuples, no halves of surrogate pairs."""
    if id_ is None and not values:
        return {}
    row: dict[str, Any] = {"id": id_, **values}
    for name, value in row.items():
        if isinstance(value, str):
            row[name] = _NOT_UNICODE.sub("", value)
        elif isinstance(value, (list, tuple)):
            row[name] = [_NOT_UNICODE.sub("", str(v)) for v in value]
    return {name: value for name, value in row.items() if value is not None}


def run(
    index: Path, query: str, params: Mapping[str, Any] | None = None, *, timeout: float = TIMEOUT, limit: int = ROWS
) -> Result:
    """Run one read-only query in a process of its own.

    Args:
        index: The database file.
        query: Cypher.
        params: Values of `$name`; a name that the query uses and that is missing is null.
        timeout: Seconds, the start of the process included.
        limit: Rows to return at most.

    Raises:
        QueryError: The query writes, is malformed (with the engine's words), or runs out of time or memory; or the
            engine is not installed.
    """
    require()
    check_readonly(query)
    values = {n: (params or {}).get(n) for n in parameter_names(query)}
    query = query.strip().removesuffix(";")
    job = {"index": str(index), "query": query, "params": values, "limit": limit, "memory": MEMORY}
    answer = _asked(job, timeout)
    if "error" in answer:
        words = re.sub(r"^GRAFEO-\w+: ", "", answer["error"])
        raise QueryError(words, remedy="see `kg schema` for labels, types and properties")
    return Result(tuple(answer["columns"]), tuple(tuple(r) for r in answer["rows"]), answer["truncated"])


def _asked(job: dict[str, Any], timeout: float) -> dict[str, Any]:
    """Give a job to a fresh process and read its answer."""
    # -P: a file of the working folder must not stand in for a module; our own package may lie in a checkout.
    code = _WORKER.format(root=str(Path(__file__).parents[2]))
    try:
        done = subprocess.run(  # noqa: S603  (our own interpreter and code; the query goes in as data)
            [sys.executable, "-P", "-c", code],
            input=json.dumps(job).encode("ascii"),
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as e:
        raise QueryError(f"no answer within {timeout:g} seconds", remedy="narrow the query, or add a LIMIT") from e
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as e:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        remedy = "it may need too much memory: narrow the query, name types and the ends of paths"
        raise QueryError(f"the engine stopped: {words[-1] if words else done.returncode}", remedy=remedy) from e
    return answer


def parameter(text: str) -> Any:
    """Value of a `--param name=value` text: JSON where it is JSON (numbers, true, null, lists), else the text itself."""
    try:
        return json.loads(text, parse_constant=str)  # NaN and Infinity are names of something else here
    except ValueError:
        return text


__all__ = ["Result", "available", "build", "check_readonly", "parameter", "refresh", "run"]

"""The graph as a file that answers Cypher without a server: a rebuildable index beside the ledger, by grafeo.

Invariant: nothing is ever read back from it into the line. It is built from a `Graph`, replaced as a whole when the
ledger is newer, and opened read-only; every query runs in a process of its own with a limit of time and rows.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.model import Entity, Graph, Statement
from kg.ontology import Ontology, load_ontology

TIMEOUT = 30.0
ROWS = 10_000
_STRINGS = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
_WRITES = re.compile(
    r"(?<![:.$\w])(CREATE|MERGE|SET|DELETE|DETACH|REMOVE|DROP|LOAD|INSERT|CALL|FOREACH|ALTER|GRANT|USE|START|SHOW|EXPLAIN|PROFILE)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Result:
    """Answer of a query: column names, rows of plain values, and whether rows beyond the limit were left out."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


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
        index: The file; a file beside it (`.version`) says what it was built from.
        version: The ledger's version.

    Returns:
        Whether it was built.

    Raises:
        QueryError: The engine is not installed.
    """
    require()
    stamp = index.with_name(f"{index.name}.version")
    if index.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == version:
        return False
    part = index.with_name(f".{index.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        build(graph(), part)
        stamp.unlink(missing_ok=True)
        part.replace(index)
        stamp.write_text(version, encoding="utf-8")
    finally:
        part.unlink(missing_ok=True)
    return True


def build(graph: Graph, path: Path, ontology: Ontology | None = None) -> None:
    """Write a graph as a database file; `path` must not exist."""
    import grafeo

    ontology = ontology if ontology is not None else load_ontology()
    db = grafeo.GrafeoDB()
    nodes: dict[str, int] = {}
    for labels, rows in _nodes(graph, ontology).items():
        made = db.batch_create_nodes_with_props(list(labels), [_present(r) for r in rows])
        nodes.update(zip((str(r["id"]) for r in rows), made, strict=True))
    edges = [
        (nodes[a], nodes[b], type_, _present(properties))
        for a, b, type_, properties in _edges(graph)
        if a in nodes and b in nodes
    ]
    if edges:
        db.batch_create_edges(edges)
    db.create_property_index("id")
    db.create_property_index("name")
    db.save(str(path))
    db.close()


def _present(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if v is not None}


def _nodes(graph: Graph, ontology: Ontology) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    """Rows of nodes by their labels."""
    rows: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for e in graph.entities:
        rows.setdefault(ontology.kinds[e.kind].labels, []).append(entity_row(e))
    for a in graph.articles:
        rows.setdefault(("Article",), []).append({**a.to_dict(), "published": a.published})
    for c in graph.claims:
        rows.setdefault(("Claim",), []).append(claim_row(c, ontology))
    return rows


def entity_row(e: Entity) -> dict[str, Any]:
    """Properties of an entity's node."""
    return {
        "id": e.id, "name": e.name, "kind": e.kind, "aliases": list(e.aliases), "country": e.country, "sector": e.sector,
        "lat": e.lat, "lon": e.lon, "precision": e.place_precision, "mentions": e.mentions,
        "articles": len({c.rpartition(":")[0] for c in e.chains}),
    }  # fmt: skip


def claim_row(c: Statement, ontology: Ontology) -> dict[str, Any]:
    """Properties of a claim's node; quantities as `killed_low`, `killed_high` and so on, summed over groups."""
    row: dict[str, Any] = {
        "id": c.id, "type": c.type, "quad": ontology.quad(c.type), "mode": c.mode, "status": c.status,
        "start": c.period.start if c.period is not None else None, "end": c.period.end if c.period is not None else None,
        "grain": c.period.grain if c.period is not None else None, "confidence": c.confidence, "rule": c.rule,
        "trigger": c.trigger, "sentence": c.sentence, "article": c.article,
    }  # fmt: skip
    for role in ontology.quantity_roles:
        found = [q for q in c.quantities if q.role == role]
        if found:
            row[f"{role}_low"] = sum(q.low for q in found)
            if all(q.high is not None for q in found):
                row[f"{role}_high"] = sum(q.high or 0 for q in found)
    return row


def _edges(graph: Graph) -> list[tuple[str, str, str, dict[str, Any]]]:
    out: list[tuple[str, str, str, dict[str, Any]]] = []
    for c in graph.claims:
        for type_, targets in (
            ("ACTOR", c.actors),
            ("RECIPIENT", c.recipients),
            ("AT", c.places),
            ("ATTRIBUTED_TO", c.attributed_to),
        ):
            out.extend((c.id, t, type_, {}) for t in targets)
        out.append((c.id, c.article, "IN", {}))
    for r in graph.relations:
        properties = {"id": r.id, "count": r.count, "articles": r.articles, "first": r.first, "last": r.last}
        out.append((r.subject, r.object, r.type, properties))
    return out


def check_readonly(query: str) -> None:
    """Refuse a query that would write or call procedures; words inside strings, names and comments do not count.

    Raises:
        QueryError: The query is empty or not read-only; the error names the word.
    """
    bare = _STRINGS.sub(" ", query)
    if not bare.strip():
        raise QueryError("the query is empty", remedy='try: kg query "MATCH (n:Entity) RETURN n.name LIMIT 5"')
    found = _WRITES.search(bare)
    if found is not None:
        raise QueryError(
            f"{found.group(1).upper()} is not allowed: queries only read",
            remedy="the graph follows the ledger; change it with kg ingest, kg remove or a judgement",
        )


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
        QueryError: The query writes, is malformed, or runs out of time; or the engine is not installed.
    """
    require()
    check_readonly(query)
    names = re.findall(r"\$(\w+)", _STRINGS.sub(" ", query))
    values = {n: (params or {}).get(n) for n in dict.fromkeys(names)}
    job = json.dumps({"index": str(index), "query": query, "params": values, "limit": limit})
    try:
        done = subprocess.run(  # noqa: S603  (our own module, arguments fixed)
            [sys.executable, "-I", "-c", "from kg.loaders.embedded_worker import main; main()"]
            if _importable_alone()
            else [sys.executable, "-m", "kg.loaders.embedded_worker"],
            input=job.encode(),
            capture_output=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as e:
        raise QueryError(f"no answer within {timeout:g} seconds", remedy="narrow the query, or add a LIMIT") from e
    if done.returncode != 0 or not done.stdout:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise QueryError(f"the engine stopped: {words[-1] if words else done.returncode}", remedy="simplify the query")
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise QueryError(answer["error"], remedy="see `kg schema` for labels, types and properties")
    return Result(tuple(answer["columns"]), tuple(tuple(r) for r in answer["rows"]), answer["truncated"])


def _importable_alone() -> bool:
    """Whether an isolated interpreter would find this package (it is installed, not run from a checkout by path)."""
    return "site-packages" in str(Path(__file__))


def parameter(text: str) -> Any:
    """Value of a `--param name=value` text: JSON where it is JSON (numbers, true, null, lists), else the text itself."""
    try:
        return json.loads(text)
    except ValueError:
        return text


__all__ = ["Result", "available", "build", "check_readonly", "parameter", "refresh", "run"]

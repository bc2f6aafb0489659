"""Ask a server: read-only by the query's own words, and by a session that the server refuses every write.

Invariant: values come back as the embedded index gives them: plain, dates as ISO text, nodes as their properties.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import islice
from typing import Any

from kg.graph.stored import DIGEST
from kg.loaders.embedded import ROWS, TIMEOUT, Result
from kg.loaders.neo4j.connection import Connection, translated
from kg.loaders.read_only import check_readonly, parameter_names


def run(
    connection: Connection,
    query: str,
    params: Mapping[str, Any] | None = None,
    *,
    timeout: float = TIMEOUT,
    limit: int = ROWS,
) -> Result:
    """Run one read-only query.

    Args:
        connection: To the database.
        query: Cypher.
        params: Values of `$name`; a name that the query uses and that is missing is null.
        timeout: Seconds that the server may take.
        limit: Rows to return at most.

    Raises:
        QueryError: The query writes, is malformed (with the server's words), or runs out of time.
        ServerError: The server refuses, or went away.
    """
    import neo4j

    check_readonly(query)
    values = {name: (params or {}).get(name) for name in parameter_names(query)}
    with translated(connection.server), connection.session(reading=True) as session:
        result = session.run(neo4j.Query(query, timeout=timeout), values)
        columns = tuple(result.keys())
        rows = [tuple(plain(value) for value in record.values()) for record in islice(result, limit + 1)]
    return Result(columns, tuple(rows[:limit]), len(rows) > limit)


def plain(value: Any) -> Any:
    """A value of the driver as JSON has it."""
    if value is None or isinstance(value, (str, int)):  # nearly all are
        return value
    from neo4j import graph

    if isinstance(value, graph.Node):
        return {"_labels": sorted(value.labels), **_own(value)}
    if isinstance(value, graph.Relationship):
        return {"_type": value.type, **_own(value)}
    if isinstance(value, graph.Path):
        return {"nodes": [plain(n) for n in value.nodes], "edges": [plain(r) for r in value.relationships]}
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):  # a point is a tuple: longitude, latitude
        return [plain(v) for v in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _own(element: Any) -> dict[str, Any]:
    return {name: plain(value) for name, value in element.items() if name != DIGEST}

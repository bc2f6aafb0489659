"""The process that asks one question of the embedded index: JSON in on stdin, JSON out on stdout.

Invariant: it opens the file read-only, and answers with rows or with the engine's words, never with both.
"""

from __future__ import annotations

import contextlib
import json
import math
import sys
from itertools import islice
from typing import Any

_INNER = ("_id", "_source", "_target")  # the engine's own numbers: they change from index to index


def main() -> None:
    """Read the job, write the answer."""
    asked = json.load(sys.stdin.buffer)
    _bound(asked["memory"])
    json.dump(answer(asked), sys.stdout)


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Ask the engine.

    Args:
        asked: `index`, `query`, `params` and `limit`.

    Returns:
        `columns`, `rows` (lists of plain values) and `truncated`; or `error`.
    """
    import grafeo

    try:
        database = grafeo.GrafeoDB.open_read_only(asked["index"])
        result = database.execute_cypher(asked["query"], asked["params"])
        columns = list(result.columns)
        rows = list(islice(result, asked["limit"] + 1))
    except (RuntimeError, ValueError, TypeError) as e:
        return {"error": str(e)}
    kept = [[plain(row[column]) for column in columns] for row in rows[: asked["limit"]]]
    return {"columns": columns, "rows": kept, "truncated": len(rows) > asked["limit"]}


def plain(value: Any) -> Any:
    """A value of the engine as JSON has it: dates as ISO text, nodes and edges as their properties."""
    if isinstance(value, dict):
        element = "_labels" in value or "_type" in value
        return {k: plain(v) for k, v in value.items() if not (element and k in _INNER)}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, (str, int)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _bound(memory: int) -> None:
    """Let a query that wants too much memory fail, rather than the machine; where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

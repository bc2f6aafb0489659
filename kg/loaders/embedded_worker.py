"""The process that runs one query on the embedded graph: a job as JSON on standard input, the answer on standard output."""

from __future__ import annotations

import json
import sys
from typing import Any


def plain(value: Any) -> Any:
    """A value that JSON can hold: nodes and edges become their properties, anything unknown its text."""
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    properties = getattr(value, "properties", None)
    if properties is not None:
        found = properties() if callable(properties) else properties
        return {str(k): plain(v) for k, v in dict(found).items()}
    return str(value)


def answer(job: dict[str, Any]) -> dict[str, Any]:
    """Run a job: `index`, `query`, `params`, `limit`."""
    import grafeo

    db = grafeo.GrafeoDB.open_read_only(job["index"])
    try:
        result = db.execute_cypher(job["query"], job["params"])
        columns = list(result.columns)
        rows: list[list[Any]] = []
        truncated = False
        for row in result:
            if len(rows) >= job["limit"]:
                truncated = True
                break
            rows.append([plain(row.get(c)) for c in columns])
        return {"columns": columns, "rows": rows, "truncated": truncated}
    except grafeo.GrafeoError as e:
        return {"error": str(e).strip()}
    except (RuntimeError, ValueError, TypeError, KeyError) as e:
        return {"error": str(e).strip()}
    finally:
        db.close()


def main() -> None:
    """Read the job, write the answer."""
    job = json.loads(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(answer(job), ensure_ascii=False).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()

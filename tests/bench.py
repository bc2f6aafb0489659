"""`make bench`: words a second, peak memory and ledger size of `kg ingest`, on the first articles of a file.

    python tests/bench.py ARTICLES.jsonl.gz [COUNT …]        (counts default to 200 1000)

Each count runs in a process of its own and a fresh ledger; memory is that process's peak (resident set).
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

from kg.files import open_binary

_CHILD = """
import resource, sys
from pathlib import Path
from kg import run
from kg.settings import Settings
report = run.ingest([sys.argv[1]], Settings(ledger=Path(sys.argv[2]), workers=int(sys.argv[3])))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(report.new, report.failed, report.claims, report.words, report.seconds, peak)
"""


def measure(source: Path, count: int, workers: int = 1) -> dict[str, float | int]:
    """Ingest the first `count` articles and tell what it took."""
    with tempfile.TemporaryDirectory() as folder:
        part, ledger = Path(folder) / "part.jsonl", Path(folder) / "kg.db"
        with open_binary(source) as stream:
            part.write_bytes(b"".join(islice(stream, count)))
        words = [sys.executable, "-c", _CHILD, str(part), str(ledger), str(workers)]
        done = subprocess.run(words, capture_output=True, text=True, check=True)
        new, failed, claims, read, seconds, peak = (float(x) for x in done.stdout.split())
        unit = 1 if platform.system() == "Darwin" else 1024  # ru_maxrss is bytes there, kibibytes elsewhere
        return {
            "articles": int(new), "failed": int(failed), "claims": int(claims), "words": int(read),
            "seconds": round(seconds, 1), "words_per_second": round(read / seconds), "peak_MB": round(peak * unit / 1e6),
            "ledger_MB": round(ledger.stat().st_size / 1e6, 2),
        }  # fmt: skip


def main() -> None:
    """Print one JSON line a count."""
    if len(sys.argv) < 2 or not Path(sys.argv[1]).is_file():
        sys.exit(f"error: give a file of articles as JSON lines\n{__doc__}")
    for count in [int(c) for c in sys.argv[2:]] or [200, 1000]:
        print(json.dumps({"of": count, **measure(Path(sys.argv[1]), count)}), flush=True)


if __name__ == "__main__":
    main()

"""What a person may set, gathered once at the border; everything below takes a `Settings`, never `os.environ`."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_LEDGER = "kg.db"
DEFAULT_MODEL = "kg_en_news"


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of one run.

    Attributes:
        ledger: The SQLite file between the two halves.
        data: A person's data folder, merged over `kg/data`; None for none.
        model: Name of a bundled model, a folder, or an installed spaCy pipeline.
        workers: Processes for half one; 1 runs in this process.
        stop_on_error: Stop at the first article that fails rather than skip it.
        batch: Articles per ledger transaction.
    """

    ledger: Path = Path(DEFAULT_LEDGER)
    data: Path | None = None
    model: str = DEFAULT_MODEL
    workers: int = 1
    stop_on_error: bool = False
    batch: int = 32


def default_ledger() -> Path:
    """The ledger named by `KG_LEDGER`, else `kg.db` in the working folder."""
    return Path(os.environ.get("KG_LEDGER", DEFAULT_LEDGER))


@dataclass(frozen=True, slots=True)
class Server:
    """Where Neo4j is, and as whom to ask.

    Attributes:
        uri: `bolt://` or `neo4j://` (with routing), `+s` for TLS checked against known authorities, `+ssc` for TLS with
            any certificate.
        user: Name of the user.
        password: None where nobody gave one.
        database: Name of a database; None for the user's own.
        ca: File of the certificate (PEM) of an authority of one's own; only with a scheme without `+s`.
    """

    uri: str = "neo4j://localhost:7687"
    user: str = "neo4j"
    password: str | None = field(default=None, repr=False)
    database: str | None = None
    ca: Path | None = None

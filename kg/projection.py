"""The graph of a ledger as a spool of rows; of a large one, made by a process of its own, whose memory is given back.

Invariant: what is written is a pure function of ledger and data; the file lives as long as the `with` block.
"""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.graph.spool import Spool

_FEW = 100  # articles whose chains are a few megabytes: another process would take longer than the work


@contextmanager
def projected(settings: Settings) -> Iterator[Spool]:
    """Resolve and project the ledger (steps 6 to 9) into a file of rows.

    Linking needs every chain at once; whoever reads the rows afterwards needs one batch. `spawn`, since a forked copy
    of a process with threads may hang.

    Raises:
        LedgerError: There is no ledger, or it cannot be read.
    """
    from kg.graph.spool import Spool

    with tempfile.TemporaryDirectory(prefix="kg-rows-") as folder:
        path = Path(folder) / "rows.db"
        if _articles(settings) <= _FEW:
            project_to(settings, path)
        else:
            _elsewhere(settings, path)
        with Spool(path) as spool:
            yield spool


def _articles(settings: Settings) -> int:
    from kg.ledger import Ledger

    with Ledger(settings.ledger, create=False, readonly=True) as ledger:
        return sum(1 for _ in ledger.ids())


def _elsewhere(settings: Settings, path: Path) -> None:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        try:
            pool.submit(project_to, settings, path).result()
        except BrokenProcessPool as e:
            remedy = "it may need more memory than there is"
            raise KgError("the process that builds the graph was ended", remedy=remedy) from e


def project_to(settings: Settings, path: Path) -> None:
    """Write the rows of a ledger's graph to a new file."""
    from kg.graph.spool import Spool
    from kg.ledger import Ledger
    from kg.ontology import load_ontology
    from kg.resolve import link
    from kg.resolve.roles import load_roster

    with Ledger(settings.ledger, create=False, readonly=True) as ledger, Spool(path) as spool:
        linker = link(ledger.extractions(), ledger.judgements(), roster=load_roster(settings.data))
        spool.fill(ledger.extractions(), linker, load_ontology(settings.data))

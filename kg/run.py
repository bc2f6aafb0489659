"""The line, step by step: what the command line and notebooks call. Nothing here prints.

     1 readers.read -> 2 ledger.unseen -> 3 nlp.pipe -> 4 nlp.harvest -> 5 ledger.append       (`ingest`, `extract`)
     6 resolve.block -> 7 resolve.judge -> 8 resolve.Linker                                    (`resolve`)
     9 graph.project -> 10 graph.check -> 11 loaders and exports                               (`build_graph`)

Invariants: articles stream, so memory does not grow with their number; a batch is kept whole or not at all, so a run
that was ended at any moment goes on where it was; everything from step 6 on is made anew from the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from kg.errors import InputError, UsageError
from kg.ledger import Ledger
from kg.model import Entity, Extraction, Graph
from kg.readers import read
from kg.settings import Server, Settings
from kg.watch import Progress, Report, StopError, Watch, in_english
from kg.workers import model_version, read_articles, versions

if TYPE_CHECKING:
    from kg.graph import Profile
    from kg.loaders.neo4j import Connection, Difference, Loaded
    from kg.loaders.neo4j import Progress as LoadProgress


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a resolution did.

    Attributes:
        chains: Chains seen.
        pairs: Pairs that were judged, now or before.
        same: Those found the same.
        new: Judgements made now: of pairs that were not judged before on the same evidence.
        doubtful: Pairs that `kg review` would ask about.
        entities: Entities in the end.
    """

    chains: int
    pairs: int
    same: int
    new: int
    doubtful: int
    entities: int


def ingest(
    sources: Iterable[str], settings: Settings, *, progress: Progress | None = None, stdin: BinaryIO | None = None
) -> Report:
    """Read articles into the ledger (steps 1 to 5); what stands there already is passed over.

    Args:
        sources: Files, folders, `-`.
        settings: Ledger, model, data, workers, batch, and whether to stop at the first failure.
        progress: Told after each article.
        stdin: What `-` reads.

    Returns:
        What was done; failed articles stand in `<ledger>.errors.jsonl`, the list of the last run.

    Raises:
        KgError: Nothing could be read: a missing path, an unknown model, a ledger that cannot be written.
    """
    reading, known = read(sources, stdin=stdin), versions(settings)
    with Ledger(settings.ledger) as ledger, closing(Watch(reading, settings, progress)) as watch:
        unseen = ledger.unseen(watch.articles(), versions=known)
        batch: list[Extraction] = []
        try:
            with closing(read_articles(watch.taken(unseen), settings, known)) as results:
                for result in results:
                    if isinstance(result, InputError):
                        watch.failed(result)
                    else:
                        watch.extracted(result)
                        batch.append(result)
                    if len(batch) >= settings.batch:
                        watch.kept(ledger, batch)
                    watch.advanced()
        except StopError:
            watch.report.stopped = True
        finally:
            # Also after Ctrl-C: what was read is kept.
            watch.kept(ledger, batch)
        watch.advanced()
        return watch.report


def extract(
    sources: Iterable[str], settings: Settings, *, stdin: BinaryIO | None = None
) -> Iterator[Extraction | InputError]:
    """Read and extract without a ledger (steps 1, 3 and 4): an extraction or an error per article, in order.

    Raises:
        KgError: A path or model does not exist; raised before the first article.
    """
    reading, known = read(sources, stdin=stdin), versions(settings)
    return _until_stopped(read_articles((in_english(item) for item in reading), settings, known), settings)


def _until_stopped(results: Iterator[Extraction | InputError], settings: Settings) -> Iterator[Extraction | InputError]:
    for result in results:
        yield result
        if settings.stop_on_error and isinstance(result, InputError):
            return


def resolve(settings: Settings) -> Resolved:
    """Judge the pairs of chains that may be one entity, and keep the judgements (steps 6 to 8).

    A pair that was judged before is judged again only where an article that names one of its sides is new or gone.
    """
    from kg.resolve import chains_of
    from kg.resolve.linker import resolved
    from kg.resolve.review import doubts
    from kg.resolve.roles import load_roster

    at = datetime.now(UTC).isoformat(timespec="seconds")
    with Ledger(settings.ledger, create=False) as ledger:
        chains, said = list(chains_of(ledger.extractions())), ledger.judgements()
        linker, made = resolved(chains, said, roster=load_roster(settings.data), at=at)
        new = ledger.add_judgements(made)
    same = sum(j.same for j in made)
    open_ = len(doubts(linker, made, said))
    return Resolved(len(chains), len(made), same, new, open_, sum(1 for _ in linker.ids()))


def build_graph(settings: Settings, *, min_confidence: float = 0.0) -> Graph:
    """Build the graph from the ledger (steps 6 to 9).

    Args:
        settings: Ledger and data.
        min_confidence: Claims below are left out, and relations that have no other.

    Raises:
        LedgerError: There is no ledger, or it cannot be read.
    """
    from kg.graph import project
    from kg.ontology import load_ontology
    from kg.resolve import link
    from kg.resolve.roles import load_roster

    with Ledger(settings.ledger, create=False, readonly=True) as ledger:
        linker = link(ledger.extractions(), ledger.judgements(), roster=load_roster(settings.data))
        told = (_sure(x, min_confidence) for x in ledger.extractions())
        return project(told, linker, ontology=load_ontology(settings.data))


def _sure(extraction: Extraction, least: float) -> Extraction:
    """An extraction with the claims that are sure enough."""
    if least <= 0:
        return extraction
    return replace(extraction, claims=tuple(c for c in extraction.claims if c.confidence >= least))


def load(
    settings: Settings,
    server: Server,
    *,
    batch: int | None = None,
    full: bool = False,
    replace: bool = False,
    progress: LoadProgress | None = None,
) -> Loaded:
    """Bring a Neo4j database to where the ledger is (steps 6 to 11): only what has changed is sent.

    Args:
        settings: Ledger and data.
        server: Where the database is.
        batch: Rows of one transaction; None for the usual number.
        full: Send everything, whatever stands there.
        replace: Also where the ledger never held most of the articles there.
        progress: Told after each batch.

    Raises:
        LedgerError: There is no ledger, or it cannot be read.
        UsageError: What is there seems to be the graph of another ledger.
        ServerError: The server cannot be reached, refuses, or went away.
    """
    from kg.loaders.neo4j import connect

    with Ledger(settings.ledger, create=False, readonly=True):
        pass  # complain of a missing ledger before a missing server
    with connect(server) as connection:
        return _load(settings, connection, progress, batch=batch, full=full, replace=replace)


def _load(
    settings: Settings,
    connection: Connection,
    progress: LoadProgress | None = None,
    *,
    batch: int | None = None,
    full: bool = False,
    replace: bool = False,
) -> Loaded:
    from kg.loaders.neo4j import BATCH, Loaded, bring, is_current
    from kg.ontology import load_ontology
    from kg.projection import projected

    ontology = load_ontology(settings.data)
    with Ledger(settings.ledger, create=False, readonly=True) as ledger:
        version = ledger.version()
    if not full and is_current(connection, version, ontology):
        return Loaded(current=True)
    with projected(settings) as spool, Ledger(settings.ledger, create=False, readonly=True) as ledger:
        return bring(
            connection,
            spool,
            ontology,
            version=version,
            batch=batch if batch is not None else BATCH,
            full=full,
            held=None if replace else ledger.held,
            progress=progress,
        )


def verify(settings: Settings, server: Server) -> list[Difference]:
    """Compare a Neo4j database with the ledger, both ways; nothing is written.

    Returns:
        What differs, for each part of the graph.

    Raises:
        LedgerError: There is no ledger, or it cannot be read.
        ServerError: The server cannot be reached, refuses, or went away.
    """
    from kg.loaders.neo4j import connect
    from kg.loaders.neo4j import verify as compare
    from kg.ontology import load_ontology
    from kg.projection import projected

    kinds = load_ontology(settings.data).kinds.values()
    with connect(server) as connection, projected(settings) as spool:
        return compare(connection, spool, frozenset(label for kind in kinds for label in kind.labels))


def remove(settings: Settings, articles: Sequence[str], server: Server | None = None) -> None:
    """Take articles out of all that is built from the ledger: all of them or, when one is unknown, none.

    Args:
        settings: The ledger.
        articles: Ids.
        server: A Neo4j database that follows; one that cannot be reached leaves the ledger as it was.

    Raises:
        UsageError: An id is not in the ledger.
        ServerError: The server cannot be reached, refuses, or went away.
    """
    if server is None:
        _forget(settings, articles)
        return
    from kg.loaders.neo4j import connect

    with connect(server) as connection:
        connection.check_writable()
        _forget(settings, articles)
        _load(settings, connection)


def _forget(settings: Settings, articles: Sequence[str]) -> None:
    with Ledger(settings.ledger, create=False) as ledger:
        standing = set(ledger.ids())
        for id_ in articles:
            if id_ not in standing:
                remedy = "`kg query 'MATCH (a:Article) RETURN a.id, a.title'` lists them"
                raise UsageError("no such article in the ledger", file=settings.ledger, key=id_, remedy=remedy)
        for id_ in dict.fromkeys(articles):
            ledger.remove(id_)


def profiles(settings: Settings, name: str, *, latest: int = 10) -> list[Profile]:
    """Describe every entity that a name may mean, the most mentioned first.

    Raises:
        UsageError: Nothing has that name.
    """
    from kg.graph import Term, profile
    from kg.ontology import load_ontology
    from kg.resolve.roles import load_roster

    roster = load_roster(settings.data)

    def terms(entity: Entity) -> list[Term]:
        """Offices of an entity that the packs of roles know by one of its names."""
        holder = roster.called((entity.name, *entity.aliases), entity.kind, entity.country)
        return [Term(r.title, r.of, r.start, r.end) for r in holder.roles] if holder is not None else []

    return profile(build_graph(settings), name, latest=latest, ontology=load_ontology(settings.data), terms=terms)


def export(
    settings: Settings,
    format: str,
    target: Path | TextIO,
    *,
    what: str | None = None,
    min_confidence: float = 0.0,
    **chosen: Any,
) -> Graph:
    """Write the graph, or a part of it, in a format for other tools.

    Args:
        settings: Ledger and data.
        format: Name of a format of `kg.exports`.
        target: A path (of a folder, for formats of several files), or an open stream.
        what: `relations`, `claims` or `all`; None for what suits the format.
        min_confidence: Claims below are left out.
        chosen: What part, as `kg.graph.select` takes it: `since`, `until`, `types`, `entity`.

    Returns:
        The part that was written.

    Raises:
        UsageError: An unknown format, type or entity, or a path that cannot be written.
    """
    from kg.exports import natural, write
    from kg.graph import select
    from kg.ontology import load_ontology

    what = what if what is not None else natural(format)
    graph, whole = build_graph(settings, min_confidence=min_confidence), what == "all"
    # A selection keeps only the entities that something names; all of a graph is more than that.
    everything = whole and not any(chosen.values())
    chosen["what"] = None if whole else what
    part = graph if everything else select(graph, ontology=load_ontology(settings.data), **chosen)
    write(part, format, target, what=what)
    return part


def stats(settings: Settings) -> dict[str, Any]:
    """Count what stands in the ledger."""
    with Ledger(settings.ledger, create=False, readonly=True) as ledger:
        return ledger.stats()


def model_card(model: str) -> dict[str, Any]:
    """Name, version, licence, sources and scores of a language model, as its `meta.json` says.

    Raises:
        ModelError: There is no such model.
    """
    from kg.nlp.load import model_folder

    version, folder = model_version(model), model_folder(model)
    if folder is None:
        return {"name": version, "kind": "installed spaCy pipeline"}
    meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    labels = {kind: len(names) for kind, names in meta.pop("labels", {}).items()}
    size = sum(p.stat().st_size for p in folder.iterdir() if p.is_file())
    return {**meta, "labels": labels, "megabytes": round(size / 1e6, 1), "folder": str(folder)}

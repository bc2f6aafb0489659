"""`kg evaluate relations`: pairs of entities that the whole line relates, against gold relations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.evaluate.acts import relations
from kg.model import Article, Extraction
from kg.trials.settings import TrialSettings


def score(files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score the relations of documents."""
    records = settings.drawn(relations.read_relations(files))
    return relations.score(records, extractions(records, settings))


def extractions(records: Sequence[relations.Record], settings: TrialSettings) -> Iterator[Extraction]:
    """Run the whole line over documents, one at a time."""
    from kg.nlp.harvest import harvest
    from kg.nlp.load import load, pipe

    nlp = load(settings.model, data=settings.data)
    articles = (Article(id=r.id, text=r.text, title=r.title, language="en") for r in records)
    for doc, article in pipe(nlp, articles):
        yield harvest(doc, article, model=settings.model, rules="", data=settings.data)

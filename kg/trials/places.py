"""`kg evaluate places`: names of places in articles, and where they lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.evaluate import places
from kg.evaluate.places import Toponym
from kg.trials.settings import TrialSettings

if TYPE_CHECKING:
    from spacy.tokens import Doc


def score(files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score the places of whole texts."""
    from kg.nlp.load import load_until

    nlp = load_until("kg_chains", settings.model, data=settings.data)
    articles = settings.drawn([a for path in files for a in places.read_articles(path)])
    return places.score(articles, (list(toponyms(nlp(a.text))) for a in articles))


def toponyms(doc: Doc) -> Iterator[Toponym]:
    """Mentions of places and countries, with the coordinates that the gazetteer gave them."""
    for m in doc._.kg_mentions:
        if m["kind"] in ("place", "country"):
            span = doc[m["start"] : m["end"]]
            yield Toponym(span.start_char, span.end_char, (m["lat"], m["lon"]) if m["lat"] is not None else None)

"""`kg evaluate entities`: who is who across documents, against ECB+ topics or against names whose owners are known."""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.evaluate import entities
from kg.evaluate.entities import GoldDocument
from kg.ids import chain_key
from kg.model import Article, Extraction
from kg.trials.settings import TrialSettings

_CHAINS = 200_000
_WARM = 2_000
_PER_ARTICLE = 5


def score(files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score entities on ECB+ topics, or on made-up chains where no file or one of names is given."""
    if not files or any(path.suffix in (".txt", ".names") for path in files):
        return score_names(files[0] if files else None, settings.sample or _CHAINS, settings.seed)
    documents = settings.drawn([d for path in files for d in entities.read_topics(path)])
    return entities.score_topics(documents, clusters(documents, _extracted(documents, settings)))


def score_names(names: Path | None, count: int, seed: int) -> dict[str, Any]:
    """Score chains whose persons are known, and a tenth of them for the time."""
    _resolved(names, min(count, _WARM), seed)  # word lists and packs are read before anything is timed
    _, tenth = _resolved(names, max(1, count // 10), seed)
    scores, seconds = _resolved(names, count, seed)
    times = {"seconds": round(seconds, 2), "seconds_of_a_tenth": round(tenth, 2)}
    return {"chains": count, "seed": seed, **scores, **times, "times_a_tenth": round(seconds / max(tenth, 1e-9), 2)}


def _resolved(names: Path | None, count: int, seed: int) -> tuple[dict[str, Any], float]:
    """Scores of so many chains, and the processor's seconds for resolving them."""
    from kg.evaluate import perturb
    from kg.resolve import ArticleChain
    from kg.resolve.linker import resolved

    everybody = perturb.people(perturb.size(count), seed, names)
    chains, truth = [], []
    for n, (person, chain) in enumerate(perturb.chains(everybody, count, seed)):
        article, id_ = f"a{n // _PER_ARTICLE:07}", f"c{n % _PER_ARTICLE + 1}"
        key = chain_key(article, id_)
        chains.append(ArticleChain(article, replace(chain, id=id_), 1, key, "2020-02-03"))
        truth.append(person)
    began = time.process_time()
    linker, _ = resolved(chains)
    seconds = time.process_time() - began
    scores = entities.pair_scores(truth, [linker.entity_of(c.key) for c in chains])
    return {"persons": len(everybody), **scores}, seconds


def clusters(documents: Iterable[GoldDocument], extractions: Iterable[Extraction]) -> dict[Hashable, Hashable]:
    """Entity of each gold mention that was found, each topic resolved for itself."""
    from kg.resolve import link

    topics: dict[str, list[tuple[GoldDocument, Extraction]]] = {}
    for document, extraction in zip(documents, extractions, strict=True):
        topics.setdefault(document.topic, []).append((document, extraction))
    found: dict[Hashable, Hashable] = {}
    for pairs in topics.values():
        linker = link([x for _, x in pairs])
        for document, x in pairs:
            spans = [(m.start, m.end, linker.entity_of(chain_key(x.article.id, m.chain))) for m in x.mentions]
            found.update(entities.aligned(document, spans))
    return found


def _extracted(documents: Iterable[GoldDocument], settings: TrialSettings) -> Iterable[Extraction]:
    from kg.nlp.harvest import harvest
    from kg.nlp.load import load, pipe

    nlp = load(settings.model, data=settings.data)
    articles = (Article(d.id, d.text) for d in documents)
    for doc, article in pipe(nlp, articles):
        yield harvest(doc, article, model="", rules="", data=settings.data)

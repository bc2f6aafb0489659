"""`kg evaluate actors`: country and sector of actor phrases that stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.evaluate import actors
from kg.evaluate.actors import Case, Told
from kg.model import Article, Extraction
from kg.ontology import load_ontology
from kg.trials.settings import TrialSettings


def score(files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score phrases, each read as an article of its own on the case's date."""
    from kg.nlp.harvest import harvest
    from kg.nlp.load import load_until

    nlp = load_until("kg_times", settings.model, data=settings.data)
    known = load_ontology(settings.data).sectors
    cases = settings.drawn([c for path in files for c in actors.read_cases(path, known)])

    def told(case: Case) -> Told:
        article = Article(id="", text=case.phrase, published=case.date)
        return of_phrase(harvest(nlp(case.phrase), article, model="", rules="", data=settings.data))

    return actors.score(cases, map(told, cases))


def of_phrase(x: Extraction) -> Told:
    """Country and sector of the actor that a phrase names: of the longest mention, the first of equals."""
    named = [m for m in x.mentions if m.kind != "pronoun"]
    if not named:
        return Told()
    longest = max(named, key=lambda m: (m.end - m.start, -m.start))
    chain = next(c for c in x.chains if c.id == longest.chain)
    return Told(chain.country, chain.sector)

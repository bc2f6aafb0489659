"""`kg evaluate actors`: country and sector of actor phrases that stand alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.evaluate import actors
from kg.evaluate.actors import Case, Told
from kg.model import Article, Extraction
from kg.ontology import load_ontology
from kg.trials.settings import TrialSettings

if TYPE_CHECKING:
    from spacy.tokens import Doc


def score(files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score phrases, each read as an article of its own on the case's date."""
    from kg.nlp.harvest import harvest
    from kg.nlp.load import load_until

    nlp = load_until("kg_times", settings.model, data=settings.data)
    known = load_ontology(settings.data).sectors
    cases = settings.drawn([c for path in files for c in actors.read_cases(path, known)])

    def told(case: Case) -> Told:
        doc = nlp(case.phrase)
        article = Article(id="", text=case.phrase, published=case.date)
        return of_phrase(doc, harvest(doc, article, model="", rules="", data=settings.data))

    return actors.score(cases, map(told, cases))


def of_phrase(doc: Doc, x: Extraction) -> Told:
    """Country and sector of the actor that a phrase names: of the mention that holds its head, else of the longest."""
    named = [m for m in doc._.kg_mentions if m["chain"] is not None and not m["pronoun"]]
    if not named:
        return Told()
    heads = {t.i for t in doc if t.dep_ == "ROOT"}
    chosen = max(named, key=lambda m: (m["root"] in heads, m["end"] - m["start"], -m["start"]))
    chain = next(c for c in x.chains if c.id == chosen["chain"])
    return Told(chain.country, chain.sector)

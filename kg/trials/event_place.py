"""`kg evaluate event-place`: the places of the act that a given verb tells."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.evaluate.acts import event_place
from kg.trials.settings import TrialSettings

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.rules.compile import Matcher


def score(files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score the places of given verbs."""
    from kg.nlp.load import load

    nlp = load(settings.model, data=settings.data)
    matcher = nlp.get_pipe("kg_relations").builder.matcher  # type: ignore[attr-defined]
    records = settings.drawn([r for path in files for r in event_place.read_placed(path)])
    return event_place.score(records, (_places(matcher, nlp(r.text), r.verb) for r in records))


def _places(matcher: Matcher, doc: Doc, verb: event_place.Span) -> list[list[event_place.Span]]:
    """Spans of the places of the verb's claim; without a claim, of what stands in the verb's place roles."""
    from kg.nlp.claims.places import read_places
    from kg.nlp.claims.view import View
    from kg.rules.compile import Candidate
    from kg.rules.paths import kind_of
    from kg.rules.rule import Rule, Trigger

    token = next((t for t in doc if t.idx + len(t) > verb[0]), None)
    if token is None:
        return []
    claims = [c for c in doc._.kg_claims if c["trigger"][0] == token.i]
    chains = [p for c in claims for p in c["places"]]
    if not claims:
        trigger = Trigger("verb", token.lemma_)
        bare = Candidate(Rule("place/verb", "ASSAULT", "", (trigger,), {}, {}), trigger, token)
        if kind_of(token) == "noun":
            bare = Candidate(bare.rule, Trigger("noun", token.lemma_), token)
        chains = read_places(matcher, bare, View(doc), taken=set())
    return [
        [(doc[m["start"]].idx, doc[m["end"] - 1].idx + len(doc[m["end"] - 1])) for m in _mentions(doc, chain)]
        for chain in dict.fromkeys(chains)
    ]


def _mentions(doc: Doc, chain: str) -> list[dict[str, Any]]:
    return [m for m in doc._.kg_mentions if m["chain"] == chain]

"""`kg evaluate events-pairs`: which type of claim joins a given source and target."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.evaluate.acts import events_pairs
from kg.evaluate.acts.events_pairs import Pair
from kg.trials.settings import TrialSettings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from kg.ontology import EventType


def score(files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score the types of given pairs."""
    from kg.nlp.load import load
    from kg.ontology import load_ontology

    nlp = load(settings.model, data=settings.data)
    events = load_ontology(settings.data).events
    pairs = settings.drawn([p for path in files for p in events_pairs.read_pairs(path)])
    docs = (_with_given(nlp, p) if settings.given else nlp(p.sentence) for p in pairs)
    guesses = (_guess(doc, pair, events) for doc, pair in zip(docs, pairs, strict=True))
    return events_pairs.score(pairs, guesses, {name: event.quad for name, event in events.items()})


def _guess(doc: Doc, pair: Pair, events: Mapping[str, EventType]) -> str | None:
    """Class of the surest claim that joins the two; None without one."""
    source, target = (_chains(doc, span) for span in _sides(doc, pair))
    joined = []
    for claim in doc._.kg_claims:
        if claim["type"] not in events:
            continue
        actors, others = set(claim["actors"]), {*claim["recipients"], *claim["places"]}
        together = len(actors) > 1 and not claim["recipients"]
        ways = [(actors, others), *([(actors, actors - source)] if together else [])]
        if events[claim["type"]].mutual:
            # Who of two that meet is told as visitor and who as host is a convention.
            ways.append((set(claim["recipients"]), actors))
        if any(a & source and b & target for a, b in ways):
            joined.append(claim)
    best = max(joined, key=lambda c: (c["confidence"], -c["trigger"][0]), default=None)
    return events_pairs.root_of(best["type"]) if best is not None else None


def _chains(doc: Doc, span: Span | None) -> set[str]:
    """Chains of the mentions inside the given words."""
    if span is None:
        return set()
    return {m["chain"] for m in doc._.kg_mentions if m["chain"] and m["start"] < span.end and m["end"] > span.start}


def _sides(doc: Doc, pair: Pair) -> tuple[Span | None, Span | None]:
    """Where source and target stand first in the sentence, as whole words and not in each other ("Mali" is not in "Malian")."""
    source = _span(doc, pair.source, None)
    return source, _span(doc, pair.target, source)


def _span(doc: Doc, words: str, other: Span | None) -> Span | None:
    found = [m.start() for m in re.finditer(re.escape(words), doc.text)] if words else []
    spans = [(doc.char_span(at, at + len(words), alignment_mode="expand"), at) for at in found]
    whole = [s for s, at in spans if s is not None and (s.start_char, len(s.text)) == (at, len(words))]
    every = [*whole, *(s for s, _ in spans if s is not None)]
    apart = [s for s in every if other is None or s.end <= other.start or s.start >= other.end]
    return next(iter([*apart, *every]), None)


def _with_given(nlp: Language, pair: Pair) -> Doc:
    """The line over a sentence, where source and target are entities before the rules run."""
    doc = nlp.make_doc(pair.sentence)
    for name, step in nlp.pipeline:
        if name == "kg_relations":
            for number, span in enumerate(_sides(doc, pair)):
                if span is not None:
                    _give(doc, span, f"given{number}")
        doc = step(doc)
    return doc


def _give(doc: Doc, span: Span, chain: str) -> None:
    """One entity where the words stand, in place of what was found inside them; what meant the same now means it."""
    from kg.nlp.claims.view import GENERIC_PLACE
    from kg.nlp.entities.mentions import make

    inside = [m for m in doc._.kg_mentions if m["start"] < span.end and m["end"] > span.start]
    main = _main(span, inside)
    found = main["kind"] if main is not None else "place" if span.root.lemma_.lower() in GENERIC_PLACE else "group"
    # A country may act and be a place, as the given words may.
    kind = "country" if found == "place" else found
    known = {k: main[k] if main is not None else None for k in ("country", "sector", "ref", "lat", "lon")}
    new = {"id": chain, "kind": kind, "name": span.text, "aliases": [span.text], **known, "place_precision": None}
    doc._.kg_chains = [*doc._.kg_chains, new]
    same = {m["chain"] for m in inside if m["root"] == span.root.i and m["chain"]}
    kept = [{**m, "chain": chain} if m["chain"] in same else m for m in doc._.kg_mentions if m not in inside]
    doc._.kg_mentions = [*kept, make(doc, span.start, span.end, kind, proper=True, chain=chain)]
    doc._.kg_offices = []


def _main(span: Span, inside: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The mention that says what the given words are: their head, else the name that ends them, else one that can act.

    A country before the head tells whose a thing is ("an Iranian vessel"), one behind it where it is ("a camp in Texas").
    """
    heads = [m for m in inside if m["root"] == span.root.i]
    acting = [m for m in inside if m["kind"] not in ("place", "country", "pronoun")]
    last = [m for m in acting if m["end"] == span.end]
    behind = [m for m in inside if m["start"] > span.root.i]
    return next((m for found in (heads, last, acting, behind) for m in found), None)

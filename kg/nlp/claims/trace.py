"""What the rules saw in a sentence, as plain values: every candidate, what it found and what it missed."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from kg.nlp.claims.build import ClaimBuilder
from kg.nlp.claims.view import View
from kg.rules.rule import ARGUMENTS


def trace(builder: ClaimBuilder, doc: Doc) -> dict[str, Any]:
    """Trace of a document.

    Returns:
        `words`: rows of number, text, lemma, tag, label, head; `mentions`: text, kind, name of its chain;
        `candidates`: rule, trigger, arguments (names), missing, fired; `claims`: as `doc._.kg_claims` with names.
    """
    view = View(doc)
    names = {c["id"]: c["name"] for c in doc._.kg_chains}
    claims = [
        {
            **c,
            **{k: [names[x] for x in c[k]] for k in ("actors", "recipients", "places", "attributed_to")},
            "word": doc[c["trigger"][0]].text,
            "period": doc._.kg_times[c["time"]]["text"] if c["time"] is not None else None,
        }
        for c in doc._.kg_claims
    ]
    fired = {(c["rule"], c["trigger"][0]) for c in doc._.kg_claims}
    candidates = [
        {
            "rule": f.candidate.rule.id,
            "trigger": f.candidate.token.text,
            "arguments": {a: [names[x] for x in f.arguments[a]] for a in ARGUMENTS if f.arguments.get(a)},
            "missing": list(f.missing),
            "fired": (f.candidate.rule.id, f.candidate.token.i) in fired,
        }
        for sentence in doc.sents
        for f in builder.filled(sentence, view)
    ]
    return {
        "words": [[t.i, t.text, t.lemma_, t.tag_, t.dep_, t.head.i] for t in doc if not t.is_space],
        "mentions": [
            [doc[m["start"] : m["end"]].text, m["kind"], names.get(m["chain"], "")] for m in doc._.kg_mentions
        ],
        "times": [t["text"] for t in doc._.kg_times],
        "candidates": candidates,
        "claims": claims,
    }

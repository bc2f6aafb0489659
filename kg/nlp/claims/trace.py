"""What the rules saw in a sentence, as plain values: every candidate, what it found and what it missed."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc

from kg.nlp.claims.build import ClaimBuilder
from kg.nlp.claims.filled import Filled
from kg.rules.rule import ARGUMENTS


def trace(builder: ClaimBuilder, doc: Doc) -> dict[str, Any]:
    """Trace of a document.

    Returns:
        `words`: rows of number, text, lemma, tag, label, head; `mentions`: text, kind, name of its chain;
        `candidates`: rule, trigger, kind of the trigger, arguments (names), missing, sought (where each argument was looked
        for), fired, lost_to (rules that spoke at the same word); `claims`: as `doc._.kg_claims` with names.
    """
    view = builder.view(doc)
    names = {c["id"]: c["name"] for c in doc._.kg_chains}
    claims = [
        {
            **c,
            **{k: [names[x] for x in c[k]] for k in ("actors", "recipients", "places", "attributed_to")},
            "word": doc[c["trigger"][0]].text,
            "why": builder.trust.why(c["rule"], c["signs"]),
            "period": doc._.kg_times[c["time"]]["text"] if c["time"] is not None else None,
        }
        for c in doc._.kg_claims
    ]
    at: dict[int, list[str]] = {}
    for c in doc._.kg_claims:
        at.setdefault(c["trigger"][0], []).extend((c["rule"], *c["also"]))
    candidates = [
        _candidate(f, names, at.get(f.candidate.token.i, []))
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


def _candidate(f: Filled, names: dict[str, str], fired: list[str]) -> dict[str, Any]:
    """One rule at one word: what it found, what it lacks, and where it looked."""
    rule, kind = f.candidate.rule, f.candidate.kind
    sought = {}
    for argument in ARGUMENTS:
        roles = rule.roles.get(f"{argument}@{kind}", ())
        if roles:
            kinds = rule.kinds.get(argument)
            sought[argument] = f"{' or '.join(kinds)} as {', '.join(roles)}" if kinds else ", ".join(roles)
    if rule.objects or rule.not_objects:
        sought["objects"] = "its object is another word than the rule's"
    return {
        "rule": rule.id,
        "trigger": f.candidate.token.text,
        "kind": kind,
        "arguments": {a: [names[x] for x in f.arguments[a]] for a in ARGUMENTS if f.arguments.get(a)},
        "missing": list(f.missing),
        "sought": sought,
        "fired": rule.id in fired and not f.missing,
        "lost_to": sorted(set(fired) - {rule.id}),
    }

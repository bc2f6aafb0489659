"""Who is elected to a parliament is of it, and what the elected and the candidates belong to is a party.

Invariant: only articles that speak of a parliament or its seats are read so, and only bodies without a sector of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.nlp.entities.mentions import Mention

_PARLIAMENT = frozenset((
    "parliament", "parliamentary", "legislature", "legislative", "legislator", "lawmaker", "senate", "assembly", "congress",
    "congressional", "seat", "constituency", "mp", "mps", "bundestag", "knesset", "duma", "councillor",
))  # fmt: skip
_ELECT = frozenset(("elect", "reelect", "re-elect", "elected", "re-elected"))
_FAILS = frozenset(("fail", "lose", "defeat", "unseat", "oust"))
_POLITICAL = frozenset(("PTY", "LEG", "OPP"))
_BELONG = frozenset(("of", "from"))
_LEAST = 2
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubjpass"))


def note_elections(doc: Doc, mentions: Sequence[Mention], clusters: Sequence[int | None]) -> None:
    """Give the elected sector LEG, their bodies PTY, and the other members of these PTY; in place.

    Args:
        doc: The document.
        mentions: In text order.
        clusters: Cluster of each mention.
    """
    verbs = [t for t in doc if t.lemma_.lower() in _ELECT or t.lower_ in _ELECT]
    if not verbs or sum(t.lower_ in _PARLIAMENT or t.lemma_.lower() in _PARLIAMENT for t in doc) < _LEAST:
        return
    at = {m["root"]: n for n, m in enumerate(mentions) if m["proper"] and not m["pronoun"]}
    elected = {
        clusters[at[t.i]]
        for verb in verbs
        for t in _elected(verb)
        if t.i in at and mentions[at[t.i]]["kind"] == "person"
    } - {None}
    for m, number in zip(mentions, clusters, strict=True):
        if number in elected and m["kind"] == "person":
            m["sector"] = "LEG"
    ties = list(_ties(doc, mentions, at))
    parties = {
        clusters[body]
        for person, body in ties
        if mentions[body]["sector"] is None and mentions[person]["sector"] in _POLITICAL
    } - {None}
    for m, number in zip(mentions, clusters, strict=True):
        if number in parties and m["kind"] == "organization":
            m["sector"] = "PTY"
    for person, body in ties:
        if mentions[person]["sector"] is None and mentions[body]["sector"] == "PTY":
            mentions[person]["sector"] = "PTY"


def _elected(verb: Token) -> Iterator[Token]:
    """Heads of those whom a verb says to be elected: "X and Y were elected", "others elected were X and Y"."""
    above = [verb, *verb.ancestors]
    if any(t.lemma_.lower() in _FAILS for t in above) or any(
        c.dep_ == "neg" or c.lower_ == "not" for c in verb.children
    ):
        return
    subjects = [c for c in verb.children if c.dep_ in ("nsubj:pass", "nsubjpass", "obj", "dobj")]
    for t in above:
        if t.dep_ in _SUBJECTS and any(c.dep_ == "cop" for c in t.head.children):
            subjects.append(t.head)
    if verb.dep_ == "ROOT" and any(c.dep_ == "cop" for c in verb.children):
        subjects.extend(c for c in verb.children if c.dep_ in _SUBJECTS)
    for subject in subjects:
        # A list of people with their parties: the parser hangs its members on each other in many ways.
        yield from (t for t in subject.subtree if t.pos_ == "PROPN" and verb.i != t.i)
        yield from subject.conjuncts


def _ties(doc: Doc, mentions: Sequence[Mention], at: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Persons with the bodies that they are said to be of: "X of the Sea Party", "the Sea Party's X"."""
    covering = {i: n for n in at.values() for i in range(mentions[n]["start"], mentions[n]["end"])}
    for root, n in at.items():
        if mentions[n]["kind"] != "person":
            continue
        for child in doc[root].children:
            cases = {c.lower_ for c in child.children if c.dep_ == "case"}
            body = covering.get(child.i)
            belongs = child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and cases & _BELONG)
            if belongs and body is not None and mentions[body]["kind"] == "organization":
                yield n, body

"""Pronouns carry claims to an entity that the text has named: by agreement, nearness and the role of subject.

A light form of the salience method of Lappin and Leass (1994): subjects before others, this sentence and the one before.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from kg.nlp.entities.mentions import Mention

_BACK = 3
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubjpass"))
_PLURAL_KINDS = frozenset(("group", "organization", "country"))


def resolve(doc: Doc, mentions: list[Mention], clusters: list[int | None]) -> None:
    """Give each pronoun the cluster that it stands for, in place; None where nothing agrees.

    Args:
        doc: The document.
        mentions: In text order.
        clusters: Cluster of each mention; entries of pronouns are filled in.
    """
    sentence_of = {}
    for number, sentence in enumerate(doc.sents):
        for i in range(sentence.start, sentence.end):
            sentence_of[i] = number
    by_root: dict[int, int] = {}
    for n, m in enumerate(mentions):
        if not m["pronoun"]:
            by_root.setdefault(m["root"], n)
            by_root.setdefault(m["end"] - 1, n)
    for n, m in enumerate(mentions):
        if not m["pronoun"] or m["gender"] == "i":
            continue
        token = doc[m["root"]]
        if token.tag_ in ("WP", "WDT", "WP$"):
            head = _antecedent(token)
            found = by_root.get(head.i) if head is not None else None
            clusters[n] = clusters[found] if found is not None else None
            continue
        clusters[n] = _best(doc, n, mentions, clusters, sentence_of)


def _antecedent(token: Token) -> Token | None:
    """The noun that a relative clause hangs on."""
    for t in [token, *token.ancestors]:
        if t.dep_ in ("acl:relcl", "relcl"):
            return t.head
    return None


def _best(
    doc: Doc, n: int, mentions: list[Mention], clusters: list[int | None], sentence_of: dict[int, int]
) -> int | None:
    pronoun = mentions[n]
    token = doc[pronoun["root"]]
    here = sentence_of[pronoun["start"]]
    best, best_score = None, 0.0
    for k in range(n - 1, -1, -1):
        m = mentions[k]
        distance = here - sentence_of[m["start"]]
        if distance > _BACK:
            break
        if clusters[k] is None or not _agrees(pronoun, m):
            continue
        candidate = doc[m["root"]]
        if distance == 0 and _bound(token, candidate):
            continue
        score = 3.0 - distance
        if candidate.dep_ in _SUBJECTS:
            score += 1.5
        elif candidate.dep_ in ("nmod", "compound", "amod", "nmod:poss", "obl"):
            score -= 0.7
        if m["pronoun"]:
            score += 0.4
        if m["proper"]:
            score += 0.3
        if pronoun["number"] == "p":
            score += (0.7 if m["pronoun"] else 1.5) if m["number"] == "p" else -1.0 if m["kind"] == "country" else 0.0
        if token.dep_ == "nmod:poss" and token.head.dep_ == "conj" and token.head.head.i == candidate.i:
            # "the army and its allies"
            score += 2.0
        score -= 0.01 * (pronoun["start"] - m["start"])
        if score > best_score:
            best, best_score = clusters[k], score
    return best


def _bound(pronoun: Token, candidate: Token) -> bool:
    """A plain pronoun and the subject of its own verb are two people: "X said he" may be one, "X hit him" is not."""
    possessive = pronoun.dep_ == "nmod:poss"
    if possessive:
        return pronoun.head.i == candidate.i
    return (pronoun.head.i == candidate.head.i and pronoun.dep_ not in _SUBJECTS) or candidate.head.i == pronoun.i


def _agrees(pronoun: Mention, m: Mention) -> bool:
    """Number, gender and animacy."""
    kind, number, gender = m["kind"], pronoun["number"], pronoun["gender"]
    if m["pronoun"]:
        return bool(m["number"] == number and m["gender"] == gender)
    if gender in ("m", "f"):
        return kind == "person" and m["gender"] in (None, gender)
    if gender == "n":
        if kind == "person":
            return False
        return kind in ("organization", "country", "place") or (kind == "group" and m["number"] == "s")
    if number == "p":
        return kind in _PLURAL_KINDS and (kind != "group" or m["number"] != "s" or m["sector"] in ("MIL", "COP", "GOV"))
    return True

"""Pronouns carry claims to an entity that the text has named: by agreement, nearness, role and all that `antecedents` weighs."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Token

from kg.nlp.entities.antecedents import Context, Weights, choose
from kg.nlp.entities.mentions import Mention
from kg.nlp.entities.voices import resolve_first_person


def resolve(
    doc: Doc,
    mentions: list[Mention],
    clusters: list[int | None],
    weights: Weights,
    genders: Callable[[str], str | None] | None = None,
) -> None:
    """Give each pronoun the cluster that it stands for, in place; None where nothing agrees.

    Args:
        doc: The document.
        mentions: In text order.
        clusters: Cluster of each mention; entries of pronouns are filled in.
        weights: What speaks for an antecedent, and how much.
        genders: Gender of a person's name, where the name tells.
    """
    by_root: dict[int, int] = {}
    for n, m in enumerate(mentions):
        if not m["pronoun"]:
            by_root.setdefault(m["root"], n)
            by_root.setdefault(m["end"] - 1, n)
    known = genders_of(mentions, clusters, genders)
    at = Context.of(doc, mentions, clusters, known)
    for n, m in enumerate(mentions):
        if not m["pronoun"] or m["gender"] == "i":
            at.note(clusters[n])
            continue
        token = doc[m["root"]]
        if token.tag_ in ("WP", "WDT", "WP$"):
            head = _antecedent(token)
            found = by_root.get(head.i) if head is not None else None
            clusters[n] = clusters[found] if found is not None else None
            continue
        number = clusters[n] = choose(at, n, weights.of)
        at.note(number)
        if number is not None and m["gender"] in ("m", "f"):
            known.setdefault(number, m["gender"])
    resolve_first_person(doc, mentions, clusters, at.quoted)


def genders_of(
    mentions: list[Mention], clusters: list[int | None], genders: Callable[[str], str | None] | None
) -> dict[int, str]:
    """Gender of the persons' clusters: by title or noun, else by the given name of the longest form."""
    known: dict[int, str] = {}
    longest: dict[int, str] = {}
    for m, number in zip(mentions, clusters, strict=True):
        if number is None or m["kind"] != "person" or m["pronoun"]:
            continue
        if m["gender"] is not None:
            known.setdefault(number, m["gender"])
        if m["proper"] and len(m["name"].split()) > len(longest.get(number, "").split()):
            longest[number] = m["name"]
    for number, name in longest.items():
        gender = genders(name) if genders is not None else None
        if gender is not None:
            known.setdefault(number, gender)
    return known


def _antecedent(token: Token) -> Token | None:
    """The noun that a relative clause hangs on."""
    for t in [token, *token.ancestors]:
        if t.dep_ in ("acl:relcl", "relcl"):
            return t.head
    return None

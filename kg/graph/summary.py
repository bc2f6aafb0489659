"""Claims become relations: one for each subject, type and object, with how often, in how many articles, and when.

Invariant: a relation sums up only claims that `Ontology.counts`: done, or said to be done, not planned or denied.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from kg.graph.dates import earliest, latest, stretch
from kg.ids import content_hash
from kg.model import Relation, Statement
from kg.ontology import Ontology

Side = tuple[str, str]


@dataclass(slots=True)
class _Evidence:
    claims: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    first: str | None = None
    last: str | None = None


def summarise(claims: Iterable[Statement], published: Mapping[str, str | None], ontology: Ontology) -> list[Relation]:
    """Sum claims up as relations, sorted by id.

    Args:
        claims: Claims with entity ids.
        published: Date of publication by article id, for claims without a period.
        ontology: Says which types are mutual or symmetric and which statuses count.
    """
    found: dict[tuple[str, str, str], _Evidence] = {}
    for claim in claims:
        if not ontology.counts(claim.type, claim.status):
            continue
        first, last = stretch(claim.period, published.get(claim.article))
        for subject, object_ in sides(claim, ontology):
            evidence = found.setdefault((subject, claim.type, object_), _Evidence())
            evidence.claims.append(claim.id)
            evidence.articles.add(claim.article)
            evidence.first = earliest(evidence.first, first)
            evidence.last = latest(evidence.last, last)
    return sorted((_relation(*key, evidence) for key, evidence in found.items()), key=lambda r: r.id)


def sides(claim: Statement, ontology: Ontology) -> Iterator[Side]:
    """The (subject, object) pairs of a claim, each once, none with itself.

    - An act: each actor with each recipient; with each place where it has no recipient.
    - A standing relation: each subject with each object, be it an actor or a place.
    - A mutual act or symmetric relation: all sides with each other, the smaller id first, so that it is one edge.
      A mutual act of one side alone is tied to its place.
    """
    event, standing = ontology.events.get(claim.type), ontology.relations.get(claim.type)
    pairs: Iterable[Side]
    if event is not None and event.mutual:
        everyone = sorted({*claim.actors, *claim.recipients})
        pairs = combinations(everyone, 2) if len(everyone) > 1 else _product(claim.actors, claim.places)
    else:
        objects = claim.recipients or claim.places
        pairs = _product(claim.actors, objects)
        if standing is not None and standing.symmetric:
            pairs = (_sorted(p) for p in (pairs if objects else combinations(claim.actors, 2)))
    yield from dict.fromkeys(p for p in pairs if p[0] != p[1])


def relation_id(subject: str, type_: str, object_: str) -> str:
    """Id of a relation: a hash of its subject, type and object."""
    return "r" + content_hash(subject, type_, object_)


def _product(left: Iterable[str], right: Iterable[str]) -> list[Side]:
    return [(a, b) for a in left for b in right]


def _sorted(pair: Side) -> Side:
    return pair if pair[0] <= pair[1] else (pair[1], pair[0])


def _relation(subject: str, type_: str, object_: str, evidence: _Evidence) -> Relation:
    return Relation(
        id=relation_id(subject, type_, object_),
        subject=subject,
        type=type_,
        object=object_,
        count=len(evidence.claims),
        articles=len(evidence.articles),
        first=evidence.first,
        last=evidence.last,
        claims=tuple(sorted(evidence.claims)),
    )

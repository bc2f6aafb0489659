"""One entity for a reader: what it is called, what it is tied to, and what was said of it last, with the evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.graph.dates import Stretch, stretch
from kg.graph.find import find
from kg.graph.select import named
from kg.model import Article, Entity, Graph, Relation, Statement
from kg.ontology import Ontology, load_ontology
from kg.record import Record


@dataclass(frozen=True, slots=True)
class Tie(Record):
    """A relation as seen from one of its sides. `direction` is `out`, `in`, or `both` for mutual types."""

    type: str
    direction: str
    other: str
    name: str
    count: int
    articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Evidence(Record):
    """A claim with names for ids, the sentence that says it and the article it stands in."""

    id: str
    type: str
    mode: str | None
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    attributed_to: tuple[str, ...]
    first: str | None
    last: str | None
    sentence: str
    trigger: str
    article: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Term(Record):
    """An office and when it was held: `title` of country `of`, ISO prefixes; an open end is None."""

    title: str
    of: str
    start: str
    end: str | None


@dataclass(frozen=True, slots=True)
class Profile(Record):
    """An entity, its ties (the most frequent first), latest claims (the latest first) and offices (the latest first).

    `terms` are what the packs of roles say; what articles say of offices stands in the ties (LEADS).
    """

    entity: Entity
    ties: tuple[Tie, ...]
    claims: tuple[Evidence, ...]
    claim_count: int
    terms: tuple[Term, ...] = ()


def profile(
    graph: Graph,
    name: str,
    *,
    latest: int = 10,
    ontology: Ontology | None = None,
    terms: Callable[[Entity], Iterable[Term]] | None = None,
) -> list[Profile]:
    """Describe every entity that a name may mean, the most mentioned first.

    Args:
        graph: The whole graph.
        name: Id, name or alias.
        latest: How many claims to show of each.
        ontology: Says which types are mutual; None for the built-in one.
        terms: Tells the offices of an entity; None for none.

    Raises:
        UsageError: Nothing has that name.
    """
    names = {e.id: e.name for e in graph.entities}
    articles = {a.id: a for a in graph.articles}
    ontology = ontology or load_ontology()
    profiles = []
    for entity in find(graph, name):
        ties = [_tie(r, entity.id, names, ontology) for r in graph.relations if entity.id in (r.subject, r.object)]
        claims = [c for c in graph.claims if entity.id in named(c)]
        dated = [(stretch(c.period, articles[c.article].published), c) for c in claims]
        dated.sort(key=lambda d: d[1].id)
        dated.sort(key=lambda d: (d[0][1] or "", articles[d[1].article].published or ""), reverse=True)
        profiles.append(
            Profile(
                entity=entity,
                ties=tuple(sorted(ties, key=lambda t: (-t.count, t.type, t.name, t.other, t.direction))),
                claims=tuple(_evidence(c, when, articles[c.article], names) for when, c in dated[:latest]),
                claim_count=len(claims),
                terms=tuple(sorted(terms(entity), key=lambda t: (t.start, t.title), reverse=True)) if terms else (),
            )
        )
    return profiles


def _tie(relation: Relation, entity: str, names: dict[str, str], ontology: Ontology) -> Tie:
    outward = relation.subject == entity
    other = relation.object if outward else relation.subject
    event, standing = ontology.events.get(relation.type), ontology.relations.get(relation.type)
    both = (event is not None and event.mutual) or (standing is not None and standing.symmetric)
    return Tie(
        type=relation.type,
        direction="both" if both else "out" if outward else "in",
        other=other,
        name=names[other],
        count=relation.count,
        articles=relation.articles,
        first=relation.first,
        last=relation.last,
    )


def _evidence(claim: Statement, when: Stretch, article: Article, names: dict[str, str]) -> Evidence:
    def called(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names[i] for i in ids)

    return Evidence(
        id=claim.id,
        type=claim.type,
        mode=claim.mode,
        status=claim.status,
        actors=called(claim.actors),
        recipients=called(claim.recipients),
        places=called(claim.places),
        attributed_to=called(claim.attributed_to),
        first=when[0],
        last=when[1],
        sentence=claim.sentence,
        trigger=claim.trigger,
        article=article.id,
        title=article.title,
        outlet=article.outlet,
        url=article.url,
        published=article.published,
        rule=claim.rule,
        confidence=claim.confidence,
    )

"""The types that flow through the line: frozen, small, no behaviour beyond `to_dict` and `from_dict`.

Invariants: offsets are character offsets into the article's text and `text[start:end]` is verbatim;
sequences are tuples; `to_dict` writes every key in a fixed order, so that the same value gives the same bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from kg.record import Json, Record


@dataclass(frozen=True, slots=True)
class Article(Record):
    """One article as it was published. `content` is a hash of title, date and text (see `readers`).

    `file` and `line` say where it was read, for messages; they are no part of the article and are not kept.
    """

    id: str
    text: str = ""
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    language: str | None = None
    content: str = ""
    file: str | None = field(default=None, compare=False, repr=False)
    line: int | None = field(default=None, compare=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """The article's description without its text, as it stands in an `Extraction`."""
        return {name: getattr(self, name) for name in ("id", "title", "url", "outlet", "published", "language")}


@dataclass(frozen=True, slots=True)
class Span(Record):
    """Characters `start` to `end` (exclusive) of an article's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention(Record):
    """One occurrence of an actor or place in an article; `chain` is the id of its chain in that article."""

    id: str
    start: int
    end: int
    text: str
    kind: str
    chain: str


@dataclass(frozen=True, slots=True)
class Chain(Record):
    """All mentions of one entity inside one article.

    `ref` is a gazetteer reference (`iso3166:TUR`, `geonames:170592`); `country` is ISO 3166-1 alpha-3;
    `lat`, `lon` are WGS 84 degrees; `place_precision` is one of country, province, city, below, or None.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    ref: str | None = None
    lat: float | None = None
    lon: float | None = None
    place_precision: str | None = None


@dataclass(frozen=True, slots=True)
class Period(Record):
    """A stretch of time as ISO 8601 prefixes: `2018-09` is the whole month; no sentinel days.

    `start` or `end` is None when that side is open or unknown; both are None when a relative
    expression could not be anchored. `grain` is day, week, month, season, year, decade or time of the expression.
    """

    start: str | None
    end: str | None
    grain: str
    text: str


@dataclass(frozen=True, slots=True)
class Quantity(Record):
    """A number with a role (killed, injured, displaced, arrested, size); `high` is None for "at least"."""

    role: str
    low: int
    high: int | None
    of: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Claim(Record):
    """What one sentence of one article says. Arguments are chain ids of that article."""

    id: str
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    period: Period | None
    status: str
    attributed_to: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    trigger: Span
    sentence: Span
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Extraction(Record):
    """Everything that half one knows of one article, with the versions of the model and rules that said it."""

    article: Article
    mentions: tuple[Mention, ...]
    chains: tuple[Chain, ...]
    claims: tuple[Claim, ...]
    model: str
    rules: str

    @classmethod
    def from_dict(cls, d: Json, text: str = "", content: str = "") -> Extraction:
        """Rebuild from `to_dict`; `text` and its hash are the article's, when they are at hand."""
        bare = super(Extraction, cls).from_dict(d)
        return replace(bare, article=replace(bare.article, text=text, content=content))


@dataclass(frozen=True, slots=True)
class Judgement(Record):
    """These two chains (keys `article:chain`, in sorted order) are, or are not, one entity: why, by whom, when.

    `evidence` is a hash of what the judge looked at, where it is the machine: on the same evidence it holds again.
    """

    left: str
    right: str
    same: bool
    score: float
    reason: str
    by: str
    at: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Entity(Record):
    """One actor or place across all articles. `chains` are keys `article:chain`; `mentions` counts their mentions."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    chains: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    lat: float | None = None
    lon: float | None = None
    place_precision: str | None = None
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class Statement(Record):
    """A claim as the graph holds it: arguments are entity ids, and the words of its sentence travel with it."""

    id: str
    article: str
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    period: Period | None
    status: str
    attributed_to: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    trigger: str
    sentence: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Relation(Record):
    """A summary of claims: one subject, one type, one object. `first` and `last` are ISO prefixes or None."""

    id: str
    subject: str
    type: str
    object: str
    count: int
    articles: int
    first: str | None
    last: str | None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph(Record):
    """The knowledge graph: a pure function of the ledger. Each tuple is sorted by id."""

    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    articles: tuple[Article, ...] = ()
    claims: tuple[Statement, ...] = ()

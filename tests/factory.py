"""Extractions built by hand, for tests of half two: short words in, whole records out.

    make_extraction(
        "a1", "2020-02-03",
        claims=[claim("ASSAULT", "Turkey", "Syria", at="Idlib", mode="aerial"), claim("CONSULT", "Turkey; Russia")],
        chains=[chain("Turkey", "country", ref="iso3166:TUR", country="TUR")],
    )

Chains that claims name and `chains` does not describe are taken from `KNOWN`, else made as countryless groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.ids import claim_id, content_hash
from kg.model import Article, Chain, Claim, Extraction, Mention, Period, Quantity, Span

MODEL = "test-model 1"
RULES = "test-rules 1"

KNOWN = {
    c.name: c
    for c in (
        Chain("", "country", "Turkey", ("Turkey",), "TUR", None, "iso3166:TUR", 39.0, 35.0, "country"),
        Chain("", "country", "Syria", ("Syria",), "SYR", None, "iso3166:SYR", 35.0, 38.0, "country"),
        Chain("", "country", "Russia", ("Russia", "Moscow"), "RUS", None, "iso3166:RUS", 60.0, 100.0, "country"),
        Chain("", "place", "Idlib", ("Idlib",), "SYR", None, "geonames:169389", 35.93, 36.63, "city"),
        Chain("", "place", "Ankara", ("Ankara",), "TUR", None, "geonames:323786", 39.92, 32.85, "city"),
        Chain("", "person", "Recep Tayyip Erdogan", ("Recep Tayyip Erdogan", "Erdogan"), "TUR", "GOV"),
        Chain("", "organization", "United Nations", ("United Nations", "UN"), None, "IGO"),
        Chain("", "group", "Turkish soldiers", ("Turkish soldiers",), "TUR", "MIL"),
    )
}


@dataclass(frozen=True)
class Said:
    """A claim in words, before its names become chain ids."""

    type: str
    actors: str
    recipients: str
    at: str
    by: str
    mode: str | None
    status: str
    period: Period | None
    quantities: tuple[Quantity, ...]
    rule: str
    confidence: float


def claim(
    type: str,
    actors: str = "",
    recipients: str = "",
    *,
    at: str = "",
    by: str = "",
    mode: str | None = None,
    status: str = "actual",
    when: str | tuple[str | None, str | None] | None = None,
    killed: int | None = None,
    rule: str = "test/rule",
    confidence: float = 0.9,
) -> Said:
    """A claim; several names are divided by `; `. `when` is a date prefix or (start, end)."""
    period = None
    if when is not None:
        start, end = (when, when) if isinstance(when, str) else when
        grain = {4: "year", 7: "month"}.get(len(start or end or ""), "day")
        period = Period(start, end, grain, f"on {start}")
    quantities = () if killed is None else (Quantity("killed", killed, killed, None, f"{killed} people"),)
    return Said(type, actors, recipients, at, by, mode, status, period, quantities, rule, confidence)


def chain(name: str, kind: str = "group", **values: object) -> Chain:
    """A chain; `aliases` defaults to the name alone."""
    return replace(Chain("", kind, name, (name,)), **values)  # type: ignore[arg-type]


def make_extraction(
    article_id: str,
    published: str | None = "2020-02-03",
    claims: Sequence[Said] = (),
    chains: Iterable[Chain] = (),
    *,
    title: str | None = None,
    outlet: str | None = "The Example",
    model: str = MODEL,
    rules: str = RULES,
    extra: str = "",
) -> Extraction:
    """One article: a sentence a claim, a mention for each name in it; `extra` is more text (another edition)."""
    described = {c.name: c for c in chains}
    names = list(described)
    for said in claims:
        names += [n for n in _names(said.actors, said.recipients, said.at, said.by) if n not in names]
    ids = {name: f"c{i}" for i, name in enumerate(names, start=1)}
    mentions: list[Mention] = []
    built: list[Claim] = []
    text = ""

    def mention(name: str) -> None:
        nonlocal text
        known = described.get(name) or KNOWN.get(name)
        kind = known.kind if known else "group"
        mentions.append(Mention(f"m{len(mentions) + 1}", len(text), len(text) + len(name), name, kind, ids[name]))
        text += name

    for said in claims:
        start = len(text)
        for name in _names(said.actors):
            mention(name)
            text += " "
        trigger = Span(len(text), len(text) + len(said.type))
        text += said.type.lower()
        for name in _names(said.recipients, said.at, said.by):
            text += " "
            mention(name)
        text += "."
        built.append(_claim(article_id, said, ids, trigger, Span(start, len(text))))
        text += " "
    spoken = {m.text for m in mentions}
    for name in names:
        if name not in spoken:
            mention(name)
            text += ". "
    text += extra
    whole = [replace(described.get(n) or KNOWN.get(n) or chain(n), id=ids[n]) for n in names]
    content = content_hash(title, published, outlet, "en", text)
    article = Article(article_id, text, title or f"Title of {article_id}", None, outlet, published, "en", content)
    return Extraction(article, tuple(mentions), tuple(whole), tuple(built), model, rules)


def _names(*lists: str) -> list[str]:
    return [n for words in lists for n in words.split("; ") if n]


def _claim(article: str, said: Said, ids: dict[str, str], trigger: Span, sentence: Span) -> Claim:
    actors, recipients, places, by = (
        tuple(ids[n] for n in _names(words)) for words in (said.actors, said.recipients, said.at, said.by)
    )
    return Claim(
        id=claim_id(
            article,
            (sentence.start, sentence.end),
            (trigger.start, trigger.end),
            said.rule,
            (*actors, "|", *recipients, "|", *places, said.type),
        ),
        type=said.type,
        mode=said.mode,
        actors=actors,
        recipients=recipients,
        places=places,
        period=said.period,
        status=said.status,
        attributed_to=by,
        quantities=said.quantities,
        trigger=trigger,
        sentence=sentence,
        rule=said.rule,
        confidence=said.confidence,
    )

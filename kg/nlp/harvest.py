"""The border of half one: a finished Doc becomes a plain `Extraction`. No Doc goes further.

Relative times are anchored here and offices taken at their date, since only here the article's date is at hand.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from kg.gazetteer.leaders import Leaders, load_leaders
from kg.ids import claim_id
from kg.model import Article, Chain, Claim, Extraction, Mention, Period, Quantity, Span
from kg.times import TimeExpression, TimeGrammar, load_times

_LONG_AGO = 1
"""Years between an act's end and the article's year after which the act is background."""
_PAST_STATUSES = frozenset(("actual", "alleged"))


def harvest(doc: Doc, article: Article, *, model: str, rules: str, data: Path | None = None) -> Extraction:
    """Gather what the line wrote on a Doc.

    Args:
        doc: A Doc that went through the whole line.
        article: Its article; offsets refer to `article.text`.
        model: Version of the language model.
        rules: Version of the rules.
        data: A person's data folder: its time words are anchored as they were found.

    Returns:
        Plain data in text order: the same Doc gives the same bytes.
    """
    grammar = load_times(data)
    periods = [_period(t, grammar, article.published) for t in doc._.kg_times]
    used = {m["chain"] for m in doc._.kg_mentions if m["chain"] is not None}
    mentions = [m for m in doc._.kg_mentions if m["chain"] in used and m["chain"] is not None]
    return Extraction(
        article=article,
        mentions=tuple(_mention(doc, n, m) for n, m in enumerate(mentions, 1)),
        chains=tuple(_chain(c, load_leaders(data), article.published) for c in doc._.kg_chains),
        claims=tuple(_claim(doc, c, periods, article) for c in doc._.kg_claims),
        model=model,
        rules=rules,
    )


def _chain(c: dict[str, Any], leaders: Leaders, published: str | None) -> Chain:
    """A chain; a well-known office holder whom the text calls by name only has the sector of the office held on that day."""
    if c["kind"] == "person" and c["sector"] is None:
        leader = leaders.find(c["name"])
        if leader is not None and leader.country == c["country"]:
            c = {**c, "sector": leader.sector(published)}
    return Chain.from_dict(c)


def _mention(doc: Doc, number: int, m: dict[str, Any]) -> Mention:
    span = doc[m["start"] : m["end"]]
    return Mention(f"m{number}", span.start_char, span.end_char, span.text, m["kind"], m["chain"])


def _period(time: dict[str, Any], grammar: TimeGrammar, published: str | None) -> Period:
    expression = TimeExpression(
        time["from"],
        time["to"],
        time["text"],
        time["pattern"],
        time["meaning"],
        tuple((k, v) for k, v in time["slots"]),
    )
    return grammar.resolve(expression, published, tense=time["tense"])


def _claim(doc: Doc, c: dict[str, Any], periods: list[Period], article: Article) -> Claim:
    trigger = doc[c["trigger"][0] : c["trigger"][1]]
    sentence = _sentence(doc, *c["sentence"])
    period = periods[c["time"]] if c["time"] is not None else None
    arguments = [f"{k}:{','.join(c[k])}" for k in ("actors", "recipients", "places")]
    return Claim(
        id=claim_id(
            article.id,
            (sentence.start, sentence.end),
            (trigger.start_char, trigger.end_char),
            c["rule"],
            [c["type"], *arguments],
        ),
        type=c["type"],
        mode=c["mode"],
        actors=tuple(c["actors"]),
        recipients=tuple(c["recipients"]),
        places=tuple(c["places"]),
        period=period,
        status=_status(c["status"], period, article.published),
        attributed_to=tuple(c["attributed_to"]),
        quantities=tuple(Quantity(q["role"], q["low"], q["high"], q["of"], q["text"]) for q in c["quantities"]),
        trigger=Span(trigger.start_char, trigger.end_char),
        sentence=sentence,
        rule=c["rule"],
        confidence=c["confidence"],
    )


def _sentence(doc: Doc, start: int, end: int) -> Span:
    """Characters of a sentence without the white space at its ends."""
    while start < end - 1 and doc[start].is_space:
        start += 1
    while end > start + 1 and doc[end - 1].is_space:
        end -= 1
    span = doc[start:end]
    return Span(span.start_char, span.end_char)


def _status(status: str, period: Period | None, published: str | None) -> str:
    """An act that ended more than about a year before the article is background.

    So is, in an article that tells no date of its own, what is dated by its year: news does not name the running one.
    """
    if status not in _PAST_STATUSES or period is None:
        return status
    if published is None:
        return "historical" if period.grain == "year" and period.start and period.end else status
    ended = period.end or (period.start if period.grain != "open" else None)
    if ended is None or not ended[:4].isdigit() or not published[:4].isdigit():
        return status
    return "historical" if int(published[:4]) - int(ended[:4]) > _LONG_AGO else status

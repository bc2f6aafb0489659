"""Counts of what stands in the ledger, for `kg stats`.

Invariant: nothing here depends on row ids, order of arrival or times, so a run that was killed and resumed counts the
same as an undisturbed one.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from typing import Any

CURRENT = """
    SELECT article, extraction FROM (SELECT article, max(id), extraction FROM event GROUP BY article)
    WHERE extraction IS NOT NULL"""


def statistics(connection: sqlite3.Connection) -> dict[str, Any]:
    """Count articles, editions, mentions, chains, claims by type and status, judgements, models and rules.

    Returns:
        Plain values in a fixed order. `articles`, `extractions` and everything about claims count what stands now;
        `editions` counts all that were ever kept. `bytes` is the size of texts and extractions as stored.
    """
    articles = mentions = chains = claims = size = 0
    types, statuses, models, rules, languages, outlets = (Counter[str]() for _ in range(6))
    dates: list[str] = []
    query = f"""
        SELECT x.counts, x.model, x.rules, d.published, d.head, length(x.body) + length(d.text)
        FROM ({CURRENT}) c JOIN extraction x ON x.id = c.extraction JOIN edition d ON d.id = x.edition"""  # noqa: S608 - no input in it
    for tally, model, rule, published, head, length in connection.execute(query):
        counted, described = json.loads(tally), json.loads(head)
        articles += 1
        mentions, chains = mentions + counted["mentions"], chains + counted["chains"]
        claims, size = claims + counted["claims"], size + length
        types.update(counted["types"])
        statuses.update(counted["statuses"])
        models[model] += 1
        rules[rule] += 1
        languages[described.get("language") or "unknown"] += 1
        if outlet := described.get("outlet"):
            outlets[outlet] += 1
        if published is not None:
            dates = [min(dates[0], published), max(dates[1], published)] if dates else [published, published]
    return {
        "articles": articles,
        "editions": _one(connection, "SELECT count(*) FROM edition"),
        "extractions": articles,
        "mentions": mentions,
        "chains": chains,
        "claims": claims,
        "types": _ordered(types),
        "statuses": _ordered(statuses),
        "judgements": _one(connection, "SELECT count(*) FROM (SELECT DISTINCT left, right FROM judgement)"),
        "first_published": dates[0] if dates else None,
        "last_published": dates[1] if dates else None,
        "languages": _ordered(languages),
        "outlets": len(outlets),
        "models": _ordered(models),
        "rules": _ordered(rules),
        "bytes": size,
    }


def _ordered(counter: Counter[str]) -> dict[str, int]:
    """Most frequent first, ties by name."""
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _one(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])

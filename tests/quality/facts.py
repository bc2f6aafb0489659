"""Scores an extraction against a hand-made list of facts (actors, places, claims, traps) about one article.

A claim is found when its type is one of `type`, every listed actor and recipient is among the claim's, and the listed
place, period, status, quantity and source agree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]


def norm(form: str) -> str:
    """Surface form as the scorer of the gold data normalises it."""
    form = re.sub(r"[’']s\b|[’']$", "", form.strip().lower())
    return re.sub(r"\s+", " ", re.sub(r"^(the|a|an)\s+", "", form)).strip(" .,;:\"'“”‘’()")


class Facts:
    """The facts, aligned with one extraction (as JSON)."""

    def __init__(self, facts: Json, extraction: Json) -> None:
        self.facts, self.x = facts, extraction
        self.forms = {c["id"]: {norm(c["name"]), *(norm(a) for a in c["aliases"])} for c in extraction["chains"]}
        for m in extraction["mentions"]:
            self.forms[m["chain"]].add(norm(m["text"]))
        self.names = {
            e["name"]: {norm(t) for t in (e["name"], *e.get("aliases", []))}
            for e in (*facts["actors"], *facts["places"])
        }

    def chains(self, name: str) -> set[str]:
        """Chains that carry a form of a named entity."""
        wanted = self.names.get(name, {norm(name)})
        return {i for i, forms in self.forms.items() if forms & wanted}

    def found(self, sort: str) -> list[str]:
        """Names of `actors` or `places` that were found."""
        return [e["name"] for e in self.facts[sort] if self.chains(e["name"])]

    def claims(self) -> list[str]:
        """Ids of the facts that some claim states."""
        return [f["id"] for f in self.facts["claims"] if any(self._states(c, f) for c in self.x["claims"])]

    def traps(self) -> list[Json]:
        """Traps that some claim walks into."""
        return [t for t in self.facts["not_claims"] if any(self._walks_into(c, t) for c in self.x["claims"])]

    def _has(self, chains: Sequence[str], names: Any) -> bool:
        return all(self.chains(n) & set(chains) for n in (names if isinstance(names, list) else [names]))

    def _states(self, c: Json, f: Json) -> bool:
        if c["type"] not in f["type"]:
            return False
        sides = {"actor": "actors", "recipient": "recipients", "place": "places", "attributed_to": "attributed_to"}
        if any(f.get(k) and not self._has(c[v], f[k]) for k, v in sides.items()):
            return False
        if f.get("status") and c["status"] != f["status"]:
            return False
        if f.get("quantity"):
            q = f["quantity"]
            if not any(x["role"] == q["role"] and x["low"] == q["low"] for x in c["quantities"]):
                return False
        return not f.get("period") or _agrees(f["period"], c["period"])

    def _walks_into(self, c: Json, t: Json) -> bool:
        if c["type"] != t["type"] or (t.get("status") and c["status"] != t["status"]):
            return False
        if t.get("recipient") and not self._has(c["recipients"], t["recipient"]):
            return False
        return self._has(c["actors"], t["actor"])


def _agrees(wanted: Any, period: Json | None) -> bool:
    if period is None:
        return False
    if isinstance(wanted, Mapping):
        return str(period["start"]).startswith(str(wanted["start"]))
    start, _, end = str(wanted).partition("/")
    have = str(period["start"] or ""), str(period["end"] or period["start"] or "")
    return (
        bool(have[0])
        and (have[0].startswith(start) or start.startswith(have[0]))
        and (have[1].startswith(end or start) or (end or start).startswith(have[1]))
    )

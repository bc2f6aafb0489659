"""Which claims of an extraction a hand-annotated article bears out: by sentence, type, and somebody on each side.

The gold is one object a line: `article`, `text`, `actors` and `places` (`name`, `aliases`), `claims` (`type`, `actors`,
`recipients`, `places` as names, `sentence` and `trigger` as words of the text). Each gold claim bears out one claim at most.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.model import Claim, Extraction

_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_POSSESSIVE = re.compile(r"[’']s\b|[’']$")
_SENTENCE = 900
"""How many characters a sentence may have: a trigger found farther off is another's."""


def normalise(form: str) -> str:
    """Surface form without article, possessive, marks and case."""
    low = re.sub(r"\s+", " ", _POSSESSIVE.sub("", form.strip().lower()))
    return _ARTICLE.sub("", low).strip(" .,;:\"'“”‘’()")


def borne_out(gold: Mapping[str, Any], extraction: Extraction, standing: Collection[str]) -> list[bool]:
    """Whether each claim of an extraction is in the gold.

    Args:
        gold: An annotated article.
        extraction: The same article, read.
        standing: Types whose places count as their objects.

    Returns:
        One value for each of `extraction.claims`, in their order.
    """
    alike = _alike(gold, extraction)
    left = {n: _at(gold["text"], c) for n, c in enumerate(gold["claims"])}
    out = []
    for claim in extraction.claims:
        fitting = [
            n
            for n, (start, trigger) in left.items()
            if gold["claims"][n]["type"] == claim.type
            and (_holds(claim, trigger) or _holds(claim, start + 2))
            and _agrees(gold["claims"][n], claim, alike, claim.type in standing)
        ]
        if fitting:
            del left[min(fitting, key=lambda n: (abs(left[n][1] - claim.trigger.start), n))]
        out.append(bool(fitting))
    return out


def _alike(gold: Mapping[str, Any], extraction: Extraction) -> dict[str, set[str]]:
    """Chains that carry a form of each gold name."""
    forms = {c.id: {normalise(f) for f in (c.name, *c.aliases)} for c in extraction.chains}
    for m in extraction.mentions:
        forms[m.chain].add(normalise(m.text))
    named = {
        e["name"]: {normalise(f) for f in (e["name"], *e.get("aliases", ()))}
        for e in (*gold["actors"], *gold["places"])
    }
    return {name: {chain for chain, own in forms.items() if own & wanted} for name, wanted in named.items()}


def _at(text: str, claim: Mapping[str, Any]) -> tuple[int, int]:
    """Where a gold claim's sentence begins, and its trigger."""
    start = text.find(claim["sentence"])
    trigger = text.lower().find(claim["trigger"].lower(), max(0, start))
    return start, trigger if 0 <= trigger < start + _SENTENCE else start


def _holds(claim: Claim, at: int) -> bool:
    return claim.sentence.start <= at < claim.sentence.end


def _agrees(gold: Mapping[str, Any], claim: Claim, alike: Mapping[str, set[str]], standing: bool) -> bool:
    places = (gold["places"], claim.places) if standing else ((), ())
    sides: Sequence[tuple[Iterable[str], tuple[str, ...]]] = (
        (gold["actors"], claim.actors),
        ([*gold["recipients"], *places[0]], (*claim.recipients, *places[1])),
    )
    return all(_common(names, chains, alike) for names, chains in sides)


def _common(names: Iterable[str], chains: tuple[str, ...], alike: Mapping[str, set[str]]) -> bool:
    """Whether two sides share somebody, or both are empty."""
    wanted: Iterator[set[str]] = (alike.get(name, set()) for name in names)
    either = set().union(*wanted) if names else set()
    return bool(either & set(chains)) if names else not chains

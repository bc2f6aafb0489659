"""What other rules change: the claims that the same article gains and loses.

Invariant: two claims are the same when sentence, type, mode, status and the names of all arguments are; which rule says it,
and how far it is trusted, does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import Claim, Extraction


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that is there with one set of rules only; arguments are names."""

    gained: bool
    article: str
    type: str
    mode: str | None
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[str, ...]
    rule: str
    sentence: str


def changes(before: Extraction, after: Extraction) -> Iterator[Change]:
    """Claims of one article that are in one extraction only, in the order of the text, lost ones first.

    Args:
        before: The article read with some rules.
        after: The same article, with its text, read with others.
    """
    text = after.article.text or before.article.text
    old, new = (_described(x, text) for x in (before, after))
    rows: list[tuple[int, bool, Change]] = []
    for gained, mine, theirs in ((False, old, new), (True, new, old)):
        left = Counter(key for key, _, _ in theirs)
        for key, claim, names in mine:
            if left[key] > 0:
                left[key] -= 1
                continue
            rows.append((claim.sentence.start, gained, _change(gained, after.article.id, claim, names, text)))
    for _, _, change in sorted(rows, key=lambda r: (r[0], r[1], r[2].type, r[2].rule, r[2].actors, r[2].recipients)):
        yield change


_Names = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _described(x: Extraction, text: str) -> list[tuple[tuple[object, ...], Claim, _Names]]:
    names = {c.id: c.name for c in x.chains}
    out: list[tuple[tuple[object, ...], Claim, _Names]] = []
    for claim in x.claims:
        a, r, p = (tuple(names[c] for c in side) for side in (claim.actors, claim.recipients, claim.places))
        key = (
            claim.sentence.start,
            claim.type,
            claim.mode,
            claim.status,
            tuple(sorted(a)),
            tuple(sorted(r)),
            tuple(sorted(p)),
        )
        out.append((key, claim, (a, r, p)))
    return out


def _change(gained: bool, article: str, claim: Claim, names: _Names, text: str) -> Change:
    sentence = " ".join(text[claim.sentence.start : claim.sentence.end].split())
    return Change(gained, article, claim.type, claim.mode, claim.status, *names, claim.rule, sentence)

"""Play is no act: "beat", "shot" and "defended" in a report of a game are left alone.

Invariant: only words that mean one thing in sport and another in politics are doubted, and never where soldiers, police,
courts or armed groups have a part: "police shot a fan" is told whatever was played.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from spacy.tokens import Doc, Span

from kg.nlp.claims.view import View

_ENOUGH = 2
"""Different words of sport in one sentence that make it one about a game."""
_MOSTLY = 0.12
"""Share of such sentences that makes an article one about games."""
_FORCE = frozenset(("MIL", "COP", "REB", "UAF", "PRM", "SPY", "JUD", "CRM"))


def about_games(doc: Doc, sport: Set[str]) -> bool:
    """Whether a document tells of games on the whole."""
    sentences = list(doc.sents)
    return sum(_words(s, sport) >= _ENOUGH for s in sentences) > _MOSTLY * len(sentences)


def is_play(claim: Mapping[str, Any], word: str, sentence: Span, view: View, words: Mapping[str, Set[str]]) -> bool:
    """Whether a claim only tells how a game went.

    Args:
        claim: With the chains of its sides.
        word: Lemma of its trigger.
        sentence: Where it stands, in the document of `view`.
        view: Knows the sectors of the sides.
        words: The lists `sport` and `sporting`.
    """
    if word not in words["sporting"] or any(view.chains[c].get("sector") in _FORCE for c in _sides(claim)):
        return False
    return view.about_games or _words(sentence, words["sport"]) >= _ENOUGH


def _words(sentence: Span, sport: Set[str]) -> int:
    return len({t.lemma_.lower() for t in sentence} & sport)


def _sides(claim: Mapping[str, Any]) -> list[str]:
    return [*claim["actors"], *claim["recipients"]]

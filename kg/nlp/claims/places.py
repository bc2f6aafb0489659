"""Where the act was: only places that the sentence ties to the trigger; otherwise nothing."""

from __future__ import annotations

from spacy.tokens import Token

from kg.nlp.claims.view import LOCATED, View
from kg.rules.compile import Candidate, Matcher
from kg.rules.paths import Walk, cases

_MOTION = frozenset(("from", "to", "into", "onto", "towards", "toward", "on"))
_TEMPORAL = frozenset(("since", "until", "during", "before", "after"))


def read_places(matcher: Matcher, candidate: Candidate, view: View, *, taken: set[str]) -> list[str]:
    """Chains of the places of an act.

    Args:
        matcher: For the PLACE paths.
        candidate: The trigger and its rule.
        view: The document.
        taken: Chains that are arguments already: "talks with Turkey" is not in Turkey.

    Returns:
        Chain ids; the more exact of two nested places comes first.
    """
    walk = Walk(lambda t: bool(view.chains_at(t, LOCATED)))
    motion = candidate.rule.type in ("MOBILIZE", "RETREAT", "CONSULT", "PRESENT_IN", "AID")
    out: list[str] = []
    for token in matcher.paths.find(candidate.token, candidate.kind, "PLACE", walk):
        preposition = cases(token)
        if preposition & _TEMPORAL or (preposition & _MOTION and not motion):
            continue
        if token.dep_ == "compound" and not _only_place(token, view):
            continue
        out.extend(c for c in view.chains_at(token, LOCATED) if c not in taken and c not in out)
    return out


def _only_place(token: Token, view: View) -> bool:
    """A bare modifier is a place only when it cannot act: "Idlib attack", not "Turkey attack"."""
    return all(view.kind(m) == "place" for m in view.at(token, shared=False))

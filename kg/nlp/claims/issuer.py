"""Who issues a statement: who stands behind "we" and "I" where the article itself speaks in the first person.

Invariant: only words outside quotations are given to the issuer, and only where a heading ("Statement by …") or a sentence
of the present tense ("The United States condemns …") tells who it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.nlp.claims.view import ACTS, View

if TYPE_CHECKING:
    from kg.nlp.claims.attribution import AttributionReader

_PERFORMS = frozenset((
    "applaud", "appreciate", "call", "commend", "condemn", "congratulate", "demand", "denounce", "deplore", "express", "extend",
    "honor", "honour", "mourn", "offer", "praise", "reaffirm", "recognise", "recognize", "regret", "reiterate", "reject", "remain",
    "salute", "stand", "support", "thank", "urge", "welcome",
))  # fmt: skip
"""Acts of words that one does by saying so."""
_WE = frozenset(("we", "our"))
_STATES = frozenset(("country",))
_HEADINGS = 2
"""Paragraphs at the top that may tell whose statement it is."""


def issuer(view: View, reader: AttributionReader, *, many: bool) -> str | None:
    """The chain behind "we" (`many`) or "I" outside quotations; None where the text does not tell."""
    spoken = reader.spoken(view)
    headed = _headed(view, reader)
    if headed is not None or not many:
        return headed
    for sentence in view.doc.sents:
        root = sentence.root
        present = root.tag_ in ("VBZ", "VBP") and root.lemma_.lower() in _PERFORMS
        present = present or any(c.dep_ == "cop" and c.tag_ == "VBZ" and c.lemma_ == "remain" for c in root.children)
        if not present or spoken.in_marks(root.i) or not any(t.text == "." for t in sentence):
            continue
        found = [c for t in root.children if t.dep_ == "nsubj" for c in view.chains_at(t, ACTS)]
        if len(found) == 1:
            return found[0]
    return _going_over(view, reader)


def _going_over(view: View, reader: AttributionReader) -> str | None:
    """The state that a text calls "we" as it goes on: "the United States will help …, as we did before"."""
    spoken = reader.spoken(view)
    told: set[str] = set()
    for token in view.doc:
        if token.lower_ not in _WE or spoken.in_marks(token.i):
            continue
        for word in token.sent:
            above = word.dep_ == "nsubj" and word.head.tag_ != "VBD" and word.head in token.ancestors
            if word.i < token.i and above and not spoken.in_marks(word.i):
                told.update(view.chains_at(word, _STATES))
    return told.pop() if len(told) == 1 else None


def _headed(view: View, reader: AttributionReader) -> str | None:
    """Whose statement or speech the heading says it is."""
    for start, end in reader.spoken(view).paragraphs[:_HEADINGS]:
        for token in view.doc[start:end]:
            levels = reader.statement(token, view)
            if levels and len(levels[0]) == 1:
                return levels[0][0]
    return None


__all__ = ["issuer"]

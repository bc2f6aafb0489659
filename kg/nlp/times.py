"""Fifth component of the line: time expressions as token spans; they are anchored at harvest, which knows the date.

requires: trees, tags. assigns: doc._.kg_times.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.nlp import marks  # noqa: F401  (declares doc._.kg_*)
from kg.times import TimeGrammar, load_times


class Times:
    """The spaCy component."""

    def __init__(self, name: str, data: str | None) -> None:
        self.name = name
        self._extra = Path(data) if data is not None else None

    @cached_property
    def grammar(self) -> TimeGrammar:
        """The grammar, loaded when first used."""
        return load_times(self._extra)

    def __call__(self, doc: Doc) -> Doc:
        """Write the time expressions of a document."""
        out = []
        for e in self.grammar.find(doc.text):
            span = doc.char_span(e.start, e.end, alignment_mode="expand")
            if span is None:
                continue
            out.append(
                {
                    "start": span.start, "end": span.end, "root": span.root.i, "text": e.text, "from": e.start, "to": e.end,
                    "pattern": e.pattern, "meaning": e.meaning, "slots": [list(s) for s in e.slots], "tense": tense_of(span.root),
                }
            )  # fmt: skip
        doc._.kg_times = out
        return doc


def tense_of(token: Token) -> str | None:
    """Tense of the verb group that a word hangs on: `future` under will or shall, `past` for past forms, else None."""
    for t in [token, *token.ancestors]:
        if t.pos_ not in ("VERB", "AUX"):
            continue
        lemmas = {c.lower_ for c in t.children if c.dep_ in ("aux", "aux:pass")}
        if lemmas & {"will", "shall", "'ll", "’ll", "wo", "would"}:
            return "future"
        if t.tag_ == "VB" and any(c.lower_ == "to" for c in t.children):
            return "future"
        if t.tag_ in ("VBD", "VBN"):
            return "past"
        return None
    return None


@Language.factory(
    "kg_times", default_config={"data": None}, requires=["token.dep", "token.tag"], assigns=["doc._.kg_times"]
)
def make_times(nlp: Language, name: str, data: str | None) -> Times:
    """Factory of the times step."""
    return Times(name, data)

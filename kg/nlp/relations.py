"""Last component of the line: the rules run over the annotated document.

requires: sentences, trees, tags, lemmas, and the marks of actors, places, chains and times. assigns: doc._.kg_claims.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp import marks  # noqa: F401  (declares doc._.kg_*)
from kg.nlp.claims.build import ClaimBuilder
from kg.ontology import load_ontology
from kg.rules.compile import Matcher
from kg.rules.read import load_rulebook


class Relations:
    """The spaCy component around `ClaimBuilder`."""

    def __init__(self, name: str, data: str | None) -> None:
        self.name = name
        self._extra = Path(data) if data is not None else None

    @cached_property
    def builder(self) -> ClaimBuilder:
        """The builder with its compiled rulebook, made when first used."""
        book = load_rulebook(self._extra)
        return ClaimBuilder(Matcher(book), load_ontology(self._extra), self._extra)

    @property
    def version(self) -> str:
        """Version of the rules: a hash of their files."""
        return self.builder.matcher.book.version

    def trace(self, doc: Doc) -> dict[str, Any]:
        """What the rules saw in an annotated document, for `kg.rules.explain`."""
        from kg.nlp.claims.trace import trace

        return trace(self.builder, doc)

    def __call__(self, doc: Doc) -> Doc:
        """Write the claims of one document."""
        doc._.kg_claims = self.builder.build(doc)
        return doc


@Language.factory(
    "kg_relations",
    default_config={"data": None},
    requires=[
        "token.dep",
        "token.head",
        "token.tag",
        "token.lemma",
        "doc.sents",
        "doc._.kg_mentions",
        "doc._.kg_chains",
    ],
    assigns=["doc._.kg_claims"],
)
def make_relations(nlp: Language, name: str, data: str | None) -> Relations:
    """Factory of the relations step."""
    return Relations(name, data)

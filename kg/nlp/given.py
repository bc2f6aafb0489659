"""Sentences whose words are given run through the language model alone: how a model is scored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from kg.nlp.load import STEPS


def analyse_words(nlp: Language, sentences: Iterable[Sequence[str]]) -> Iterator[Doc]:
    """Analyse sentences, each a document of its own.

    Args:
        nlp: From `load`; the steps after the model are left out.
        sentences: Words of each.

    Yields:
        Docs with tags, lemmas, trees and names, one token a word.
    """
    for words in sentences:
        doc = Doc(nlp.vocab, words=list(words))
        for name, step in nlp.pipeline:
            if name not in STEPS:
                doc = step(doc)
        yield doc

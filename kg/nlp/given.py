"""Sentences whose words are given, and raw texts, run through the language model alone: how a model is scored."""

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
    return (analyse_sentences(nlp, [words]) for words in sentences)


def analyse_sentences(nlp: Language, sentences: Sequence[Sequence[str]]) -> Doc:
    """Analyse a document whose sentences are known, each read among its neighbours, as an article is."""
    words = [word for sentence in sentences for word in sentence]
    begins: list[bool | int | None] = [i == 0 for sentence in sentences for i in range(len(sentence))]
    return _analysed(nlp, Doc(nlp.vocab, words=words, sent_starts=begins), whole=True)


def analyse_texts(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Tokenize and analyse raw texts, each a document of its own, without the steps after the model."""
    for text in texts:
        yield _analysed(nlp, nlp.make_doc(text), whole=False)


def _analysed(nlp: Language, doc: Doc, *, whole: bool) -> Doc:
    for name, step in nlp.pipeline:
        if name not in STEPS:
            doc = step.given(doc) if whole and hasattr(step, "given") else step(doc)
    return doc

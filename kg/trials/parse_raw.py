"""`kg evaluate parse-raw`: sentences, words and trees of raw text, against gold trees."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.evaluate import parse_raw
from kg.evaluate.parse_raw import Parsed, Token
from kg.trials.settings import TrialSettings

if TYPE_CHECKING:
    from spacy.tokens import Doc


def score(files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score what the tokenizer and the language model make of raw text."""
    from kg.nlp.given import analyse_texts
    from kg.nlp.load import load

    nlp = load(settings.model, data=settings.data)
    documents = settings.drawn([d for path in files for d in parse_raw.read_documents(path)])
    docs = analyse_texts(nlp, (d.text for d in documents))
    return parse_raw.score((d.parsed for d in documents), (_parsed(d) for d in docs))


def _parsed(doc: Doc) -> Parsed:
    spans = {}
    at = 0
    for token in doc:
        if not token.is_space:
            spans[token.i] = (at, at + len(token.text))
            at += len(token.text)
    parsed = Parsed()
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        if not words:
            continue
        parsed.sentences.append((spans[words[0].i][0], spans[words[-1].i][1]))
        for t in words:
            head = None if t.head.i == t.i or t.head.is_space else spans[t.head.i]
            parsed.tokens.append(Token(spans[t.i], head, "root" if t.dep_ == "ROOT" else t.dep_))
    return parsed

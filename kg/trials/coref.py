"""`kg evaluate coref`: chains of names and pronouns in documents, and pronouns with two names each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.evaluate.coref import Guess, Pair, score_documents, score_pairs
from kg.evaluate.coref_files import is_table, read_documents, read_pairs
from kg.trials.settings import TrialSettings

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RELATIVE = frozenset(("WP", "WDT", "WP$"))


def score(files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score whole texts: `documents` for CoNLL-U files, `pairs` for tables of pronouns and names."""
    from kg.nlp.load import load_until

    nlp = load_until("kg_chains", settings.model, data=settings.data)
    scores: dict[str, Any] = {}
    tables = [path for path in files if is_table(path)]
    others = [path for path in files if path not in tables]
    if others:
        documents = settings.drawn([d for path in others for d in read_documents(path)])
        scores["documents"] = score_documents(documents, (list(guesses(nlp(d.text))) for d in documents))
    if tables:
        pairs = settings.drawn([p for path in tables for p in read_pairs(path)])
        scores["pairs"] = score_pairs(pairs, (answer(nlp(p.text), p) for p in pairs))
    return scores


def guesses(doc: Doc) -> Iterator[Guess]:
    """Names and pronouns of a document with their chains; relative pronouns and adjectives are mentions in no gold."""
    for m in doc._.kg_mentions:
        root = doc[m["root"]]
        # "the Secretary" is a name in the gold, by its tag.
        named = root.pos_ == "PROPN" or (root.text[:1].isupper() and not root.is_sent_start and not m["pronoun"])
        if (
            m["chain"] is None
            or root.tag_ in _RELATIVE
            or root.pos_ == "ADJ"
            or not (named or m["proper"] or m["pronoun"])
        ):
            continue
        span = doc[m["start"] : m["end"]]
        yield Guess(span.start_char, span.end_char, m["chain"])


def answer(doc: Doc, pair: Pair) -> tuple[bool, bool]:
    """Whether the pronoun's chain holds a mention that overlaps the first name, and the second."""
    chains = {m["chain"] for m in doc._.kg_mentions if m["pronoun"] and doc[m["start"]].idx == pair.pronoun[0]} - {None}
    inside = [doc[m["start"] : m["end"]] for m in doc._.kg_mentions if not m["pronoun"] and m["chain"] in chains]
    first, second = (any(s.start_char < end and start < s.end_char for s in inside) for start, end in pair.names)
    return first, second

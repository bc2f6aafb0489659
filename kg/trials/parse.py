"""`kg evaluate parse`: tags, lemmas and trees of given words, against gold trees."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.evaluate import parse
from kg.trials.settings import TrialSettings

if TYPE_CHECKING:
    from spacy.tokens import Doc


def score(files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score the trees of sentences given as words."""
    from kg.nlp.given import analyse_words
    from kg.nlp.load import load

    nlp = load(settings.model, data=settings.data)
    trees = settings.drawn([t for path in files for t in parse.read_trees(path)])
    return parse.score(trees, (_words(d) for d in analyse_words(nlp, ([w.form for w in t] for t in trees))))


def _words(doc: Doc) -> list[parse.Word]:
    return [
        parse.Word(
            t.text,
            t.lemma_,
            t.pos_,
            t.tag_,
            0 if t.head.i == t.i else t.head.i + 1,
            "root" if t.dep_ == "ROOT" else t.dep_,
        )
        for t in doc
    ]

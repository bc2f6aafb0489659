"""`kg evaluate ner`: names found in given words, against gold names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.evaluate import ner
from kg.trials.settings import TrialSettings


def score(files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score the names of sentences given as words."""
    from kg.nlp.given import analyse_words
    from kg.nlp.load import load

    nlp = load(settings.model, data=settings.data)
    sentences = settings.drawn([s for path in files for s in ner.read_names(path)])
    docs = analyse_words(nlp, (s.words for s in sentences))
    return ner.score(sentences, ([(e.start, e.end, e.label_) for e in d.ents] for d in docs))

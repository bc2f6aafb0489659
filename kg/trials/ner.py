"""`kg evaluate ner`: names found in given words, against gold names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.evaluate import ner
from kg.trials.settings import TrialSettings


def score(files: Sequence[Path], settings: TrialSettings) -> dict[str, Any]:
    """Score the names of sentences given as words; those of one document are read together, where the file tells."""
    from kg.nlp.given import analyse_sentences
    from kg.nlp.load import load

    nlp = load(settings.model, data=settings.data)
    sentences = settings.drawn([s for path in files for s in ner.read_names(path)])
    found: list[list[ner.Name]] = []
    for group in ner.documents(sentences):
        doc = analyse_sentences(nlp, [s.words for s in group])
        names, begin = [(e.start, e.end, e.label_) for e in doc.ents], 0
        for s in group:
            end = begin + len(s.words)
            found.append([(a - begin, b - begin, label) for a, b, label in names if begin <= a and b <= end])
            begin = end
    return ner.score(sentences, found)

"""The lemmas that a treebank has seen: a table that goes before the network's lemma scripts, for forms without doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from kg.training.corpus import Sentence

_OPEN = ("VERB", "AUX", "NOUN", "ADJ")


def lemma_table(sentences: Iterable[Sentence]) -> dict[str, Any]:
    """Collect lemmas by class of word.

    Returns:
        `forms`: class -> lower-case form -> lemma, where one lemma has nine tenths of the counts and the form is not
        the lemma; `known`: class -> sorted lemmas seen.
    """
    counts: dict[str, dict[str, Counter[str]]] = {u: defaultdict(Counter) for u in _OPEN}
    for s in sentences:
        for word, upos, lemma in zip(s.words, s.upos, s.lemmas, strict=True):
            if upos in counts and word.isalpha() and lemma.isalpha() and not (len(word) > 1 and word.isupper()):
                counts[upos][word.lower()][lemma] += 1
    forms: dict[str, dict[str, str]] = {}
    known: dict[str, list[str]] = {}
    for upos, table in counts.items():
        forms[upos] = {}
        seen: set[str] = set()
        for form in sorted(table):
            (lemma, top), *_ = table[form].most_common(1)
            if top >= 0.9 * table[form].total():
                seen.add(lemma)
                if form != lemma:
                    forms[upos][form] = lemma
        known[upos] = sorted(seen)
    return {"forms": forms, "known": known}

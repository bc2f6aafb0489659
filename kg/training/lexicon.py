"""The lemmas that a treebank has seen: a table that goes before the network's lemma scripts, for forms without doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from kg.training.corpus import Sentence

_OPEN = ("VERB", "AUX", "NOUN", "ADJ")
IRREGULAR = dict(
    pair.split(":")
    for pair in [
        "fled:flee",
        "bled:bleed",
        "bred:breed",
        "sped:speed",
        "fed:feed",
        "led:lead",
        "sent:send",
        "fought:fight",
        "sought:seek",
        "struck:strike",
        "slain:slay",
        "slew:slay",
        "shot:shoot",
        "hid:hide",
        "hidden:hide",
        "sworn:swear",
        "swore:swear",
        "forbade:forbid",
        "forbidden:forbid",
        "withdrew:withdraw",
        "withdrawn:withdraw",
        "overthrew:overthrow",
        "overthrown:overthrow",
        "withheld:withhold",
        "upheld:uphold",
        "beaten:beat",
        "stole:steal",
        "stolen:steal",
        "burnt:burn",
        "sank:sink",
        "sunk:sink",
        "blew:blow",
        "blown:blow",
        "undertook:undertake",
        "undertaken:undertake",
        "overran:overrun",
        "retook:retake",
        "retaken:retake",
        "dug:dig",
        "hung:hang",
        "wore:wear",
        "tore:tear",
        "torn:tear",
        "dealt:deal",
        "fell:fall",
        "fallen:fall",
    ]
)
"""Past forms of verbs of the news that small treebanks may lack."""


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
        if upos == "VERB":
            forms[upos] = IRREGULAR | forms[upos]
        known[upos] = sorted(seen)
    return {"forms": forms, "known": known}

"""Small parsed sentences, written by hand: `word/TAG/dep/head` with heads counted from 1, 0 for the root."""

import spacy
from spacy.tokens import Doc

_POS = {
    "V": "VERB",
    "N": "NOUN",
    "J": "ADJ",
    "D": "DET",
    "I": "ADP",
    "R": "ADV",
    "C": "NUM",
    "M": "AUX",
    "P": "PRON",
    "T": "PART",
    "H": "PUNCT",
    ".": "PUNCT",
    ",": "PUNCT",
    "W": "PRON",
}
_LEMMAS = {
    "attacked": "attack",
    "urged": "urge",
    "killed": "kill",
    "rebels": "rebel",
    "soldiers": "soldier",
    "talks": "talk",
    "held": "hold",
    "forces": "force",
    "backed": "back",
    "was": "be",
    "were": "be",
    "wounded": "wound",
    "refused": "refuse",
    "attacking": "attack",
    "opened": "open",
    "schools": "school",
    "jobs": "job",
}


def parsed(line: str) -> Doc:
    """Doc of one sentence."""
    rows = [cell.split("/") for cell in line.split()]
    words = [r[0] for r in rows]
    tags = [r[1] for r in rows]
    heads = [int(r[3]) - 1 if int(r[3]) else i for i, r in enumerate(rows)]
    deps = [r[2] if r[2] != "root" else "ROOT" for r in rows]
    pos = [
        "PROPN" if t.startswith("NNP") else "AUX" if d.startswith("aux") or d == "cop" else _POS[t[0]]
        for t, d in zip(tags, deps, strict=True)
    ]
    return Doc(
        spacy.blank("en").vocab, words=words, tags=tags, pos=pos, deps=deps, heads=heads,
        lemmas=[_LEMMAS.get(w.lower(), w if t.startswith("NNP") else w.lower()) for w, t in zip(words, tags, strict=True)],
    )  # fmt: skip

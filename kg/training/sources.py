"""Which corpora a training reads, and what the labels of each mean in ours.

Decision: no corpus leaves "facility" open for words that it calls no name. A class that only a small part of the data
decides becomes the place for everything odd (measured: FAC for "southern", "Sunni", web addresses).
"""

from __future__ import annotations

from pathlib import Path

from kg.training.corpus import PLACES, Sentence, read_columns, read_conllu, read_gmb, read_gold, retokenize, untitled
from kg.training.documents import read_gum, read_redocred, read_wnut

_UNER = {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": PLACES}
_WIKIGOLD = {"PER": ("PERSON",), "ORG": ("ORG",), "LOC": PLACES, "MISC": ("O", "NORP", "EVENT")}
_CROSSNER = {
    "politician": ("PERSON",),
    "person": ("PERSON",),
    "politicalparty": ("ORG",),
    "organisation": ("ORG",),
    "country": ("GPE", "LOC"),
    "location": PLACES,
    "election": ("O", "EVENT"),
    "event": ("O", "EVENT"),
    "misc": ("O", "NORP", "EVENT"),
}
_TITLES = frozenset((
    "mr", "mrs", "ms", "dr", "president", "minister", "prime", "senator", "sen", "rep", "gen", "general",
    "col", "colonel", "lt", "sgt", "capt", "captain", "king", "queen", "prince", "pope", "mullah", "sheikh",
    "shaikh", "judge", "secretary", "ambassador", "governor", "gov", "mayor", "chancellor", "ayatollah", "sir",
    "lord", "justice", "professor", "prof", "admiral", "adm", "major", "maj", "chairman", "vice", "former",
))  # fmt: skip


def read_treebanks(folder: Path, part: str) -> list[Sentence]:
    """EWT (with UNER's names where its sentences agree) and GUM (with what its entities allow): `train` or `dev`."""
    uner = {
        s.id: s
        for s in read_columns(folder / f"ner/uner-ewt-{part}.iob2.gz", kinds=_UNER, maybe=("NORP", "EVENT"), label=2)
    }
    sentences = []
    for s in read_conllu(folder / f"treebank/ewt-{part}.conllu.gz"):
        named = uner.get(s.id)
        if named is not None and named.words == s.words:
            s.names, s.web = untitled(named, set(_TITLES)).names, True
        sentences.append(s)
    sentences.extend(read_gum(folder / f"treebank/gum-{part}.conllu.gz"))
    return sentences


def read_named(folder: Path) -> tuple[list[Sentence], list[Sentence]]:
    """Sentences with names only: the hand-annotated news gold, and the others (silver or of other genres)."""
    gold_path = folder / "ner/news-gold.jsonl"
    gold = list(retokenize(read_gold(gold_path, "train")))
    taken = {tuple(s.words) for part in ("train", "dev") for s in read_gold(gold_path, part)}
    others = [
        *read_columns(folder / "ner/crossner-politics-train.tsv.gz", kinds=_CROSSNER, maybe=("NORP", "EVENT")),
        *read_columns(folder / "ner/crossner-politics-dev.tsv.gz", kinds=_CROSSNER, maybe=("NORP", "EVENT")),
        *read_columns(folder / "ner/wikigold.conll.gz", kinds=_WIKIGOLD, maybe=(), io_tags=True),
        *read_redocred(folder / "ner/redocred-dev.json.gz"),
        *read_wnut(folder / "ner/wnut17-wnut17train.conll.gz"),
        *read_gmb(folder / "ner/gmb.csv.gz", without=taken, titles=set(_TITLES)),
    ]
    return gold, list(retokenize(others))

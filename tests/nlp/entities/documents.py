"""Small parsed texts, written by hand: `word/TAG/dep/head[/lemma]`, heads counted from 1 in each sentence, 0 for the root.

Sentences stand on lines of their own; a name is written `[ORG Sea Guild]` around its words.
"""

import re
from functools import cache

import spacy
from spacy.tokens import Doc, Span

from kg.nlp import actors, chains, places, times

_POS = {
    "V": "VERB", "N": "NOUN", "J": "ADJ", "D": "DET", "I": "ADP", "R": "ADV", "C": "NUM", "M": "AUX", "P": "PRON",
    "T": "PART", "H": "PUNCT", ".": "PUNCT", ",": "PUNCT", "W": "PRON", "-": "PUNCT",
}  # fmt: skip


def parsed(text: str) -> Doc:
    """Doc of one or more sentences."""
    columns: dict[str, list] = {k: [] for k in ("words", "tags", "pos", "deps", "heads", "lemmas", "sent_starts")}
    names: list[tuple[int, int, str]] = []
    for line in filter(None, (x.strip() for x in text.splitlines())):
        first = len(columns["words"])
        opened: tuple[int, str] | None = None
        for cell in line.split():
            if cell.startswith("["):
                opened = (len(columns["words"]), cell[1:])
                continue
            closes = cell.endswith("]")
            word, tag, dep, head, *lemma = cell.rstrip("]").split("/")
            at = len(columns["words"])
            pos = "PROPN" if tag.startswith("NNP") else "AUX" if dep in ("aux", "cop", "aux:pass") else _POS[tag[0]]
            pos = "CCONJ" if tag == "CC" else pos
            row = (word, tag, pos, "ROOT" if head == "0" else dep, first + int(head) - 1 if head != "0" else at)
            for key, value in zip(("words", "tags", "pos", "deps", "heads"), row, strict=True):
                columns[key].append(value)
            columns["lemmas"].append(lemma[0] if lemma else word if tag.startswith("NNP") else word.lower())
            columns["sent_starts"].append(at == first)
            if closes and opened is not None:
                names.append((opened[0], at + 1, opened[1]))
                opened = None
    doc = Doc(spacy.blank("en").vocab, **columns)
    doc.set_ents([Span(doc, a, b, label=label) for a, b, label in names])
    return doc


@cache
def _components():
    return [
        actors.Actors("kg_actors", None), places.PlaceResolver("kg_places", None),
        chains.Chains("kg_chains", None), times.Times("kg_times", None),
    ]  # fmt: skip


def annotated(text: str) -> Doc:
    """The same after actors, places, chains and times."""
    doc = parsed(text)
    for component in _components():
        doc = component(doc)
    return doc


def chain(doc: Doc, form: str) -> dict:
    """The only chain that has a surface form."""
    found = [c for c in doc._.kg_chains if form in (c["name"], *c["aliases"])]
    assert len(found) == 1, (form, [(c["name"], c["aliases"]) for c in doc._.kg_chains])
    return found[0]


def forms(doc: Doc, kind: str) -> list[str]:
    """Names of the chains of a kind, in order."""
    return [c["name"] for c in doc._.kg_chains if c["kind"] == kind]


def said_of(doc: Doc, word: str) -> str | None:
    """Name of the chain of the mention that is this word, None where it has none."""
    names = {c["id"]: c["name"] for c in doc._.kg_chains}
    chain_id = next(
        m["chain"] for m in doc._.kg_mentions if re.sub(r"\s+", " ", doc[m["start"] : m["end"]].text) == word
    )
    return names.get(chain_id)

"""ClearNLP trees, built by hand as `en_core_web_*` gives them, become Universal Dependencies."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.nlp.clear import to_universal

NLP = spacy.blank("en")
Row = tuple[str, str, str, int, str]


def doc(rows: list[Row], names: tuple[tuple[int, int, str], ...] = ()) -> Doc:
    """Words with class, tag, head and label."""
    words, pos, tags, heads, deps = zip(*rows, strict=True)
    lemmas = ["be" if w in ("is", "was") else w.lower() for w in words]
    made = Doc(
        NLP.vocab, words=list(words), pos=list(pos), tags=list(tags), heads=list(heads), deps=list(deps), lemmas=lemmas
    )
    made.set_ents([Span(made, a, b, label=label) for a, b, label in names])
    return made


def arcs(d: Doc) -> list[tuple[str, str, str]]:
    return [(t.text, t.dep_, t.head.text) for t in to_universal(d)]


def test_a_preposition_hangs_on_its_object() -> None:
    got = arcs(
        doc([
            ("Police", "NOUN", "NNS", 1, "nsubj"), ("fired", "VERB", "VBD", 1, "ROOT"), ("on", "ADP", "IN", 1, "prep"),
            ("crowds", "NOUN", "NNS", 2, "pobj"), ("of", "ADP", "IN", 3, "prep"), ("strikers", "NOUN", "NNS", 4, "pobj"),
        ])
    )  # fmt: skip
    assert got[2:] == [
        ("on", "case", "crowds"), ("crowds", "obl", "fired"), ("of", "case", "strikers"), ("strikers", "nmod", "crowds"),
    ]  # fmt: skip


def test_passives_agents_and_givers() -> None:
    got = arcs(
        doc([
            ("Guards", "NOUN", "NNS", 2, "nsubjpass"), ("were", "AUX", "VBD", 2, "auxpass"), ("shot", "VERB", "VBN", 2, "ROOT"),
            ("by", "ADP", "IN", 2, "agent"), ("rebels", "NOUN", "NNS", 3, "pobj"),
        ])
    )  # fmt: skip
    assert [dep for _, dep, _ in got] == ["nsubj:pass", "aux:pass", "ROOT", "case", "obl:agent"]
    got = arcs(
        doc([
            ("Oman", "PROPN", "NNP", 1, "nsubj"), ("gave", "VERB", "VBD", 1, "ROOT"), ("grain", "NOUN", "NN", 1, "dobj"),
            ("to", "ADP", "IN", 1, "dative"), ("Yemen", "PROPN", "NNP", 3, "pobj"),
        ])
    )  # fmt: skip
    assert got[2:] == [("grain", "obj", "gave"), ("to", "case", "Yemen"), ("Yemen", "obl", "gave")]


def test_the_predicate_is_the_head_and_be_its_copula() -> None:
    got = arcs(
        doc([
            ("Dusek", "PROPN", "NNP", 1, "nsubj"), ("is", "AUX", "VBZ", 1, "ROOT"), ("premier", "NOUN", "NN", 1, "attr"),
            (".", "PUNCT", ".", 1, "punct"),
        ])
    )  # fmt: skip
    assert got == [
        ("Dusek", "nsubj", "premier"), ("is", "cop", "premier"), ("premier", "ROOT", "premier"), (".", "punct", "premier"),
    ]  # fmt: skip


def test_a_clause_after_a_preposition_and_an_infinitive() -> None:
    got = arcs(
        doc([
            ("They", "PRON", "PRP", 1, "nsubj"), ("left", "VERB", "VBD", 1, "ROOT"), ("after", "ADP", "IN", 1, "prep"),
            ("trying", "VERB", "VBG", 2, "pcomp"), ("to", "PART", "TO", 5, "aux"), ("talk", "VERB", "VB", 3, "xcomp"),
        ])
    )  # fmt: skip
    assert got[2:] == [
        ("after", "mark", "trying"), ("trying", "advcl", "left"), ("to", "mark", "talk"), ("talk", "xcomp", "trying"),
    ]  # fmt: skip


def test_conjuncts_hang_on_the_first() -> None:
    got = arcs(
        doc([
            ("Chad", "PROPN", "NNP", 5, "nsubj"), (",", "PUNCT", ",", 0, "punct"), ("Niger", "PROPN", "NNP", 0, "conj"),
            ("and", "CCONJ", "CC", 2, "cc"), ("Mali", "PROPN", "NNP", 2, "conj"), ("agreed", "VERB", "VBD", 5, "ROOT"),
        ])
    )  # fmt: skip
    assert got[2:5] == [("Niger", "conj", "Chad"), ("and", "cc", "Mali"), ("Mali", "conj", "Chad")]


def test_names_of_other_kinds_are_dropped() -> None:
    d = to_universal(
        doc(
            [("Lima", "PROPN", "NNP", 1, "nsubj"), ("slept", "VERB", "VBD", 1, "ROOT"), ("Monday", "PROPN", "NNP", 1, "npadvmod")],
            ((0, 1, "GPE"), (2, 3, "DATE")),
        )
    )  # fmt: skip
    assert [(e.text, e.label_) for e in d.ents] == [("Lima", "GPE")]


@pytest.mark.parametrize("dep", ["prep", "agent", "dative"])
def test_a_preposition_without_object_stays(dep: str) -> None:
    d = doc([("They", "PRON", "PRP", 1, "nsubj"), ("gave", "VERB", "VBD", 1, "ROOT"), ("in", "ADP", "IN", 1, dep)])
    assert arcs(d)[2] == ("in", "iobj" if dep == "dative" else "advmod", "gave")

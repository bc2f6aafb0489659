"""Where source and target of a pair stand, and what the given words are."""

import pytest

from kg.evaluate.acts.events_pairs import Pair
from kg.ontology import load_ontology
from kg.trials.events_pairs import _give, _guess, _sides
from tests.nlp.entities.documents import annotated

TEXT = "[NORP Malian/JJ/amod/2] [ORG Riders/NNPS/nsubj/3/Rider] left/VBD/root/0/leave [GPE Mali/NNP/obj/3] ./././3"


def test_a_target_is_a_whole_word_outside_the_source() -> None:
    doc = annotated(TEXT)
    source, target = _sides(doc, Pair(doc.text, "Malian Riders", "Mali", "YIELD"))
    assert source is not None and target is not None
    assert (source.start, target.start) == (0, 3)


def test_words_that_stand_nowhere_have_no_side() -> None:
    assert _sides(annotated(TEXT), Pair("", "", "a recipient", "YIELD")) == (None, None)


@pytest.mark.parametrize(
    ("start", "end", "kind"), [(0, 2, "organization"), (0, 1, "country"), (3, 4, "country"), (2, 3, "group")]
)
def test_given_words_are_what_heads_them(start: int, end: int, kind: str) -> None:
    doc = annotated(TEXT)
    _give(doc, doc[start:end], "given0")
    assert next(c["kind"] for c in doc._.kg_chains if c["id"] == "given0") == kind


def test_a_meeting_joins_both_ways() -> None:
    doc = annotated(TEXT)
    names = {c["name"]: c["id"] for c in doc._.kg_chains}
    sides = {
        "actors": [names["Mali"]],
        "recipients": [names["Riders"]],
        "places": [],
        "confidence": 0.5,
        "trigger": (2, 3),
    }
    events = load_ontology(None).events
    guesses = []
    for type_ in ("CONSULT", "AID"):
        doc._.kg_claims = [{"type": type_, **sides}]
        guesses.append(_guess(doc, Pair(doc.text, "Riders", "Mali", "CONSULT"), events))
    assert guesses == ["CONSULT", None]

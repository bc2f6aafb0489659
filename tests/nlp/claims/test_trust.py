"""Signs that speak for a claim or against it, and what its confidence is made of."""

from dataclasses import replace
from typing import Any

import pytest

from kg.nlp.claims.build import ClaimBuilder
from kg.nlp.claims.trust import Trust, share_of
from kg.ontology import load_ontology
from kg.rules.compile import Matcher
from kg.rules.read import load_rulebook
from tests.nlp.entities.documents import annotated


@pytest.fixture(scope="module")
def builder() -> ClaimBuilder:
    return ClaimBuilder(Matcher(load_rulebook()), load_ontology(None))


def claims(builder: ClaimBuilder, text: str) -> list[dict[str, Any]]:
    return [c for c in builder.build(annotated(text)) if c["type"] == "ASSAULT"]


def test_a_plain_sentence(builder: ClaimBuilder) -> None:
    (claim,) = claims(builder, "[GPE Chad/NNP/nsubj/2] attacked/VBD/root/0/attack [GPE Mali/NNP/obj/2] ./././2")
    assert claim["signs"] == ["known", "main", "short"]


def test_a_bare_group_and_nobody_on_the_other_side(builder: ClaimBuilder) -> None:
    (claim,) = claims(builder, "Soldiers/NNS/nsubj/2/soldier attacked/VBD/root/0/attack ./././2")
    assert {"one_sided", "main", "short"} <= set(claim["signs"])
    (claim,) = claims(builder, "The/DT/det/2 soldiers/NNS/nsubj/3/soldier attacked/VBD/root/0/attack ./././3")
    assert "bare" in claim["signs"]


def test_a_deep_trigger(builder: ClaimBuilder) -> None:
    text = (
        "It/PRP/nsubj/2 seems/VBZ/root/0/seem they/PRP/nsubj/4 think/VBP/ccomp/2 we/PRP/nsubj/6 know/VBP/ccomp/4 [GPE Chad/NNP/nsubj/8] "
        "attacked/VBD/ccomp/6/attack [GPE Mali/NNP/obj/8] ./././2"
    )
    (claim,) = claims(builder, text)
    assert "deep" in claim["signs"]
    assert "main" not in claim["signs"]


def test_an_argument_far_away(builder: ClaimBuilder) -> None:
    between = " ".join(f"very/RB/advmod/{16}" for _ in range(13))
    text = f"[GPE Chad/NNP/nsubj/16] ,/,/punct/1 {between} attacked/VBD/root/0/attack [GPE Mali/NNP/obj/16]"
    (claim,) = claims(builder, text)
    assert "far" in claim["signs"]
    assert "short" not in claim["signs"]


def test_what_may_be_is_unsettled(builder: ClaimBuilder) -> None:
    text = "[GPE Chad/NNP/nsubj/3] may/MD/aux/3 attack/VB/root/0 [GPE Mali/NNP/obj/3] ./././3"
    assert "unsettled" in claims(builder, text)[0]["signs"]


def test_the_confidence_is_the_sum_of_its_reasons() -> None:
    book = replace(load_rulebook(), start=0.0, share=1.0, signs={"main": 0.7, "far": -0.7, "pronoun": 0.0})
    trust, rule = Trust(book), book.rules[0].id
    own = trust.of(rule, ())
    assert own == round(share_of(book.rules[0]), 2)
    assert trust.of(rule, ("main",)) > own > trust.of(rule, ("far",))
    assert trust.of(rule, ("far", "main")) == own
    assert [name for name, _ in trust.why(rule, ("main", "pronoun", "unheard"))] == [rule, "main"]


def test_a_rule_of_ones_own_has_the_confidence_that_it_says() -> None:
    rule = replace(load_rulebook().rules[0], reliability=None, confidence=0.66)
    assert share_of(rule) == 0.66


def test_nothing_is_certain() -> None:
    book = replace(load_rulebook(), signs={"main": 50.0, "far": -50.0})
    rule = book.rules[0].id
    assert (Trust(book).of(rule, ("main",)), Trust(book).of(rule, ("far",))) == (0.99, 0.05)

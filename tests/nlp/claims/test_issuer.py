"""Who stands behind "we" where an article itself speaks: the issuer of a statement."""

import pytest
from spacy.tokens import Doc

from kg.nlp.claims.build import ClaimBuilder
from kg.ontology import load_ontology
from kg.rules.compile import Matcher
from kg.rules.read import load_rulebook
from tests.nlp.entities.documents import annotated

WE = "We/PRP/nsubj/2/we thank/VBP/root/0/thank [GPE Chad/NNP/obj/2] ./././2"
CONDEMNS = "[GPE Kenya/NNP/nsubj/2] {0} the/DT/det/4 raid/NN/obj/2/raid {1}"


@pytest.fixture(scope="module")
def builder() -> ClaimBuilder:
    return ClaimBuilder(Matcher(load_rulebook()), load_ontology(None))


def thanks(builder: ClaimBuilder, text: str) -> list[list[str]]:
    doc: Doc = annotated(text)
    names = {c["id"]: c["name"] for c in doc._.kg_chains}
    return [[names[x] for x in c["actors"]] for c in builder.build(doc) if c["type"] == "SUPPORT"]


def test_a_sentence_that_acts_by_saying_so_tells_who_we_are(builder: ClaimBuilder) -> None:
    first = CONDEMNS.format("condemns/VBZ/root/0/condemn", "./././2")
    assert thanks(builder, f"{first}\n{WE}") == [["Kenya"]]


@pytest.mark.parametrize(
    ("verb", "end"), [("condemned/VBD/root/0/condemn", "./././2"), ("condemns/VBZ/root/0/condemn", "")]
)
def test_news_and_headlines_do_not(builder: ClaimBuilder, verb: str, end: str) -> None:
    """Chad is thanked all the same, by nobody whom the text names."""
    assert thanks(builder, f"{CONDEMNS.format(verb, end)}\n{WE}") == [[]]


def test_nobody_is_we_where_only_others_are_quoted(builder: ClaimBuilder) -> None:
    first = CONDEMNS.format("condemns/VBZ/root/0/condemn", "./././2")
    quoted = "“/./punct/3 We/PRP/nsubj/3/we thank/VBP/root/0/thank [GPE Chad/NNP/obj/3] ./././3 ”/./punct/3"
    assert thanks(builder, f"{first}\n{quoted}") == []


def test_the_heading_of_a_statement_tells_who_i_am(builder: ClaimBuilder) -> None:
    heading = "Statement/NN/root/0/statement by/IN/case/3 [PERSON Ana/NNP/nmod/1 Reyes/NNP/flat/3]"
    mine = "I/PRP/nsubj/2/I thank/VBP/root/0/thank [GPE Chad/NNP/obj/2] ./././2"
    assert thanks(builder, f"{heading}\n{mine}") == [["Ana Reyes"]]


@pytest.mark.parametrize(("verb", "voices"), [("helps/VBZ", [["Mali"]]), ("helped/VBD", [[]])])
def test_a_state_that_goes_on_as_we_is_we(builder: ClaimBuilder, verb: str, voices: list[list[str]]) -> None:
    """News of what it did is told by others."""
    text = (
        f"[GPE Mali/NNP/nsubj/2] {verb}/root/0/help ,/,/punct/5 as/IN/mark/6 we/PRP/nsubj/6/we "
        "promised/VBD/advcl/2/promise ./././2"
    )
    assert thanks(builder, f"{text}\n{WE}") == voices
